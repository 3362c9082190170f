#!/usr/bin/env python3
"""What Determination::json writes is what its schema says: the hand-written examples of the format, and real output of the command
for every kind of household there is, validated by python3-jsonschema. And what the schema of a profile says is what is read.
"""
import copy
import json

import jsonschema

from command import SOURCE, Command, main

XIZANG = SOURCE / "rulesets/xizang"
PROFILES = ["{}", '{"成员": []}'] + [p.read_text(encoding="utf-8") for p in sorted((SOURCE / "examples").glob("*.json"))]


class Schema(Command):
    @classmethod
    def setUpClass(cls):
        cls.schema = json.loads((SOURCE / "src/io/schema/determination.schema.json").read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft202012Validator(cls.schema)

    def valid(self, document, name):
        problems = [f"{list(e.absolute_path)}: {e.message[:300]}" for e in self.validator.iter_errors(document)]
        self.assertEqual(problems, [], name)

    def test_the_examples_of_the_format(self):
        files = sorted((SOURCE / "tests/golden/determination").glob("*.json"))
        self.assertEqual(len(files), 3)
        for file in files:
            self.valid(json.loads(file.read_text(encoding="utf-8")), file.name)

    def test_real_output(self):
        checked = 0
        for profile in PROFILES:
            for day in ("2015-01-01", "2021-09-01", "2026-06-30", "2030-01-01"):
                for level in ("settled", "bounds"):
                    done = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", day, "--level", level,
                                            "--format", "json", stdin=profile)
                    if profile == '{"成员": []}':
                        self.assertEqual(done.returncode, 1)
                        continue
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.valid(json.loads(done.stdout), (profile, day, level))
                    checked += 1
        self.assertGreater(checked, 24)

    def test_the_schema_refuses(self):
        good = json.loads((SOURCE / "tests/golden/determination/known.json").read_text(encoding="utf-8"))
        for change in (lambda d: d.pop("programs"), lambda d: d.update(format=1), lambda d: d["header"].pop("as_of"),
                       lambda d: d["programs"]["dibao"].update(status="maybe"),
                       lambda d: d["programs"]["dibao"].update(status="depends"),
                       lambda d: d["programs"]["dibao"]["amount"].update(value="630"),
                       lambda d: d["programs"]["dibao"]["reason"].update(truth=True),
                       lambda d: d["programs"]["dibao"].update(extra=1)):
            bad = copy.deepcopy(good)
            change(bad)
            self.assertTrue(list(self.validator.iter_errors(bad)))


class ProfileSchema(Command):
    """Of each profile the schema says what the command says."""

    def setUp(self):
        super().setUp()
        done = self.run_command("describe", XIZANG, "--json-schema")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        schema = json.loads(done.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        self.validator = jsonschema.Draft202012Validator(schema)

    def both(self, profile, good):
        text = profile if isinstance(profile, str) else json.dumps(profile, ensure_ascii=False)
        problems = [f"{list(e.absolute_path)}: {e.message[:300]}" for e in self.validator.iter_errors(json.loads(text))]
        self.assertEqual(not problems, good, (text, problems))
        done = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", "2021-09-01", "--level", "bounds", stdin=text)
        self.assertEqual(done.returncode == 0, good, (text, done.stderr))

    def test_the_examples(self):
        files = sorted((SOURCE / "examples").glob("*.json"))
        self.assertGreaterEqual(len(files), 4)
        for file in files:
            self.both(file.read_text(encoding="utf-8"), True)

    def test_what_is_read(self):
        for facts in ({}, {"county": "乃东"}, {"县": "乃东区"}, {"county": "Nedong"}, {"county": None}, {"county": "540502"},
                      {"area": {"one_of": ["urban", "农村"]}}, {"area": {"unknown": "not asked"}}, {"property_in_limits": True},
                      {"monthly_income": 2400}, {"monthly_income": 2400.5}, {"monthly_income": "2400.50"},
                      {"monthly_income": "2400.500 元/月"}, {"家庭月收入": {"min": "1000", "max": 2000}},
                      {"monthly_income": {"min": 5}}, {"monthly_income": {"min": None, "max": "5 yuan/month"}},
                      {"members": None}, {"members": [{}]}, {"members": [None, {"name": "卓玛"}]}, {"members": {"unknown": "no"}},
                      {"members": {"known": []}}, {"members": {"known": [], "complete": False}},
                      {"members": {"known": [{}], "complete": True}}, {"members": [{"age": 82}]}, {"members": [{"age": "82 周岁"}]},
                      {"members": [{"年龄": {"min": 60, "max": 70}}]}):
            self.both(facts, True)

    def test_what_is_refused(self):
        for facts in ([], "null", '"x"', {"contry": "乃东"}, {"county": "nowhere"}, {"county": 5}, {"county": {"one_of": []}},
                      {"county": {"min": 1}}, {"county": "乃东", "县": "乃东"}, {"county": ["乃东"]}, {"area": {"unknown": 5}},
                      {"area": {"known": 5}}, {"area": {"one_of": ["urban"], "unknown": "x"}}, {"property_in_limits": "yes"},
                      {"property_in_limits": 1}, {"monthly_income": -1}, {"monthly_income": "-1"}, {"monthly_income": True},
                      {"monthly_income": "a lot"}, {"monthly_income": "2400 元/年"}, {"monthly_income": "2400.125"},
                      {"monthly_income": "1,200"}, {"monthly_income": "1e3"}, {"monthly_income": {}},
                      {"monthly_income": {"min": "x"}}, {"monthly_income": {"one_of": [1]}}, {"members": []}, {"members": {}},
                      {"members": [5]}, {"members": {"known": [], "complete": True}}, {"members": {"known": [], "complete": 1}},
                      {"members": {"known": {}}}, {"members": [{} for _ in range(31)]}, {"members": [{"age": 121}]},
                      {"members": [{"age": 1.5}]}, {"members": [{"age": "82 个月"}]}, {"members": [{"county": "乃东"}]},
                      {"members": [{"name": 5}]}, {"members": [{"name": "x" * 10_001}]}, {"members": [{"age": {"one_of": [1]}}]}):
            self.both(facts, False)


if __name__ == "__main__":
    main()
