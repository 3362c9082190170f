"""Tables laid over the published standards, and standards known later left out.

A county's own figure outranks the region's, whatever the day the region's is from; the result names the row and is
provisional no more. What does not fit is told with its file.
"""
import json

from command import SOURCE, Command, main

RULES = SOURCE / "rulesets/xizang"
HEAD = "县,起,至,标准,状态,默认,来源,获知日,说明\n"
OWN = HEAD + "乃东区,2021-07-01,2021-12-31,950,公布,,区民政局,2021-06-20,\n"
FAMILY = {"county": "乃东区", "area": "urban", "monthly_income": "2820", "property_in_limits": True,
          "members": [{"name": "卓玛", "age": 82, "relation": "applicant", "base_pension": "0"},
                      {"name": "扎西", "age": 46, "relation": "supported_relative"},
                      {"name": "央金", "age": 44, "relation": "supported_relative"}]}


class Standards(Command):
    def decide(self, day, *more, tables=None):
        self.write("family.json", json.dumps(FAMILY, ensure_ascii=False))
        for name, text in (tables or {}).items():
            self.write("own/" + name, text)
        if tables is not None:
            more += ("--standards", "own")
        return self.run_command("evaluate", RULES, "--profile", "family.json", "--as-of", day, "--format", "json", *more)

    def dibao(self, *args, **more):
        done = self.decide(*args, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)["programs"]["dibao"], json.loads(done.stdout)

    def refused(self, told, **more):
        done = self.decide("2021-09-01", **more)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertIn(told, done.stderr)

    def test_without(self):
        dibao, _ = self.dibao("2021-09-01")
        self.assertEqual((dibao["status"], dibao["provisional"]), ("does_not_qualify", True))

    def test_own_figure(self):
        dibao, whole = self.dibao("2021-09-01", tables={"dibao_urban.csv": OWN})
        self.assertEqual((dibao["status"], dibao["provisional"]), ("qualifies", False))
        used = [row for row in whole["parameters"] if row["parameter"] == "urban_standard"]
        self.assertEqual([(row["table"], row["line"], row["source"]) for row in used],
                         [("own/dibao_urban.csv", 2, "区民政局")])

    def test_outside_its_days(self):
        dibao, _ = self.dibao("2021-06-30", tables={"dibao_urban.csv": OWN})
        self.assertEqual(dibao["status"], "does_not_qualify")

    def test_called_like_the_parameter(self):
        dibao, _ = self.dibao("2021-09-01", tables={"城镇低保标准.csv": OWN})
        self.assertEqual(dibao["status"], "qualifies")

    def test_what_does_not_fit(self):
        self.refused("是不是「乃东区」", tables={"dibao_urban.csv": OWN.replace("乃东区", "乃冬区")})

    def test_two_rows_for_a_day(self):
        self.refused("R0602", tables={"dibao_urban.csv": OWN + "乃东区,2021-08-01,长期,960,公布,,a,,\n"})

    def test_belongs_to_no_parameter(self):  # overlay_unmatched
        self.refused("dibao_urban", tables={"dibao_urbn.csv": HEAD})

    def test_no_tables(self):
        (self.folder / "own").mkdir()
        self.refused("R0350", tables={})  # no_table_files

    def test_known_on(self):
        dibao, whole = self.dibao("2021-01-15", "--known-on", "2021-01-15")
        self.assertEqual((dibao["status"], whole["header"]["known_on"]), ("depends", "2021-01-15"))
        self.assertEqual(self.decide("2021-01-15", "--known-on", "2021-13-01").returncode, 2)


main()
