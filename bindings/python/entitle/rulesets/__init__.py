"""The rules that come with the package, loaded from the folder beside this file."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Mapping, Optional, Union

from .._core import Ruleset
from .._load import load

XIZANG = Path(__file__).with_name("xizang")
"""Where the rules of Xizang stand, with their tables in ``standards``."""


def xizang(*, standards: Optional[Union[str, "os.PathLike[str]", Mapping[str, str]]] = None) -> Ruleset:
    """Social assistance in Xizang (Tibet): 低保, 特困, the two disability and the two elderly subsidies. Each value has its
    source, and what is not published is said to be so. Loaded once.

    standards: a county's own tables, laid over the published ones, as ``entitle.load`` takes them."""
    return _published() if standards is None else load(XIZANG, standards=standards)


@lru_cache(maxsize=None)
def _published() -> Ruleset:
    return load(XIZANG)
