"""The cases that C++ reads too, each as one household. ENTITLE_UPDATE_CASES=1 writes the answers anew."""

import json
import os
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, List

import entitle
import pytest

FILE = Path(__file__).parents[1] / "cases/xizang.json"
CASES: List[Dict[str, Any]] = json.loads(FILE.read_text("utf-8"))


def recipient_of(outcome: entitle.Outcome) -> Any:
    if outcome.not_listed:
        return "not_listed"
    return outcome.recipient_number or None


def answers(rules: entitle.Ruleset, case: Dict[str, Any], root: Path) -> List[List[Any]]:
    profile = json.loads((root / case["profile"]).read_text("utf-8"), parse_float=Decimal)
    decided = rules.evaluate(profile, as_of=date.fromisoformat(case["as_of"]), level=case["level"])
    rows = []
    for outcome in decided.outcomes:
        amount = outcome.amount
        ends = (amount.least, amount.most) if isinstance(amount, entitle.Range) else (amount, amount)
        rows.append(
            [outcome.program, recipient_of(outcome), outcome.status, *(None if end is None else str(end) for end in ends)]
        )
    return rows


@pytest.mark.skipif("ENTITLE_UPDATE_CASES" not in os.environ, reason="only looks")
def test_update(rules: entitle.Ruleset, root: Path) -> None:
    for case in CASES:
        case["answers"] = answers(rules, case, root)
    text = json.dumps(CASES, ensure_ascii=False, indent=1)
    FILE.write_text(text + "\n", "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['profile']} {case['as_of']} {case['level']}")
def test_case(rules: entitle.Ruleset, root: Path, case: Dict[str, Any]) -> None:
    assert answers(rules, case, root) == case["answers"]
    assert case["answers"]
