"""Draws the benchmark's households as columns, by ../WORKLOAD.md: each a function of a seed and its number alone.

All values are int64: amounts in fen, yes and no as 1 and 0, choices as numbers of their words. No program is decided here; what
must come out is copied from section 6. Facts that are missing (section 5) are left out: the Python benchmark is of known ones.
"""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Sequence, Tuple, Union

import numpy as np

Column = np.ndarray[Any, Any]  # int64, one value a row
Number = Union[int, Column]

COUNTIES = 74
PARENT = ["fine", "dead", "missing", "detained", "disabled", "ill", "lost", "unfit"]
CHOICES: Dict[str, List[str]] = {
    "county": [f"C{county:02}" for county in range(COUNTIES)],
    "area": ["urban", "rural"],
    "event": ["none", "moderate", "severe"],
    "disability": ["none", "visual", "hearing", "speech", "physical", "intellectual", "mental", "multiple"],
    "father": PARENT,
    "mother": PARENT,
    "student": ["none", "preschool", "primary", "junior", "senior", "college"],
}
MONEY = {"monthly_income", "savings", "medical_spending", "education_spending", "rehabilitation_spending", "own_income",
         "medical_self_paid"}
YES_NO = {"vehicle", "in_trouble", "able_supporter", "work_injury_nursing", "insured", "serious_illness", "in_institution",
          "local_hukou"}
HOUSEHOLD = ["county", "area", "monthly_income", "savings", "dwellings", "vehicle", "medical_spending", "education_spending",
             "rehabilitation_spending", "event", "event_months_ago", "in_trouble"]
MEMBER = ["age", "disability", "grade", "own_income", "able_supporter", "care_months", "work_injury_nursing", "failed_self_care",
          "father", "mother", "medical_self_paid", "insured", "serious_illness", "student", "in_institution", "local_hukou"]
PROGRAMS = ["dibao", "marginal", "rigid", "tekun", "living", "nursing", "age_allowance", "elderly", "child", "emergency",
            "medical", "education"]

#: Seed 1: how many qualify and their sum in fen, in the order of PROGRAMS.
PUBLISHED: Dict[int, Tuple[List[int], List[int]]] = {
    10_000: ([960, 414, 99, 559, 283, 1_224, 1_433, 174, 80, 89, 3_197, 764],
             [92_577_579, 0, 0, 59_829_650, 2_548_000, 21_340_000, 22_930_000, 3_562_000, 7_360_083, 65_332_500, 1_885_402_599,
              126_540_000]),
    1_000_000: ([101_816, 39_828, 9_669, 59_083, 31_187, 124_169, 140_387, 17_622, 7_307, 9_458, 329_986, 77_542],
                [9_447_332_547, 0, 0, 6_241_713_750, 282_686_000, 2_172_655_000, 2_190_430_000, 361_312_000, 606_395_279,
                 7_069_927_500, 205_973_121_498, 12_879_105_000]),
}

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_DRAWS = 18  # of a household, and of each member

_counties = np.arange(COUNTIES)
#: By county * 2 + area, in fen.
STANDARD = np.stack([800 + 10 * (7 * _counties % 31), 400 + 5 * (11 * _counties % 29)], axis=1).ravel() * 100
DISPOSABLE_INCOME = np.stack([40_000 + 500 * (5 * _counties % 37), 15_000 + 250 * (13 * _counties % 23)], axis=1).ravel() * 100


class Population(NamedTuple):
    household: Dict[str, Column]
    member: Dict[str, Column]
    first: Column  # of each household's members, and past the last

    @property
    def size(self) -> int:
        return len(self.first) - 1


def _mix64(z: Column) -> Column:
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Column = z ^ (z >> np.uint64(31))
    return mixed


class _Draws:
    """A stream of draws for each row at once."""

    def __init__(self, state: Column) -> None:
        self._state = state

    def below(self, n: Number) -> Column:
        self._state = self._state + _GOLDEN
        high = _mix64(self._state) >> np.uint64(32)
        drawn: Column = ((high * np.asarray(n).astype(np.uint64)) >> np.uint64(32)).astype(np.int64)
        return drawn

    def chance(self, percent: Number) -> Column:
        return self.below(100) < percent


def _first(conditions: Sequence[Column], values: Sequence[Number], otherwise: Number) -> Column:
    """Of each row the value of the first condition that holds."""
    made: Column = np.select(list(conditions), list(values), otherwise)
    return made


