"""Eight threads share one ruleset, 10,000 evaluations each: every answer is the same, and memory does not grow.

    PYTHONPATH=build/dev/python build/venv/bin/python tests/bench/python/stress.py [EVALUATIONS]
"""

from __future__ import annotations

import json
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path
from threading import Thread
from typing import List

import entitle

THREADS = 8
PROFILE = Path(__file__).parents[3] / "examples/family.json"


def resident() -> int:
    """Bytes in memory."""
    with open("/proc/self/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) * 1024


def main() -> int:
    evaluations = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rules = entitle.rulesets.xizang()
    family = json.loads(PROFILE.read_text("utf-8"), parse_float=Decimal)
    expected = rules.evaluate(family, as_of=date(2021, 9, 1)).to_json()
    wrong: List[int] = []

    def work(count: int) -> None:
        for number in range(count):
            decided = rules.evaluate(family, as_of=date(2021, 9, 1))
            if number % 100 == 0 and decided.to_json() != expected:
                wrong.append(number)

    def all_threads(count: int) -> None:
        threads = [Thread(target=work, args=(count,)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    all_threads(evaluations // 10)
    before, begun = resident(), time.monotonic()
    all_threads(evaluations)
    grown, took = resident() - before, time.monotonic() - begun
    print(f"{THREADS} threads, {evaluations:,} evaluations each, {THREADS * evaluations / took:,.0f} a second; "
          f"{grown / 1e6:+.1f} MB of {before / 1e6:.0f}; {len(wrong)} other answers")
    return 1 if wrong or grown > 8_000_000 else 0


if __name__ == "__main__":
    sys.exit(main())
