"""Whole tables from pyarrow, polars and pandas: the answers of the single case, whatever holds the columns."""

from datetime import date
from decimal import Decimal
from typing import Any, Dict, List, Tuple

import entitle
import pandas  # type: ignore[import-untyped,unused-ignore]
import polars
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pytest

DAY = date(2021, 9, 1)

FAMILIES: List[Dict[str, Any]] = [
    {"county": "乃东区", "area": "urban", "monthly_income": Decimal("2100.00"), "members": [{"age": 70}, {"age": 30}]},
    {"county": "林周", "area": "rural", "monthly_income": Decimal("100.00"), "members": [{"age": 85}]},
    {"county": "林周县", "area": "urban"},
    {"members": [{"age": 12}]},
]


def columns() -> Tuple[pa.Table, pa.Table]:
    money = pa.decimal128(12, 2)
    households = pa.table({
        "household": ["a", "b", "c", "d"],
        "county": [family.get("county") for family in FAMILIES],
        "area": [family.get("area") for family in FAMILIES],
        "monthly_income": pa.array([family.get("monthly_income") for family in FAMILIES], money),
        "members_complete": ["members" in family for family in FAMILIES],
    })
    members = pa.table({
        "household": ["a", "a", "b", "d"],
        "age": pa.array([70, 30, 85, 12], pa.int8()),
    })
    return households, members


def singly(rules: entitle.Ruleset) -> List[Tuple[str, str, Any, str, Any]]:
    rows = []
    for name, family in zip("abcd", FAMILIES):
        for outcome in rules.evaluate(family, as_of=DAY).outcomes:
            least = outcome.amount.least if isinstance(outcome.amount, entitle.Range) else outcome.amount
            number = "not_listed" if outcome.not_listed else str(outcome.recipient_number) if outcome.recipient_number else None
            rows.append((name, outcome.program, number, outcome.status, least))
    return sorted(rows, key=str)


def rows_of(table: pa.Table) -> List[Tuple[str, str, Any, str, Any]]:
    return sorted(
        ((row["household"], row["program"], row["recipient"], row["status"], row["amount_min"]) for row in table.to_pylist()),
        key=str,
    )


def as_pandas(table: pa.Table) -> pandas.DataFrame:
    return table.to_pandas(types_mapper=pandas.ArrowDtype)


@pytest.mark.parametrize("held", [lambda table: table, polars.from_arrow, as_pandas])
def test_the_answers_of_the_single_case(rules: entitle.Ruleset, held: Any) -> None:
    households, members = (held(table) for table in columns())
    answers = rules.evaluate_table(households, members, as_of=DAY)
    assert answers.summary is None
    assert rows_of(answers.to_arrow()) == singly(rules)
    assert answers.rejected == []
    summary = answers.summary
    assert summary is not None and summary["households"] == 4
    assert sum(value for key, value in summary["programs"]["dibao"].items() if key in ("qualifies", "does_not_qualify", "depends")) == 4


def test_members_as_lists(rules: entitle.Ruleset) -> None:
    households, _ = columns()
    lists = [family.get("members") for family in FAMILIES]
    nested = households.drop_columns("members_complete").append_column(
        "members", pa.array(lists, pa.list_(pa.struct([("age", pa.int8())])))
    )
    assert rows_of(rules.evaluate_table(nested, as_of=DAY).to_arrow()) == singly(rules)


def test_chunked_sliced_and_dictionary_columns(rules: entitle.Ruleset) -> None:
    households, members = columns()
    expected = singly(rules)
    chunked = pa.concat_tables([households.slice(0, 1), households.slice(1, 2), households.slice(3)])
    dictionary = households.set_column(1, "county", households["county"].dictionary_encode())
    padded = pa.concat_tables([households.slice(2), households]).slice(2)
    for one in (chunked, dictionary, padded):
        for threads in (1, 2, 0):
            answers = rules.evaluate_table(one, members, as_of=DAY, threads=threads)
            assert rows_of(answers.to_arrow()) == expected


def test_to_pandas_and_polars(rules: entitle.Ruleset) -> None:
    frame = rules.evaluate_table(*columns(), as_of=DAY).to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    paid = frame[(frame.household == "b") & (frame.program == "dibao")].amount_min
    assert all(isinstance(amount, Decimal) for amount in paid)
    assert rules.evaluate_table(*columns(), as_of=DAY).to_polars().height == len(frame)
    hits = rules.evaluate_table(*columns(), as_of=DAY, hits=True).to_arrow().to_pylist()
    assert [(hit["household_row"], hit["recipient_row"], str(hit["program"])) for hit in hits] == [
        (1, 1, "elderly_health")]


def test_answers_are_read_once(rules: entitle.Ruleset) -> None:
    answers = rules.evaluate_table(*columns(), as_of=DAY)
    answers.to_arrow()
    with pytest.raises(RuntimeError, match="read already"):
        answers.to_arrow()
    assert "dibao" not in (rules.evaluate_table(*columns(), as_of=DAY).summary_text() or "")


