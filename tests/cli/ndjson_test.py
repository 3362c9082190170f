"""Households in NDJSON by `entitle batch`: the answers of the single case and of the same tables in CSV, lines that are
written in every form or are wrong, what is written beside answers: explanations, columns, lines of the settlement, hits.
"""
import csv
import io
import itertools
import json
import os
import random

from command import SOURCE, Command, main

WORKLOAD = SOURCE / "tests/bench/workload"
XIZANG = SOURCE / "rulesets/xizang"
TREE = """# language: en
ruleset tree / 树 version 1
document law / 法
entity household / 家庭 {
  fact income / 收入 : money per month 0..100,000 元/月
  fact share / 比例 : percent 0..100%
  fact area / 城乡 : urban / 城镇 | rural / 农村
  fact since / 起 : date
  fact ill / 病 : yes/no
  fact months / 月 : months 0..100 only if ill
  members / 成员们 : member, at most 6
}
entity member / 成员 named by name {
  fact name / 姓名 : text
  fact age / 年龄 : years 0..120
  children / 子女 : child, at most 9
}
entity child / 孩子 {
  fact age / 年龄 : years 0..120
}
define each / 人均 of household = income / 3
define low / 低线 of household = 1,000 元/月
define minors / 未成年子女数 of member = count of children where (age < 18 years)
criterion poor / 贫困 of household
  cites law article 1
  : each < low
program p / 甲 of household
  cites law article 1
  all of {
    poor / 贫困线 : poor
    ill / 有病 : ill
    town / 城镇 : area is urban
  }
  amount 100 元/月
program q / 乙 of member
  cites law article 1
  all of {
    poor / 贫困线 : poor
    parent / 有子女 : minors >= 1
  }
  amount 200 元/月
program r / 丙 of member
  cites law article 1
  : age >= 60 years
  amount 150 元/月
settlement {
  higher of q, r
    cites law article 2
}
"""


def value_of(shown):
    """Both ends of a number in a determination, or its one value twice."""
    if shown.get("truth") == "inapplicable":
        return "", ""
    return tuple(shown.get(end, shown.get("value", "")) for end in ("lo", "hi"))


