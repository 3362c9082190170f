"""Measures the Python package and prints one table: whole tables beside what the library alone takes for them, the same rules in
OpenFisca, one case, and the import. First all answers are checked against the published ones; a wrong one ends it with 1."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any, Dict, List, Tuple

import figures
import imports
import numpy as np
import openfisca_facts
import openfisca_rules
import pull
import pyarrow as pa
import tables
from timing import Work, in_rounds
from workload import PROGRAMS, PUBLISHED, Population, draw

import entitle

DAY = date(2024, 1, 1)
RULES = Path(__file__).parents[1] / "workload"
CASES = 50

Totals = Tuple[List[int], List[int]]


def fail(what: str) -> None:
    sys.exit(f"bench.py: {what}")


def hits(rules: entitle.Ruleset, given: Tuple[Any, ...]) -> entitle.Answers:
    return rules.evaluate_table(*given, as_of=DAY, hits=True, threads=1)


def check(rules: entitle.Ruleset, inputs: Dict[str, Tuple[Any, ...]], people: Population) -> Totals:
    """The totals of the hits, which must be the published ones, and the same from whatever columns; and singly."""
    found: Dict[str, Totals] = {}
    for name, given in inputs.items():
        answers = hits(rules, given)
        table = answers.to_arrow()
        if answers.rejected:
            fail(f"{len(answers.rejected)} rows are not taken from {name} columns, the first: {answers.rejected[0]}")
        found[name] = tables.totals(table)
        if pull.rows(hits(rules, given)) != table.num_rows:
            fail(f"pulled by its pointers the stream of {name} columns has other rows")
    first = found["narrow"]
    for name, totals in found.items():
        if totals != first:
            fail(f"the totals from {name} columns are others: {totals}, not {first}")
    if people.size in PUBLISHED and first != PUBLISHED[people.size]:
        fail(f"the totals are {first}, not the published {PUBLISHED[people.size]}")
    few = min(CASES, people.size)
    singly = [
        (program, outcome.amount or 0)
        for number in range(few)
        for outcome in rules.evaluate(tables.case(people, number), as_of=DAY).outcomes
        for program in [outcome.program]
        if outcome.status == "qualifies"
    ]
    table = hits(rules, inputs["narrow"]).to_arrow().to_pydict()
    of_table = [(program, amount or 0)
                for program, row, amount in zip(table["program"], table["household_row"], table["amount"]) if row < few]
    if sorted(singly) != sorted(of_table) or not singly:
        fail(f"singly the first {few} households have other answers than in the table")
    return first


def whole_tables(rules: entitle.Ruleset, inputs: Dict[str, Tuple[Any, ...]], households: int) -> List[Work]:
    works = []
    for name, given in inputs.items():
        works.append(Work(f"library_{name}", households, lambda given=given: pull.rows(hits(rules, given))))
        works.append(Work(f"python_{name}", households, lambda given=given: hits(rules, given).to_arrow()))
    given = inputs["narrow"]
    works.append(Work("python_all_answers", households,
                      lambda: rules.evaluate_table(*given, as_of=DAY, threads=1).to_arrow()))
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
    few = min(CASES, people.size)
    cases = [tables.case(people, number) for number in range(few)]
    # A float is refused once everything before it has been converted, before the library is called.
    refused = [{**case, "refused": 0.5} for case in cases]
    system = openfisca_rules.rules()
    situations = [openfisca_facts.situation(case) for case in cases]

    def evaluate() -> None:
        for case in cases:
            rules.evaluate(case, as_of=DAY)

    def refuse() -> None:
        for case in refused:
            try:
                rules.evaluate(case, as_of=DAY)
            except TypeError:
                continue
            fail("a float was taken")

    def of_openfisca() -> None:
        for situation in situations:
            openfisca_rules.compute(openfisca_facts.single(system, situation))

    return [Work("single_python", few, evaluate), Work("single_refused", few, refuse),
            Work("openfisca_single", few, of_openfisca)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=100_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", metavar="FILE", help="also writes the figures there")
    parser.add_argument("--processor-time", action="store_true",
                        help="ratios by what the process had of processors: for a machine that others use too")
    options = parser.parse_args()

    rules = entitle.load(RULES)
    people = draw(options.households)
    inputs: Dict[str, Tuple[Any, ...]] = {form: tables.tables(people, form) for form in tables.FORMS}
    inputs["list"] = (tables.nested(people),)
    ours = check(rules, inputs, people)
    of_openfisca, theirs = openfisca(people)
    print(figures.sums(PROGRAMS, PUBLISHED.get(people.size), ours, theirs), flush=True)

    before = os.getloadavg()[0]
    in_table = [*whole_tables(rules, inputs, people.size), *of_openfisca]
    in_rounds(in_table, options.rounds)
    one_by_one = single_cases(rules, people)
    in_rounds(one_by_one, options.rounds, least=0.2)
    works = {work.key: work for work in [*in_table, *one_by_one]}
    made = figures.Figures(works, imports.seconds(), options.processor_time)
    print(made.text())
    print(f"\n{people.size:,} households, {len(people.member['age']):,} members; load {before:.1f} before, "
          f"{os.getloadavg()[0]:.1f} after, of {os.cpu_count()} processors; ratios by "
          f"{'processor time' if options.processor_time else 'time as it passes'}, best of {options.rounds} rounds;\n"
          f"entitle {entitle.__version__}, Python {sys.version.split()[0]}, numpy {np.__version__}, pyarrow {pa.__version__}")
    if options.json:
        Path(options.json).write_text(json.dumps(made.data(people.size), indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