def test_answers_that_nobody_reads(rules: entitle.Ruleset) -> None:
    answers = rules.evaluate_table(*columns(), as_of=DAY)
    answers.__arrow_c_stream__()
    rules.evaluate_table(*columns(), as_of=DAY)


def test_no_rows(rules: entitle.Ruleset) -> None:
    households, members = columns()
    answers = rules.evaluate_table(households.slice(0, 0), members.slice(0, 0), as_of=DAY)
    assert answers.to_arrow().num_rows == 0
    assert answers.summary is not None and answers.summary["households"] == 0


def test_a_column_nobody_knows(rules: entitle.Ruleset) -> None:
    households, members = columns()
    with pytest.raises(entitle.ProfileError) as caught:
        rules.evaluate_table(households.rename_columns(["household", "county", "area", "income_monthly", "members_complete"]),
                             members, as_of=DAY)
    assert "income_monthly" in str(caught.value)
    answers = rules.evaluate_table(households.append_column("colour", [["red"] * 4]), members, as_of=DAY, ignore_extra=True)
    assert rows_of(answers.to_arrow()) == singly(rules)


def test_money_in_floats_is_refused(rules: entitle.Ruleset) -> None:
    households, members = columns()
    floats = households.set_column(3, "monthly_income", pa.array([2100.0, 100.0, None, None], pa.float64()))
    with pytest.raises(entitle.ProfileError):
        rules.evaluate_table(floats, members, as_of=DAY)


def test_a_row_that_is_wrong_stops_nobody_else(rules: entitle.Ruleset) -> None:
    households, members = columns()
    wrong = households.set_column(1, "county", pa.array(["乃东区", "nowhere", "林周县", None]))
    answers = rules.evaluate_table(wrong, members, as_of=DAY)
    assert set(answers.to_arrow()["household"].to_pylist()) == {"a", "c", "d"}
    (rejected,) = answers.rejected
    assert (rejected["row"], rejected["household"]) == (2, "b")
    assert isinstance(rejected["reason"], entitle.Diagnostic) and "nowhere" in rejected["reason"].message


def test_what_is_no_table(rules: entitle.Ruleset) -> None:
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        rules.evaluate_table([{"household": "a"}], as_of=DAY)
    with pytest.raises(entitle.ProfileError):
        rules.evaluate_table(columns()[0], tables={"pets": columns()[1]}, as_of=DAY)


def test_a_stream_that_fails(rules: entitle.Ruleset) -> None:
    households, _ = columns()

    def batches() -> Any:
        yield from households.to_batches()
        raise RuntimeError("the source broke off")

    reader = pa.RecordBatchReader.from_batches(households.schema, batches())
    with pytest.raises(OSError, match="the source broke off"):
        rules.evaluate_table(reader, as_of=DAY).to_arrow()


def test_sums_by_a_fact(rules: entitle.Ruleset) -> None:
    answers = rules.evaluate_table(*columns(), as_of=DAY, by="area")
    answers.to_arrow()
    summary = answers.summary
    assert summary is not None
    groups = {None if choice is None else choice.en: programs["dibao"] for choice, programs in summary["groups"]}
    assert set(groups) == {"urban", "rural", None}
    for key in ("qualifies", "does_not_qualify", "depends", "amount_min"):
        assert sum(group[key] for group in groups.values()) == summary["programs"]["dibao"][key]
    with pytest.raises(entitle.ProfileError, match="colour"):
        rules.evaluate_table(*columns(), as_of=DAY, by="colour")


def test_rows_of_pandas_that_were_filtered(rules: entitle.Ruleset) -> None:
    households, members = (as_pandas(table) for table in columns())
    urban = households[households.area == "urban"]
    answers = rules.evaluate_table(urban, members[members.household.isin(urban.household)], as_of=DAY)
    assert set(answers.to_arrow()["household"].to_pylist()) == {"a", "c"}
    by_key = urban.set_index("household")
    answers = rules.evaluate_table(by_key, members[members.household == "a"], as_of=DAY)
    assert set(answers.to_arrow()["household"].to_pylist()) == {"a", "c"}


def test_standards_laid_over_the_published_ones(root: Any) -> None:
    table = (root / "rulesets/xizang/standards/dibao_urban.csv").read_text("utf-8")
    day = date(2021, 9, 1)
    family = {"county": "乃东区", "area": "urban", "monthly_income": "900", "members": [{"age": 30}], "property_in_limits": True}
    header = table.splitlines()[0]
    own = header + "\n乃东区,2021-07-01,2021-12-31,950,公布,,区民政局,2021-06-20,\n"
    assert entitle.rulesets.xizang(standards={"dibao_urban": own}).content_hash != entitle.rulesets.xizang().content_hash
    published = entitle.rulesets.xizang().evaluate(family, as_of=day).programs["dibao"].amount
    for standards in ({"dibao_urban": own}, {"城镇低保标准.csv": own}):
        raised = entitle.rulesets.xizang(standards=standards).evaluate(family, as_of=day).programs["dibao"].amount
        assert (str(published), str(raised)) == ("10", "50") or raised != published
    with pytest.raises(entitle.RuleError, match="dibao_urbn"):
        entitle.rulesets.xizang(standards={"dibao_urbn": own})
