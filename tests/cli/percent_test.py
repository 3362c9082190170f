#!/usr/bin/env python3
"""A share is 60 per cent wherever people write or read it: in rules, tables, profiles, pages, JSON and the schema."""
import json

from command import Command, main

RULES = """\
ruleset shares / 份额 version 0.1
document law / 办法
entity household / 家庭 {
  fact burden / 负担比例 : percent 0..100%
}
parameter line / 比例线 : percent 0..100% from "line.csv"
  cites law
program help / 补助 of household
  cites law
  : burden > line
  amount 100 元/月 * burden rounded half up to 0.01 元
"""
TABLE = "from,through,value,status,source,known_on,note\n2024-01-01,open,60%,published,law,2024-01-01,\n"


class Percent(Command):
    def evaluate(self, burden, *more):
        self.write("line.csv", TABLE)
        self.write("p.json", json.dumps({"burden": burden}))
        return self.run_command("evaluate", self.write("shares.rules", RULES), "--profile", "p.json", "--as-of", "2024-02-01",
                                "--language", "en", *more)

    def test_pages(self):
        self.assertIn("burden 61%, above line 60%", self.evaluate(61).stdout)
        self.assertIn("61.00 yuan a month", self.evaluate("61%").stdout)
        self.assertIn("burden: at most 60%? (known so far: 50% to 70.5%)", self.evaluate({"min": 50, "max": "70.5"}).stdout)

    def test_json(self):
        reason = json.loads(self.evaluate("60.01", "--format", "json").stdout)["programs"]["help"]["reason"]
        self.assertEqual((reason["left"]["value"]["value"], reason["right"]["value"]["value"]), ("60.01", "60"))

    def test_what_is_no_share(self):
        self.assertIn("120%", self.evaluate(120).stderr)
        self.assertIn("R07", self.evaluate("60.001").stderr)

    def test_description_and_schema(self):
        rules = self.write("shares.rules", RULES)
        self.write("line.csv", TABLE)
        self.assertIn("0 to 100%", self.run_command("describe", rules, "--language", "en").stdout)
        self.assertIn('"maximum": 100', self.run_command("describe", rules, "--json-schema").stdout)


main()
