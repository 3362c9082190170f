#!/usr/bin/env python3
"""Input that nobody should write and somebody will: each gives a clear error and exit code 1, never a crash, a hang or half an
output. Sanitizers make the same tests stricter.
"""
import os

from command import SOURCE, Command, main

XIZANG = SOURCE / "rulesets/xizang"
DAY = "2021-09-01"
RULES = """\
ruleset small / 小例 version 0.1
document law / 办法
  number "1"
  title en "The law" zh "办法"
entity household / 家庭 {
  fact income / 收入 : money per month >= 0 元/月
}
program help / 补助 of household
  cites law article 3
  all of {
    low / 收入低 : income < 100 元/月
  }
"""


class Bad(Command):
    def refused(self, *args, code, **more):
        done = self.run_command(*args, **more)
        self.assertEqual(done.returncode, 1, done.stderr[:2000])
        self.assertEqual(done.stdout, "")
        self.assertIn(f"[{code}]", done.stderr[:4000])
        self.assertLess(len(done.stderr), 100_000)
        return done.stderr

    def rules(self, content, code):
        return self.refused("check", self.write("bad.rules", content), "--language", "en", code=code)

    def profile(self, content, code):
        return self.refused("evaluate", XIZANG, "--profile", self.write("bad.json", content), "--as-of", DAY, "--language", "en",
                            code=code)


class Rules(Bad):
    def test_sound(self):
        done = self.run_command("check", self.write("good.rules", RULES))
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_byte_order_mark_and_crlf(self):
        plain = self.run_command("check", self.write("good.rules", RULES))
        for content in ("\ufeff" + RULES, RULES.replace("\n", "\r\n"), "\ufeff" + RULES.replace("\n", "\r\n")):
            done = self.run_command("check", self.write("good.rules", content))
            self.assertEqual((done.returncode, done.stdout), (0, plain.stdout), done.stderr)

    def test_empty(self):
        self.rules("", "R0107")

    def test_truncated(self):
        for end in range(0, len(RULES.encode()), 7):
            done = self.run_command("check", self.write("cut.rules", RULES.encode()[:end]))
            self.assertIn(done.returncode, (0, 1))
            if done.returncode == 1:
                self.assertIn("[R0", done.stderr)

    def test_invalid_utf8(self):
        self.rules(RULES.encode() + b'# \xff\xfe\n', "R0105")

    def test_nul(self):
        self.rules(RULES + "\0", "R0106")

    def test_saved_by_an_old_notepad(self):
        zh = "# language: zh\n" + "规则集 小例 / small 版本 0.1\n"
        said = self.refused("check", self.write("zh.rules", zh.encode("gb18030")), code="R0105")
        self.assertIn("zh.rules:2:1", said)
        self.assertIn("「编码」选 UTF-8", said)

    def test_word_documents(self):
        for beginning in (b"PK\x03\x04\x14\0\x06\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1\\ansi"):
            self.rules(beginning + os.urandom(2000), "R0109")
        self.write("folder/a.rules", "# language: zh\n规则集 小例 / small 版本 0.1\n")
        self.write("folder/b.rules", b"PK\x03\x04" + os.urandom(2000))
        self.assertIn("b.rules 是 Word 或 Excel 文档", self.refused("check", "folder", code="R0109"))

    def test_5000_errors(self):
        lines = "".join(f"define d{i} of household = incom\n" for i in range(5000))
        self.assertEqual(self.rules(RULES + lines, "R0301").count("error["), 50)
        rows = "".join(f"{1000 + i}-13-01,open,100,published,law\n" for i in range(5000))
        self.write("line.csv", "from,through,value,status,source\n" + rows)
        said = self.refused("check", self.write("t.rules", self.with_table("line.csv")), code="R0708")
        self.assertEqual(said.count("error["), 50)
        self.assertIn("4950 more are not shown", said)

    def test_nested_parentheses(self):
        self.rules(RULES.replace("income <", "(" * 10_000 + "income" + ")" * 10_000 + " <"), "R0210")

    def test_100_mb(self):
        self.rules(b" " * 100_000_000, "R0104")

    def test_name_of_1_mb(self):
        self.rules(RULES.replace("low /", "l" + "o" * 1_000_000 + " /"), "R0211")
        self.rules(RULES.replace("low /", "低" * 350_000 + " /"), "R0211")

    def test_number_of_400_digits(self):
        self.rules(RULES.replace("100 元", "1" * 400 + " 元"), "R0208")

    def test_no_such_day(self):
        self.rules(RULES.replace('zh "办法"', 'zh "办法"\n  in force from 2023-02-30'), "R0209")

    def test_files(self):
        self.refused("check", "nowhere", code="R0101")
        self.refused("check", "bad.rules/..", code="R0101")
        (self.folder / "empty").mkdir()
        self.refused("check", "empty", code="R0108")
        (self.folder / "folder.rules").mkdir()
        self.refused("check", "folder.rules", code="R0108")
        self.refused("check", "/proc/self/mem", code="R0102")

    def with_table(self, name):
        parameter = f'parameter line / 线 : money per month >= 0 元/月 from "{name}"\n  cites law article 3\n'
        return RULES.replace("program", parameter + "program").replace("< 100 元/月", "< line")

    def test_table_in_gb18030_with_one_broken_byte(self):
        rules = self.write("t.rules", self.with_table("line.csv"))
        good = "from,through,value,status,source\n2020/1/1,open,100,公布,民发〔2021〕57号\n".encode("gb18030")
        self.write("line.csv", good)
        self.assertEqual(self.run_command("check", rules).returncode, 0)
        at = good.index("民".encode("gb18030"))
        self.write("line.csv", good[:at] + b"\xff" + good[at + 1:])
        said = self.refused("check", rules, "--language", "zh", code="R0710")
        self.assertIn("line.csv:2:22", said)
        self.assertIn("CSV UTF-8", said)

    def test_table(self):
        rules = self.with_table("line.csv")
        good = "from,through,value,status,source\n2020-01-01,open,100,published,law\n"
        self.write("line.csv", good)
        done = self.run_command("check", self.write("t.rules", rules))
        self.assertEqual(done.returncode, 0, done.stderr)
        for content in ("\ufeff" + good.replace("\n", "\r\n"), good.rstrip("\n")):
            self.write("line.csv", content)
            done = self.run_command("check", "t.rules")
            self.assertEqual(done.returncode, 0, done.stderr)
        for content in (b"", b"from\n", good.encode()[:-20], good.encode() + b"\xff", good.encode() + b"\0", b'from,"through',
                        good.replace("100", "1" * 400).encode(), good.replace("2020-01-01", "2023-02-30").encode(),
                        b"," * 100_000_000, good.replace("law", '"' + "x" * 1_000_000).encode()):
            self.write("line.csv", content)
            done = self.run_command("check", "t.rules")
            self.assertEqual(done.returncode, 1, content[:100])
            self.assertIn("[R0", done.stderr)
            self.assertLess(len(done.stderr), 100_000)
        os.remove(self.folder / "line.csv")
        self.assertEqual(self.run_command("check", "t.rules").returncode, 1)
        os.mkdir(self.folder / "line.csv")
        self.assertEqual(self.run_command("check", "t.rules").returncode, 1)

    def test_table_outside_the_folder(self):
        self.write("secret.csv", "from,through,value,status,source\n2020-01-01,open,100,published,law\n")
        for name in ("../secret.csv", str(self.folder / "secret.csv")):
            self.assertEqual(self.run_command("check", self.write("sub/t.rules", self.with_table(name))).returncode, 1)