def _member(d: _Draws, head: Column, wealth: Column) -> Dict[str, Column]:
    poor, low = wealth == 0, wealth == 1
    u = d.below(100)
    u = np.where(head, 20 + u * 80 // 100, u)
    brackets = [u < 20, u < 78, u < 95, u < 99]
    age = _first(brackets, [0, 18, 60, 80], 95) + d.below(_first(brackets, [18, 42, 20, 15], 11))
    disabled = d.chance(np.where(age >= 60, 18, 9))
    disability = (1 + d.below(7)) * disabled
    grade = (1 + d.below(4)) * disabled
    severe = (grade == 1) | (grade == 2)
    old = age >= 60
    kinds = [age < 18, old & poor, old & low, old, severe, poor, low]
    own_income = _first(kinds, [0] * 7, 150_000) + d.below(
        _first(kinds, [1, 30_000, 120_000, 500_000, 30_000, 80_000, 250_000], 850_000))
    able_supporter = d.chance(np.where(poor, 60, 85))
    care_months = d.below(np.where(severe, 37, 4))
    work_injury_nursing = d.below(1000) < 15
    u = d.below(100)
    failed_self_care = np.where((u >= 60) & (old | severe), 1 + (u - 60) * 6 // 40, 0)
    parents = []
    for _ in range(2):
        u = d.below(1000)
        parents.append(np.where((age < 18) & (u >= 850), 1 + (u - 850) * 7 // 150, 0))
    serious_illness = d.chance(10)
    medical_self_paid = d.below(np.where(serious_illness, 19_000_000, 400_000))
    insured = d.chance(95)
    u = d.below(100)
    schools = [(3, 5, 80), (6, 11, 99), (12, 14, 97), (15, 17, 80), (18, 22, 40)]
    student = _first([(age >= least) & (age <= most) & (u < percent) for least, most, percent in schools], [1, 2, 3, 4, 5], 0)
    values = [age, disability, grade, own_income, able_supporter, care_months, work_injury_nursing, failed_self_care, *parents,
              medical_self_paid, insured, serious_illness, student, d.chance(4), d.chance(92)]
    return {name: value.astype(np.int64) for name, value in zip(MEMBER, values)}


def draw(households: int, seed: int = 1) -> Population:
    """The first households of a seed."""
    numbers = np.arange(1, households + 1, dtype=np.uint64)
    key = _mix64(np.uint64(seed) + _GOLDEN * numbers)
    d = _Draws(key)
    county = d.below(COUNTIES)
    area = d.chance(60).astype(np.int64)
    u = d.below(1000)
    size = 1 + np.searchsorted(np.array([220, 500, 700, 840, 930, 970, 990]), u, side="right")
    u = d.below(100)
    wealth = _first([u < 10, u < 30], [0, 1], 2)
    other_income = d.below(np.array([30_000, 80_000, 200_000])[wealth])
    on_the_line = d.chance(1)
    savings = d.below(np.array([1_500_000, 4_000_000, 30_000_000])[wealth])
    u = d.below(100)
    dwellings = _first([u < 4, u < 90, u < 98], [0, 1, 2], 3)
    vehicle = d.chance(np.array([2, 10, 40])[wealth])
    ill = d.chance(8)
    medical = 1_000_000 * ill + d.below(np.where(ill, 9_000_000, 500_000))
    education = d.chance(40) * d.below(2_000_000)
    rehabilitation = d.chance(5) * d.below(3_000_000)
    u = d.below(1000)
    event = _first([u < 20, u < 60], [2, 1], 0)
    months_ago = d.below(25) * (event > 0)
    in_trouble = d.chance(55)

    first = np.concatenate([[0], np.cumsum(size)])
    of = np.repeat(np.arange(households), size)
    slot = np.arange(first[-1]) - first[:-1][of]
    drawn = _GOLDEN * (_DRAWS * (1 + slot)).astype(np.uint64)
    member = _member(_Draws(key[of] + drawn), slot == 0, wealth[of])

    earned = np.add.reduceat(member["own_income"], first[:-1])
    line = STANDARD[county * 2 + area] * size
    monthly_income = np.where(on_the_line & (earned <= line), line, earned + other_income)
    values = [county, area, monthly_income, savings, dwellings, vehicle, medical, education, rehabilitation, event, months_ago,
              in_trouble]
    return Population({name: value.astype(np.int64) for name, value in zip(HOUSEHOLD, values)}, member, first)
