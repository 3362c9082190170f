"""Long runs: a bar on request, Ctrl-C, no copy of the input, rules that travel to other processes."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import entitle
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pytest
from pydantic import BaseModel

DAY = date(2021, 9, 1)


def test_a_bar_on_request(rules: entitle.Ruleset, capsys: pytest.CaptureFixture[str]) -> None:
    table = pa.table({"county": ["乃东区"] * 5000})
    quiet = rules.evaluate_table(table, as_of=DAY, level="bounds")
    expected = quiet.to_arrow()
    assert quiet.households == 5000 and capsys.readouterr().err == ""
    shown = rules.evaluate_table(table, as_of=DAY, level="bounds", progress=True)
    assert shown.to_arrow() == expected
    assert "5000/5000" in capsys.readouterr().err


INTERRUPTED = """
import sys
from datetime import date
import entitle, pyarrow as pa
rules = entitle.rulesets.xizang()
def batches():
    batch = pa.record_batch({"county": ["乃东区"] * 1000})
    while True:
        yield batch
source = pa.RecordBatchReader.from_batches(pa.schema([("county", pa.string())]), batches())
answers = rules.evaluate_table(source, as_of=date(2021, 9, 1), threads=2)
try:
    print("begun", flush=True)
    for batch in pa.RecordBatchReader.from_stream(answers):
        pass
except KeyboardInterrupt:
    print("interrupted", flush=True)
    del answers
    sys.exit(7)
"""


def test_ctrl_c_ends_a_run_without_end() -> None:
    import signal

    with subprocess.Popen([sys.executable, "-c", INTERRUPTED], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None and running.stdout.readline() == "begun\n"
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=60)
        assert (said, running.returncode) == ("interrupted\n", 7)


MEASURED = """
import sys
from datetime import date
import entitle, pyarrow as pa
def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) * 1024
rules = entitle.load(sys.argv[1])
count = 2_000_000

def column(value, kind):
    return pa.repeat(pa.scalar(value, kind), count)
names = ["monthly_income", "savings", "medical_spending", "education_spending", "rehabilitation_spending"]
money = {name: pa.field(name, pa.int64(), metadata={"scale": "2"}) for name in names}
table = pa.Table.from_arrays([column(500_00, pa.int64()) for _ in names], schema=pa.schema([money[name] for name in names]))
def run(rows):
    answers = rules.evaluate_table(table.slice(0, rows), as_of=date(2026, 1, 1), level="bounds", hits=True)
    for batch in pa.RecordBatchReader.from_stream(answers):
        pass
    return answers.households
assert run(10_000) == 10_000
before = peak()
assert run(count) == count
print(table.nbytes, peak() - before)
"""


def test_columns_are_read_where_they_lie(root: Path) -> None:
    said = subprocess.run(
        [sys.executable, "-c", MEASURED, str(root / "tests/bench/workload")], check=True, capture_output=True, text=True
    ).stdout
    table, grown = map(int, said.split())
    assert table > 70_000_000
    assert grown < table / 10, f"{grown} bytes more for a table of {table}"


def decide(rules: entitle.Ruleset) -> Any:
    return os.getpid(), rules.evaluate({"county": "乃东区", "members": [{"age": 82}]}, as_of=DAY).to_json()


def test_rules_travel_to_other_processes(rules: entitle.Ruleset, tmp_path: Path, root: Path) -> None:
    (tmp_path / "dibao_urban.csv").write_text((root / "rulesets/xizang/standards/dibao_urban.csv").read_text("utf-8"), "utf-8")
    laid_over = entitle.load(root / "rulesets/xizang", standards=tmp_path)
    for one in (rules, laid_over):
        again = pickle.loads(pickle.dumps(one))
        assert again.content_hash == one.content_hash
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        process, decided = pool.submit(decide, laid_over).result()
    assert process != os.getpid() and decided == decide(laid_over)[1]
    with pytest.raises(ValueError, match="pickled by version 0.0"):
        broken = entitle.Ruleset.__new__(entitle.Ruleset)
        broken.__setstate__(("0.0", []))  # type: ignore[attr-defined]


class Person(BaseModel):
    age: int
    disability: str = "none"


class Family(BaseModel):
    county: str
    members: list[Person]


def test_a_pydantic_model(rules: entitle.Ruleset) -> None:
    family = Family(county="乃东区", members=[Person(age=82)])
    facts = {"county": "乃东区", "members": [{"age": 82}]}
    assert rules.evaluate(family, as_of=DAY).to_json() == rules.evaluate(facts, as_of=DAY).to_json()
