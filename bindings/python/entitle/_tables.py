"""Whole tables, through the Arrow C stream interface: no library for tables is needed, any may be used."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict, List, Mapping, Optional

from . import _core
from ._core import Ruleset


class Answers:
    """The answers of many households, a row for each program and recipient, made while they are read: by ``to_pandas``,
    ``to_polars``, ``to_arrow``, or whatever reads ``__arrow_c_stream__`` (``pyarrow.RecordBatchReader.from_stream``, DuckDB,
    polars). They can be read once, and take no more memory than whoever reads them keeps.

    columns: household, recipient (null: the household itself), program, status, amount_min, amount_max (yuan, decimal),
    period, criterion (the line that refuses), recorded, recorded_amount; with ``hits`` program, household_row,
    recipient_row, amount.
    amounts: what is paid at least and at most if it qualifies; so where the status is "depends", nothing at least. Null: no bound, or
    no amount. ``summary`` has the sums.
    """

    def __init__(self, answers: "_core.Answers", progress: bool = False, total: Optional[int] = None) -> None:
        self._answers = answers
        self._progress = progress
        self._total = total

    def __arrow_c_stream__(self, requested_schema: Optional[object] = None) -> object:
        return self._answers.__arrow_c_stream__(requested_schema)

    def to_arrow(self) -> Any:
        """A ``pyarrow.Table``."""
        import pyarrow  # type: ignore[import-untyped,unused-ignore]

        reader = pyarrow.RecordBatchReader.from_stream(self)
        if not self._progress:
            return reader.read_all()
        from tqdm.auto import tqdm  # type: ignore[import-untyped,unused-ignore]

        batches = []
        with tqdm(total=self._total, unit=" households") as bar:
            for batch in reader:
                batches.append(batch)
                bar.update(self._answers.households - bar.n)
        return pyarrow.Table.from_batches(batches, reader.schema)

    def to_pandas(self) -> Any:
        """A ``pandas.DataFrame``; amounts are ``decimal.Decimal``."""
        return self.to_arrow().to_pandas()

    def to_polars(self) -> Any:
        """A ``polars.DataFrame``."""
        import polars

        return polars.DataFrame(self.to_arrow() if self._progress else self)

    @property
    def rejected(self) -> List[Dict[str, Any]]:
        """The rows that were not taken so far: table, row and column from 1, household, reason (a Diagnostic)."""
        return self._answers.rejected

    @property
    def households(self) -> int:
        """How many were decided so far."""
        return self._answers.households

    @property
    def summary(self) -> Optional[Dict[str, Any]]:
        """Counts and sums by program; None before the answers were read to their end."""
        return self._answers.summary

    def summary_text(self, language: str = "en") -> Optional[str]:
        """The table that the command prints."""
        return self._answers.summary_text(language)


def _without_index(table: Any) -> Any:
    """A pandas frame without the numbers of its rows, which become a column where some were taken out."""
    index = getattr(table, "index", None)
    if index is None or not hasattr(table, "reset_index") or getattr(index, "name", "") is not None:
        return table
    return table.reset_index(drop=True)


def _rows_of(table: Any) -> Optional[int]:
    """How many rows a table has, if it knows: a stream and a query do not."""
    for name in ("num_rows", "height"):
        rows = getattr(table, name, None)
        if isinstance(rows, int):
            return rows
    return len(table) if hasattr(table, "reset_index") else None


def evaluate_table(
    rules: Ruleset,
    households: Any,
    members: Any = None,
    *,
    as_of: date,
    tables: Optional[Mapping[str, Any]] = None,
    level: str = "settled",
    limit: int = 1024,
    threads: int = 1,
    known_on: Optional[date] = None,
    facts_as_of: Optional[date] = None,
    hits: bool = False,
    amounts_as_int64: bool = False,
    ignore_extra: bool = False,
    unsorted: bool = False,
    listed_in_full: bool = False,
    float_rounding: Optional[str] = None,
    by: Optional[str] = None,
    progress: bool = False,
) -> Answers:
    """Decides every household of a table.

    households: whatever speaks ``__arrow_c_stream__`` (pyarrow, polars, pandas), a row a household; members may stand in it as
        ``list<struct>``, or in ``members``, joined by the households' key, in the households' order unless ``unsorted``.
    tables: further collections by name.
    columns: called like facts, in either language. What is not known exactly is a struct of ``min`` and ``max``; null is not known.
    threads: 0: as many as the machine has. The answers are the same.
    level: "settled", as for one household, or "bounds", faster.
    float_rounding: "half_up", "half_even", "up" or "down": floats are rounded so, to the fact's step, money to the fen. Without it
        a float is the shortest decimal that reads back as it and must be a number of the fact, and money in floats is refused.
    by: a fact of the household that is one of several: ``summary["groups"]`` has the counts and sums of each choice too, and of
        those it is not known of (None).
    progress: a bar of tqdm while ``to_arrow``, ``to_pandas`` or ``to_polars`` reads the answers.
    errors: ProfileError for columns; a row that is wrong is in ``rejected`` and stops nobody else.
    """
    given: Dict[str, Any] = {"": households}
    if members is not None:
        given["members"] = members
    given.update(tables or {})
    given = {collection: _without_index(table) for collection, table in given.items()}
    return Answers(
        _core.evaluate_tables(
            rules,
            given,
            as_of=as_of,
            level=level,
            limit=limit,
            threads=threads,
            known_on=known_on,
            facts_as_of=facts_as_of,
            hits=hits,
            amounts_as_int64=amounts_as_int64,
            ignore_extra=ignore_extra,
            unsorted=unsorted,
            listed_in_full=listed_in_full,
            float_rounding=float_rounding,
            by=by,
        ),
        progress,
        _rows_of(households) if progress else None,
    )


# A method of the compiled class, as its types say; written here because it holds nothing but defaults.
setattr(Ruleset, "evaluate_table", evaluate_table)
