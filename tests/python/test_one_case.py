"""One household: a dict in, a determination out, the same that the command writes."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from pathlib import Path
from threading import Thread
from typing import Any, Dict, List

import entitle
import pytest

DAY = date(2021, 9, 1)
Family = Dict[str, Any]


def test_is_what_the_command_writes(rules: entitle.Ruleset, family: Family, root: Path) -> None:
    command = Path(entitle.__file__).with_name("bin") / "entitle"
    written = subprocess.run(
        [command, "evaluate", root / "rulesets/xizang", "--profile", root / "examples/family.json", "--as-of", DAY.isoformat(),
         "--format", "json"],
        check=True, capture_output=True, text=True,
    ).stdout
    assert rules.evaluate(family, as_of=DAY).to_dict() == json.loads(written)


def test_programs_of_the_household_and_of_members(rules: entitle.Ruleset, family: Family) -> None:
    programs = rules.evaluate(family, as_of=DAY).programs
    assert list(programs) == list(rules.programs())
    dibao = programs["dibao"]
    assert dibao.of_household
    assert dibao.status == "depends"
    assert dibao.possible == ["qualifies", "does_not_qualify"]
    assert isinstance(dibao.amount, entitle.Range) and dibao.amount.most == Decimal("330")
    assert dibao.period == "month"
    nursing = programs["disabled_nursing"]
    assert [one.status for one in nursing.recipients] == ["does_not_qualify", "qualifies", "does_not_qualify"]
    assert nursing.recipients[1].amount == Decimal("200") and isinstance(nursing.recipients[1].amount, Decimal)
    assert nursing.recipients[1].recipient == "扎西"
    with pytest.raises(AttributeError, match="recipients"):
        nursing.status


def test_reasons_cite_the_law(rules: entitle.Ruleset, family: Family) -> None:
    income, _ = rules.evaluate(family, as_of=DAY).programs["dibao"].reasons
    assert (income.label.en, income.truth, income.right) == ("income", "unknown", Decimal("910"))
    assert "国务院令第649号 第9条" in [cited.to_text("zh") for cited in income.citations]


def test_what_is_missing(rules: entitle.Ruleset, family: Family) -> None:
    determination = rules.evaluate(family, as_of=DAY)
    (income,) = [fact for fact in determination.missing if fact.path == "/monthly_income"]
    assert income.known == entitle.Range(Decimal("2400"), Decimal("3000"))
    assert determination.questions[0].open_facts[0].path == "/monthly_income"
    assert "家庭月收入" in determination.missing_text("zh")


def test_values_are_exact(rules: entitle.Ruleset, family: Family) -> None:
    family["monthly_income"] = Decimal("2729.99")
    dibao = rules.evaluate(family, as_of=DAY).programs["dibao"]
    assert (dibao.status, dibao.amount) == ("qualifies", Decimal("0.01"))
    # Without an exponent, however the number is held.
    family["monthly_income"] = Decimal("2.73E+3")
    assert rules.evaluate(family, as_of=DAY).programs["dibao"].status == "does_not_qualify"


@dataclass
class Home:
    county: str
    monthly_income: Decimal
    members: List[Dict[str, Any]]


class Model:
    """As pydantic's models are written out."""

    def __init__(self, **facts: Any) -> None:
        self.facts = facts

    def model_dump(self, exclude_unset: bool = False) -> Dict[str, Any]:
        assert exclude_unset
        return self.facts


def test_dataclasses_and_models(rules: entitle.Ruleset) -> None:
    facts: Family = {"county": "乃东区", "monthly_income": Decimal("2100.00"), "members": [{"age": 30}]}
    expected = rules.evaluate(facts, as_of=DAY).to_dict()
    assert rules.evaluate(Home(**facts), as_of=DAY).to_dict() == expected
    assert rules.evaluate(Model(**facts), as_of=DAY).to_dict() == expected
    assert rules.evaluate(Model(**{**facts, "members": [Model(age=30)]}), as_of=DAY).to_dict() == expected


def test_everything_wrong_is_told_at_once(rules: entitle.Ruleset) -> None:
    with pytest.raises(entitle.ProfileError) as caught:
        rules.evaluate({"countyy": "乃东区", "members": [{"ge": 3}]}, as_of=DAY)
    assert [one.path for one in caught.value.diagnostics] == ["/countyy", "/members/0/ge"]
    assert caught.value.diagnostics[0].help == 'did you mean "county"?'
    assert 'did you mean "age"?' in str(caught.value)


@pytest.mark.parametrize("value", [2100.5, float("nan"), Decimal("NaN"), Decimal("Infinity"), b"2100", object(), datetime.now()])
def test_what_is_no_exact_value_is_refused(rules: entitle.Ruleset, value: object) -> None:
    with pytest.raises(TypeError, match="/members/0/age.*") as caught:
        rules.evaluate({"monthly_income": value, "members": [{"age": value}]}, as_of=DAY)
    assert str(caught.value).startswith("/monthly_income is")


def test_a_profile_that_holds_itself(rules: entitle.Ruleset) -> None:
    own: Family = {}
    own["members"] = [own]
    with pytest.raises(TypeError, match="holds itself"):
        rules.evaluate(own, as_of=DAY)


