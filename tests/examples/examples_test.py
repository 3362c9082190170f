#!/usr/bin/env python3
"""Runs every program of examples/ and compares what it prints with its golden file; sees that each is short, that the guide tells of
each, and that what the guide quotes is what the program says.

Called as: examples_test.py FOLDER_OF_PROGRAMS SOURCE_DIR [--update]
"""
import re
import subprocess
import sys
import unittest
from pathlib import Path

PROGRAMS = Path(sys.argv[1])
SOURCE = Path(sys.argv[2])
UPDATE = "--update" in sys.argv
EXAMPLES = SOURCE / "examples"
GOLDEN = SOURCE / "tests/examples/golden"
WINTER = "examples/winter"

# What each is called with, and how it ends.
RUNS = {
    "embed": ([WINTER, f"{WINTER}/family.json"], 0),
    "decide_one": ([WINTER, f"{WINTER}/family.json", "2021-09-01"], 0),
    "decide_many": ([WINTER], 0),
    "decide_tables": ([WINTER], 0),
    "show_reasons": ([WINTER, f"{WINTER}/family.json"], 0),
    "rules_from_memory": ([], 0),
    "errors_as_json": ([WINTER, f"{WINTER}/mistakes.json"], 1),
}


class Examples(unittest.TestCase):
    maxDiff = None

    def test_output(self):
        for name, (arguments, code) in RUNS.items():
            with self.subTest(name):
                done = subprocess.run([PROGRAMS / f"example_{name}", *arguments], cwd=SOURCE, capture_output=True, timeout=120,
                                      check=False)
                self.assertEqual((done.returncode, done.stderr.decode()), (code, ""))
                golden = GOLDEN / f"{name}.out"
                if UPDATE:
                    golden.write_bytes(done.stdout)
                self.assertEqual(golden.read_text(encoding="utf-8"), done.stdout.decode())

    def test_each_program_is_run_told_of_and_short(self):
        guide = (EXAMPLES / "README.md").read_text(encoding="utf-8")
        programs = sorted(EXAMPLES.glob("*.cpp"))
        self.assertEqual([p.stem for p in programs], sorted(RUNS))
        for program in programs:
            self.assertLessEqual(len(program.read_text(encoding="utf-8").splitlines()), 45, program.name)
            self.assertIn(f"({program.name})", guide)

    def test_what_the_guide_quotes(self):
        """Every line of a C++ block of the guide stands in one of the programs, but for its indent."""
        guide = (EXAMPLES / "README.md").read_text(encoding="utf-8")
        sources = "\n".join(p.read_text(encoding="utf-8") for p in EXAMPLES.glob("*.cpp"))
        lines = {line.strip() for line in sources.splitlines()}
        quoted = [line.strip() for block in re.findall(r"```cpp\n(.*?)```", guide, re.DOTALL) for line in block.splitlines()]
        self.assertGreater(len(quoted), 3)
        for line in quoted:
            self.assertIn(line, lines | {""})


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
