#!/usr/bin/env python3
"""A caseworker who answers what is asked, in the order asked: every household comes to its end, and no answer that was certain ever
changes. The 82-year-old of whom only age, disability and county are known, each question answered at random."""
import json
import random
from datetime import date

from command import SOURCE, Command, main

XIZANG = SOURCE / "rulesets/xizang"
DAY = "2021-09-01"
MOST_QUESTIONS = 100


def statuses(determination):
    """By program and recipient; what may apply to somebody not listed is left out."""
    found = {}
    for key, program in determination["programs"].items():
        for outcome in program.get("recipients", [program]):
            if not outcome.get("not_listed"):
                found[key, outcome.get("path", "")] = outcome["status"]
    return found


def can_be_asked(determination):
    """What is open and rests on something that somebody can answer, not on unpublished figures alone."""
    facts = determination["open_facts"]
    return [outcome for program in determination["programs"].values() for outcome in program.get("recipients", [program])
            if outcome["status"] == "depends" and not outcome.get("not_listed")
            and any(facts[number]["kind"] != "parameter" for number in outcome.get("open_facts", []))]


def answer(profile, fact, choose):
    """Puts a value that the fact may still have into the profile; a list of members is completed."""
    *steps, last = [step for step in fact["path"].split("/") if step]
    place = profile
    for step in steps:
        if step.isdigit():
            place = place["known"][int(step)]
        else:
            place = place.setdefault(step, {})
    known = fact["known"]
    if fact["kind"] == "collection":
        place.setdefault(last, {}).setdefault("known", [])
        place[last]["known"] += [{} for _ in range(choose.choice([0, 0, 1, 2]))]
        place[last]["complete"] = True
    elif known["kind"] == "yes_no":
        place[last] = choose.choice([True, False])
    elif known["kind"] == "choice":
        place[last] = choose.choice(known["one_of"])["zh"]
    elif known["kind"] == "date":
        first, last_day = (date.fromisoformat(known[end]) for end in ("lo", "hi"))
        place[last] = choose.choice([first, last_day, first + (last_day - first) / 2]).isoformat()
    else:
        least = int(float(known.get("lo", 0)))
        most = int(float(known.get("hi", 5000)))
        place[last] = choose.choice([least, most, (least + most) // 2])


class Asking(Command):
    def ask(self, seed):
        choose = random.Random(seed)
        profile = {"county": "林周", "members": {"known": [{"name": "次仁", "age": 82, "disability": "肢体"}], "complete": False}}
        before = {}
        for _ in range(MOST_QUESTIONS):
            done = self.run_command("evaluate", XIZANG, "--profile", "-", "--as-of", DAY, "--format", "json", stdin=json.dumps(profile))
            self.assertEqual(done.returncode, 0, done.stderr)
            determination = json.loads(done.stdout)
            now = statuses(determination)
            askable = can_be_asked(determination)
            for outcome, status in before.items():
                if status != "depends":
                    self.assertEqual(now[outcome], status, f"{outcome} after {profile}")
            before = now
            if not determination["questions"]:
                self.assertFalse(askable, f"nothing is asked although something is open: {profile}")
                return
            first = determination["questions"][0]["open_facts"][0]
            answer(profile, determination["open_facts"][first], choose)
        self.fail(f"{MOST_QUESTIONS} questions and still open: {profile}")

    def test_every_household_comes_to_its_end(self):
        for seed in range(8):
            with self.subTest(seed=seed):
                self.ask(seed)


if __name__ == "__main__":
    main()
