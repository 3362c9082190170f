"""What is timed, and what of it is checked first: tables of several widths, one case, and OpenFisca's vectors and cases."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, Dict, List, Tuple, Type

import openfisca_facts
import openfisca_rules
import pull
import tables
from timing import Work
from workload import PUBLISHED, Population

import entitle

DAY = date(2024, 1, 1)
CASES = 50

Inputs = Dict[str, Tuple[Any, ...]]
Totals = Tuple[List[int], List[int]]


class Disagreement(Exception):
    pass


def inputs(people: Population) -> Inputs:
    made: Inputs = {form: tables.tables(people, form) for form in tables.FORMS}
    made["list"] = (tables.nested(people),)
    return made


def answers(rules: entitle.Ruleset, given: Tuple[Any, ...], only_hits: bool = True) -> entitle.Answers:
    return rules.evaluate_table(*given, as_of=DAY, hits=only_hits, threads=1)


def to_arrow(rules: entitle.Ruleset, given: Tuple[Any, ...], only_hits: bool = True) -> Any:
    return answers(rules, given, only_hits).to_arrow()


def pulled(rules: entitle.Ruleset, given: Tuple[Any, ...]) -> int:
    return pull.rows(answers(rules, given))


def check(rules: entitle.Ruleset, given: Inputs, people: Population) -> Totals:
    """The totals of the hits: they must be the published ones, and the same from whatever columns, pulled, and singly."""
    found: Dict[str, Totals] = {}
    for name, columns in given.items():
        made = answers(rules, columns)
        table = made.to_arrow()
        if made.rejected:
            raise Disagreement(f"{len(made.rejected)} rows of {name} columns are not taken, the first: {made.rejected[0]}")
        found[name] = tables.totals(table)
        if pulled(rules, columns) != table.num_rows:
            raise Disagreement(f"pulled by its pointers the stream of {name} columns has other rows")
    first = found["narrow"]
    for name, totals in found.items():
        if totals != first:
            raise Disagreement(f"the totals from {name} columns are {totals}, not {first}")
    if people.size in PUBLISHED and first != PUBLISHED[people.size]:
        raise Disagreement(f"the totals are {first}, not the published {PUBLISHED[people.size]}")
    few = min(CASES, people.size)
    singly = [
        (outcome.program, outcome.amount or 0)
        for number in range(few)
        for outcome in rules.evaluate(tables.case(people, number), as_of=DAY).outcomes
        if outcome.status == "qualifies"
    ]
    columns = to_arrow(rules, given["narrow"]).to_pydict()
    of_table = [
        (program, amount or 0)
        for program, row, amount in zip(columns["program"], columns["household_row"], columns["amount"]) if row < few
    ]
    if sorted(singly) != sorted(of_table):
        raise Disagreement(f"singly the first {few} households have other answers than in the table")
    return first


def whole_tables(rules: entitle.Ruleset, given: Inputs, households: int) -> List[Work]:
    works = []
    for name, columns in given.items():
        works.append(Work(f"library_{name}", households, partial(pulled, rules, columns)))
        works.append(Work(f"python_{name}", households, partial(to_arrow, rules, columns)))
    works.append(Work("python_all_answers", households, partial(to_arrow, rules, given["narrow"], False)))
    return works


def openfisca(people: Population) -> Tuple[List[Work], Totals]:
    system = openfisca_rules.rules()
    facts = openfisca_facts.columns(people)
    simulation = openfisca_facts.simulation_of(system, facts, people.first)
    totals = openfisca_rules.totals(openfisca_rules.compute(simulation))
    openfisca_rules.forget(simulation)
    works = [
        Work("openfisca_computing", people.size, lambda: openfisca_rules.compute(simulation),
             lambda: openfisca_rules.forget(simulation)),
        Work("openfisca_with_building", people.size,
             lambda: openfisca_rules.compute(openfisca_facts.simulation_of(system, facts, people.first))),
    ]
    return works, totals


def single_cases(rules: entitle.Ruleset, people: Population) -> List[Work]:
    """One case, and the parts of it that can be told apart from outside: a float is refused when everything before it has been
    converted and the library is not yet called; a name that is no fact is refused when the library has read the profile."""
    few = min(CASES, people.size)
    cases = [tables.case(people, number) for number in range(few)]
    system = openfisca_rules.rules()
    situations = [openfisca_facts.situation(case) for case in cases]

    def evaluate() -> None:
        for case in cases:
            rules.evaluate(case, as_of=DAY)

    def refuse(refused: List[Dict[str, Any]], error: Type[Exception]) -> None:
        for case in refused:
            try:
                rules.evaluate(case, as_of=DAY)
            except error:
                continue
            raise Disagreement("a profile was taken that is wrong")

    def of_openfisca() -> None:
        for situation in situations:
            openfisca_rules.compute(openfisca_facts.single(system, situation))

    floats = [{**case, "refused": 0.5} for case in cases]
    named = [{"unheard of": 0, **case} for case in cases]
    alone = [{"unheard of": 0}] * few
    return [
        Work("single_python", few, evaluate),
        Work("single_converted", few, partial(refuse, floats, TypeError)),
        Work("single_read", few, partial(refuse, named, entitle.ProfileError)),
        Work("single_nothing_read", few, partial(refuse, alone, entitle.ProfileError)),
        Work("openfisca_single", few, of_openfisca),
    ]
