"""The twelve programs of ../WORKLOAD.md as OpenFisca variables, written for vectors: a program is a yes/no variable and, where
it pays, an amount. What several ask for is a variable of its own, which OpenFisca computes once; tables are arrays."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import numpy as np
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import Simulation
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from openfisca_facts import PERIOD, Area, Disability, Event, Household, Parent, Person, Student, system
from workload import DISPOSABLE_INCOME, PROGRAMS, STANDARD

STANDARDS = (STANDARD / 100).astype(np.float32)
DISPOSABLE_INCOMES = (DISPOSABLE_INCOME / 100).astype(np.float32)
CHILD_RATES = np.array([[715, 858, 966], [1_468, 1_762, 1_982]], dtype=np.float32)  # at home, in an institution; by altitude
EDUCATION = np.array([0, 1_000, 1_200, 1_500, 2_000, 4_000], dtype=np.float32)  # by student


def half_up(yuan: Any) -> Any:
    return np.floor(yuan * 100 + 0.5) / 100


COMPUTED: List[Any] = []


def variable(entity: Any, value_type: type) -> Any:
    """Makes a formula a variable of each month, as a class of OpenFisca's with these attributes would."""

    def made(formula: Any) -> Any:
        members = {"entity": entity, "value_type": value_type, "definition_period": DateUnit.MONTH, "formula": formula}
        COMPUTED.append(type(formula.__name__, (Variable,), members))
        return COMPUTED[-1]

    return made


@variable(Household, int)
def size(household, period):
    return household.nb_persons()


@variable(Household, int)
def county_row(household, period):
    return household("county", period) * 2 + (household("area", period) == Area.rural)


@variable(Household, float)
def standard(household, period):
    return STANDARDS[household("county_row", period)]


@variable(Household, float)
def line(household, period):
    return household("standard", period) * household("size", period)


@variable(Household, bool)
def property_ok(household, period):
    return (
        (household("savings", period) <= 24 * household("line", period))
        & (household("dwellings", period) <= 1)
        & ~household("vehicle", period)
    )


@variable(Household, int)
def tekun_members(household, period):
    return household.sum(household.members("tekun", period))


@variable(Household, bool)
def open_to_apply(household, period):
    return household("property_ok", period) & (household("tekun_members", period) < household("size", period))


@variable(Household, bool)
def low_income(household, period):
    return household("dibao", period) | household("marginal", period) | household("rigid", period)


@variable(Household, float)
def share(household, period):
    lacking = household("line", period) - household("monthly_income", period)
    return household("dibao", period) * half_up(lacking / household("size", period))


@variable(Household, bool)
def dibao(household, period):
    return household("open_to_apply", period) & (household("monthly_income", period) < household("line", period))


@variable(Household, float)
def dibao_amount(household, period):
    return household("share", period) * (household("size", period) - household("tekun_members", period))


@variable(Household, bool)
def marginal(household, period):
    income = 2 * household("monthly_income", period) < 3 * household("line", period)
    return household("open_to_apply", period) & ~household("dibao", period) & income


@variable(Household, bool)
def rigid(household, period):
    income = 12 * household("monthly_income", period)
    disposable = DISPOSABLE_INCOMES[household("county_row", period)] * household("size", period)
    spending = (
        household("medical_spending", period)
        + household("education_spending", period)
        + household("rehabilitation_spending", period)
    )
    percent = np.where(household("area", period) == Area.urban, 60, 50)
    none_above = ~household("dibao", period) & ~household("marginal", period)
    return household("open_to_apply", period) & none_above & (income < disposable) & (100 * spending >= percent * income)


@variable(Household, bool)
def emergency(household, period):
    recent = household("event_months_ago", period) <= 6
    return (household("event", period) != Event.none) & recent & household("in_trouble", period)


@variable(Household, float)
def emergency_amount(household, period):
    times = np.where(household("event", period) == Event.severe, 6, 3)
    return household("emergency", period) * times * household("line", period)


@variable(Person, bool)
def severe(person, period):
    grade = person("grade", period)
    return (grade == 1) | (grade == 2)


@variable(Person, bool)
def tekun(person, period):
    age, kind, grade = person("age", period), person("disability", period), person("grade", period)
    mind = ((kind == Disability.intellectual) | (kind == Disability.mental)) & (grade >= 1) & (grade <= 3)
    body = (kind == Disability.physical) & person("severe", period)
    unable = (age >= 60) | (age < 16) | mind | body | ((kind == Disability.visual) & (grade == 1))
    income = person("own_income", period) < person.household("standard", period)
    return unable & income & person.household("property_ok", period) & ~person("able_supporter", period)


@variable(Person, float)
def tekun_amount(person, period):
    tenths = np.where(person.household("area", period) == Area.urban, 13, 15)
    basic = np.floor(person.household("standard", period) * tenths * 10) / 100
    failed = person("failed_self_care", period)
    care = np.select([failed >= 4, failed >= 1], [600, 300], 0)
    return person("tekun", period) * (basic + care)


