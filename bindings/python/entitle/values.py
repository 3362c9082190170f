"""The small types that answers are made of, beside Decimal, date, bool and str: a text in two languages, and what is not
known exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple, Optional, Tuple, Union


class Text(NamedTuple):
    """A text in both languages; where one is missing it repeats the other."""

    en: str
    zh: str

    def __str__(self) -> str:
        return self.en

    def __format__(self, spec: str) -> str:
        """``f"{text:zh}"`` is the Chinese one; any other format is that of the English one."""
        return self.zh if spec == "zh" else format(self.en, "" if spec == "en" else spec)


class Range(NamedTuple):
    """A number or a day that is not known: from ``least`` to ``most``, both included; None: no bound."""

    least: Union[Decimal, date, None]
    most: Union[Decimal, date, None]

    def __str__(self) -> str:
        if self.least is None and self.most is None:
            return "unknown"
        return f"{'' if self.least is None else self.least}..{'' if self.most is None else self.most}"


class Choices(NamedTuple):
    """One of several choices that is not known: those still possible; empty: any of very many."""

    possible: Tuple[Text, ...]

    def __str__(self) -> str:
        return " or ".join(str(choice) for choice in self.possible) or "unknown"


Value = Union[bool, Decimal, date, str, Text, Range, Choices, None]
"""What a fact or a result is; None: it does not apply, or nothing is known of it."""

Amount = Optional[Union[Decimal, Range]]
"""Yuan: exact, or a range where it depends on what is not known; None: the program pays none, or cannot."""
