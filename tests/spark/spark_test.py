"""Households of synthetic facts, decided by the rules of Xizang twice: on a Spark cluster of two workers, and by `evaluate_table` on
the same Parquet files; all by bounds, a twentieth of them settled. Every row must be the same: their hashes are summed by
program and status."""

import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any, Dict

import entitle
import entitle.spark
import pyarrow as pa
import pyarrow.dataset
import pyarrow.parquet
from pyspark.sql import DataFrame, SparkSession, functions

DAY = date(2021, 9, 1)
PARTS = 16


def session() -> SparkSession:
    """Two workers of one core: each a process of its own that gets the rules and the rows by the network."""
    return (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.memory", "1g")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "8192")
        .config("spark.executorEnv.PYTHONPATH", ":".join(path for path in sys.path if path))
        .config("spark.pyspark.python", sys.executable)
        .getOrCreate()
    )


def synthetic(spark: SparkSession, households: int, counties: str) -> DataFrame:
    """Every fact is a hash of the household's number; about one in ten is left unknown."""
    draw = "pmod(xxhash64(id, {}), {})".format
    member = (
        "named_struct('age', cast(if(pmod(xxhash64(id, n, 1), 10) = 0, null, pmod(xxhash64(id, n, 2), 100)) as tinyint), "
        "'disability', element_at(array('none', 'visual', 'physical'), cast(1 + pmod(xxhash64(id, n, 3), 3) as int)))"
    )
    return spark.range(0, households, 1, PARTS).selectExpr(
        "cast(id as string) as household",
        f"element_at(array({counties}), cast(1 + {draw(4, 8)} as int)) as county",
        f"if({draw(5, 2)} = 0, 'urban', 'rural') as area",
        f"if({draw(6, 10)} = 0, null, cast({draw(7, 500_000)} / 100 as decimal(12,2))) as monthly_income",
        f"if({draw(8, 20)} = 0, null, transform(sequence(1, cast(1 + {draw(9, 4)} as int)), n -> {member})) as members",
    )


def digest(answers: DataFrame) -> Dict[Any, Any]:
    rows = answers.groupBy("program", "status").agg(
        functions.count("*"),
        functions.sum("amount_min"),
        functions.sum("amount_max"),
        functions.sum(functions.xxhash64(*answers.columns).cast("decimal(38,0)")),
    )
    return {(row[0], row[1]): tuple(row[2:]) for row in rows.collect()}


def compared(spark: SparkSession, rules: entitle.Ruleset, households: int, level: str, folder: Path) -> bool:
    """Whether the cluster and the local run give the same answers of so many households."""
    counties = next(fact for fact in rules.facts() if fact["key"] == "county")["choices"][:8]
    given, local = str(folder / "households"), folder / "local.parquet"
    synthetic(spark, households, ", ".join(f"'{choice.zh}'" for choice in counties)).write.parquet(given)

    begun = time.monotonic()
    source = pyarrow.dataset.dataset(given).scanner().to_reader()
    answers = rules.evaluate_table(source, as_of=DAY, level=level)
    reader = pa.RecordBatchReader.from_stream(answers)
    plain = entitle.spark.answer_schema()
    with pa.parquet.ParquetWriter(local, plain) as writer:
        for batch in reader:
            writer.write_batch(batch.cast(plain))
    alone = households / (time.monotonic() - begun)
    assert answers.households == households and answers.rejected == []
    expected = digest(spark.read.parquet(str(local)))

    begun = time.monotonic()
    found = digest(entitle.spark.evaluate(spark.read.parquet(given), rules, DAY, level=level))
    together = households / (time.monotonic() - begun)
    rows = sum(row[0] for row in expected.values())
    print(f"{level}: {households:,} households, {rows:,} answers; households/s: {alone:,.0f} on one thread here, written to Parquet, "
          f"{together:,.0f} on two workers, summed there", flush=True)
    if found != expected:
        print("the cluster's answers are others:", *sorted(map(str, set(found.items()) ^ set(expected.items()))), sep="\n  ")
    return found == expected


def refused(spark: SparkSession, rules: entitle.Ruleset) -> bool:
    """Whether a household with a wrong fact is told of, and the one beside it decided."""
    rows = entitle.spark.evaluate(
        spark.createDataFrame([("a", "nowhere"), ("b", "乃东区")], "household string, county string"), rules, DAY).collect()
    wrong = [(row.household, "nowhere" in row.criterion) for row in rows if row.program is None]
    return wrong == [("a", True)] and any(row.household == "b" for row in rows)


def main() -> int:
    households = int(sys.argv[1])
    rules = entitle.rulesets.xizang()
    spark = session()
    right = []
    for level, count in (("settled", max(1, households // 20)), ("bounds", households)):
        with tempfile.TemporaryDirectory() as folder:
            right.append(compared(spark, rules, count, level, Path(folder)))
    right.append(refused(spark, rules))
    spark.stop()
    print("the same answers" if all(right) else f"not the same: settled, bounds, refused: {right}")
    return 0 if all(right) else 1


if __name__ == "__main__":
    sys.exit(main())
