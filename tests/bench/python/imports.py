"""How long `import entitle` takes in a process of its own, and that it loads no library for tables. What the interpreter takes
to start is not in it."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ["numpy", "pandas", "polars", "pyarrow", "pydantic"]

PROGRAM = f"""
import sys, time
began = time.perf_counter()
import entitle
took = time.perf_counter() - began
print(took, *[name for name in {HEAVY} if name in sys.modules])
"""


def seconds(processes: int = 15) -> float:
    """The best of several fresh processes."""
    best = float("inf")
    for _ in range(processes):
        said = subprocess.run([sys.executable, "-c", PROGRAM], check=True, capture_output=True, text=True).stdout.split()
        if said[1:]:
            sys.exit(f"bench.py: import entitle also loads {', '.join(said[1:])}")
        best = min(best, float(said[0]))
    return best
