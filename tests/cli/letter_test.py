#!/usr/bin/env python3
"""The letters that the command writes: one for each status against golden files, in both languages; and over every household of
examples/ and every program, that no code name stands in a letter and no English word in a Chinese one.
"""
import json
import re

from command import SOURCE, Command, main

LETTERS = SOURCE / "tests/cli/letters"
XIZANG = SOURCE / "rulesets/xizang"


def household(income, members, property_in_limits=True, edge=None):
    profile = {"家庭月收入": income, "财产符合规定": property_in_limits,
               "成员": [{"姓名": name, "年龄": age, "重残": severe} for name, age, severe in members]}
    if edge is not None:
        profile["财产符合边缘规定"] = edge
    return json.dumps({key: value for key, value in profile.items() if value is not None}, ensure_ascii=False)


THREE = [("卓玛", 76, False), ("扎西", 46, True), ("央金", 44, False)]
OLD = [("卓玛", 82, True), ("次仁", 12, True)]
# What the letter shows: profile, program, to whom, day.
CASES = {
    "refused": (household("2820.00", THREE), "dibao", "卓玛女士", "2021-09-01"),
    "refused_at_the_line": (household("2730.00", THREE), "最低生活保障", None, "2021-09-01"),
    "refused_twice": (household("2820.00", THREE, False, True), "dibao", None, "2021-09-01"),
    "refused_too_young": (household("2100.00", THREE), "elder_service", "卓玛", "2021-09-01"),
    "refused_too_old": (household("2100.00", THREE), "child_allowance", "扎西", "2021-09-01"),
    "qualifies": (household("2100.00", THREE), "dibao", None, "2021-09-01"),
    "qualifies_carried_forward": (household("2100.00", THREE), "dibao", None, "2022-09-01"),
    "depends": (household({"min": "2400", "max": "3000"}, THREE, None), "dibao", None, "2021-09-01"),
    "given_up": (household("2100.00", OLD), "elder_service", "卓玛", "2021-09-01"),
    "nothing_left": (household("2100.00", OLD), "child_allowance", "2", "2021-09-01"),
    "not_in_force": (household("2100.00", OLD), "heating", None, "2021-09-01"),
}


class Letters(Command):
    def letter(self, rules, profile, day, language, program, recipient):
        to = ("--recipient", recipient) if recipient else ()
        return self.run_command("evaluate", rules, "--profile", "-", "--as-of", day, "--language", language, "--format", "letter",
                                "--program", program, *to, stdin=profile)

    def test_each_status(self):
        for name, (profile, program, recipient, day) in CASES.items():
            for language in ("zh", "en"):
                with self.subTest(name, language=language):
                    done = self.letter(LETTERS, profile, day, language, program, recipient)
                    self.golden(f"letter_{name}_{language}", done, 0)

    def test_the_refused_example(self):
        """Of the rules that are shipped only what a letter must say is held, not every word."""
        refused = (SOURCE / "examples/refused.json").read_text(encoding="utf-8")
        done = self.letter(XIZANG, refused, "2021-09-01", "zh", "dibao", "卓玛女士")
        self.assertEqual(done.returncode, 0, done.stderr)
        text = done.stdout.replace("\n", "").replace(" ", "")
        for said in ("卓玛女士：您家申请的最低生活保障，经乃东区民政局核算，不符合条件", "每月940.00元，不低于", "每月910.00元，高出30.00元",
                     "第9条", "低于每月2,730.00元", "减少超过90.00元，可以再次申请", "最低生活保障边缘家庭", "国务院令第649号第65条",
                     "行政复议"):
            self.assertIn(said, text)

    def test_no_code_names_and_no_english_in_chinese(self):
        letters = 0
        for file in sorted((SOURCE / "examples").glob("*.json")):
            profile = file.read_text(encoding="utf-8")
            done = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", "2021-09-01", "--format", "json", stdin=profile)
            for key, program in json.loads(done.stdout)["programs"].items():
                recipients = [None] if "recipients" not in program else [
                    r.get("name") or str(r["number"]) for r in program["recipients"] if not r.get("not_listed")]
                for recipient in recipients:
                    for language in ("zh", "en"):
                        done = self.letter(XIZANG, profile, "2021-09-01", language, key, recipient)
                        self.assertEqual(done.returncode, 0, (file.name, key, recipient, done.stderr))
                        self.plain(done.stdout, language)
                        letters += 1
        self.assertGreater(letters, 20)
        for profile, program, recipient, day in CASES.values():
            for language in ("zh", "en"):
                self.plain(self.letter(LETTERS, profile, day, language, program, recipient).stdout, language)

    def plain(self, text, language):
        self.assertNotRegex(text, r"\w_\w|\{\d\}|  |，，|。。|、。|\(\)|（）")
        if language == "zh":
            self.assertIsNone(re.search("[A-Za-z]", text), text)

    def test_mistakes(self):
        profile = household("2820.00", THREE)
        for program, recipient, said in (("dibo", None, "dibao"), ("nursing", None, "卓玛, 扎西, 央金"),
                                         ("nursing", "卓", "卓玛, 扎西, 央金")):
            done = self.letter(LETTERS, profile, "2021-09-01", "en", program, recipient)
            self.assertEqual((done.returncode, done.stdout), (2, ""))
            self.assertIn(said, done.stderr)
        bare = ("evaluate", LETTERS, "--profile", "-", "--as-of", "2021-09-01")
        self.assertIn("--program", self.run_command(*bare, "--format", "letter", stdin=profile).stderr)
        self.assertIn("--format letter", self.run_command(*bare, "--program", "dibao", stdin=profile).stderr)


if __name__ == "__main__":
    main()
