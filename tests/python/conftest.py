"""What the tests of the Python package share: the rules of Xizang, the family of the examples, and the way to the checkout."""

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict

import entitle
import pytest

ROOT = Path(os.environ.get("ENTITLE_ROOT", Path(__file__).parents[2]))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def rules() -> entitle.Ruleset:
    return entitle.rulesets.xizang()


@pytest.fixture()
def family() -> Dict[str, Any]:
    read: Dict[str, Any] = json.loads((ROOT / "examples/family.json").read_text("utf-8"), parse_float=Decimal)
    return read