@variable(Person, bool)
def living(person, period):
    disabled = person("disability", period) != Disability.none
    other = person("tekun", period) | person("work_injury_nursing", period)
    return disabled & person.household("dibao", period) & ~other


@variable(Person, float)
def living_amount(person, period):
    return person("living", period) * np.where(person("severe", period), 100, 80)


@variable(Person, float)
def nursing_alone(person, period):
    other = person("tekun", period) | person("work_injury_nursing", period)
    due = person("severe", period) & (person("care_months", period) >= 6) & ~other
    return due * np.where(person("grade", period) == 1, 200, 150)


@variable(Person, float)
def elderly_alone(person, period):
    due = (
        (person("age", period) >= 60)
        & person.household("low_income", period)
        & (person("failed_self_care", period) >= 4)
        & ~person("tekun", period)
    )
    kinds = [person.household("dibao", period), person.household("marginal", period)]
    return due * np.select(kinds, [220, 180], 160)


@variable(Person, bool)
def nursing(person, period):
    return person("nursing_alone", period) > person("elderly_alone", period)


@variable(Person, float)
def nursing_amount(person, period):
    return person("nursing", period) * person("nursing_alone", period)


@variable(Person, bool)
def elderly(person, period):
    return person("elderly_alone", period) > person("nursing_alone", period)


@variable(Person, float)
def elderly_amount(person, period):
    return person("elderly", period) * person("elderly_alone", period)


@variable(Person, bool)
def age_allowance(person, period):
    return (person("age", period) >= 80) & person("local_hukou", period)


@variable(Person, float)
def age_allowance_amount(person, period):
    age = person("age", period)
    return person("age_allowance", period) * np.select([age >= 100, age >= 90], [300, 200], 100)


@variable(Person, bool)
def child(person, period):
    father, mother = person("father", period), person("mother", period)
    father_gone = (father == Parent.dead) | (father == Parent.missing)
    mother_gone = (mother == Parent.dead) | (mother == Parent.missing)
    parents = (father != Parent.fine) & (mother != Parent.fine) & ~(father_gone & mother_gone)
    return (person("age", period) < 18) & parents & (person("child_lacking", period) > 0)


@variable(Person, float)
def child_lacking(person, period):
    altitude = person.household("county", period) % 3
    rate = CHILD_RATES[person("in_institution", period).astype(int), altitude]
    otherwise = person.household("share", period) + person("living_amount", period)
    return rate - np.where(person("tekun", period), person("tekun_amount", period), otherwise)


@variable(Person, float)
def child_amount(person, period):
    return person("child", period) * person("child_lacking", period)


@variable(Person, float)
def medical_lacking(person, period):
    kinds = [person("tekun", period), person.household("dibao", period), person.household("marginal", period)]
    return (person("medical_self_paid", period) - np.select(kinds, [0, 500, 3_000])) * np.logical_or.reduce(kinds)


@variable(Person, bool)
def medical(person, period):
    return person("insured", period) & (person("medical_lacking", period) > 0)


@variable(Person, float)
def medical_amount(person, period):
    kinds = [person("tekun", period), person.household("dibao", period)]
    percent = np.select(kinds, [95, 75], 60) + 5 * person("serious_illness", period)
    due = half_up(person("medical_lacking", period) * percent / 100)
    return person("medical", period) * np.minimum(np.select(kinds, [60_000, 50_000], 30_000), due)


@variable(Person, bool)
def education(person, period):
    age = person("age", period)
    poor = person.household("low_income", period) | (person.household("tekun_members", period) > 0)
    return (age >= 3) & (age <= 24) & (person("student", period) != Student.none) & poor


@variable(Person, float)
def education_amount(person, period):
    full = EDUCATION[np.asarray(person("student", period))]
    whole = person.household("dibao", period) | (person.household("tekun_members", period) > 0)
    return person("education", period) * np.where(whole, full, full / 2)


UNPAID = {"marginal", "rigid"}
ANSWERS = [*PROGRAMS, *(f"{program}_amount" for program in PROGRAMS if program not in UNPAID)]


def rules() -> TaxBenefitSystem:
    made = system()
    made.add_variables(*COMPUTED)
    return made


def compute(simulation: Simulation) -> Dict[str, np.ndarray]:
    """The twelve programs and their amounts."""
    return {name: simulation.calculate(name, PERIOD) for name in ANSWERS}


def forget(simulation: Simulation) -> None:
    """So that the next computing starts from the facts again."""
    for variable in COMPUTED:
        simulation.delete_arrays(variable.__name__)


def totals(answers: Dict[str, np.ndarray]) -> Tuple[List[int], List[int]]:
    """How many qualify and their sum in fen, each amount rounded to the nearest."""
    counts = [int(answers[program].sum()) for program in PROGRAMS]
    paid = [answers.get(f"{program}_amount", np.zeros(1)) for program in PROGRAMS]
    return counts, [int(np.rint(amounts.astype(np.float64) * 100).astype(np.int64).sum()) for amounts in paid]
