"""Rules from a folder, a file, several files, or a text."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Optional, Sequence, Union

from ._core import Ruleset

PathOrText = Union[str, "os.PathLike[str]"]


def load(
    source: Union[PathOrText, Sequence[PathOrText]],
    *,
    tables: Optional[Mapping[str, str]] = None,
    standards: Optional[Union[PathOrText, Mapping[str, str]]] = None,
    language: Optional[str] = None,
) -> Ruleset:
    """Loads rules.

    source: a folder of ``*.rules`` files with the tables they name, one file, or several; or the rules themselves as a text,
        which is told from a path by its line breaks.
    tables: for rules given as a text: the tables they name, as CSV, by name.
    standards: tables laid over the published ones, each called like the one it is laid over, or like its parameter: a folder of CSV
        files, or the tables themselves by name. They have the published ones' columns.
    language: "en" or "zh": what is wrong is said in it; or else in the files' own.
    errors: RuleError with everything that is wrong.
    """
    over = standards if standards is None or isinstance(standards, Mapping) else os.fspath(standards)
    if isinstance(source, str) and "\n" in source:
        return Ruleset.compile(source, tables=dict(tables or {}), standards=over, language=language)
    if tables is not None:
        raise TypeError("tables belong to rules given as a text; beside files they are read from the files' folder")
    paths = [source] if isinstance(source, (str, os.PathLike)) else list(source)
    return Ruleset.load([os.fspath(path) for path in paths], standards=over, language=language)
