#!/usr/bin/env python3
"""Shows that the differential tests find what they are for: seeds soundness bugs into a copy of the sources, one at a time, rebuilds
the test that it is for and expects it to fail. Prints a table; exits 1 if the unchanged sources fail or a bug is not caught.

    tests/differential/seed_bugs.py --build build/seeded [--only ghost_cut] [--rulesets 300]

It is run by hand, not by ctest: it builds the library once and then a file or two for each bug. A bug is a piece of source and what
stands in its place; where the piece is no longer found exactly once, the script says so and fails, so that it is kept in step.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]

# name, what it does wrong, file, the piece, what stands in its place
BOX_BUGS = [
    ("ghost_cut", "a node of elements not listed is cut as if they were one",
     "src/run/cutting.cpp",
     "if (node.op == Op::parameter || view.below_ghost(node.entity, open.at.row)) return;",
     "if (node.op == Op::parameter) return;"),
    ("default_exact", "a default row that is only assumed is taken as exact",
     "src/run/tables.cpp",
     "row.status == model::RowStatus::published && !row.default_assumed;",
     "row.status == model::RowStatus::published;"),
    ("missing_is_empty", "a collection that nobody asked about is taken as empty",
     "src/run/frame.cpp",
     "if (listing != Listing::complete && collection.most > listed)",
     "if (listing == Listing::part && collection.most > listed)"),
    ("missing_is_no", "a yes/no that nobody asked about is taken as no",
     "src/run/fact_column.cpp",
     "truth_.push(count, static_cast<std::int64_t>(Truth::U));",
     "truth_.push(count, static_cast<std::int64_t>(Truth::F));"),
    ("rounded_per_head", "a quotient is cut to four decimals before it is multiplied back",
     "src/plan/lower.cpp",
     "return q_.div(x, quantity(e.args[1]));",
     "const Quantity y = quantity(e.args[1]);\n"
     "        const Quantities::Pair pair = q_.pair(q_.div(x, y));\n"
     "        return {b_.quotient(pair.numerator, pair.denominator), {}, x.present};"),
    ("negated_none", "x <= y is taken as not (y < x), true where x does not apply",
     "src/plan/quantity.cpp",
     "const NodeId result = b_.negated(compared(y, x, false));\n  return there == no_node ? result : b_.all_of({there, result});",
     "const NodeId result = compared(y, x, false);\n  return b_.negated(there == no_node ? result : b_.all_of({there, result}));"),
    ("ghost_counted_once", "a sum takes in elements not listed once, however many they may be",
     "src/run/kernels_aggregate.cpp",
     "value::mul_scaled(one, {std::int64_t{t.least} * value::scale, std::int64_t{t.most} * value::scale});",
     "value::mul_scaled(one, {std::int64_t{std::min(t.least, 1U)} * value::scale, value::scale});"),
    ("cell_of_another", "a cell of a table held for one part holds for its neighbours too",
     "src/run/machine_number.cpp",
     "if (found == cuts->cells.end() || found->cell != cell || found->household != household) return value;",
     "if (found == cuts->cells.end() || found->cell != cell) return value;"),
    ("first_key_only", "a look-up with an open key takes the first choice",
     "src/run/machine_number.cpp",
     "all = value::hull(all, look_up_row(node, row, key + 1, offset * keys_of.choices + at, household));",
     "if (all.empty()) all = look_up_row(node, row, key + 1, offset * keys_of.choices + at, household);"),
    ("wrapped", "a sum of known numbers wraps around where it overflows",
     "src/run/kernels_number.cpp",
     "return row_by_row(a, b, out, rows, [](Interval x, Interval y) { return value::add(x, y); });",
     "return row_by_row(a, b, out, rows, [](Interval x, Interval y) {\n"
     "    if (!x.known() || !y.known()) return value::add(x, y);\n"
     "    return CheckedInterval{Interval::point(static_cast<std::int64_t>(static_cast<std::uint64_t>(x.lo) +\n"
     "                                                                      static_cast<std::uint64_t>(y.lo))), false};\n"
     "  });"),
    ("branch_taken", "a table of cases with an open condition takes its first row",
     "src/run/kernels_number.cpp",
     "made = value::hull(then.at(r), otherwise.at(r));",
     "made = then.at(r);"),
    ("none_summed", "what does not apply is summed as if it did",
     "src/plan/lower.cpp",
     "if (body.present != no_node) value = b_.cases(body.present, value, b_.number(0));",
     ""),
    ("tie_to_the_last", "of two equal amounts the last named is received",
     "src/plan/settlement.cpp",
     "const NodeId more = j < i ?",
     "const NodeId more = j > i ?"),
    ("not_written_is_no", "a criterion that is not in force fails the block that names it",
     "src/plan/lower.cpp",
     "if (!m_[id].validity.state.valid() || neutral == Truth::F) return node;",
     "return node;"),
    ("no_record_is_asked", "in a program is whoever may be on record",
     "src/plan/lower.cpp",
     "return b_.any_of({b_.all_of({b_.stated(record), b_.fact(record)}), rule(e.rule)});",
     "return b_.any_of({b_.fact(record), rule(e.rule)});"),
]

# What goes wrong only where there are several households, or files.
TABLE_BUGS = [
    ("settled_elsewhere", "what was settled is written to the rows of the chunk's first household",
     "src/run/chunk.cpp",
     "base[model[plan.programs[answer.program].rule].entity.index] + answer.row;",
     "answer.row;"),
    ("one_left_open", "the seventh household of a chunk is not settled",
     "src/run/chunk.cpp",
     "if (open[h] == 0 || contradicted[h] != 0) continue;",
     "if (open[h] == 0 || contradicted[h] != 0 || h == 6) continue;"),
    ("clash_not_seen", "a household of a chunk that contradicts itself is decided",
     "src/run/chunk.cpp",
     "c.clash(c.machine.clashes());",
     ""),
    ("clash_stays", "a household contradicts itself where one of the chunk before did",
     "src/run/chunk.cpp",
     "c.contradicted.assign(c.frame.households(), 0);",
     "c.contradicted.resize(c.frame.households());"),
    ("ages_not_met", "a chunk takes ages and days of birth for unrelated",
     "src/run/chunk.cpp",
     "narrow_births(tables.as_of(), c.ages_of, c.frame, c.unborn);",
     ""),
    ("limit_not_told", "a chunk takes what the limit of parts left undecided for settled",
     "src/run/chunk.cpp",
     "column.unsettled[r] = answer.settled ? 0 : 1;",
     "column.unsettled[r] = 0;"),
    ("rows_of_another", "a household taken out of a block begins at the rows of another",
     "src/run/block.cpp",
     "base[e] = first[parents];",
     "base[e] = first[number];"),
    ("listed_as_the_first", "a household taken out of a block lists its elements as the block's first does",
     "src/run/block.cpp",
     "levels_[e].listings[parents + p];",
     "levels_[e].listings[p];"),
    ("lent_from_the_top", "a chunk reads the columns of a block from their first row",
     "src/run/fact_column.cpp",
     "static_cast<const std::byte*>(of.data()) + std::size_t{begin} * value::bytes_of(of.width()),",
     "static_cast<const std::byte*>(of.data()),"),
    ("taken_as_known", "a column lent by a block is taken as known, whatever its rows are",
     "src/run/fact_column.cpp",
     "known_ = from.known_;",
     "known_ = true;"),
    ("known_if_it_was", "rows appended to a column leave it known",
     "src/run/fact_column.cpp",
     "known_ = known_ && all_known;",
     ""),
    ("numbered_by_chunk", "recipients are numbered through all households of a piece",
     "src/batch_worker.cpp",
     "made.recipient_number = place + 1;",
     "made.recipient_number = place + 1 + (r - place);"),
    ("told_as_listed", "who is not listed is told as one who is",
     "src/batch_worker.cpp",
     "const bool not_listed = frame.level(entity).below_ghost[r] != 0;",
     "const bool not_listed = false;"),
    ("supplied_not_met", "definitions that a table supplies are not met with what is computed",
     "src/batch_worker.cpp",
     "decide(supplied, from, to);",
     "decide({}, from, to);"),
    ("as_they_come", "pieces are handed on by whichever thread is ready first",
     "src/batch.cpp",
     "turn_.wait(lock, [&] { return given_ == worker.number || stopped_; });",
     ""),
    ("first_piece_always", "every piece says that it begins with the first household",
     "src/batch.cpp",
     "worker.first = households_;",
     "worker.first = 0;"),
    ("no_row_is_empty", "whoever has no row in a table of elements is taken to have none",
     "src/io/csv_rows.cpp",
     "if (count > 0 || (there && options.listed_in_full))",
     "if (there)"),
]

TESTS = {"differential_test": BOX_BUGS, "differential_tables_test": TABLE_BUGS}


def run(command, **options):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


class Workshop:
    def __init__(self, build, arguments):
        self.source = build / "source"
        self.build = build / "objects"
        self.arguments = arguments
        build.mkdir(parents=True, exist_ok=True)
        for name in ("CMakeLists.txt", "src", "include", "tests"):
            self.copy(name)
        command = ["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release",
                   "-DENTITLE_BUILD_CLI=OFF", "-DENTITLE_BUILD_EXAMPLES=OFF"]
        if shutil.which("ccache"):
            command.append("-DCMAKE_CXX_COMPILER_LAUNCHER=ccache")
        configured = run(command)
        if configured.returncode:
            sys.exit(configured.stdout)

    def copy(self, name):
        """Copies what differs, so that what is built stays built."""
        origin = SOURCE / name
        files = [origin] if origin.is_file() else [f for f in origin.rglob("*") if f.is_file()]
        for file in files:
            target = self.source / file.relative_to(SOURCE)
            if target.exists() and target.read_bytes() == file.read_bytes():
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)

    def test(self, name):
        """Builds and runs one of the tests: (whether it passed, what it said)."""
        built = run(["cmake", "--build", self.build, "--target", name, "--parallel", "2"])
        if built.returncode:
            sys.exit(built.stdout[-4000:])
        program = self.build / "tests" / "differential" / name
        tried = run([program, "--no-shrink", "--rulesets", str(self.arguments.rulesets), "--failures", "1"])
        return tried.returncode == 0, tried.stdout

    def seed(self, file, piece, instead):
        path = self.source / file
        text = path.read_text(encoding="utf-8")
        # Compared without white space, so that laying the sources out anew breaks no bug.
        places = [i for i, character in enumerate(text) if not character.isspace()]
        dense = "".join(text[i] for i in places)
        wanted = "".join(piece.split())
        if dense.count(wanted) != 1:
            sys.exit(f"{file}: the piece stands there {dense.count(wanted)} times, not once:\n{piece}")
        first = dense.index(wanted)
        begin, end = places[first], places[first + len(wanted) - 1] + 1
        path.write_text(text[:begin] + instead + text[end:], encoding="utf-8")
        return lambda: path.write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True, help="a folder for the copy and its objects")
    parser.add_argument("--only", help="one bug, by its name")
    parser.add_argument("--rulesets", type=int, default=2000, help="how many rulesets each bug gets")
    arguments = parser.parse_args()

    workshop = Workshop(arguments.build.resolve(), arguments)
    wanted = [(test, bug) for test, bugs in TESTS.items() for bug in bugs if arguments.only in (None, bug[0])]
    for test in dict.fromkeys(test for test, _ in wanted):
        passed, said = workshop.test(test)
        if not passed:
            print(said)
            sys.exit(f"{test}: the unchanged sources fail")
    print(f"{'bug':20} {'caught':8} {'after':>8}  what was seen first")
    missed = []
    for test, (name, wrong, file, piece, instead) in wanted:
        restore = workshop.seed(file, piece, instead)
        begin = time.monotonic()
        try:
            passed, said = workshop.test(test)
        finally:
            restore()
        seen = re.search(r"^FAILED\s+(.*)$", said, re.MULTILINE)
        told = seen.group(1)[:110] if seen else said.strip().splitlines()[-1][:110] if said.strip() else ""
        print(f"{name:20} {'no' if passed else 'yes':8} {time.monotonic() - begin:6.0f} s  {wrong if passed else told}", flush=True)
        if passed:
            missed.append(name)
    if missed:
        sys.exit("not caught: " + ", ".join(missed))


if __name__ == "__main__":
    main()
