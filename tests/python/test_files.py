"""Parquet in and out, by pyarrow and by DuckDB, a piece at a time."""

from datetime import date
from pathlib import Path

import duckdb
import entitle
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.dataset  # type: ignore[import-untyped,unused-ignore]
import pyarrow.parquet  # type: ignore[import-untyped,unused-ignore]

DAY = date(2021, 9, 1)


def test_parquet_and_duckdb(rules: entitle.Ruleset, tmp_path: Path) -> None:
    families = [{"county": "乃东区", "area": "urban", "members": [{"age": age}]} for age in range(60, 100)]
    households = pa.Table.from_pylist(families).cast(
        pa.schema([
            ("county", pa.string()), ("area", pa.string()), ("members", pa.list_(pa.struct([("age", pa.int8())]))),
        ])
    )
    expected = rules.evaluate_table(households, as_of=DAY).to_arrow()
    given = tmp_path / "households.parquet"
    pa.parquet.write_table(households, given, row_group_size=7)

    reader = pa.dataset.dataset(given).scanner(batch_size=5).to_reader()
    answers = pa.RecordBatchReader.from_stream(rules.evaluate_table(reader, as_of=DAY, threads=2))
    written = tmp_path / "answers.parquet"
    with pa.parquet.ParquetWriter(written, answers.schema) as file:
        for batch in answers:
            file.write_batch(batch)
    assert pa.parquet.read_table(written).to_pylist() == expected.to_pylist()

    relation = duckdb.sql(f"from '{given}'")
    decided = rules.evaluate_table(relation, as_of=DAY).to_arrow()
    assert decided.to_pylist() == expected.to_pylist()
    counted = duckdb.sql("select count(*) from decided where program = 'elderly_health' and status = 'qualifies'")
    assert counted is not None
    ((paid,),) = counted.fetchall()
    assert paid == sum(row["program"] == "elderly_health" and row["status"] == "qualifies" for row in expected.to_pylist())
    assert paid > 10
