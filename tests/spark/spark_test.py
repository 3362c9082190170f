"""A million households of synthetic facts, decided by the rules of Xizang twice: on a Spark cluster of two workers, and by
`evaluate_table` on the same Parquet files. Every row must be the same: their hashes are summed by program and status."""

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


def main() -> int:
    households = int(sys.argv[1])
    rules = entitle.rulesets.xizang()
    county = next(fact for fact in rules.facts() if fact["key"] == "county")
    names = ", ".join(f"'{choice.zh}'" for choice in county["choices"][:8])
    spark = session()
    with tempfile.TemporaryDirectory() as folder:
        given, local = f"{folder}/households", f"{folder}/local.parquet"
        synthetic(spark, households, names).write.parquet(given)

        begun = time.monotonic()
        source = pyarrow.dataset.dataset(given).scanner().to_reader()
        answers = rules.evaluate_table(source, as_of=DAY)
        reader = pa.RecordBatchReader.from_stream(answers)
        plain = entitle.spark._plain(pa)
        with pa.parquet.ParquetWriter(local, plain) as writer:
            for batch in reader:
                writer.write_batch(batch.cast(plain))
        print(f"local, one thread: {households / (time.monotonic() - begun):,.0f} households/s, written to Parquet", flush=True)
        assert answers.households == households and answers.rejected == []
        expected = digest(spark.read.parquet(local))

        begun = time.monotonic()
        decided = entitle.spark.evaluate(spark.read.parquet(given), rules, DAY)
        found = digest(decided)
        print(f"two Spark workers: {households / (time.monotonic() - begun):,.0f} households/s, summed there", flush=True)

        one = Path(folder) / "wrong"
        spark.createDataFrame([("a", "nowhere"), ("b", "乃东区")], "household string, county string").write.parquet(str(one))
        rows = entitle.spark.evaluate(spark.read.parquet(str(one)), rules, DAY).collect()
        (refused,) = [row for row in rows if row.program is None]
    spark.stop()
    print(f"{sum(row[0] for row in expected.values()):,} answers, {len(expected)} kinds")
    if found != expected:
        print("the cluster's answers are others than the local run's", *sorted(map(str, set(found.items()) ^ set(expected.items()))), sep="\n  ")
        return 1
    assert refused.household == "a" and "nowhere" in refused.criterion
    print("the same answers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
