"""Whole tables by `entitle batch`: the answers of the single case, whatever the threads; what is complete and what is
not; rows that are wrong, each told with file, line and column; files as spreadsheets and databases leave them.
"""
import csv
import io
import json
import os
import random
import signal
import subprocess
import time

from command import ENTITLE, SOURCE, Command, main

RULES = SOURCE / "tests/bench/workload"
HOUSEHOLD = {
    "county": lambda r: f"C{r.randrange(74):02}",
    "area": lambda r: r.choice(["urban", "rural"]),
    "monthly_income": lambda r: f"{r.randrange(800000) / 100:.2f}",
    "savings": lambda r: f"{r.randrange(4000000) / 100:.2f}",
    "dwellings": lambda r: str(r.randrange(3)),
    "vehicle": lambda r: r.choice(["true", "false"]),
    "medical_spending": lambda r: f"{r.randrange(2000000) / 100:.2f}",
    "education_spending": lambda r: f"{r.randrange(2000000) / 100:.2f}",
    "rehabilitation_spending": lambda r: "0.00",
    "event": lambda r: r.choice(["none", "moderate", "severe"]),
    "event_months_ago": lambda r: str(r.randrange(12)),
    "in_trouble": lambda r: r.choice(["true", "false"]),
}
MEMBER = {
    "age": lambda r: str(r.randrange(105)),
    "disability": lambda r: r.choice(["none", "visual", "physical", "mental"]),
    "grade": lambda r: str(r.randrange(5)),
    "own_income": lambda r: f"{r.randrange(300000) / 100:.2f}",
    "able_supporter": lambda r: r.choice(["true", "false"]),
    "care_months": lambda r: str(r.randrange(12)),
    "work_injury_nursing": lambda r: "false",
    "failed_self_care": lambda r: str(r.randrange(7)),
    "father": lambda r: r.choice(["fine", "dead", "detained"]),
    "mother": lambda r: r.choice(["fine", "missing", "ill"]),
    "medical_self_paid": lambda r: f"{r.randrange(3000000) / 100:.2f}",
    "insured": lambda r: r.choice(["true", "false"]),
    "serious_illness": lambda r: r.choice(["true", "false"]),
    "student": lambda r: r.choice(["none", "primary", "college"]),
    "in_institution": lambda r: "false",
    "local_hukou": lambda r: r.choice(["true", "false"]),
}


def value(text):
    return {"true": True, "false": False}.get(text, text)


def family(r, missing):
    def row(facts):
        return {name: "" if r.random() < missing else draw(r) for name, draw in facts.items()}
    return row(HOUSEHOLD), [row(MEMBER) for _ in range(r.randrange(4))]