class Profiles(Bad):
    def test_empty(self):
        self.profile("", "R0107")

    def test_truncated(self):
        text = (SOURCE / "examples/family.json").read_bytes().rstrip()
        for end in range(1, len(text), 11):
            done = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", DAY, stdin=text[:end])
            self.assertEqual(done.returncode, 1)
            self.assertIn("[R0", done.stderr)

    def test_invalid_utf8(self):
        self.profile(b'{"county": "\xff"}', "R0105")

    def test_nul(self):
        self.profile(b'{"county": "\0"}', "R0106")

    def test_nested(self):
        self.profile("[" * 100_000, "R0721")
        self.profile('{"members":' * 10_000, "R0721")

    def test_100_mb(self):
        self.profile(b" " * 100_000_000, "R0104")
        self.profile(b"[" + b"1," * 15_000_000 + b"1]", "R0736")

    def test_name_of_1_mb(self):
        self.profile('{"' + "n" * 1_000_000 + '": 1}', "R0723")

    def test_number_of_400_digits(self):
        self.profile('{"monthly_income": ' + "1" * 400 + "}", "R0731")
        self.profile('{"monthly_income": 0.' + "1" * 400 + "}", "R0730")

    def test_contradiction_below_what_is_not_listed(self):
        """Where the children of one member are not known, those of the next are still called by their own number."""
        self.write("two.rules", """# language: en
ruleset two / 二 version 1
document law / 法
entity household / 家庭 {
  members / 成员 : person, 1 to 8
}
entity person / 人 {
  children / 子女 : child, at most 4
}
entity child / 孩子 {
  fact ill / 病 : yes/no
  fact months / 月 : months 0..100 only if ill
}
program p / 甲 of person
  cites law article 1
  : any of children has (months > 3 months)
""")
        self.write("two.json", '{"members": [{}, {"children": [{"ill": false, "months": 4}]}]}')
        done = self.run_command("evaluate", "two.rules", "--profile", "two.json", "--as-of", DAY, "--language", "en")
        self.assertIn("two.json:1:57  /members/1/children/0/months", done.stderr)

    def test_files(self):
        def refused(profile, code):
            self.refused("evaluate", XIZANG, "--profile", profile, "--as-of", DAY, code=code)
        refused("nowhere.json", "R0101")
        refused(".", "R0103")
        refused("/proc/self/mem", "R0102")

    def test_byte_order_mark_and_crlf(self):
        text = (SOURCE / "examples/family.json").read_text(encoding="utf-8")
        args = ("evaluate", XIZANG, "--profile", "-", "--as-of", DAY)
        plain = self.run_command(*args, stdin=text)
        done = self.run_command(*args, stdin="\ufeff" + text.replace("\n", "\r\n"))
        self.assertEqual((done.returncode, done.stdout), (0, plain.stdout), done.stderr)


if __name__ == "__main__":
    main()
