"""What goes wrong, as exceptions: the text is that of the command, and the diagnostics are data."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Sequence

if TYPE_CHECKING:
    from ._core import Diagnostic


class Error(ValueError):
    """Rules, tables or a profile cannot be used. ``diagnostics`` holds everything that is wrong at once, each with its code,
    place and cure."""

    diagnostics: List["Diagnostic"]

    def __init__(self, message: str, diagnostics: Sequence["Diagnostic"] = ()) -> None:
        super().__init__(message)
        self.diagnostics = list(diagnostics)


class RuleError(Error):
    """Rules or tables of standards cannot be loaded."""


class ProfileError(Error):
    """A profile, or the columns of a table, are not what the rules ask for, or contradict themselves."""
