"""Measures the Python package and prints one table: whole tables beside what the library alone takes for them, the same rules in
OpenFisca, one case, and the import. First all answers are checked against the published ones; a wrong one ends it with 1."""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

import figures
import imports
import numpy as np
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import works
from timing import in_rounds
from workload import PROGRAMS, PUBLISHED, draw

import entitle

RULES = Path(__file__).parents[1] / "workload"


def measure(options: argparse.Namespace) -> None:
    rules = entitle.load(RULES)
    people = draw(options.households)
    given = works.inputs(people)
    ours = works.check(rules, given, people)
    of_openfisca, theirs = works.openfisca(people)
    print(figures.sums(PROGRAMS, PUBLISHED.get(people.size), ours, theirs), flush=True)

    load = os.getloadavg()[0]
    one_by_one = works.single_cases(rules, people)
    in_rounds(one_by_one, options.rounds, least=0.5)
    timed = [*works.whole_tables(rules, given, people.size), *of_openfisca]
    in_rounds(timed, options.rounds)
    made = figures.Figures({work.key: work for work in [*timed, *one_by_one]}, imports.seconds(), options.processor_time)
    print(made.text())
    print(f"\n{people.size:,} households, {len(people.member['age']):,} members; load {load:.1f} before, "
          f"{os.getloadavg()[0]:.1f} after, of {os.cpu_count()} processors; by "
          f"{'processor time' if options.processor_time else 'time as it passes'}, best of {options.rounds} rounds;\n"
          f"entitle {entitle.__version__}, Python {sys.version.split()[0]}, numpy {np.__version__}, pyarrow {pa.__version__}")
    if options.json:
        Path(options.json).write_text(json.dumps(made.data(people.size), indent=2) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=100_000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", metavar="FILE", help="also writes the figures there")
    parser.add_argument("--processor-time", action="store_true",
                        help="by what the process had of processors, all threads together: for a machine that others use too")
    options = parser.parse_args()
    if options.households < 1 or options.rounds < 1:
        parser.error("households and rounds are at least 1")
    try:
        measure(options)
    except works.Disagreement as wrong:
        sys.exit(f"bench.py: {wrong}")


if __name__ == "__main__":
    main()
