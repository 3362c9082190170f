"""What ../WORKLOAD.md says of households, as OpenFisca variables written for vectors: what everything rests on, and the four
programs of households. Tables are arrays; what several formulas ask for is a variable of its own, computed once."""

from __future__ import annotations

import numpy as np
from openfisca_facts import Area, Event, Household, half_up, variable
from workload import DISPOSABLE_INCOME, STANDARD

STANDARDS = (STANDARD / 100).astype(np.float32)
DISPOSABLE_INCOMES = (DISPOSABLE_INCOME / 100).astype(np.float32)


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
