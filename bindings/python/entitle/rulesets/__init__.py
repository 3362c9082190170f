"""The rules that come with the package, loaded from the folder beside this file when they are first asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from .._core import Ruleset


@lru_cache(maxsize=None)
def xizang() -> Ruleset:
    """Social assistance in Xizang (Tibet): 低保, 特困, the two disability and the two elderly subsidies. Each value has its
    source, and what is not published is said to be so. Loaded once."""
    return Ruleset.load([str(Path(__file__).with_name("xizang"))])