def test_a_profile_that_says_one_thing_too_often(rules: entitle.Ruleset) -> None:
    twice: Dict[str, Any] = {}
    for _ in range(60):
        twice = {"a": twice, "b": twice}
    with pytest.raises(TypeError, match="more than 1,000,000 values"):
        rules.evaluate(twice, as_of=DAY)


def test_the_path_of_what_is_refused(rules: entitle.Ruleset) -> None:
    wrong: Dict[Any, Any] = {"members": [{}, {"\ud800": 1.5, 3: 4}], "home": Home("乃东区", 1.5, [])}  # type: ignore[arg-type]
    with pytest.raises(TypeError) as caught:
        rules.evaluate(wrong, as_of=DAY)
    told = [line.split(" ")[0:2] for line in str(caught.value).splitlines()]
    assert told == [["/members/1/?", "is"], ["/members/1", "has"], ["/home/monthly_income", "is"]]
    with pytest.raises(TypeError, match="^the profile is a float"):
        rules.evaluate(1.5, as_of=DAY)


def test_odd_texts_and_numbers(rules: entitle.Ruleset) -> None:
    odds: List[Any] = ["\ud800", "\0", '"\\', "👪" * 1000, 10**40, -(10**40), True, [], {}, [None]]
    for odd in odds:
        with pytest.raises(entitle.ProfileError) as caught:
            rules.evaluate({"county": odd}, as_of=DAY)
        assert caught.value.diagnostics[0].path.startswith("/county")


@pytest.mark.parametrize("day", ["2021-09-01", datetime(2021, 9, 1), None, 20210901])
def test_the_day_is_a_date(rules: entitle.Ruleset, family: Family, day: Any) -> None:
    with pytest.raises(TypeError, match="as_of must be a datetime.date"):
        rules.evaluate(family, as_of=day)


class Years(IntEnum):
    OLD = 82


class Odd(int):
    def __str__(self) -> str:
        return '7, "aged": 1'


@pytest.mark.parametrize("age", [Years.OLD, Odd(82)])
def test_whole_numbers_of_another_class(rules: entitle.Ruleset, age: int) -> None:
    plain = rules.evaluate({"members": [{"age": 82}]}, as_of=DAY)
    assert rules.evaluate({"members": [{"age": age}]}, as_of=DAY).to_json() == plain.to_json()


def test_a_number_longer_than_python_writes(rules: entitle.Ruleset) -> None:
    with pytest.raises((entitle.ProfileError, ValueError), match="monthly_income|digits"):
        rules.evaluate({"monthly_income": 10**5000}, as_of=DAY)


def test_options_are_checked(rules: entitle.Ruleset, family: Family) -> None:
    with pytest.raises(ValueError, match="settled"):
        rules.evaluate(family, as_of=DAY, level="tight")
    with pytest.raises(ValueError, match="limit"):
        rules.evaluate(family, as_of=DAY, limit=0)
    with pytest.raises(ValueError, match='"en" or "zh"'):
        rules.evaluate(family, as_of=DAY).to_text("fr")
    assert rules.evaluate(family, as_of=DAY, level="bounds").header["level"] == "bounds"


def test_rule_errors_carry_their_places() -> None:
    with pytest.raises(entitle.RuleError) as caught:
        entitle.load("# language: en\nruleset x / 某 version 1.0\nprogram\n")
    first = caught.value.diagnostics[0]
    assert (first.line, first.column, first.severity) == (3, 1, "error")
    assert first.code == "R0201" and first.code in str(caught.value)
    with pytest.raises(entitle.RuleError):
        entitle.load("no/such/folder")


def test_what_the_rules_ask_for(rules: entitle.Ruleset) -> None:
    (income,) = [fact for fact in rules.facts() if fact["key"] == "monthly_income"]
    assert income["name"] == entitle.Text("monthly_income", "家庭月收入")
    assert rules.json_schema()["$schema"].endswith("2020-12/schema")
    assert rules.programs()["dibao"].zh == "最低生活保障"


def test_examples_of_the_rules_pass(rules: entitle.Ruleset) -> None:
    results = rules.test("zh")
    assert len(results) > 50
    assert [one["failures"] for one in results if not one["passed"]] == []


def test_an_object_outlives_what_it_came_from(family: Family, root: Path) -> None:
    reason = entitle.load(root / "rulesets/xizang").evaluate(family, as_of=DAY).programs["dibao"].reasons[0]
    assert reason.label.zh and reason.citations[0].title.zh.startswith("社会救助")


def test_threads_share_one_ruleset(rules: entitle.Ruleset, family: Family) -> None:
    expected = rules.evaluate(family, as_of=DAY).to_json()
    wrong: List[str] = []

    def work() -> None:
        for _ in range(50):
            if rules.evaluate(family, as_of=DAY).to_json() != expected:
                wrong.append("differs")

    threads = [Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_the_module_is_the_command() -> None:
    said = subprocess.run([sys.executable, "-m", "entitle", "--version"], check=True, capture_output=True, text=True).stdout
    assert entitle.__version__ in said
    assert subprocess.run([sys.executable, "-m", "entitle", "nonsense"], capture_output=True).returncode == 2


def test_importing_loads_nothing_heavy() -> None:
    loaded = "import sys, entitle; print(sorted({'numpy', 'pandas', 'pyarrow', 'polars', 'json'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", loaded], check=True, capture_output=True, text=True).stdout.strip() == "[]"
