"""The eight programs of members in ../WORKLOAD.md, as OpenFisca variables written for vectors: of each whether somebody
qualifies, and the amount, 0 of whoever does not."""

from __future__ import annotations

import numpy as np
from openfisca_facts import Area, Disability, Parent, Person, Student, half_up, variable

CHILD_RATES = np.array([[715, 858, 966], [1_468, 1_762, 1_982]], dtype=np.float32)  # at home, in an institution; by altitude
EDUCATION = np.array([0, 1_000, 1_200, 1_500, 2_000, 4_000], dtype=np.float32)  # by student


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
