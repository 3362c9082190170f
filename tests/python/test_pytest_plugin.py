"""Examples that stand in rules, as items of pytest: one passes, one fails with its reason, a folder that does not load says so
once."""

import subprocess
import sys
from pathlib import Path

RULES = """\
# language: en
ruleset small / 小 version 1.0
  title en "Small" zh "小"
document text / 文 title en "Text" zh "文"
entity household / 家庭 {
  fact income / 收入 : money per month
}
program help / 补助 of household
  cites text
  all of { low / 低 : income < 100 元/月 }
"""

EXAMPLES = """\
# language: en
example "just below" as of 2024-01-01 {
  income : 99.99 元/月
} expect { help : qualifies }
example "at the line" as of 2024-01-01 {
  income : 100 元/月
} expect { help : qualifies }
"""


def run(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "entitle.pytest_plugin", str(folder)],
        capture_output=True, text=True, cwd=folder,
    )


def test_examples_are_items(tmp_path: Path) -> None:
    (tmp_path / "help.rules").write_text(RULES, "utf-8")
    (tmp_path / "examples.rules").write_text(EXAMPLES, "utf-8")
    done = run(tmp_path)
    assert "1 failed, 1 passed" in done.stdout, done.stdout
    assert "at the line" in done.stdout and "does not qualify" in done.stdout


def test_rules_that_do_not_load_are_one_item(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text(RULES.replace("income <", "incom <"), "utf-8")
    (tmp_path / "b.rules").write_text(EXAMPLES, "utf-8")
    done = run(tmp_path)
    assert "1 failed" in done.stdout and "incom" in done.stdout, done.stdout
    assert done.returncode == 1
