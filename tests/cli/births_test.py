"""Days of birth known to the day, the month or the year, ages given instead, and the two together."""
import json

from command import SOURCE, Command, main

RULES = SOURCE / "rulesets/xizang"


class Births(Command):
    def decide(self, member, day="2021-09-01", **more):
        profile = {"county": "乃东区", "members": [{"name": "卓玛", **member}], **more}
        self.write("profile.json", json.dumps(profile, ensure_ascii=False))
        return self.run_command("evaluate", RULES, "--profile", "profile.json", "--as-of", day, "--format", "json")

    def status(self, *args, **more):
        done = self.decide(*args, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["programs"]["elderly_health"]["recipients"][0]["status"]

    def test_known_to_the_day(self):
        self.assertEqual(self.status({"birth_date": "1941-09-01"}), "qualifies")
        self.assertEqual(self.status({"birth_date": "1941-09-02"}), "does_not_qualify")

    def test_known_to_the_month_or_year(self):
        self.assertEqual(self.status({"birth_date": "1941"}), "depends")
        self.assertEqual(self.status({"birth_date": "1941-08"}), "qualifies")
        self.assertEqual(self.status({"birth_date": "1941-09"}), "depends")
        self.assertEqual(self.status({"birth_date": "1941-10"}), "does_not_qualify")
        self.assertEqual(self.status({"birth_date": "1940/12"}), "qualifies")

    def test_an_age_is_of_the_day_of_the_decision_or_of_the_facts(self):
        self.assertEqual(self.status({"age": 79}), "does_not_qualify")
        self.assertEqual(self.status({"age": 79}, facts_as_of="2021-01-01"), "depends")
        self.assertEqual(self.status({"age": 79}, facts_as_of="2019-09-01"), "qualifies")

    def test_both(self):
        self.assertEqual(self.status({"age": 80, "birth_date": "1941"}), "qualifies")
        done = self.decide({"age": 80, "birth_date": "1950-01-01"})
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn("R0738", done.stderr)  # profile_age_and_birth

    def test_a_year_or_month_as_the_end_of_a_range_is_its_last_day(self):
        self.assertEqual(self.status({"birth_date": {"max": "1941"}}), "depends")
        self.assertEqual(self.status({"birth_date": {"min": "1941", "max": "1941-09"}}), "depends")
        self.assertEqual(self.status({"birth_date": {"min": "1941", "max": "1941-08"}}), "qualifies")
        self.assertEqual(self.status({"birth_date": {"min": "1941-09", "max": "1942"}}), "depends")
        self.assertEqual(self.status({"birth_date": {"min": "1941-10", "max": "1942"}}), "does_not_qualify")

    def test_nobody_is_born_after_the_day_or_too_long_before(self):
        for birth in ("2021-09-02", "1890"):
            done = self.decide({"birth_date": birth})
            self.assertEqual(done.returncode, 1, birth)
            self.assertIn("R0738", done.stderr)
            self.assertIn("0 至 120", done.stderr)
            self.assertIn("/members/0/birth_date", done.stderr)

    def test_no_days(self):
        for birth in ("1941-13", "194", "1941-02-30", "19410", "abcd", "1941-1-1-1"):
            self.assertEqual(self.decide({"birth_date": birth}).returncode, 1, birth)
        self.assertEqual(self.decide({"age": 80}, facts_as_of="soon").returncode, 1)
        self.assertEqual(self.decide({"age": 80}, facts_as_of=3).returncode, 1)


main()
