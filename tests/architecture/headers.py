#!/usr/bin/env python3
"""Compiles headers by themselves: the public ones seeing include/ alone, or the internal ones seeing src/ as well.
Whatever a header needs it must include; headers that do not are named, with the compiler's words.

Called as: headers.py public|internal ROOT GENERATED_INCLUDE COMPILER
"""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def main():
    which, root, generated, compiler = sys.argv[1], Path(sys.argv[2]), sys.argv[3], sys.argv[4]
    public = [f"-I{root}/include", f"-I{generated}"]
    internal = public + [f"-I{root}/src"]
    folders = {"public": [(root / "include", public), (Path(generated), public)], "internal": [(root / "src", internal)]}
    jobs = [(path.relative_to(folder), flags) for folder, flags in folders[which] for path in sorted(folder.rglob("*.hpp"))]

    def compile_alone(job):
        name, flags = job
        command = [compiler, "-std=c++20", "-fsyntax-only", *flags, "-x", "c++", "-"]
        done = subprocess.run(command, input=f"#include <{name}>\n", text=True, capture_output=True, check=False)
        return name, done.returncode, done.stderr

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        failed = [(name, text) for name, code, text in pool.map(compile_alone, jobs) if code != 0]
    for name, text in failed:
        print(f"{name} does not stand alone:\n{text}")
    print(f"{len(jobs)} headers, {len(failed)} do not stand alone")
    return 1 if failed or not jobs else 0


if __name__ == "__main__":
    sys.exit(main())
