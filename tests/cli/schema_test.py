#!/usr/bin/env python3
"""What Determination::json writes is what its schema says: the hand-written examples of the format, and real output of the command
for every kind of household there is, validated by python3-jsonschema.
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


if __name__ == "__main__":
    main()