class Ndjson(Command):
    def setUp(self):
        super().setUp()
        self.write("tree.rules", TREE)

    def batch(self, *args, rules="tree.rules", file="h.ndjson", day="2024-01-01", code=0):
        done = self.run_command("batch", rules, "--households", file, "--as-of", day, "--output", "out.csv",
                                "--language", "en", *args)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def text(self, name="out.csv"):
        return (self.folder / name).read_text(encoding="utf-8")

    def rows(self, name="out.csv"):
        return list(csv.DictReader(io.StringIO(self.text(name))))

    def evaluate(self, profile, rules="tree.rules", day="2024-01-01", code=0, *args):
        done = self.run_command("evaluate", rules, "--profile", self.write("one.json", profile), "--as-of", day,
                                "--format", "json", "--diagnostics", "json", "--language", "en", *args)
        self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout) if code == 0 else json.loads(done.stderr)

    def compare(self, lines, rules="tree.rules", day="2024-01-01"):
        """Each line has the answers that evaluate gives for it; those that it refuses are refused alike, at the same
        column of their line. How many there were of each."""
        self.write("h.ndjson", b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + b"\n")
        done = self.run_command("batch", rules, "--households", "h.ndjson", "--as-of", day, "--output", "out.csv",
                                "--language", "en")
        self.assertIn(done.returncode, (0, 3), done.stderr)
        found = {}
        for row in self.rows():
            found.setdefault(row["household"], {})[row["program"], row["recipient"]] = row
        refused = {}
        if done.returncode == 3:
            for row in self.rows("out.rejected.csv"):
                refused.setdefault(int(row["line"]), []).append((row["code"], row["column"]))
        taken = 0
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            key = str(number - sum(1 for before in lines[:number - 1] if not before.strip()))
            if number in refused:
                told = self.evaluate(line, rules, day, 1)
                expected = [(one["code"], str(one["places"][0]["column"]) if one.get("places") else "")
                            for one in told]
                self.assertEqual(refused.pop(number), expected, line[:200])
                self.assertNotIn(key, found)
                continue
            taken += 1
            answers = found.pop(key)
            for program, whole in self.evaluate(line, rules, day)["programs"].items():
                for place, one in enumerate(whole.get("recipients", [whole])):
                    recipient = "not_listed" if one.get("not_listed") else str(place + 1) if "recipients" in whole else ""
                    row = answers.pop((program, recipient))
                    status = one["status"] if one.get("settled", True) else one["status"] + "_not_settled"
                    self.assertEqual(row["status"], status, (line[:300], program, recipient))
                    amount = one.get("amount")
                    if amount and one["status"] in ("qualifies", "depends"):
                        self.assertEqual((row["amount_min"], row["amount_max"]), value_of(amount), (line[:300], program, recipient))
            self.assertEqual(answers, {}, line[:300])
        self.assertEqual((found, refused), ({}, {}))
        return taken, len([line for line in lines if line.strip()]) - taken

    # The single case

    def test_every_form(self):
        forms = {
            "income": ["1200", "\"1200\"", "1200.50", "\"1200.5000\"", "\"1,200\"", "\"1200 元/月\"", "\"1200 元/年\"", "null",
                       "{\"min\": 900}", "{\"max\": \"2,000\"}", "{\"min\": 900, \"max\": \"2000 元/月\"}", "{\"unknown\": \"no\"}",
                       "{\"unknown\": \"\\u4e0d\"}", "{\"min\": 2, \"max\": 1}", "{}", "[1]", "true", "-1", "-0", "01", "1.", "1e3",
                       "1.00000", "1.00001", "100000", "100001", "123456789012345678901234567890", "\"\"", "\" 7 \"",
                       "{\"min\": null}", "{\"min\": 1, \"min\": 2}", "{\"one_of\": [\"1\"]}", "{\"min\": 1, \"unknown\": \"x\"}",
                       "\"007\"", "\"+7\"", "\"1\\u0030\"", "tru", "nul", "+7", ".5", "\"7\"8", "7 8", "{\"min\": 07}"],
            "share": ["60", "\"60%\"", "60.5", "\"0.01\"", "60.001", "101", "{\"min\": 10.25}"],
            "area": ["\"urban\"", "\"城镇\"", "\"\\u57ce\\u9547\"", "\"town\"", "{\"one_of\": [\"urban\", \"rural\"]}",
                     "{\"one_of\": []}", "1", "\"urban \"", "\"\\ud83d\"", "\"\\ud83d\\ude00\"", "\"ur\\qban\"",
                     "\"" + "長" * 40 + "\"", "null"],
            "since": ["\"2020-02-29\"", "\"2021-02-29\"", "\"2020\"", "\"2020-05\"", "\"2020/5/1\"", "20200101",
                      "{\"min\": \"2019\"}", "{\"min\": \"2019-01-01\", \"max\": \"2020\"}", "\"1980-01-01\"", "null"],
            "ill": ["true", "false", "null", "\"yes\"", "1", "True", "truex", "{\"unknown\": \"x\"}", "{\"min\": 1}"],
            "members": ["[]", "null", "{\"known\": [], \"complete\": false}", "{\"complete\": true, \"known\": [{}]}",
                        "{\"known\": [{}]}", "{\"unknown\": \"x\"}", "{\"known\": 1}", "{\"known\": [], \"known\": []}", "[null]",
                        "[{}, {\"age\": 3}]", "[1]", "[[]]", "7", "[{},]", "[{} {}]", "[{}, {}, {}, {}, {}, {}, {}]",
                        "[{\"children\": [{\"age\": 3}, {\"age\": 20}]}, {\"age\": 61, \"children\": []}, {}]",
                        "[{\"name\": \"卓玛\", \"age\": \"82 岁\"}, {\"name\": \"a\\tb\"}, {\"name\": 3}]",
                        "[{\"name\": \"\\u0000\"}]", "[{\"ages\": 3}]", "[{\"age\": 3, \"age\": 4}]",
                        "[{\"age\": 3, \"年龄\": 4}]", "[{\"receives\": {\"q\": true, \"r\": {\"amount\": \"150\", \"since\": \"2021\"}}}]",
                        "[{\"receives\": {\"p\": true}}]", "[{\"receives\": {\"q\": {}}}]", "[{\"receives\": [1]}]",
                        "[{\"receives\": {\"q\": true, \"乙\": false}}]", "[{\"receives\": {\"q\": {\"sum\": 1}}}]"],
            "receives": ["{\"p\": true}", "{\"p\": {\"amount\": 20}}", "null", "{\"甲\": null}", "{\"p\": {\"unknown\": \"x\"}}", "1"],
            "facts_as_of": ["\"2020-01-01\"", "null", "\"2020\"", "1"],
            "low": ["\"700\"", "1000", "null"],
            "each": ["400", "{\"min\": 300, \"max\": 5000}", "\"much\""],
            "months": ["3", "null"],
        }
        lines = []
        for fact, values in forms.items():
            for value in values:
                lines.append("{" + f"\"{fact}\": {value}" + "}")
                lines.append("{\"ill\": true, \"income\": 1200, " * (fact not in ("ill", "income")) +
                             "{" * (fact in ("ill", "income")) + f" \"{fact}\":{value} , \"area\" :\"urban\"}}" * (fact != "area") +
                             f"\"{fact}\" : {value}}}" * (fact == "area"))
        taken, refused = self.compare(lines)
        self.assertGreater(taken, 100)
        self.assertGreater(refused, 90)

    def test_lines_that_are_no_profile(self):
        taken, refused = self.compare([
            "{}", "", "   ", "{", "}", "[]", "1", "null", "\"x\"", "{}{}", "{} x", "{},", "{\"income\" 1}", "{\"income\":1 \"ill\":true}",
            "{\"income\":}", "{income:1}", "{'income':1}", "{\"income\":1,}", "{,}", "{\"income\"}", "{\"incom\":1}", "{\"\":1}",
            "{\"income\":1,\"income\":1}", "{\"收入\":1,\"income\":null}", "\t{ }\t", "{\"in\\u0063ome\":5}", "{\"income\":\"unclosed}",
            "// no", "{\"income\":NaN}", "{\"a\":" * 30 + "1" + "}" * 30, "{\"a\":" * 3000 + "1" + "}" * 3000, "[" * 100000,
            b"{\"area\":\"ur\xffban\"}", b"\xff\xfe{}", b"{\"area\":\"a\x00b\"}", b"{\"area\":\"a\x01b\"}", "{\"members\":[{\"age\":1}",
            "{\"ill\":false,\"months\":3}", "{\"age\":3}", "\ufeff{\"income\":3}"])
        self.assertEqual((taken, refused), (4, 34))

    def test_lines_written_alike(self):
        # Lines like the one before are read together, and each of these differs from it in one place.
        plain = ("{\"income\": 1200, \"share\":60.5,\"area\": \"urban\", \"since\": \"2020-02-29\", \"ill\": true, \"each\": 400, "
                 "\"members\": [{\"name\": \"a\", \"age\": 30, \"children\": [{\"age\": 3}, {\"age\": 20}]}, "
                 "{\"name\": \"b\", \"age\": 61, \"children\": []}]}")
        places = {
            "1200": ["0", "null", "\"1200\"", "\"007\"", "007", "-1", "1200.05", "1200.050", "1,200", "\"1,200\"", "\"12", "{}", "[]",
                     "", "100001", "1e3", "true", "12 00", "{\"min\": 900}", "\"1200 元/月\""],
            "60.5": ["\"60.5%\"", "60.505", "00.5", "null", "60.50\t"],
            "\"urban\"": ["\"rural\"", "\"城镇\"", "\"town\"", "urban", "\"\"", "\"urban", "null", "\"ur\\u0062an\"", "\"urban\" ", "1"],
            "\"2020-02-29\"": ["null", "\"2021-02-29\"", "2020"],
            "true": ["false", "1", "\"yes\"", "null", "truex", "True", "{\"unknown\": \"x\"}", "{,"],
            "400": ["null", "401.5"],
            "\"a\"": ["3", "null", "\"a\\tb\""],
            "20}": ["121}", "{}", "null}", "20", "20,}", "20]", "20:", "020}", "20} ", "{}}", "\"20\"}"],
            "{\"age\": 3}": ["{}", "null", "{\"age\": 3, \"age\": 3}", "{\"年龄\": 3}", "{\"ages\": 3}", "{\"age\" : 3}", "{\"age\" 3}",
                           "{\"age\": 3", "", "[]", ", ".join(["{\"age\": 3}"] * 8), ", ".join(["{\"age\": 3}"] * 9)],
            "[]": ["null", "[,]", "{}", "[", "]", "[]]", "[{\"age\": 4}]", "{\"known\": [{\"age\": 4}]}", "\"\""],
            "]}, {": ["]} {", "}, {", "], {", "]}, ", "]}, , {", "]}], [{"],
            "]}]}": ["]}]", "]}}", "]}]}}", "]}], \"low\": 7}", "]}]} {}", "]}],}", "]}" + ", {}" * 5 + "]}"],
            "\"share\":": ["\"share\" ", "\"share\":,", "\"income\":", "share\":", "\"share:", "\"\\u0073hare\":", "\"each\":"],
            ",\"area\"": [":\"area\"", "}\"area\"", "\"area\"", ",,\"area\"", ", \"area\""],
            "{\"income\"": ["\"income\"", "[\"income\"", "{{\"income\"", " {\"income\""],
        }
        # A line so long that nothing is read together with it: what refuses one line takes no other with it.
        alone = plain + " " * (1 << 15)
        lines = [plain, plain]
        for old, values in places.items():
            self.assertIn(old, plain)
            for value in values:
                lines += [plain.replace(old, value, 1), alone]
        taken, refused = self.compare(lines)
        self.assertGreater(taken, len(lines) // 2 + 30)
        self.assertGreater(refused, 50)
        # And all of them beside each other, in any order: refused lines among those that are taken.
        few = [line for line in dict.fromkeys(lines) if line != alone]
        random.Random(3).shuffle(few)
        self.assertEqual(self.compare([line for one in few for line in (one, plain)])[1], refused)

    def test_keys_of_lines_written_alike(self):
        keys = ["1", "2", "\"3\"", "null", "\"五\"", "06", "7.0", "true", "\"\"", "\"\\u0031\"", "{}", "-11"]
        lines = [(f"\"household\":{key}", f"\"income\":{900 + i}", f"\"members\":[{{\"age\":61,\"member\":{key}}},"
                  f"{{\"age\":62,\"member\":{keys[i // 2]}}}]") for i, key in enumerate(keys)]
        told = []
        for turned in (False, True):
            # Where each second line is written in another order, none are read together.
            self.write("h.ndjson", "".join("{" + ",".join(line[::-1] if turned and i % 2 else line) + "}\n"
                                           for i, line in enumerate(lines)))
            self.batch(code=3)
            told.append((self.text(), [(row["line"], row["household"], row["code"]) for row in self.rows("out.rejected.csv")]))
        self.assertEqual(*told)
        self.assertEqual([(line, code) for line, _, code in told[0][1]],
                         [("1", "R0713"), ("6", "R0720"), ("8", "R0725"), ("8", "R0725"), ("11", "R0720"), ("12", "R0720")])

    def test_members_days_and_definitions(self):
        r = random.Random(20261129)
        lines = []
        for _ in range(30):
            home = {"county": r.choice(["乃东区", "城关区", "nedong"][:2]), "area": r.choice(["城镇", "rural"])}
            for fact, draw in {
                    "monthly_income": lambda: r.choice([r.randrange(5000), f"{r.randrange(500000) / 100:.2f}",
                                                        {"min": 100, "max": r.randrange(200, 4000)}, None]),
                    "property_in_limits": lambda: r.choice([True, False, None, {"unknown": "not seen"}]),
                    "income_per_person": lambda: {"min": 0, "max": 5000},
                    "facts_as_of": lambda: r.choice(["2020-01-01", "2021-08-31"]),
                    "receives": lambda: {"dibao": r.choice([True, False, {"amount": "300", "since": "2020-01"}])}}.items():
                if r.random() < (0.15 if fact == "income_per_person" else 0.5):
                    home[fact] = draw()
            people = [{k: v for k, v in {
                "name": f"n{m}", "relation": "applicant" if m == 0 else r.choice(["spouse", "child"]),
                "birth_date": r.choice(["1941", "1950-03", "1985-04-05", "2010-01-01"]), "age": None}.items()
                if r.random() < 0.7} for m in range(r.randrange(4))]
            for one in people:
                if "birth_date" not in one:
                    one["age"] = r.randrange(100)
            form = r.randrange(4)
            if people:
                home["members"] = people if form < 3 else {"known": people, "complete": False}
            lines.append(json.dumps(home, ensure_ascii=r.random() < 0.5))
        taken, _ = self.compare(lines, XIZANG, "2021-09-01")
        self.assertGreater(taken, 15)

    def test_the_slow_reader_reads_the_same(self):
        # A line that is longer than any profile is left to the reader of single ones.
        r = random.Random(9)
        lines = [json.dumps({"income": r.randrange(9000), "ill": True, "area": "urban", "each": {"min": 0, "max": 9000},
                             "household": i, "members": [{"member": m, "age": r.randrange(100), "children": [
                                 {"age": r.randrange(30)} for _ in range(r.randrange(3))]} for m in range(r.randrange(4))]})
                 for i in range(40)]
        self.write("h.ndjson", "\n".join(lines))
        self.batch()
        once = self.text()
        for part in (lambda i: True, lambda i: i % 3 == 0):
            self.write("h.ndjson", "\n".join(line[:-1] + " " * (1 << 20) + "}" if part(i) else line
                                             for i, line in enumerate(lines)))
            self.batch()
            self.assertEqual(self.text(), once)

    # Files

    def families(self, number, missing):
        r = random.Random(31)
        home = {"county": lambda: f"C{r.randrange(74):02}", "area": lambda: r.choice(["urban", "rural"]),
                "monthly_income": lambda: f"{r.randrange(800000) / 100:.2f}", "savings": lambda: str(r.randrange(40000)),
                "dwellings": lambda: str(r.randrange(3)), "vehicle": lambda: r.choice(["true", "false"])}
        member = {"age": lambda: str(r.randrange(105)), "disability": lambda: r.choice(["none", "visual", "mental"]),
                  "grade": lambda: str(r.randrange(5)), "own_income": lambda: f"{r.randrange(300000) / 100:.2f}",
                  "able_supporter": lambda: r.choice(["true", "false"]), "student": lambda: r.choice(["none", "primary"])}

        def draw(facts):
            return {name: one() for name, one in facts.items() if r.random() >= missing}
        return [(draw(home), [draw(member) for _ in range(r.randrange(1, 5))]) for _ in range(number)]

    def write_both(self, families):
        heads = [["household", *dict.fromkeys(k for home, _ in families for k in home)],
                 ["household", "member", *dict.fromkeys(k for _, people in families for one in people for k in one)]]
        tables = [io.StringIO(), io.StringIO()]
        writers = [csv.DictWriter(out, head, lineterminator="\n") for out, head in zip(tables, heads)]
        for writer in writers:
            writer.writeheader()
        lines = []
        quoted = itertools.cycle([True, False])

        def values(facts):
            return {k: v == "true" if v in ("true", "false") else v if next(quoted) or v[0].isalpha() else
                    json.loads(v, parse_float=float) for k, v in facts.items()}
        for i, (home, people) in enumerate(families):
            writers[0].writerow({"household": f"H{i}", **home})
            for m, one in enumerate(people):
                writers[1].writerow({"household": f"H{i}", "member": f"m{m}", **one})
            lines.append(json.dumps({"household": f"H{i}", **values(home), "members": [
                {"member": f"m{m}", **values(one)} for m, one in enumerate(people)]}, ensure_ascii=False))
        self.write("h.csv", tables[0].getvalue())
        self.write("m.csv", tables[1].getvalue())
        self.write("h.ndjson", "\n".join(lines) + "\n")

    def test_as_csv_whatever_the_threads(self):
        self.write_both(self.families(3000, 0.02))
        self.batch("--members", "m.csv", "--level", "bounds", rules=WORKLOAD, file="h.csv")
        once = self.text()
        for threads in ("1", "2", "7"):
            self.batch("--level", "bounds", "--threads", threads, rules=WORKLOAD)
            self.assertEqual(self.text(), once)

    def test_settled_as_csv(self):
        self.write_both(self.families(40, 0.1))
        self.batch("--members", "m.csv", rules=WORKLOAD, file="h.csv")
        once = self.text()
        self.batch("--threads", "2", rules=WORKLOAD)
        self.assertEqual(self.text(), once)

    def test_how_the_form_is_recognised(self):
        line = "{\"income\": 1200, \"ill\": true, \"area\": \"urban\"}"
        for name, text in (("a.ndjson", "\n" + line), ("a.JSONL", line), ("a.txt", line), ("a.csv", "\ufeff" + line)):
            self.write(name, text)
            self.batch(file=name)
            self.assertEqual([row["status"] for row in self.rows() if row["program"] == "p"], ["qualifies"], name)
        self.write("a.txt", "household,income,ill,area\n1,1200,yes,urban\n")
        self.batch(file="a.txt")
        self.assertEqual(self.rows()[0]["status"], "qualifies")

    def test_line_ends_and_numbers(self):
        self.write("h.ndjson", b"\xef\xbb\xbf{\"ill\":true}\r\n\r\n  \n{\"ill\":1}\r\n{\"household\":null,\"ill\":false}\r\n{\"ill\":tr")
        self.batch(code=3)
        self.assertEqual({row["household"] for row in self.rows()}, {"1", "3"})
        self.assertEqual([(row["line"], row["column"], row["code"]) for row in self.rows("out.rejected.csv")],
                         [("4", "8", "R0725"), ("6", "8", "R0720")])
        self.write("h.ndjson", b"{\"ill\":true}\n\n")
        self.batch()
        self.assertEqual({row["household"] for row in self.rows()}, {"1"})
        self.write("h.ndjson", b"")
        self.batch()
        self.assertEqual(self.rows(), [])

    def test_very_long_lines(self):
        long = "{\"members\":[{\"name\":\"" + "x" * (40 << 20) + "\"}]}\n"
        self.write("h.ndjson", "{\"ill\":true}\n" + long + "{\"ill\":true}\n" + long[:-4])
        self.batch(code=3)
        self.assertEqual({row["household"] for row in self.rows()}, {"1", "3"})
        self.assertEqual([(row["line"], row["code"]) for row in self.rows("out.rejected.csv")],
                         [("2", "R0104"), ("4", "R0104")])

    def test_pipe(self):
        done = self.run_command("batch", "tree.rules", "--households", "/dev/stdin", "--as-of", "2024-01-01", "--level",
                                "bounds", "--output", "out.csv", stdin="{\"ill\":true}\n" * 5000)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.rows()[-1]["household"], "5000")

    def test_keys(self):
        self.write("h.ndjson", "{\"household\": \"甲,\\\"1\\\"\", \"members\": [{\"member\": 7}, {\"成员\": \"b\"}, {}]}\n"
                   "{\"家庭\": 12.50, \"members\": [{\"member\": \"x\"}, {\"member\": \"y\"}, {\"member\": \"x\"}]}\n"
                   "{\"household\": true}\n{\"household\": 1, \"家庭\": 2}\n"
                   "{\"household\": \"K\", \"ill\": 3}\n{\"household\": 8, \"members\": []}\n")
        self.batch(code=3)
        self.assertEqual([row["recipient"] for row in self.rows() if row["program"] == "q" and row["household"][0] == "甲"],
                         ["7", "b", "3"])
        self.assertEqual({row["household"] for row in self.rows()}, {"甲,\"1\"", "8"})
        self.assertEqual([(row["line"], row["household"], row["code"]) for row in self.rows("out.rejected.csv")],
                         [("2", "12.50", "R0713"), ("3", "", "R0725"), ("4", "1", "R0724"), ("5", "K", "R0725")])

    def test_extra_keys(self):
        extra = ["1", "\"x\\n\"", "null", "[1, {\"a\": [true]}]", "{\"a\": {\"b\": \"\\u00e9\"}}"]
        wrong = ["tru", "[1,]", "{\"a\" 1}", "01", "\"\\x\"", "\"\\ud800\"", "[" * 40 + "1" + "]" * 39]
        self.write("h.ndjson", "\n".join("{\"ill\": true, \"note\": " + value + "}" for value in extra + wrong))
        self.batch("--ignore-extra", code=3)
        self.assertEqual({row["household"] for row in self.rows()}, set("12345"))
        self.assertEqual({row["code"] for row in self.rows("out.rejected.csv")}, {"R0720", "R0203"})
        self.assertEqual(len(self.rows("out.rejected.csv")), len(wrong))
        self.batch(code=3)
        self.assertEqual(self.rows("out.rejected.csv")[0]["code"], "R0723")

    def test_what_goes_with_csv_only(self):
        self.write("h.ndjson", "{}\n")
        self.write("m.csv", "household,age\n")
        for args in (["--members", "m.csv"], ["--unsorted"], ["--listed-in-full"]):
            done = self.batch(*args, code=1)
            self.assertIn("R0716", done.stderr)
            self.assertIn(args[-1] + " does not go with h.ndjson", done.stderr)

    # Beside the answers

    def test_explain(self):
        lines = ["{\"ill\": true, \"income\": 1200, \"area\": \"urban\", \"members\": [{\"name\": \"卓玛\", \"age\": 70}, {}]}",
                 "{\"ill\": 1}", "{\"ill\": false, \"months\": 4}", "{\"ill\": {\"unknown\": \"would not say\"}}",
                 "{\"low\": 1000, \"receives\": {\"p\": {\"amount\": \"90\", \"since\": \"2021-03\"}}}", "{\"income\": 5000}",
                 "{}"]
        self.write("h.ndjson", "\n".join(lines))
        for threads in ("1", "7"):
            self.batch("--explain", "4", "--threads", threads, code=3)
            told = [json.loads(line) for line in self.text("out.explain.ndjson").splitlines()]
            self.assertEqual(told, [self.evaluate(lines[i]) for i in (0, 3, 4, 5)])
        self.batch("--explain", "100", "--level", "bounds", code=3)
        self.assertEqual(len(self.text("out.explain.ndjson").splitlines()), 5)
        done = self.run_command("batch", "tree.rules", "--households", "h.ndjson", "--as-of", "2024-01-01", "--output", "-",
                                "--explain", "2", "--language", "en")
        self.assertEqual((done.returncode, "--explain needs --output" in done.stderr), (2, True))

    def test_explain_tables(self):
        self.write_both(self.families(6, 0.1))
        self.batch("--members", "m.csv", "--explain", "6", rules=WORKLOAD, file="h.csv")
        once = self.text("out.explain.ndjson")
        self.batch("--explain", "6", rules=WORKLOAD)
        self.assertEqual(self.text("out.explain.ndjson"), once)
        self.assertEqual(len(once.splitlines()), 6)

    def test_explain_leaves_nothing_when_it_is_stopped(self):
        self.write("h.ndjson", "{}\n{\"ill\": 1}\n")
        self.batch("--explain", "1", "--on-error", "stop", code=1)
        self.assertEqual([f for f in os.listdir(self.folder) if "explain" in f or f == "out.csv"], [])

    def shown(self, node, found, within):
        """Values of definitions and truths of criteria in a tree of reasons, those of elements left out."""
        if isinstance(node, list):
            for one in node:
                self.shown(one, found, within)
        if not isinstance(node, dict):
            return
        if node.get("kind") == "definition" and "value" in node:
            value = node["value"]
            found.setdefault(node["key"], set()).add(value_of(value) + (value.get("approximate", False),))
        if node.get("kind") == "criterion" and "key" in node:
            found.setdefault(node["key"], set()).add(node["truth"])
        if node.get("kind") in ("any_element", "every_element", "count", "sum", "smallest", "largest", "element"):
            return
        for key, one in node.items():
            self.shown(one, found, within)

    def test_columns(self):
        names = ["line", "tekun_members", "open", "property_ok", "low_income", "severe", "care", "tekun_amount", "share",
                 "received", "father_gone", "percent", "deductible"]
        families = self.families(25, 0.15)
        self.write_both(families)
        args = list(itertools.chain.from_iterable(("--column", name) for name in names))
        self.batch(*args, "--explain", "25", rules=WORKLOAD)
        rows = {}
        for row in self.rows():
            rows[row["household"], row["program"], row["recipient"]] = row
        seen = set()
        for i, line in enumerate(self.text("out.explain.ndjson").splitlines()):
            for program, whole in json.loads(line)["programs"].items():
                for place, one in enumerate(whole.get("recipients", [whole])):
                    recipient = "not_listed" if one.get("not_listed") else f"m{place}" if "recipients" in whole else ""
                    found = {}
                    self.shown([one.get("reason"), one.get("amount_reason"), one.get("arithmetic")], found, None)
                    row = rows[f"H{i}", program, recipient]
                    for name in found.keys() & set(names):
                        if name + "_min" in row:
                            cells = (row[name + "_min"], row[name + "_max"])
                            shown = {(lo, hi) for lo, hi, approximate in found[name] if not approximate}
                        else:
                            cells, shown = row[name], found[name]
                        if shown:
                            self.assertEqual({cells}, shown, (i, program, recipient, name))
                            seen.add(name)
        self.assertGreaterEqual(seen, {"line", "open", "property_ok", "tekun_members"})
        household = [row for row in self.rows() if row["program"] == "dibao"]
        self.assertTrue(all(row["care_min"] == row["severe"] == "" for row in household))

    def test_columns_by_hand(self):
        self.write("h.ndjson", "{\"income\": 1000, \"members\": [{\"children\": [{\"age\": 3}, {}]}]}\n{\"low\": 300}\n"
                   "{\"income\": {\"min\": 600, \"max\": 6000}}\n")
        self.batch("--column", "each", "--column", "贫困", "--column", "minors", "--column", "low", "--column", "p",
                   code=3)
        head = self.text().splitlines()[0]
        self.assertTrue(head.endswith(",recorded,each_min,each_max,贫困,minors_min,minors_max,low_min,low_max,p"), head)
        got = [tuple(row[k] for k in ("household", "program", "each_min", "each_max", "贫困", "minors_min", "minors_max",
                                      "low_min", "p")) for row in self.rows() if row["program"] in "pq"]
        self.assertEqual(got[:2], [("1", "p", "333.3333", "333.3334", "true", "", "", "1000.00", "unknown"),
                                   ("1", "q", "333.3333", "333.3334", "true", "1", "2", "1000.00", "unknown")])
        self.assertIn(("3", "p", "200.00", "2000.00", "unknown", "", "", "1000.00", "unknown"), got)
        # What a profile supplies is met with what is computed, and here contradicts it.
        self.assertNotIn("2", [row[0] for row in got])
        self.batch("--column", "each", "--column", "poor", "--format", "ndjson", code=3)
        first = json.loads(self.text().splitlines()[0])
        self.assertEqual((first["each_min"], first["each_max"], first["poor"]), ("333.3333", "333.3334", "true"))
        done = self.batch("--column", "lwo", code=1)
        self.assertIn("R0717", done.stderr)
        self.assertIn('did you mean "low"', done.stderr)

    def test_settlement(self):
        lines = ["{\"income\": 300, \"members\": [{\"age\": 70, \"children\": [{\"age\": 3}]}, {\"age\": 20}]}",
                 "{\"income\": 300, \"members\": [{\"age\": 70, \"children\": []}]}", "{\"members\": [{}]}"]
        self.write("h.ndjson", "\n".join(lines))
        self.batch("--settlement")
        found = [row for row in self.rows() if row["program"] == "higher of q, r"]
        expected = []
        for i, line in enumerate(lines, 1):
            for one in self.evaluate(line).get("settlement", []):
                lo, hi = value_of(one["amount"])
                expected.append((str(i), str(one["number"]), {"true": "qualifies", "unknown": "depends"}[one["had"]], lo, hi,
                                 "month"))
        self.assertEqual([(row["household"], row["recipient"], row["status"], row["amount_min"], row["amount_max"],
                           row["period"]) for row in found], expected)
        self.assertEqual([row["status"] for row in found], ["qualifies", "depends", "qualifies", "depends"])
        self.assertEqual([row["amount_min"] for row in found], ["200.00", "0.00", "150.00", "0.00"])
        with_lines = self.text().splitlines()
        self.batch()
        self.assertEqual([row for row in with_lines if "higher of" not in row], self.text().splitlines())

    def test_hits(self):
        self.write_both(self.families(60, 0.05))
        self.batch(rules=WORKLOAD)
        hits = [(row["household"], row["recipient"], row["program"], row["amount_min"]) for row in self.rows()
                if row["status"] == "qualifies" and row["recipient"] != "not_listed"]
        self.assertGreater(len(hits), 5)
        self.batch("--hits", rules=WORKLOAD)
        self.assertEqual(self.text().splitlines()[0], "household,recipient,program,amount")
        self.assertEqual([tuple(row.values()) for row in self.rows()], hits)
        self.batch("--hits", "--format", "ndjson", rules=WORKLOAD)
        self.assertEqual([tuple(json.loads(line).get(k, "") for k in ("household", "recipient", "program", "amount"))
                          for line in self.text().splitlines()], hits)
        for args in (["--column", "line"], ["--settlement"]):
            done = self.batch("--hits", *args, rules=WORKLOAD, code=2)
            self.assertIn(args[0] + " does not go with --hits", done.stderr)


if __name__ == "__main__":
    main()
