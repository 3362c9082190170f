#!/usr/bin/env python3
"""Holds the house together: reads the sources' text (it runs no compiler) and reports whatever breaks the order of the
layers, the homes of the libraries, the size of files, their opening paragraph, or the list of what stands at the top.
That every header stands alone is headers.py's business.

Called as: check.py ROOT
"""
import re
import sys
from pathlib import Path

# Each layer may include itself and those before it.
LAYERS = "text value syntax model check plan run explain render io staff cli".split()

# The only folders whose files may include a library's headers; whatever is not listed here may be included nowhere.
HOMES = {
    "boost/": ["src/syntax"],
    "nlohmann/": ["src/io"],
    "simdjson.h": ["src/io"],
    "CLI/": ["src/cli"],
    "utf8proc.h": ["src/text"],
    "iconv.h": ["src/text"],
    "fmt/": ["src"],
    "pybind11/": ["bindings"],
    "datetime.h": ["bindings"],
    "sys/": ["src/cli"],
    "unistd.h": ["src/cli"],
    "immintrin.h": ["src/run"],
}

TOP = set("CMakeLists.txt include src rulesets bindings tests examples README.md README.zh.md LICENSE"
          " CHANGELOG.md CMakePresets.json".split())
IGNORED_TOP = {"build", "compile_commands.json", "CMakeUserPresets.json"}

MAX_LINES = 600
MIN_OPENING = 40

CODE = {".hpp", ".cpp", ".def", ".py", ".cmake", ".sh"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def files(root, *folders):
    """Every file below the folders, as a path relative to root."""
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root)


def read(root, path):
    return (root / path).read_text(encoding="utf-8", errors="replace")


def includes(root, path):
    """(line, "<" or a quote, name) of each #include of the file."""
    text = read(root, path)
    for match in INCLUDE.finditer(text):
        yield text.count("\n", 0, match.start(2)) + 1, match[1], match[2]


def is_cpp(path):
    return path.suffix in {".hpp", ".cpp", ".def"}


def check_layers(root):
    """Every folder of src is a layer, and includes point down, to a file that is there. The files beside the folders are the
    facade: over all layers, included by none."""
    for folder in sorted((root / "src").iterdir()):
        if folder.name not in LAYERS + ["cmake"] and not is_cpp(folder):
            yield f"src/{folder.name}: is none of the layers ({' '.join(LAYERS)})"
    for path in filter(is_cpp, files(root, "src")):
        layer = path.parts[1]
        for line, mark, name in includes(root, path):
            target = name.split("/")[0]
            if mark == '"' and not any((root / at / name).is_file() for at in ("src", "include")) and (
                    not (root / "include" / f"{name}.in").is_file()):
                yield f'{path}:{line}: "{name}" is no file of ours (write "layer/file.hpp", from src or include)'
            elif mark == '"' and "/" not in name and layer in LAYERS:
                yield f"{path}:{line}: {layer} includes {name}, but the facade is built on {layer}"
            elif target in LAYERS and layer in LAYERS and LAYERS.index(target) > LAYERS.index(layer):
                yield f"{path}:{line}: {layer} includes {name}, but {target} is built on {layer}"


def check_public(root):
    """Public headers include the standard library's and each other, nothing else."""
    for path in filter(is_cpp, files(root, "include")):
        for line, mark, name in includes(root, path):
            standard = mark == "<" and re.fullmatch(r"[a-z_]+", name)
            own = name.startswith("entitle/")
            if not standard and not own:
                yield f"{path}:{line}: a public header includes {name}"


def check_homes(root):
    """Libraries are included in their homes only."""
    for path in filter(is_cpp, files(root, "src", "include", "bindings", "examples")):
        for line, mark, name in includes(root, path):
            if mark == '"' or name.startswith("entitle/") or re.fullmatch(r"[a-z_]+", name):
                continue
            homes = next((homes for head, homes in HOMES.items() if name.startswith(head)), [])
            if not any(path.as_posix().startswith(home + "/") for home in homes):
                where = ", ".join(homes) or "nowhere"
                yield f"{path}:{line}: includes {name}, which may be included in {where}"


def check_sizes(root):
    """No file of the library or a binding is longer than MAX_LINES."""
    for path in files(root, "src", "include", "bindings"):
        lines = read(root, path).count("\n")
        if lines > MAX_LINES:
            yield f"{path}: {lines} lines, the limit is {MAX_LINES}"


def opening(text):
    """The words of the comment that a file opens with, after a #! line; empty if it opens with something else."""
    text = re.sub(r"\A#!.*\n", "", text)
    for pattern in (r'\A"""(.*?)"""', r"\A((?:[ \t]*//.*\n)+)", r"\A((?:[ \t]*#(?![ \t]*(?:pragma|include|define)).*\n)+)"):
        match = re.match(pattern, text, re.DOTALL if '"""' in pattern else 0)
        if match:
            return " ".join(re.sub(r"(?m)^[ \t]*[/#]+", " ", match[1]).split())
    return ""


def check_openings(root):
    """Every source file and script opens with a paragraph that says what it makes, from what."""
    listed = [p for p in files(root, "src", "include", "bindings", "tests", "examples")
              if p.suffix in CODE or p.suffix == ".in" or p.name in {"CMakeLists.txt", "run"}]
    listed += [p for p in files(root, ".ci")] + [Path("CMakeLists.txt")]
    for path in listed:
        if len(opening(read(root, path))) < MIN_OPENING:
            yield f"{path}: does not open with a paragraph saying what it makes"


def check_top(root):
    """Nothing stands at the top but what DESIGN lists, and dotfiles."""
    for path in sorted(root.iterdir()):
        if not path.name.startswith(".") and path.name not in TOP | IGNORED_TOP:
            yield f"{path.name}: may not stand at the top level"


CHECKS = [check_layers, check_public, check_homes, check_sizes, check_openings, check_top]


def main():
    root = Path(sys.argv[1])
    problems = [problem for check in CHECKS for problem in check(root)]
    for problem in problems:
        print(problem)
    print(f"{len(CHECKS)} checks, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
