#!/usr/bin/env python3
"""The command as a user meets it: pages, reports, help and mistakes, against golden files; exit codes; streams that break."""
import json
import re
import subprocess

from command import ENTITLE, SOURCE, UPDATE, Command, main

XIZANG = SOURCE / "rulesets/xizang"
FAMILY = SOURCE / "examples/family.json"
DAY = "2021-09-01"

SMALL = """\
ruleset small / 小例 version 0.1
  title en "A small example" zh "小例子"
document law / 办法
  number "1"
  title en "The law" zh "办法"
  in force from 2020-01-01
entity household / 家庭 {
  fact income / 收入 : money per month >= 0 元/月
  fact owner / 有房 : yes/no
}
program help / 补助 of household
  cites law article 3
  all of {
    low / 收入低 : income < 100 元/月
    homeless / 无房 : not owner
  }
  amount 100 元/月 - income
"""

EXAMPLES = """
example "a fen less" as of 2021-01-01 {
  income : 99.99 元/月
  owner : no
} expect {
  help : qualifies, 0.01 元/月
}
example "wrong status" as of 2021-01-01 {
  income : 100 元/月
  owner : no
} expect {
  help : qualifies
}
example "wrong amount" as of 2021-01-01 {
  income : 40 元/月
  owner : no
} expect {
  help : qualifies, 61 元/月
}
example "wrong because" as of 2021-01-01 {
  income : 40 元/月
  owner : yes
} expect {
  help : does not qualify because low
}
"""


