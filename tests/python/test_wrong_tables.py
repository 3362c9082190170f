"""What a table may hold that is not quite what the rules ask for: each a clear error, or the right answer."""

from datetime import date, datetime, timezone
from decimal import Decimal
from typing import Any, Dict, List

import entitle
import pandas  # type: ignore[import-untyped,unused-ignore]
import polars
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pytest

DAY = date(2021, 9, 1)


def dibao(rules: entitle.Ruleset, table: Any, **options: Any) -> List[Dict[str, Any]]:
    rows = rules.evaluate_table(table, as_of=DAY, **options).to_arrow().to_pylist()
    return [row for row in rows if row["program"] == "dibao"]


def alone(**columns: Any) -> pa.Table:
    """Families of one person of 30, in the town of 乃东区."""
    count = len(next(iter(columns.values())))
    person = pa.struct([("age", pa.int8()), ("relation", pa.string())])
    members = pa.array([[{"age": 30, "relation": "applicant"}]] * count, pa.list_(person))
    known = {"county": ["乃东区"] * count, "area": ["urban"] * count, "property_in_limits": [True] * count}
    return pa.table({**known, "members": members, **columns})


def refusal(rules: entitle.Ruleset, table: Any, **options: Any) -> entitle.Diagnostic:
    with pytest.raises(entitle.ProfileError) as caught:
        rules.evaluate_table(table, as_of=DAY, **options)
    (one,) = caught.value.diagnostics
    return one


def test_floats_of_ages_are_taken_if_exact(rules: entitle.Ruleset) -> None:
    households = pandas.DataFrame({"household": ["a", "b", "c"], "county": "乃东区", "area": "urban"})
    # What pandas makes of whole numbers where one is missing.
    members = pandas.DataFrame({"household": ["a", "b", "c"], "age": [85.0, None, 85.5]})
    assert str(members["age"].dtype) == "float64"
    answers = rules.evaluate_table(households, members, as_of=DAY, listed_in_full=True)
    health = {row["household"]: row["status"] for row in answers.to_arrow().to_pylist() if row["program"] == "elderly_health"}
    assert health == {"a": "qualifies", "b": "depends"}
    (rejected,) = answers.rejected
    assert (rejected["household"], rejected["reason"].code) == ("c", "R0730")


def test_floats_of_money_only_rounded(rules: entitle.Ruleset) -> None:
    floats = alone(monthly_income=pa.array([909.999, 910.004, 0.1 + 0.2, None]))
    told = refusal(rules, floats)
    assert "monthly_income" in told.message and "float64" in told.message and "round" in told.help
    exact = alone(monthly_income=pa.array([Decimal("910.00"), Decimal("910.00"), Decimal("0.30"), None], pa.decimal128(12, 2)))
    assert dibao(rules, floats, float_rounding="half_up") == dibao(rules, exact)
    with pytest.raises(ValueError, match="half_up"):
        dibao(rules, floats, float_rounding="nearest")


def test_no_number_is_a_row_of_its_own(rules: entitle.Ruleset) -> None:
    answers = rules.evaluate_table(
        alone(monthly_income=pa.array([float("nan"), float("inf"), 1e300, 5.0])), as_of=DAY, float_rounding="half_up"
    )
    assert set(answers.to_arrow()["household"].to_pylist()) == {"4"}
    assert [one["row"] for one in answers.rejected] == [1, 2, 3]


def test_numbers_too_large(rules: entitle.Ruleset) -> None:
    huge = Decimal(10) ** 30
    answers = rules.evaluate_table(alone(monthly_income=pa.array([huge, Decimal(1)], pa.decimal128(38, 2))), as_of=DAY)
    assert set(answers.to_arrow()["household"].to_pylist()) == {"2"}
    assert (answers.rejected[0]["row"], answers.rejected[0]["reason"].code) == (1, "R0731")
    told = refusal(rules, alone(monthly_income=pa.array([huge * 10**30], pa.decimal256(70, 2))))
    assert "decimal256" in told.message
    answers = rules.evaluate_table(alone(monthly_income=pa.array([2**64 - 1], pa.uint64())), as_of=DAY)
    assert answers.to_arrow().num_rows == 0 and len(answers.rejected) == 1


