"""The workload as an OpenFisca system: its entities, its facts as variables, and the two ways to a simulation, from columns and
from one household's dict; and what formulas are written with. No program stands here.

Money is yuan in OpenFisca's `float`, which has 32 bits: amounts above 167,772.15 have no fen, and its developers live with it.
"""

from __future__ import annotations

from typing import Any, Dict, Union

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from workload import HOUSEHOLD, MEMBER, MONEY, YES_NO, Population

PERIOD = "2024-01"

Person = build_entity(key="person", plural="persons", label="Person", is_person=True)
Household = build_entity(
    key="household", plural="households", label="Household",
    roles=[{"key": "member", "plural": "members", "label": "Members"}],
)


class Area(Enum):
    urban = "urban"
    rural = "rural"


class Event(Enum):
    none = "none"
    moderate = "moderate"
    severe = "severe"


class Disability(Enum):
    none = "none"
    visual = "visual"
    hearing = "hearing"
    speech = "speech"
    physical = "physical"
    intellectual = "intellectual"
    mental = "mental"
    multiple = "multiple"


class Parent(Enum):
    fine = "fine"
    dead = "dead"
    missing = "missing"
    detained = "detained"
    disabled = "disabled"
    ill = "ill"
    lost = "lost"
    unfit = "unfit"


class Student(Enum):
    none = "none"
    preschool = "preschool"
    primary = "primary"
    junior = "junior"
    senior = "senior"
    college = "college"


ENUMS = {"area": Area, "event": Event, "disability": Disability, "father": Parent, "mother": Parent, "student": Student}
ETERNAL = {"county", "area"}  # the county a number, not a choice: what looks its tables up is then one step


def _fact(name: str, entity: Any) -> Any:
    made: Dict[str, Any] = {
        "entity": entity,
        "definition_period": DateUnit.ETERNITY if name in ETERNAL else DateUnit.MONTH,
        "value_type": float if name in MONEY else bool if name in YES_NO else int,
        "label": name,
    }
    if name in ENUMS:
        first = list(ENUMS[name])[0]
        made.update(value_type=Enum, possible_values=ENUMS[name], default_value=first)
    return type(name, (Variable,), made)


def variable(entity: Any, value_type: type) -> Any:
    """Makes a formula a variable of each month, as a class of OpenFisca's with these attributes would be."""

    def made(formula: Any) -> Any:
        members = {"entity": entity, "value_type": value_type, "definition_period": DateUnit.MONTH, "formula": formula}
        return type(formula.__name__, (Variable,), members)

    return made


def half_up(yuan: Any) -> Any:
    return np.floor(yuan * 100 + 0.5) / 100


def system() -> TaxBenefitSystem:
    """The entities and the facts, without programs."""
    made = TaxBenefitSystem([Person, Household])
    made.add_variables(*[_fact(name, Household) for name in HOUSEHOLD], *[_fact(name, Person) for name in MEMBER])
    return made


def period_of(name: str) -> str:
    return "ETERNITY" if name in ETERNAL else PERIOD


def columns(people: Population) -> Dict[str, np.ndarray]:
    """The facts as OpenFisca holds them, so that no simulation need convert any."""

    def column(name: str, values: np.ndarray) -> np.ndarray:
        if name in MONEY:
            return (values / 100).astype(np.float32)
        return values.astype(np.uint8 if name in ENUMS else bool if name in YES_NO else np.int32)

    return {name: column(name, values) for name, values in {**people.household, **people.member}.items()}


def simulation_of(rules: TaxBenefitSystem, facts: Dict[str, np.ndarray], first: np.ndarray) -> Simulation:
    """Of all households at once, by the builder's calls for columns."""
    builder = SimulationBuilder()
    builder.create_entities(rules)
    households = np.arange(len(first) - 1)
    builder.declare_person_entity("person", np.arange(first[-1]))
    of = builder.declare_entity("household", households)
    builder.join_with_persons(of, np.repeat(households, np.diff(first)), np.zeros(first[-1], dtype=np.int64))
    made = builder.build(rules)
    for name, values in facts.items():
        made.set_input(name, period_of(name), values)
    return made


def single(rules: TaxBenefitSystem, situation: Dict[str, Any]) -> Simulation:
    return SimulationBuilder().build_from_dict(rules, situation)


def situation(case: Dict[str, Any]) -> Dict[str, Any]:
    """A profile as OpenFisca's dict for one household."""

    def facts(of: Dict[str, Any], names: list[str]) -> Dict[str, Any]:
        return {name: {period_of(name): value(name, of[name])} for name in names}

    def value(name: str, given: Any) -> Union[float, int, str, bool]:
        if name == "county":
            return int(given[1:])
        return float(given) if name in MONEY else given

    persons = {f"member {number}": facts(member, MEMBER) for number, member in enumerate(case["members"])}
    return {"persons": persons, "households": {"household": {"members": list(persons), **facts(case, HOUSEHOLD)}}}
