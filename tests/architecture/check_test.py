#!/usr/bin/env python3
"""Breaks small made-up source trees in every way that check.py must notice, and sees that it does: a check that cannot
fail holds nothing. Also that a sound tree passes.
"""
import tempfile
import unittest
from pathlib import Path

import check

OPENING = "// Makes something small out of something smaller, and leaves out the rest.\n"
SOUND = {
    "CMakeLists.txt": "# Builds what stands below and installs it where it is wanted.\n",
    ".ci/run": "#!/usr/bin/env bash\n# Runs everything that must hold before a change lands.\n",
    "include/entitle/money.hpp": OPENING + "#pragma once\n#include <cstdint>\n#include <entitle/export.hpp>\n",
    "src/text/source.hpp": OPENING + "#pragma once\n#include <utf8proc.h>\n",
    "src/syntax/parse.cpp": OPENING + '#include "text/source.hpp"\n#include <boost/spirit/home/x3.hpp>\n',
    "src/run/loop.cpp": OPENING + '#include <fmt/format.h>\n#include "syntax/tree.hpp"\n',
    "src/syntax/tree.hpp": OPENING + "#pragma once\n#include \"entitle/money.hpp\"\n",
}


class Check(unittest.TestCase):
    def problems(self, changes):
        """What check.py says of the sound tree with these files added or replaced."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            for name, text in {**SOUND, **changes}.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return [problem for run in check.CHECKS for problem in run(root)]

    def one(self, word, changes):
        problems = self.problems(changes)
        self.assertEqual(len(problems), 1, problems)
        self.assertIn(word, problems[0])

    def test_a_sound_tree_passes(self):
        self.assertEqual(self.problems({}), [])

    def test_a_lower_layer_may_not_include_a_higher_one(self):
        self.one("text includes syntax/tree.hpp",
                 {"src/text/bad.cpp": OPENING + '#include "syntax/tree.hpp"\n'})

    def test_also_not_with_angle_brackets_or_spaces(self):
        self.one("text includes syntax/tree.hpp",
                 {"src/text/bad.cpp": OPENING + '  #  include "syntax/tree.hpp"\n'})
        problems = self.problems({"src/text/bad.cpp": OPENING + "#include <syntax/tree.hpp>\n"})
        self.assertTrue(any("text includes syntax/tree.hpp" in problem for problem in problems))

    def test_quoted_includes_are_our_files(self):
        self.one("no file of ours", {"src/syntax/bad.cpp": OPENING + '#include "tree.hpp"\n'})

    def test_an_unknown_folder_is_no_layer(self):
        self.one("none of the layers", {"src/helpers/a.hpp": OPENING})

    def test_a_public_header_leaks_nothing(self):
        for name in ('"text/source.hpp"', "<nlohmann/json.hpp>", "<fmt/format.h>", "<boost/config.hpp>"):
            problems = self.problems({"include/entitle/bad.hpp": f"{OPENING}#include {name}\n"})
            self.assertTrue(any("a public header includes" in problem for problem in problems), name)

    def test_libraries_stay_in_their_homes(self):
        self.one("boost/spirit", {"src/check/bad.cpp": OPENING + "#include <boost/spirit/home/x3.hpp>\n"})
        self.one("nlohmann", {"src/render/bad.cpp": OPENING + "#include <nlohmann/json.hpp>\n"})
        self.one("nowhere", {"src/io/bad.cpp": OPENING + "#include <rapidjson/document.h>\n"})

    def test_files_stay_small(self):
        self.one("601 lines", {"src/text/bad.cpp": OPENING + "\n" * 600})
        self.assertEqual(self.problems({"src/text/good.cpp": OPENING + "\n" * 599}), [])

    def test_files_open_with_a_paragraph(self):
        for text in ("#pragma once\n", "// Money.\nint x;\n", "", "#include <vector>\n" + OPENING):
            self.one("does not open", {"src/text/bad.cpp": text})
        self.one("does not open", {"tests/bad.py": "import sys\n"})
        self.one("does not open", {"examples/run": "#!/bin/sh\ncd /\n"})

    def test_nothing_else_stands_at_the_top(self):
        self.one("top level", {"docs/a.md": "Text.\n"})
        self.one("top level", {"notes.txt": "Text.\n"})


if __name__ == "__main__":
    unittest.main()
