"""Decides who is entitled to which social-assistance program, and says why.

    import entitle
    from datetime import date

    rules = entitle.rulesets.xizang()
    determination = rules.evaluate({"county": "乃东区", ...}, as_of=date(2021, 9, 1))
    print(determination.to_text("zh"))

Money is ``decimal.Decimal``, days are ``datetime.date``. Nothing is decided here: the library in C++ does, and the command
`entitle` gives the same answers.
"""

from __future__ import annotations

from . import rulesets
from ._core import (
    Citation,
    Determination,
    Diagnostic,
    Label,
    OpenFact,
    Outcome,
    Program,
    Question,
    Reason,
    Ruleset,
    __version__,
)
from ._load import load
from ._tables import Answers, evaluate_table
from .errors import Error, ProfileError, RuleError
from .values import Amount, Choices, Range, Text, Value

__all__ = [
    "Amount",
    "Answers",
    "Choices",
    "Citation",
    "Determination",
    "Diagnostic",
    "Error",
    "Label",
    "OpenFact",
    "Outcome",
    "Program",
    "ProfileError",
    "Question",
    "Range",
    "Reason",
    "RuleError",
    "Ruleset",
    "Text",
    "Value",
    "__version__",
    "evaluate_table",
    "load",
    "rulesets",
]