def table(head, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


class Batch(Command):
    def tables(self, families, **files):
        self.write("households.csv", table(["household", *HOUSEHOLD],
                                           [[f"H{i}", *house.values()] for i, (house, _) in enumerate(families)]))
        self.write("members.csv", table(["household", "member", *MEMBER],
                                        [[f"H{i}", str(m), *one.values()] for i, (_, members) in enumerate(families)
                                         for m, one in enumerate(members)]))
        for name, text in files.items():
            self.write(name + ".csv", text)

    def batch(self, *args, members=True, rules=RULES, code=0):
        if members:
            args = ("--members", "members.csv", *args)
        done = self.run_command("batch", rules, "--households", "households.csv", *args, "--as-of", "2024-01-01",
                                "--output", "out.csv", "--language", "en")
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def out(self, name="out.csv"):
        return (self.folder / name).read_text(encoding="utf-8")

    def answers(self):
        found = {}
        for row in csv.DictReader(io.StringIO(self.out())):
            found[row["household"], row["program"], row["recipient"]] = row
        return found

    def rejected(self, name="out.rejected.csv"):
        return list(csv.DictReader(io.StringIO(self.out(name))))

    def one(self, household, members, **listing):
        """A household of its own and its members, by their columns."""
        self.write("households.csv", table(["household", *household], [["1", *household.values()]]))
        self.write("members.csv", table(["household", *(members[0] if members else {"age": ""})],
                                        [["1", *one.values()] for one in members]))

    # The single case

    def test_like_the_single_case(self):
        r = random.Random(20261127)
        families = [family(r, missing) for missing in (0, 0, 0.02, 0.1, 0.3, 0.6) for _ in range(6)]
        self.tables(families)
        self.batch()
        found = self.answers()
        for i, (house, members) in enumerate(families):
            profile = {k: value(v) for k, v in house.items() if v}
            if members:
                profile["members"] = [{k: value(v) for k, v in one.items() if v} for one in members]
            self.write("one.json", json.dumps(profile))
            done = self.run_command("evaluate", RULES, "--profile", "one.json", "--as-of", "2024-01-01", "--format",
                                    "json")
            self.assertEqual(done.returncode, 0, done.stderr)
            for key, program in json.loads(done.stdout)["programs"].items():
                recipients = program.get("recipients", [program])
                for number, one in enumerate(recipients):
                    listed = "recipients" in program
                    name = "not_listed" if one.get("not_listed") else str(number) if listed else ""
                    row = found.pop((f"H{i}", key, name), None)
                    self.assertIsNotNone(row, (i, key, name))
                    status = one["status"] if one.get("settled", True) else one["status"] + "_not_settled"
                    self.assertEqual(row["status"], status, (i, key, name))
                    amount = one.get("amount") or {}
                    ends = tuple(amount.get(end, amount.get("value", "")) for end in ("lo", "hi"))
                    if one["status"] in ("qualifies", "depends") and amount:
                        self.assertEqual((row["amount_min"], row["amount_max"]), ends, (i, key, name))
        self.assertEqual(found, {})

    def test_threads_and_order(self):
        r = random.Random(7)
        self.tables([family(r, 0.05 if i % 9 == 0 else 0) for i in range(3000)])
        self.batch("--level", "bounds")
        once = self.out()
        for threads in ("2", "7"):
            self.batch("--level", "bounds", "--threads", threads)
            self.assertEqual(self.out(), once)

    def test_ndjson_says_the_same(self):
        r = random.Random(3)
        self.tables([family(r, 0.1) for _ in range(5)])
        self.batch()
        rows = list(self.answers().values())
        self.batch("--format", "ndjson")
        objects = [json.loads(line) for line in self.out().splitlines()]
        self.assertEqual([{k: v for k, v in row.items() if v} for row in rows], objects)

    # Complete or not

    def test_no_row_is_not_known(self):
        self.one({"area": "urban"}, [])
        self.batch()
        self.assertEqual(self.answers()["1", "tekun", "not_listed"]["status"], "depends")

    def test_listed_in_full_and_complete_columns(self):
        # The rules ask for one member at least.
        self.one({"area": "urban"}, [])
        self.batch("--listed-in-full", code=3)
        self.assertIn("0 elements", self.rejected()[0]["reason"])
        self.one({"area": "urban", "members_complete": "no"}, [{"age": "30"}])
        self.batch()
        self.assertIn(("1", "tekun", "not_listed"), self.answers())
        self.one({"area": "urban", "members_complete": "yes"}, [{"age": "30"}])
        self.batch()
        self.assertNotIn(("1", "tekun", "not_listed"), self.answers())

    def test_no_table_of_members(self):
        self.one({"area": "urban"}, [])
        self.batch(members=False)
        self.assertEqual(self.answers()["1", "tekun", "not_listed"]["status"], "depends")

    def test_parts_of_collections_alike(self):
        # A list that says nothing, an empty one known to be complete, and one known in part.
        rules = self.write("r.rules", """# language: en
ruleset r / 规 version 1
document law / 法
entity household / 家庭 {
  members / 成员们 : member, at most 8
}
entity member / 成员 {
  fact age / 年龄 : years 0..120
}
program p / 甲 of household
  cites law article 1
  : any of members has (age >= 80 years)
""")
        self.write("households.csv", "household,members_complete\n1,\n2,yes\n3,no\n4,no\n5,\n")
        self.write("members.csv", "household,age\n4,30\n5,30\n")
        self.batch(rules=rules)
        self.assertEqual([self.answers()[h, "p", ""]["status"] for h in "12345"],
                         ["depends", "does_not_qualify", "depends", "depends", "does_not_qualify"])

    def test_columns_that_are_missing(self):
        # A table with nothing but keys: all is unknown, and nothing is refused for certain.
        self.write("households.csv", "household\n1\n")
        self.write("members.csv", "household,member\n1,a\n")
        self.batch()
        self.assertEqual(self.answers()["1", "tekun", "a"]["status"], "depends")
        self.assertNotIn(("1", "tekun", "not_listed"), self.answers())

    def test_no_households(self):
        self.write("households.csv", "household,area\n")
        self.write("members.csv", "household,age\n")
        done = self.batch()
        self.assertEqual(len(self.out().splitlines()), 1)
        self.assertIn("households decided: 0", done.stdout)

    # Files as they are

    def test_spellings(self):
        text = "\ufeff家庭,县,城乡,家庭月收入,存款,机动车\r\n" \
               "甲,第0县,城镇,\"1,234.50\",800..1000,否\r\n" \
               "\"乙\n二\",C01,urban|rural,12 元/月,未知,\r\n" \
               "丙,county 2,rural,..900,0,yes"
        self.write("households.csv", text)
        self.batch(members=False)
        self.assertEqual({key[0] for key in self.answers()}, {"甲", "乙\n二", "丙"})

    def test_empty_and_unknown(self):
        # Both say that it is not known; a word that is neither is refused.
        self.write("households.csv", "household,area,monthly_income,vehicle\n1,,,\n2,unknown,unknown,unknown\n"
                   "3,未知,未知,未知\n4,nobody knows,,\n")
        self.batch(members=False, code=3)
        found = self.answers()
        once = [{**row, "household": ""} for key, row in found.items() if key[0] == "1"]
        for other in "23":
            self.assertEqual([{**row, "household": ""} for key, row in found.items() if key[0] == other], once)
        self.assertEqual([(row["line"], row["column"]) for row in self.rejected()], [("5", "2")])

    def test_numbers_in_groups(self):
        rules = self.write("r.rules", """# language: en
ruleset r / 规 version 1
document law / 法
entity household / 家庭 {
  fact income / 收入 : money per month >= 0 元/月
}
program p / 甲 of household
  cites law article 1
  : income < 2000 元/月
  amount 2000 元/月 - income
""")
        self.write("households.csv", 'household,income\n1,"1,234.50"\n2,1234.5\n3,"12,34.50"\n4,1,234.50\n')
        self.batch(members=False, rules=rules, code=3)
        self.assertEqual([self.answers()[h, "p", ""]["amount_min"] for h in "12"], ["765.50", "765.50"])
        self.assertEqual([(row["line"], row["household"]) for row in self.rejected()], [("4", "3"), ("5", "4")])

    def test_marks_and_line_ends_change_nothing(self):
        r = random.Random(13)
        self.tables([family(r, 0.1) for _ in range(6)])
        self.batch()
        once = self.out()
        for name in ("households.csv", "members.csv"):
            text = self.out(name)
            self.write(name, "\ufeff" + text.replace("\n", "\r\n").removesuffix("\r\n"))
        self.batch()
        self.assertEqual(self.out(), once)
        for name in ("households.csv", "members.csv"):
            rows = list(csv.reader(io.StringIO(self.out(name).removeprefix("\ufeff"))))
            quoted = io.StringIO()
            csv.writer(quoted, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
            self.write(name, quoted.getvalue())
        self.batch()
        self.assertEqual(self.out(), once)

    def test_gb18030(self):
        self.write("households.csv", "家庭,城乡\n甲,城镇\n乙,农村\n".encode("gb18030"))
        self.batch(members=False)
        self.assertEqual({key[0] for key in self.answers()}, {"甲", "乙"})

    def test_columns_in_any_order(self):
        r = random.Random(5)
        families = [family(r, 0.1) for _ in range(4)]
        self.tables(families)
        self.batch()
        once = self.out()
        rows = [line.split(",") for line in self.out("households.csv").splitlines()]
        self.write("households.csv", "\n".join(",".join(reversed(row)) for row in rows) + "\n")
        self.batch()
        self.assertEqual(self.out(), once)

    def test_extra_column(self):
        self.write("households.csv", "household,arae\n1,urban\n")
        done = self.batch(members=False, code=1)
        self.assertIn('did you mean "area"', done.stderr)
        self.batch("--ignore-extra", members=False)
        self.write("households.csv", "household,age\n1,30\n")
        self.assertIn("belongs to member", self.batch(members=False, code=1).stderr)
        self.assertFalse((self.folder / "out.csv.part").exists())

    # Rows that are wrong

    def test_rejected_rows(self):
        self.write("households.csv", "household,area,monthly_income,county\n"
                   "1,urban,100,C00\n2,town,100,C00\n3,urban,-5,C00\n4,urban,12x,C00\n5,urban,100\n"
                   "6,urban,1.234567,C00\n7,urban,100,C99\n8,urban,100,C00,more\n9,urban,,C00\n")
        done = self.batch(members=False, code=3)
        self.assertEqual({key[0] for key in self.answers()}, {"1", "9"})
        self.assertEqual([(row["line"], row["column"], row["household"], row["code"]) for row in self.rejected()],
                         [("3", "2", "2", "R0727"), ("4", "3", "3", "R0726"), ("5", "3", "4", "R0725"),
                          ("6", "", "5", "R0703"), ("7", "3", "6", "R0730"), ("8", "4", "7", "R0727"),
                          ("9", "", "8", "R0703")])
        self.assertIn("rows that were not taken: 7", done.stdout)

    def test_stop_at_the_first(self):
        self.write("households.csv", "household,area\n1,town\n2,urban\n")
        self.batch("--on-error", "stop", members=False, code=1)
        self.assertFalse((self.folder / "out.csv").exists())
        self.assertFalse((self.folder / "out.csv.part").exists())
        self.assertEqual(len(self.rejected()), 1)

    def test_keys(self):
        self.write("households.csv", "household,area\n1,urban\n2,rural\n2,urban\n3,urban\n")
        self.write("members.csv", "household,member,age\n1,a,30\n1,a,31\n9,b,40\n2,a,50\n3,c,60\n")
        self.batch(code=3)
        told = {(row["file"], row["line"], row["code"]) for row in self.rejected()}
        self.assertEqual(told, {("households.csv", "4", "R0713"), ("members.csv", "3", "R0713"),
                                ("members.csv", "4", "R0712")})
        self.assertEqual({key[0] for key in self.answers()}, {"2", "3"})

    def test_keys_far_apart(self):
        # Fewer households are decided at once than are looked through for a key that comes again.
        self.write("households.csv", "household,area\n" + "".join(f"{i},urban\n" for i in range(300)) + "10,rural\n")
        members = "household,member,age\n" + "".join(f"{i},a,30\n" for i in range(300))
        self.write("members.csv", members)
        self.batch(code=3)
        self.assertEqual([(row["file"], row["line"], row["code"]) for row in self.rejected()],
                         [("households.csv", "302", "R0713")])
        self.assertEqual(len({key[0] for key in self.answers()}), 300)
        self.write("members.csv", members + "10,b,40\n")
        self.assertIn("R0711", self.batch(code=1).stderr)

    def test_members_in_another_order(self):
        r = random.Random(11)
        families = [family(r, 0) for _ in range(400)]
        self.tables(families)
        self.batch()
        once = self.out()
        head, *rows = self.out("members.csv").splitlines()
        rows.sort(key=lambda row: int(row.split(",")[0][1:]) % 7)
        self.write("members.csv", "\n".join([head, *rows]) + "\n")
        done = self.batch(code=1)
        self.assertIn("R0711", done.stderr)
        self.assertIn("--unsorted", done.stderr)
        self.assertFalse((self.folder / "out.csv.part").exists())
        self.batch("--unsorted")
        self.assertEqual(self.out(), once)

    def test_last_line_cut_off(self):
        self.write("households.csv", 'household,area\n1,urban\n2,"rur')
        self.batch(members=False, code=3)
        self.assertEqual(self.rejected()[0]["code"], "R0701")

    def test_last_line_short(self):
        # Cut off between cells and within a member's row: told, and the others are decided.
        self.write("households.csv", "household,area,vehicle\n1,urban,no\n2,rural,no\n")
        self.write("members.csv", "household,member,age,insured\n1,a,30,yes\n2,b,3")
        self.batch(code=3)
        row, = self.rejected()
        self.assertEqual((row["file"], row["line"], row["household"], row["code"]), ("members.csv", "3", "2", "R0703"))
        self.assertEqual({key[0] for key in self.answers()}, {"1"})

    def test_broken_bytes(self):
        self.write("households.csv", b"household,area\n1,urban\n2,ur\xffban\n")
        self.batch(members=False, code=3)
        self.assertEqual(self.rejected()[0]["code"], "R0710")

    def test_contradiction(self):
        rules = self.write("r.rules", """# language: en
ruleset r / 规 version 1
document law / 法
entity household / 家庭 {
  fact ill / 病 : yes/no
  fact months / 月 : months 0..100 only if ill
}
program p / 甲 of household
  cites law article 1
  : months > 3 months
""")
        self.write("households.csv", "household,ill,months\n1,yes,5\n2,no,5\n3,no,\n")
        self.batch(members=False, rules=rules, code=3)
        row, = self.rejected()
        self.assertEqual((row["line"], row["household"], row["code"]), ("3", "2", "R0733"))
        self.assertEqual(self.answers()["1", "p", ""]["status"], "qualifies")

    def test_many_members(self):
        rules = self.write("r.rules", """# language: en
ruleset r / 规 version 1
document law / 法
entity household / 家庭 {
  people / 人们 : person, 1 to 20000
}
entity person / 人 {
  fact age / 年龄 : years 0..120
}
program p / 甲 of household
  cites law article 1
  : count of people where (age >= 80 years) >= 5000
""")
        self.write("households.csv", "household\n1\n2\n")
        self.write("people.csv", "household,age\n" + "1,80\n" * 5000 + "1,79\n" * 5000 + "2,80\n" * 4999)
        self.batch("--people", "people.csv", members=False, rules=rules)
        self.assertEqual([self.answers()[h, "p", ""]["status"] for h in "12"], ["qualifies", "does_not_qualify"])

    def test_two_levels(self):
        rules = self.write("r.rules", """# language: en
ruleset r / 规 version 1
document law / 法
entity household / 家庭 {
  members / 成员们 : member, 1 to 8
}
entity member / 成员 {
  children / 子女 : child, at most 9
}
entity child / 孩子 {
  fact age / 年龄 : years 0..120
}
program p / 甲 of member
  cites law article 1
  : every one of children has (age < 18 years)
""")
        self.write("households.csv", "household\nx\ny\n")
        self.write("members.csv", "household,member,children_complete\nx,1,\nx,2,yes\ny,1,\ny,2,no\n")
        self.write("children.csv", "household,member,age\nx,1,3\ny,2,4\ny,1,20\ny,1,4\n")
        self.batch("--children", "children.csv", rules=rules)
        self.assertEqual({key[0] + key[2]: row["status"] for key, row in self.answers().items()},
                         {"x1": "qualifies", "x2": "qualifies", "y1": "does_not_qualify", "y2": "depends"})
        self.write("children.csv", "household,member,age\nx,7,3\n")
        self.batch("--children", "children.csv", rules=rules, code=3)
        self.assertEqual(self.rejected()[0]["code"], "R0712")

    def test_records(self):
        self.write("households.csv", "household,receives dibao,领取 marginal\n1,450.00,\n2,no,yes\n3,,\n")
        self.batch(members=False)
        self.assertEqual([self.answers()[h, "dibao", ""]["recorded"] for h in "123"], ["450.00", "no", ""])
        self.assertEqual([self.answers()[h, "marginal", ""]["recorded"] for h in "123"], ["", "yes", ""])

    def test_by_a_fact(self):
        self.write("households.csv", "household,area\n1,urban\n2,rural\n3,\n")
        done = self.batch("--by", "area", members=False)
        self.assertLess(done.stdout.index("\nurban"), done.stdout.index("\nnot known"))
        self.assertIn('did you mean "area"', self.batch("--by", "arae", members=False, code=1).stderr)

    # Output that cannot be written

    def test_full_disk(self):
        self.write("households.csv", "household,area\n" + "".join(f"{i},urban\n" for i in range(3000)))
        done = self.run_command("batch", RULES, "--households", "households.csv", "--as-of", "2024-01-01", "--level",
                                "bounds", "--output", "/dev/full", "--language", "en")
        self.assertEqual(done.returncode, 1)
        self.assertIn("the disk is full", done.stderr)

    def test_disk_that_fills_up(self):
        # A disk on which the answers begin and do not end; the file is not left half written.
        disk = self.folder / "disk"
        disk.mkdir()
        try:
            mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], capture_output=True,
                                     text=True)
        except FileNotFoundError:
            self.skipTest("there is no mount command")
        if mounted.returncode != 0:
            self.skipTest("a small disk cannot be mounted here: " + mounted.stderr.strip())
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.write("households.csv", "household,area\n" + "".join(f"{i},urban\n" for i in range(3000)))
        for threads in ("1", "3"):
            done = self.run_command("batch", RULES, "--households", "households.csv", "--as-of", "2024-01-01", "--level",
                                    "bounds", "--threads", threads, "--output", disk / "out.csv", "--language", "en")
            self.assertEqual(done.returncode, 1)
            self.assertIn("the disk is full", done.stderr)
            self.assertEqual(os.listdir(disk), [])

    def test_closed_pipe(self):
        self.write("households.csv", "household,area\n" + "".join(f"{i},urban\n" for i in range(20000)))
        run = subprocess.Popen([str(ENTITLE), "batch", str(RULES), "--households", "households.csv", "--as-of",
                                "2024-01-01", "--level", "bounds", "--output", "-"], cwd=self.folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        run.stdout.readline()
        run.stdout.close()
        self.assertEqual(run.wait(60), 0, run.stderr.read())
        run.stderr.close()

    def test_interrupted(self):
        os.mkfifo(self.folder / "slow.csv")
        run = subprocess.Popen([str(ENTITLE), "batch", str(RULES), "--households", "slow.csv", "--as-of",
                                "2024-01-01", "--level", "bounds", "--output", "out.csv", "--language", "en"],
                               cwd=self.folder, stderr=subprocess.PIPE, text=True)
        with open(self.folder / "slow.csv", "w", encoding="utf-8") as slow:
            slow.write("household,area\n")
            for i in range(200_000):
                slow.write(f"{i},urban\n")
            slow.flush()
            while not (self.folder / "out.csv.part").exists():
                time.sleep(0.01)
            run.send_signal(signal.SIGINT)
        self.assertEqual(run.wait(60), 1)
        self.assertIn("stopped", run.stderr.read())
        run.stderr.close()
        self.assertEqual([f for f in os.listdir(self.folder) if f.startswith("out")], [])

    def test_called_wrongly(self):
        done = self.run_command("batch", RULES, "--language", "en")
        self.assertEqual(done.returncode, 2)
        for option in ("--households", "--as-of", "--output"):
            self.assertIn(option + " is missing", done.stderr)
        self.write("households.csv", "household\n1\n")
        done = self.run_command("batch", RULES, "--households", "households.csv", "--membrs", "m.csv", "--as-of",
                                "2024-01-01", "--output", "out.csv", "--language", "en")
        self.assertEqual(done.returncode, 2)
        self.assertIn('did you mean "--members"', done.stderr)


if __name__ == "__main__":
    main()
