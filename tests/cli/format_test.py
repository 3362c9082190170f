#!/usr/bin/env python3
"""entitle format: what it writes and what it leaves, what it says, and how it ends."""
import os
import shutil

from command import SOURCE, Command, main

XIZANG = SOURCE / "rulesets/xizang"

LOOSE = """\
# language: zh
规则集 例 / sample 版本 1

文件 办法/law 文号 “1”
主体 家庭/household { 事实 收入/income:金额 按月 }  # 家庭
项目 补助/help 面向 家庭 依据 办法 第3条
  : 收入＜100 元/月
"""

NEAT = """\
# language: zh
规则集 例 / sample 版本 1

文件 办法 / law
  文号 "1"

主体 家庭 / household {
  事实 收入 / income : 金额 按月
}  # 家庭

项目 补助 / help 面向 家庭
  依据 办法 第3条
  : 收入 低于 100 元/月
"""

ENGLISH = """\
# language: en
ruleset sample / 例 version 1

document law / 办法
  number "1"

entity household / 家庭 {
  fact income / 收入 : money per month
}  # 家庭

program help / 补助 of household
  cites law article 3
  : income < 100 元/月
"""


class Format(Command):
    def format(self, *args, code=0):
        done = self.run_command("format", *args)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def read(self, name):
        return (self.folder / name).read_bytes().decode()

    def test_lays_out(self):
        self.write("a.rules", LOOSE)
        done = self.format("a.rules")
        self.assertEqual((done.stdout, done.stderr), ("a.rules 已改写\n文件 1 个，改写 1 个\n", ""))
        self.assertEqual(self.read("a.rules"), NEAT)
        self.assertEqual(self.format("a.rules").stdout, "文件 1 个，改写 0 个\n")
        self.assertEqual(os.listdir(self.folder), ["a.rules"])

    def test_check_writes_nothing(self):
        self.write("rules/a.rules", LOOSE)
        self.write("rules/b.rules", "# language: zh\n# 空\n")
        done = self.format("rules", "--check", code=1)
        self.assertEqual(done.stdout, "rules/a.rules 会改动\n文件 2 个，会改动 1 个\n")
        self.assertEqual(self.read("rules/a.rules"), LOOSE)
        self.write("rules/a.rules", NEAT)
        self.format("rules", "--check")

    def test_translates(self):
        self.write("a.rules", LOOSE)
        done = self.format("a.rules", "--language", "en")
        self.assertEqual(done.stdout, "a.rules written\nfiles: 1; written: 1\n")
        self.assertEqual(self.read("a.rules"), ENGLISH)
        self.format("a.rules", "--language=zh")
        self.assertEqual(self.read("a.rules"), NEAT)
        self.format("a.rules", "--language=en", "--check", code=1)

    def test_a_ruleset_keeps_its_meaning(self):
        shutil.copytree(XIZANG, self.folder / "xizang")
        self.format("xizang", "--language", "en")
        self.assertEqual(self.run_command("test", "xizang").returncode, 0)
        self.format("xizang", "--language", "zh")
        self.assertEqual(self.run_command("test", "xizang").returncode, 0)

    def test_windows_text(self):
        self.write("a.rules", b"\xef\xbb\xbf" + LOOSE.replace("\n", "\r\n").encode())
        self.format("a.rules")
        self.assertEqual(self.read("a.rules"), NEAT)

    def test_mistakes_are_left_as_they_are(self):
        wrong = LOOSE.replace("收入＜", "收入＜＜")
        self.write("rules/a.rules", wrong)
        self.write("rules/b.rules", "定义 a 面向 b=1\n")
        self.write("rules/c.rules", b"\xb6\xa8\xd2\xe5\n")
        self.write("rules/d.rules", "# language: en\ndefine a of b=1\n")
        done = self.format("rules", code=1)
        self.assertEqual(done.stdout, "rules/d.rules written\nfiles: 1; written: 1\n")
        for code in ("R0201", "R0214", "R0105"):
            self.assertIn(code, done.stderr)
        self.assertEqual(self.read("rules/a.rules"), wrong)

    def test_names_without_meaning(self):
        self.write("a.rules", "# language: zh\n定义 甲 面向 家庭=1\n")
        done = self.format("a.rules", "--language", "en", code=1)
        self.assertIn("R0360", done.stderr)
        self.assertEqual(self.read("a.rules"), "# language: zh\n定义 甲 面向 家庭 = 1\n")

    def test_a_file_is_understood_by_its_neighbours(self):
        shutil.copytree(XIZANG, self.folder / "xizang")
        self.format("xizang/elderly.rules", "--language", "en")
        self.assertTrue(self.read("xizang/elderly.rules").startswith("# language: en\n"))
        self.assertTrue(self.read("xizang/household.rules").startswith("# language: zh\n"))

    def test_what_cannot_be_written(self):
        # The file that is written beside this one would have too long a name.
        name = "a" * 247 + ".rules"
        self.write(name, LOOSE)
        done = self.format(name, code=1)
        self.assertIn("R0120", done.stderr)
        self.assertEqual(self.read(name), LOOSE)
        self.assertEqual(done.stdout, "文件 1 个，改写 0 个\n")

    def test_a_link_stays_a_link(self):
        self.write("real/a.rules", LOOSE)
        os.chmod(self.folder / "real/a.rules", 0o640)
        os.symlink("real/a.rules", self.folder / "a.rules")
        self.format("a.rules")
        self.assertTrue((self.folder / "a.rules").is_symlink())
        self.assertEqual(self.read("real/a.rules"), NEAT)
        self.assertEqual(os.stat(self.folder / "real/a.rules").st_mode & 0o777, 0o640)

    def test_nothing_there(self):
        self.assertIn("R0101", self.format("no.rules", code=1).stderr)
        (self.folder / "empty").mkdir()
        self.assertIn("R0108", self.format("empty", code=1).stderr)
        self.assertEqual(self.run_command("format").returncode, 2)
        self.golden("help_format", self.run_command("format", "--help"), 0)

    def test_diagnostics_as_json(self):
        self.write("a.rules", NEAT)
        self.assertEqual(self.format("a.rules", "--diagnostics", "json").stderr, "[]\n")


if __name__ == "__main__":
    main()
