"""A plugin for pytest: each example that stands in ``*.rules`` files is a test item. Files of one folder are one ruleset and are
loaded together; a folder that does not load fails as one item, with everything that is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import pytest

from ._core import Ruleset
from .errors import RuleError

_Example = Dict[str, Any]


class RulesFile(pytest.File):
    """A file of rules, with the examples that stand in it."""

    def collect(self) -> Iterator[pytest.Item]:
        examples, error = _examples_of(self.config, self.path.parent)
        if error is not None:
            # Said once, by the first of its files.
            if self.path == min(self.path.parent.glob("*.rules")):
                yield RulesItem.from_parent(self, name="rules", example=None, error=error)
            return
        for example in examples:
            if Path(example["file"]).name == self.path.name:
                yield RulesItem.from_parent(self, name=example["name"], example=example, error=None)


class RulesItem(pytest.Item):
    """One example; or the rules themselves, where they do not load."""

    def __init__(self, *, example: Optional[_Example], error: Optional[RuleError], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.example = example
        self.error = error

    def runtest(self) -> None:
        if self.error is not None:
            raise self.error
        assert self.example is not None
        if not self.example["passed"]:
            raise ExampleFailed(self.example["failures"])

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, (ExampleFailed, RuleError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Tuple[Path, Optional[int], str]:
        line = None if self.example is None else int(self.example["line"]) - 1
        return self.path, line, f"example: {self.name}"


class ExampleFailed(Exception):
    """An example of the rules does not come out as it says."""


_loaded = pytest.StashKey[Dict[Path, Tuple[List[_Example], Optional[RuleError]]]]()


def _examples_of(config: pytest.Config, folder: Path) -> Tuple[List[_Example], Optional[RuleError]]:
    loaded = config.stash.setdefault(_loaded, {})
    if folder not in loaded:
        try:
            loaded[folder] = (Ruleset.load([str(folder)]).test(config.getoption("rules_language")), None)
        except RuleError as error:
            loaded[folder] = ([], error)
    return loaded[folder]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rules-language", default="en", choices=("en", "zh"), help="what failed in rules is said in it")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[RulesFile]:
    if file_path.suffix != ".rules":
        return None
    return RulesFile.from_parent(parent, path=file_path)
