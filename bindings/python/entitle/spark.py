"""Whole tables on a Spark cluster, by ``mapInArrow``: each partition is decided by the same engine, in the worker's Python process.
Needs pyspark and pyarrow on the workers, beside this package."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Dict, Iterator, Optional

from ._core import Ruleset
from ._tables import evaluate_table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame  # type: ignore[import-not-found,unused-ignore]

COLUMNS = (
    "household string, recipient string, program string, status string, amount_min decimal(19,4), amount_max decimal(19,4), "
    "period string, criterion string, recorded boolean, recorded_amount decimal(19,4)"
)
"""The columns of the answers, as ``Answers`` has them, in Spark's words."""


def evaluate(
    households: "DataFrame",
    rules: Ruleset,
    as_of: date,
    *,
    level: str = "settled",
    limit: int = 1024,
    known_on: Optional[date] = None,
    facts_as_of: Optional[date] = None,
    ignore_extra: bool = False,
    float_rounding: Optional[str] = None,
) -> "DataFrame":
    """Decides every household of a Spark data frame; a row each for every program and recipient, as ``evaluate_table`` gives them.

    households: a row a household, its members in a column ``members`` of ``array<struct>``, its key in ``household``.
    rules: travel to the workers as they were read, and are compiled there once a task.
    threads: one a task; how many tasks run at once is the cluster's to say (``spark.executor.cores``).
    errors: ProfileError where the columns are wrong, within Spark's own; a row that is wrong has one answer instead, with program
        and status null and its reason as the criterion, so that no household is lost.
    """
    options: Dict[str, Any] = {
        "as_of": as_of,
        "level": level,
        "limit": limit,
        "known_on": known_on,
        "facts_as_of": facts_as_of,
        "ignore_extra": ignore_extra,
        "float_rounding": float_rounding,
    }

    def decide(batches: Iterator[Any]) -> Iterator[Any]:
        import pyarrow  # type: ignore[import-untyped,unused-ignore]

        first = next(batches, None)
        if first is None:
            return

        def given() -> Iterator[Any]:
            yield first
            yield from batches

        source = pyarrow.RecordBatchReader.from_batches(first.schema, given())
        answers = evaluate_table(rules, source, **options)
        schema = answer_schema()
        for batch in pyarrow.RecordBatchReader.from_stream(answers):
            yield batch.cast(schema)
        rejected = answers.rejected
        if rejected:
            yield pyarrow.RecordBatch.from_pylist(
                [{"household": one["household"], "criterion": str(one["reason"])} for one in rejected], schema
            )

    return households.mapInArrow(decide, COLUMNS)


def answer_schema() -> Any:
    """COLUMNS as a ``pyarrow.Schema``: those of the answers without dictionaries, which Spark does not read."""
    import pyarrow  # type: ignore[import-untyped,unused-ignore]

    text, amount = pyarrow.string(), pyarrow.decimal128(19, 4)
    return pyarrow.schema(
        [
            ("household", text),
            ("recipient", text),
            ("program", text),
            ("status", text),
            ("amount_min", amount),
            ("amount_max", amount),
            ("period", text),
            ("criterion", text),
            ("recorded", pyarrow.bool_()),
            ("recorded_amount", amount),
        ]
    )
