#!/usr/bin/env python3
"""Runs every example of the two language guides: the files they show are written, the commands they show are run and must print
what stands there (--update writes it anew), each form in a table stands in the examples, each word of the language stands in the
guides, and the guides are each other's translation.
"""
import re
import sys
import unicodedata
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "cli"))
from command import SOURCE, UPDATE, Command, main  # noqa: E402

GUIDES = {"en": SOURCE / "rulesets/README.md", "zh": SOURCE / "rulesets/README.zh.md"}
FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Words that rule files are written with; the other words of operators only name them in messages.
WRITTEN = re.compile(r'^ENTITLE_WORD\((kw_\w+|unit_(?!yuan_once)\w+|op_(?:add|sub|mul|div|less|less_equal|greater|greater_equal|is|is_not'
                     r'|in|not_in|and|or|not|per_month|per_year|all_of|any_of|none_of)), "(.*)"\)$', re.MULTILINE)


def files(guide):
    """The files that a guide shows; what it shows of one in several places follows each other."""
    shown = {}
    for kind, name, text in FENCE.findall(guide):
        if kind == "console":
            continue
        shown[name] = shown[name] + "\n" + text if name in shown else text
    return shown


def without_strings(rules):
    """Names of examples, labels and notes are the guide's own in each language; captions come in its order."""
    return re.sub(r'"[^"]*"', '"…"', re.sub(r'(en|zh) "[^"]*" (en|zh) "[^"]*"', '"…"', rules))


class Guide(Command):
    def guide(self, language):
        return GUIDES[language].read_text(encoding="utf-8")

    def put(self, language):
        for name, text in files(self.guide(language)).items():
            self.write(name, text)

    def check_commands(self, language):
        self.put(language)

        def run(fence):
            if fence[1] != "console":
                return fence[0]
            said = ""
            for command in re.findall(r"^\$ entitle (.*)$", fence[3], re.MULTILINE):
                done = self.run_command(*command.split())
                said += f"$ entitle {command}\n{done.stdout}{done.stderr}"
            return f"```console\n{said.rstrip()}\n```"

        guide = self.guide(language)
        now = FENCE.sub(run, guide)
        if UPDATE:
            GUIDES[language].write_text(now, encoding="utf-8")
        self.assertEqual(self.guide(language), now, "guide_test.py ENTITLE SOURCE --update writes what the commands print")

    def test_english_commands(self):
        self.check_commands("en")

    def test_chinese_commands(self):
        self.check_commands("zh")

    def test_rulesets_are_sound_and_laid_out(self):
        for language in GUIDES:
            self.put(language)
            for folder in ("practice", "forms"):
                for command in (["check", folder], ["test", folder], ["format", folder, "--check"]):
                    done = self.run_command(*command)
                    self.assertEqual((done.returncode, done.stderr), (0, ""), (language, command))
            self.assertEqual(self.run_command("test", "broken").returncode, 1)

    def test_each_is_the_other_translated(self):
        for language, other in (("zh", "en"), ("en", "zh")):
            self.put(language)
            expected = files(self.guide(other))
            for name in ("practice/heating.rules", "forms/forms.rules", "broken/heating.rules"):
                done = self.run_command("format", Path(name).parent, "--language", other)
                self.assertEqual(done.returncode, 0, done.stderr)
                translated = (self.folder / name).read_text(encoding="utf-8")
                self.assertEqual(without_strings(translated), without_strings(expected[name]))

    def test_each_form_in_a_table_stands_in_the_examples(self):
        for language, begin in (("en", "## 3. Every form"), ("zh", "## 3. 各种写法")):
            guide = self.guide(language)
            chapter = guide[guide.index(begin):guide.index("\n## 4. ")]
            examples = re.sub(r"\s+", " ", " ".join(text for _, _, text in FENCE.findall(chapter)))
            rows = [line for line in FENCE.sub("", chapter).splitlines() if line.startswith("| ") and "`" in line]
            self.assertGreater(len(rows), 30)
            for row in rows:
                forms = re.sub(r" \| ((?:rural|农村)[^`]*`)", r" ¦ \1", row).split(" | ")[0 if row.count(" | ") == 1 else 1]
                for form in re.findall(r"`([^`]+)`", forms):
                    self.assertIn(form.replace("¦", "|"), examples, row)

    def test_each_word_of_the_language_stands_in_the_guide(self):
        """In an example or a table, under each of its spellings but the full-width ones: so that no form is forgotten."""
        for language in GUIDES:
            shown = " ".join(re.findall(r"^```rules .*?^```|`[^`\n]+`", self.guide(language), re.MULTILINE | re.DOTALL))
            shown = re.sub(r"\s+", " ", shown)
            words = WRITTEN.findall((SOURCE / f"src/text/words_{language}.def").read_text(encoding="utf-8"))
            self.assertGreater(len(words), 100)
            for word, spellings in words:
                for spelling in spellings.split("|"):
                    if unicodedata.normalize("NFKC", spelling) == spelling and " 到" not in spelling:
                        edge = r"\b" if language == "en" and spelling[0].isalpha() else ""
                        found = re.search(edge + re.escape(spelling) + edge, shown)
                        self.assertTrue(found, f"the guide in {language} does not show {spelling} ({word})")


if __name__ == "__main__":
    unittest.TestCase.maxDiff = None
    main()
