#!/usr/bin/env python3
"""How the page and the letter tell that a program meets its own conditions and may still give way to another."""
from command import Command, main

RULES = """\
ruleset small / 小例 version 0.1
document law / 办法
  number "1"
entity household / 家庭 {
  fact frail / 失能 : yes/no
  fact old / 高龄 : yes/no
}
program nursing / 护理补贴 of household
  cites law article 1
  all of {
    frail / 失能 : frail
  }
  amount 100 元/月
program elderly / 高龄补贴 of household
  cites law article 2
  all of {
    old / 高龄 : old
  }
  amount 50 元/月
settlement {
  higher of nursing, elderly
    cites law article 3
}
"""


class Settlement(Command):
    def evaluate(self, profile, *more):
        done = self.run_command("evaluate", self.write("small.rules", RULES), "--profile", self.write("p.json", profile),
                                "--as-of", "2024-01-01", "--language", "zh", *more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_what_may_give_way_says_so_among_its_reasons(self):
        page = self.evaluate('{"old": true}')
        self.assertIn("高龄补贴  待定\n  依据 1 第2条\n  ✓ 高龄  高龄：是\n  ? 可能因护理补贴而不重复发放\n", page)

    def test_what_gives_way_says_so_among_its_reasons(self):
        page = self.evaluate('{"old": true, "frail": true}')
        self.assertIn("  ✓ 高龄  高龄：是\n  ✗ 已享受护理补贴，不重复发放\n", page)

    def test_what_gives_way_to_nothing_does_not_mention_it(self):
        page = self.evaluate('{"old": true, "frail": false}')
        self.assertNotIn("重复发放", page)

    def test_a_letter_keeps_a_number_off_the_word_before_it(self):
        self.assertIn("金额为 50.00 元/月。", self.evaluate('{"old": true}', "--format", "letter", "--program", "elderly"))


class Records(Command):
    def test_a_record_at_the_wrong_place_is_told_where_it_belongs(self):
        rules = RULES.replace("  fact old", "  members / 成员 : person, 1 to 5\n  fact old").replace(
            "program nursing", "entity person / 人 {\n  fact here / 在家 : yes/no\n}\nprogram nursing", 1)
        done = self.run_command("evaluate", self.write("small.rules", rules), "--profile",
                                self.write("p.json", '{"members": [{"receives": {"nursing": true}}]}'), "--as-of", "2024-01-01",
                                "--language", "zh")
        self.assertEqual(done.returncode, 1)
        self.assertIn("「nursing」是家庭的项目，请写到家庭那里", done.stderr)


main()