@pytest.mark.parametrize("zone", [None, timezone.utc])
def test_times_are_no_days(rules: entitle.Ruleset, zone: Any) -> None:
    key = next(fact["key"] for fact in rules.facts() if fact["type"].en == "date")
    times = pa.array([datetime(1940, 1, 1, tzinfo=zone)])
    entity = next(fact["entity"] for fact in rules.facts() if fact["key"] == key)
    assert entity == "person"
    members = pa.StructArray.from_arrays([times], names=[key])
    table = pa.table({"members": pa.ListArray.from_arrays(pa.array([0, 1], pa.int32()), members)})
    told = refusal(rules, table)
    assert "timestamp" in told.message and "date32" in told.help
    days = pa.StructArray.from_arrays([times.cast(pa.timestamp("us")).cast(pa.date32())], names=[key])
    assert dibao(rules, pa.table({"members": pa.ListArray.from_arrays(pa.array([0, 1], pa.int32()), days)}))


def test_wrong_types_are_told_before_anything_runs(rules: entitle.Ruleset) -> None:
    for values in (pa.array([True]), pa.array([b"x"]), pa.array([[1]]), pa.array([{"x": 1}]), pa.array([date(2020, 1, 1)])):
        assert "monthly_income" in refusal(rules, alone(monthly_income=values)).message
    with pytest.raises(entitle.ProfileError) as caught:
        rules.evaluate_table(alone(monthly_income=pa.array([True]), countty=pa.array(["x"])), as_of=DAY)
    assert len(caught.value.diagnostics) == 2
    assert any('did you mean "county"' in one.help for one in caught.value.diagnostics)


def test_a_column_nobody_knows_within_a_list(rules: entitle.Ruleset) -> None:
    members = pa.array([[{"aged": 30}]])
    told = refusal(rules, pa.table({"county": ["乃东区"], "members": members}))
    assert "aged" in told.message and "age" in told.help


def test_every_kind_of_text(rules: entitle.Ruleset) -> None:
    incomes = ["900.00", "800..1,000", "", "unknown"]
    expected = dibao(rules, alone(monthly_income=pa.array(incomes)))
    assert [row["status"] for row in expected] == ["qualifies", "depends", "depends", "depends"]
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        assert dibao(rules, alone(monthly_income=pa.array(incomes, pa.string()).cast(kind))) == expected


def test_nothing_at_all(rules: entitle.Ruleset) -> None:
    assert [row["status"] for row in dibao(rules, pa.table({"county": pa.nulls(3)}))] == ["depends"] * 3
    for empty in (pandas.DataFrame(), polars.DataFrame(), pa.table({})):
        assert rules.evaluate_table(empty, as_of=DAY).to_arrow().num_rows == 0


def test_columns_that_do_not_lie_one_behind_the_other(rules: entitle.Ruleset) -> None:
    frame = polars.from_arrow(alone(monthly_income=pa.array([100, 2000, 300, 4000], pa.int32())))
    assert isinstance(frame, polars.DataFrame)
    chosen = frame.gather_every(2)
    assert [row["status"] for row in dibao(rules, chosen)] == ["qualifies"] * 2
    strided = pandas.DataFrame({"monthly_income": pandas.array([100, 2000, 300, 4000], "int32")})[::-2]
    strided["county"], strided["area"] = "乃东区", "urban"
    contiguous = pa.table({"monthly_income": [4000, 2000], "county": ["乃东区"] * 2, "area": ["urban"] * 2})
    assert dibao(rules, strided) == dibao(rules, contiguous)


def test_a_household_named_twice(rules: entitle.Ruleset) -> None:
    answers = rules.evaluate_table(alone(household=pa.array(["a", "b", "a"])), as_of=DAY)
    assert answers.to_arrow().num_rows > 0
    assert [(one["row"], one["household"]) for one in answers.rejected] == [(3, "a")]
