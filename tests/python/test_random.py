"""Random profiles, some of which contradict themselves: Python and the command say the same, and a table says what each of its
households says alone."""

import json
import subprocess
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, List

import entitle
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
from hypothesis import HealthCheck, given, settings, strategies as st

DAY = date(2021, 9, 1)
YUAN = st.decimals(min_value=0, max_value=5000, places=2)
UNSURE = st.builds(lambda a, b: {"min": str(min(a, b)), "max": str(max(a, b))}, YUAN, YUAN)


def perhaps(**facts: Any) -> "st.SearchStrategy[Dict[str, Any]]":
    return st.fixed_dictionaries({}, optional=facts)


PERSON = perhaps(
    age=st.integers(0, 100),
    disability=st.sampled_from(["none", "visual", "intellectual"]),
    own_income=YUAN,
    care_months=st.integers(0, 24),
    failed_items=st.integers(0, 6),
    in_school=st.booleans(),
)
FAMILY = perhaps(
    county=st.sampled_from(["乃东区", "林周县", "Chengguan District"]),
    area=st.sampled_from(["urban", "rural"]),
    monthly_income=st.one_of(YUAN, UNSURE),
    property_in_limits=st.booleans(),
    members=st.lists(PERSON, min_size=1, max_size=4),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=FAMILY)
def test_python_is_the_command(rules: entitle.Ruleset, root: Path, family: Dict[str, Any]) -> None:
    command = Path(entitle.__file__).with_name("bin") / "entitle"
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as profile:
        json.dump(family, profile, default=str, ensure_ascii=False)
        profile.flush()
        done = subprocess.run(
            [command, "evaluate", root / "rulesets/xizang", "--profile", profile.name, "--as-of", DAY.isoformat(), "--format", "json", "--language", "en"],
            capture_output=True, text=True,
        )
    try:
        decided = rules.evaluate(family, as_of=DAY).to_dict()
    except entitle.ProfileError as error:
        assert done.returncode == 1
        for diagnostic in error.diagnostics:
            assert diagnostic.message in done.stderr
    else:
        assert decided == json.loads(done.stdout)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(families=st.lists(FAMILY, min_size=1, max_size=6))
def test_a_table_says_what_each_household_says_alone(rules: entitle.Ruleset, families: List[Dict[str, Any]]) -> None:
    money = pa.decimal128(12, 2)
    unsure = pa.struct([("min", money), ("max", money)])

    def ends(income: Any) -> Any:
        if isinstance(income, dict):
            return {key: Decimal(value) for key, value in income.items()}
        return None if income is None else {"min": income, "max": income}

    person = pa.struct([
        ("age", pa.int8()), ("disability", pa.string()), ("own_income", money), ("care_months", pa.int16()),
        ("failed_items", pa.int8()), ("in_school", pa.bool_()),
    ])
    table = pa.table({
        "county": pa.array([family.get("county") for family in families], pa.string()),
        "area": pa.array([family.get("area") for family in families], pa.string()),
        "monthly_income": pa.array([ends(family.get("monthly_income")) for family in families], unsure),
        "property_in_limits": pa.array([family.get("property_in_limits") for family in families], pa.bool_()),
        "members": pa.array([family.get("members") for family in families], pa.list_(person)),
    })
    answers = rules.evaluate_table(table, as_of=DAY, threads=2)
    rows = answers.to_arrow().to_pylist()
    together = [(int(row["household"]), row["program"], row["status"], row["amount_min"], row["amount_max"]) for row in rows]
    alone = []
    refused = set()
    for number, family in enumerate(families, 1):
        try:
            determination = rules.evaluate(family, as_of=DAY, questions=False)
        except entitle.ProfileError:
            refused.add(str(number))
            continue
        for outcome in determination.outcomes:
            amount = outcome.amount
            least, most = amount if isinstance(amount, entitle.Range) else (amount, amount)
            status = outcome.status if outcome.settled else "depends_not_settled"
            alone.append((number, outcome.program, status, least, most))
    assert {row["household"] for row in answers.rejected} == refused
    assert sorted(together, key=str) == sorted(alone, key=str)
