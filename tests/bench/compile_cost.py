#!/usr/bin/env python3
"""Compiles each file of a configured build once more, alone, and prints the slowest with the memory each took.

    tests/bench/compile_cost.py build/release [--only src/syntax] [--most 5]
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import time


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path, help="a build folder with compile_commands.json")
    parser.add_argument("--only", default="/src/", help="files whose path holds this")
    parser.add_argument("--most", type=int, default=5, help="how many to print")
    arguments = parser.parse_args()

    costs = []
    for unit in json.loads((arguments.build / "compile_commands.json").read_text()):
        if arguments.only not in unit["file"]:
            continue
        words = [word for word in unit["command"].split() if not word.endswith("ccache")]
        words[words.index("-o") + 1] = "/dev/null"
        if "-MF" in words:
            words[words.index("-MF") + 1] = "/dev/null"
        begin = time.monotonic()
        process = subprocess.Popen(words, cwd=unit["directory"])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"cannot compile {unit['file']}")
        costs.append((time.monotonic() - begin, usage.ru_maxrss // 1024, unit["file"]))
    for seconds, megabytes, file in sorted(costs, reverse=True)[: arguments.most]:
        print(f"{seconds:6.1f} s {megabytes:6} MB  {file}")


if __name__ == "__main__":
    main()
