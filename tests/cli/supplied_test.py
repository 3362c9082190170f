"""A definition given in the profile: met with what is computed, told as a fact, and refused where the two differ."""
import json

from command import SOURCE, Command, main

RULES = SOURCE / "rulesets/xizang"
HOME = {"county": "乃东区", "area": "城镇", "property_in_limits": True}


class Supplied(Command):
    def decide(self, *arguments, **facts):
        self.write("profile.json", json.dumps({**HOME, **facts}, ensure_ascii=False))
        return self.run_command("evaluate", RULES, "--profile", "profile.json", "--as-of", "2021-09-01", *arguments)

    def dibao(self, **facts):
        done = self.decide("--format", "json", **facts)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["programs"]["dibao"]

    def test_what_is_supplied_stands_for_what_it_would_be_computed_from(self):
        two = [{"relation": "applicant"}, {"relation": "spouse"}]
        self.assertEqual(self.dibao(members=two)["status"], "depends")
        below = self.dibao(members=two, income_per_person="800")
        self.assertEqual(below["status"], "qualifies")
        self.assertEqual(below["amount"]["value"], "220.00")
        self.assertEqual(self.dibao(members=two, income_per_person="910")["status"], "does_not_qualify")
        self.assertEqual(self.dibao(members=two, 家庭人均收入={"min": 900, "max": 920})["status"], "depends")
        self.assertEqual(self.dibao(members=two, income_per_person=None)["status"], "depends")

    def test_both_bind(self):
        between = self.dibao(household_size=3, monthly_income="2700")
        self.assertEqual(between["amount"]["value"], "30.00")
        bound = self.dibao(household_size={"min": 2, "max": 3}, monthly_income="1800", income_per_person="900")
        self.assertEqual((bound["amount"]["lo"], bound["amount"]["hi"]), ("20.00", "30.00"))

    def test_it_is_told_as_given(self):
        page = self.decide("--language", "zh", income_per_person="800", household_size=2).stdout
        self.assertIn("家庭人均收入 800.00 元/月", page)
        self.assertNotIn("800.00 = ", page)

    def test_a_value_that_differs_from_what_is_computed_is_an_error_with_both(self):
        done = self.decide("--language", "zh", household_size=3, monthly_income="2820", income_per_person="800")
        self.assertEqual(done.returncode, 1)
        self.assertIn("R0739", done.stderr)  # profile_supplied_differs
        self.assertIn("家庭人均收入填的是800.00 元/月，按其他情况算出来是940.00 元/月", done.stderr)

    def test_what_was_rounded_is_given_as_a_range(self):
        done = self.decide(household_size=3, monthly_income="1000", income_per_person="333.33")
        self.assertEqual(done.returncode, 1)
        self.assertIn("R07", done.stderr)
        # Between the two bounds of the quotient on the grid.
        near = self.decide(household_size=3, monthly_income="1000", income_per_person="333.3333")
        self.assertIn("R0740", near.stderr)  # profile_supplied_otherwise
        self.assertEqual(near.returncode, 1)
        rounded = self.dibao(household_size=3, monthly_income="1000", income_per_person={"min": "333.33", "max": "333.34"})
        self.assertEqual(rounded["amount"]["value"], "1730.00")

    def test_a_wrong_type_is_an_error_like_that_of_a_fact(self):
        done = self.decide(income_per_person="much")
        self.assertEqual(done.returncode, 1)
        self.assertIn("income_per_person", done.stderr)

    def test_examples_and_the_schema_know_it(self):
        self.write("rules/small.rules", """ruleset small version 0.1
document law number "1" title en "Law" zh "法"
entity household {
  fact income : money per month >= 0 元/月
  members : person, 1 to 9
}
entity person { }
define a_head of household = income / count of members
program help of household
  cites law article 1
  : a_head < 100 元/月
example "half of what it was" as of 2021-01-01 {
  a_head : 99.99 元/月
} expect {
  help : qualifies
}
example "on the line" as of 2021-01-01 {
  a_head : 100 元/月
} expect {
  help : does not qualify
}
""")
        self.assertEqual(self.run_command("test", "rules").returncode, 0)
        described = json.loads(self.run_command("describe", "rules", "--format", "json").stdout)
        self.assertEqual([one["key"] for one in described["entities"][0]["definitions"]], ["a_head"])
        schema = json.loads(self.run_command("describe", "rules", "--json-schema").stdout)
        self.assertIn("a_head", json.dumps(schema))


main()