class Pages(Command):
    def test_evaluate(self):
        for language in ("zh", "en"):
            done = self.run_command("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY, "--language", language)
            self.golden(f"evaluate_family_{language}", done, 0)

    def test_narrow(self):
        done = self.run_command("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY, "--width", 60)
        self.golden("evaluate_family_narrow", done, 0)

    def test_readmes_show_what_is_printed(self):
        """The page in each README, up to its last "…", is how the family's page begins; --update writes it anew."""
        done = self.run_command("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY)
        for name, mark in (("README.md", "What the first prints, in Chinese and then in English:\n\n```\n"),
                           ("README.zh.md", "第一条打印（先中文后英文）：\n\n```\n")):
            readme = (SOURCE / name).read_text(encoding="utf-8")
            before, after = readme.split(mark)
            shown = after.split("…\n```")[0]
            printed = "".join(done.stdout.splitlines(keepends=True)[: shown.count("\n")])
            if UPDATE:
                (SOURCE / name).write_text(before + mark + after.replace(shown, printed, 1), encoding="utf-8")
                continue
            self.assertEqual(shown, printed, name)

    def test_the_two_readmes_have_the_same_parts(self):
        """As many headings, rows and blocks, and the same code: a change to one is made to the other."""
        def parts(name):
            text = (SOURCE / name).read_text(encoding="utf-8")
            blocks = re.findall(r"^```(?:cpp|cmake)\n.*?^```", text, re.MULTILINE | re.DOTALL)
            counts = [len(re.findall(start, text, re.MULTILINE)) for start in (r"^#+ ", r"^\| ", r"^src/|^  [a-z]+/ ")]
            return counts, blocks
        self.assertEqual(parts("README.md"), parts("README.zh.md"))

    def test_profile_from_standard_input(self):
        piped = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", DAY, stdin=FAMILY.read_bytes())
        named = self.run_command("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY)
        self.assertEqual((piped.returncode, piped.stdout), (0, named.stdout))

    def test_missing(self):
        self.write("elder.json", (SOURCE / "examples/elder.json").read_bytes())
        for language in ("zh", "en"):
            done = self.run_command("evaluate", XIZANG, "--profile", "elder.json", "--as-of", DAY, "--format", "missing",
                                    "--language", language)
            self.golden(f"missing_elder_{language}", done, 0)

    def test_bounds_says_less(self):
        args = ("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY, "--format", "json")
        settled = json.loads(self.run_command(*args).stdout)
        bounds = json.loads(self.run_command(*args, "--level", "bounds").stdout)
        self.assertEqual(settled["programs"]["low_income"]["status"], "qualifies")
        self.assertEqual(bounds["programs"]["low_income"]["status"], "depends")
        self.assertEqual(bounds["header"]["level"], "bounds")

    def test_limit(self):
        done = self.run_command("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY, "--format", "json", "--limit", 7)
        self.assertEqual(json.loads(done.stdout)["header"]["limit"], 7)

    def test_check(self):
        for language in ("zh", "en"):
            self.golden(f"check_xizang_{language}", self.run_command("check", XIZANG, "--language", language), 0)

    def test_rules_of_the_repository_hold_their_examples(self):
        folders = sorted(path for path in (SOURCE / "rulesets").iterdir() if path.is_dir())
        self.assertIn(XIZANG, folders)
        done = self.run_command("test", *folders)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        for folder in folders:
            done = self.run_command("format", folder, "--check")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_examples_that_fail_show_what_decided(self):
        self.write("small.rules", SMALL + EXAMPLES)
        for language in ("en", "zh"):
            self.golden(f"test_fails_{language}", self.run_command("test", "small.rules", "--language", language), 1)

    def test_examples_that_hold(self):
        self.write("small.rules", SMALL + EXAMPLES.split("example \"wrong status\"")[0])
        done = self.run_command("test", "small.rules")
        self.assertEqual((done.returncode, done.stdout), (0, "all 1 examples hold\n"))

    def test_several_rulesets(self):
        """A summary line for each and a total; what makes up a ruleset is said or found."""
        hold = EXAMPLES.split("example \"wrong status\"")[0]
        parts = SMALL.split("program help")
        self.write("good/small.rules", SMALL + hold)
        self.write("bad/small.rules", SMALL + EXAMPLES)
        self.write("broken/small.rules", SMALL.replace("income <", "incom <") + hold)
        self.write("parts/a.rules", parts[0])
        self.write("parts/b.rules", "program help" + parts[1] + hold)
        done = self.run_command("test", "good", "parts")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        self.assertEqual(done.stdout, "good   all 1 examples hold\nparts  all 1 examples hold\ntotal  2 rulesets: all 2 examples hold\n")
        for language in ("en", "zh"):
            self.golden(f"test_several_{language}", self.run_command("test", "good", "bad", "broken", "--language", language), 1)
        self.assertEqual(self.run_command("test", "good", "broken").returncode, 1)
        told = json.loads(self.run_command("test", "good", "broken", "broken", "--diagnostics", "json").stderr)
        self.assertEqual([d["code"] for d in told], ["R0301", "R0301"])

        def count(*files):
            done = self.run_command("test", *files)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            return len(done.stdout.splitlines())
        self.assertEqual(count("parts/b.rules", "parts/a.rules"), 1)
        self.write("good/other.rules", SMALL.replace("small /", "other /") + hold)
        self.assertEqual(count("good/small.rules", "good/other.rules"), 3)
        self.assertEqual(count("good/small.rules", "parts/a.rules", "parts/b.rules"), 3)
        self.assertEqual(count("parts", "good/small.rules", "good/other.rules"), 4)

    def test_describe(self):
        for language in ("zh", "en"):
            self.golden(f"describe_{language}", self.run_command("describe", XIZANG, "--language", language), 0)
        self.golden("describe_json", self.run_command("describe", XIZANG, "--format", "json"), 0)

    def test_explain(self):
        for language in ("zh", "en"):
            self.golden(f"explain_{language}", self.run_command("explain", "R0401", "--language", language), 0)
        self.assertEqual(self.run_command("explain", "r0401").stdout, self.run_command("explain", "R0401", "--language", "en").stdout)
        listed = self.run_command("explain", "--language", "zh")
        self.assertEqual(listed.returncode, 0)
        for line in listed.stdout.splitlines():
            code = line.split()[0]
            self.assertEqual(self.run_command("explain", code).returncode, 0, line)
        self.assertGreater(len(listed.stdout.splitlines()), 100)

    def test_help_and_version(self):
        self.golden("help", self.run_command("--help"), 0)
        self.golden("help_zh", self.run_command("--help", "--language", "zh"), 0)
        for command in ("check", "evaluate", "test", "describe", "explain"):
            self.golden(f"help_{command}", self.run_command(command, "--help"), 0)
        self.golden("help_evaluate_zh", self.run_command("evaluate", "-h", "--language", "zh"), 0)
        self.assertRegex(self.run_command("--version").stdout, r"^entitle \d+\.\d+\.\d+\n$")

    def test_tables_as_a_spreadsheet_of_chinese_windows_saves_them(self):
        """GB18030, CR LF, days such as 2021/1/1: the same answers, under another hash."""
        copy = self.folder / "saved"
        subprocess.run(["cp", "-r", XIZANG, copy], check=True)
        for table in copy.rglob("*.csv"):
            text = re.sub(r"(?<=,)(\d{4})-0?(\d+)-0?(\d+)(?=,)", r"\1/\2/\3", table.read_text(encoding="utf-8"))
            table.write_bytes(text.replace("\n", "\r\n").encode("gb18030"))
        self.assertEqual(self.run_command("test", "saved").returncode, 0)
        args = ("--profile", FAMILY, "--as-of", DAY, "--format", "json")
        ours, saved = (json.loads(self.run_command("evaluate", rules, *args).stdout) for rules in (XIZANG, "saved"))
        self.assertNotEqual(ours["header"].pop("content_hash"), saved["header"].pop("content_hash"))
        self.assertEqual(saved, ours)

    def test_language_is_the_rules_own_unless_asked(self):
        chinese = self.run_command("check", XIZANG)
        self.assertEqual(chinese.stdout, self.run_command("check", XIZANG, "--language", "zh").stdout)

    def test_answers_do_not_depend_on_where_the_rules_are(self):
        copy = self.folder / "elsewhere"
        subprocess.run(["cp", "-r", XIZANG, copy], check=True)
        args = ("--profile", FAMILY, "--as-of", DAY, "--format", "json")
        self.assertEqual(self.run_command("evaluate", "elsewhere", *args).stdout,
                         self.run_command("evaluate", XIZANG, *args).stdout)


class Mistakes(Command):
    def usage(self, name, *args):
        done = self.run_command(*args)
        self.assertEqual(done.stdout, "")
        self.golden(name, done, 2)

    def test_usage(self):
        evaluate = ("evaluate", XIZANG, "--profile", FAMILY)
        self.usage("usage_none")
        self.usage("usage_unknown_command", "chekc", XIZANG)
        self.usage("usage_unknown_option", "check", XIZANG, "--langage", "en")
        self.usage("usage_option_of_another", "check", XIZANG, "--as-of", DAY)
        self.usage("usage_no_rules", "check")
        self.usage("usage_unknown_code", "explain", "R0419O")
        self.usage("usage_missing", "evaluate", XIZANG)
        self.usage("usage_missing_zh", "evaluate", "--language", "zh")
        self.usage("usage_no_value", *evaluate, "--as-of")
        self.usage("usage_twice", *evaluate, "--as-of", DAY, "--as-of", DAY)
        self.usage("usage_no_such_day", *evaluate, "--as-of", "2023-02-30")
        self.usage("usage_bad_values", *evaluate, "--as-of", "today", "--format", "xml", "--level", "", "--limit", "0",
                   "--width", "9" * 400, "--diagnostics", "yaml", "--language", "bo")

    def test_profile(self):
        self.write("bad.json", '{\n  "contry": "乃东",\n  "area": "urbn",\n  "monthly_income": "2400 元/年",\n'
                               '  "members": [{"age": 130}, {"grade": "2"}]\n}\n')
        for language in ("en", "zh"):
            done = self.run_command("evaluate", XIZANG, "--profile", "bad.json", "--as-of", DAY, "--language", language)
            self.assertEqual(done.stdout, "")
            self.golden(f"bad_profile_{language}", done, 1)
        done = self.run_command("evaluate", XIZANG, "--profile", "bad.json", "--as-of", DAY, "--diagnostics", "json",
                                "--language", "en")
        told = json.loads(done.stderr)
        self.assertEqual([d["path"] for d in told], ["/contry", "/area", "/monthly_income", "/members/0/age"])
        self.assertEqual((told[1]["places"][0]["line"], told[1]["places"][0]["column"]), (3, 11))

    def test_profile_that_contradicts_itself(self):
        self.write("odd.json", '{"county": "乃东", "members": [{"disability": "none", "grade": 2}]}')
        done = self.run_command("evaluate", XIZANG, "--profile", "odd.json", "--as-of", DAY, "--language", "en")
        self.golden("contradiction", done, 1)

    def test_rules(self):
        self.write("bad.rules", SMALL.replace("income <", "incom <").replace("100 元/月 - income", "100 元/年 - income"))
        self.golden("bad_rules", self.run_command("check", "bad.rules"), 1)
        told = json.loads(self.run_command("check", "bad.rules", "--diagnostics", "json").stderr)
        self.assertTrue(all(d["code"].startswith("R0") for d in told))
        self.assertEqual(json.loads(self.run_command("check", XIZANG, "--diagnostics", "json").stderr), [])


class Streams(Command):
    ARGS = ("evaluate", XIZANG, "--profile", FAMILY, "--as-of", DAY, "--format", "json")

    def test_full_disk(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([ENTITLE, *map(str, self.ARGS)], stdout=full, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)
        self.assertIn("磁盘已满", done.stderr.decode())

    def test_closed_pipe(self):
        run = subprocess.Popen([ENTITLE, *map(str, self.ARGS)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdout.close()
        stderr = run.stderr.read().decode()
        run.stderr.close()
        self.assertEqual((run.wait(timeout=60), stderr), (0, ""))

    def test_closed_output(self):
        done = subprocess.run(["sh", "-c", '"$0" "$@" >&-', ENTITLE, *map(str, self.ARGS)], stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 1)


if __name__ == "__main__":
    main()
