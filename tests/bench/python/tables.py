"""The drawn households as the Arrow tables that the package reads, in the widths that are measured, and as the dicts of single
cases; and the answers' counts and sums, read from the hits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, List, Tuple

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped,unused-ignore]
import pyarrow.compute as pc  # type: ignore[import-untyped,unused-ignore]
from workload import CHOICES, HOUSEHOLD, MEMBER, MONEY, PROGRAMS, YES_NO, Column, Population


def _choice(name: str, values: Column, code: Any) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array(values.astype(code)), pa.array(CHOICES[name]))


def narrow(name: str, values: Column) -> Tuple[pa.Field, pa.Array]:
    """Money as fen in 32 bits, numbers and codes of choices in 8, yes/no as bits."""
    if name in CHOICES:
        array = _choice(name, values, np.int8)
    elif name in YES_NO:
        array = pa.array(values.astype(bool))
    elif name in MONEY:
        array = pa.array(values.astype(np.int32))
    else:
        array = pa.array(values.astype(np.int8))
    return _field(name, array, 2), array


def wide(name: str, values: Column) -> Tuple[pa.Field, pa.Array]:
    """Everything in 64 bits, as software without narrower types has it: money in ten-thousandths of a yuan, yes/no as 0 and 1."""
    if name in CHOICES:
        array = _choice(name, values, np.int64)
    else:
        array = pa.array(values * 100 if name in MONEY else values)
    return _field(name, array, 4), array


def decimal(name: str, values: Column) -> Tuple[pa.Field, pa.Array]:
    """Money as decimal128, as Arrow means money; the rest narrow."""
    if name not in MONEY:
        return narrow(name, values)
    halves = np.stack([values, values >> 63], axis=1)
    array = pa.Array.from_buffers(pa.decimal128(12, 2), len(values), [None, pa.py_buffer(halves)])
    return pa.field(name, array.type), array


def _field(name: str, array: pa.Array, scale: int) -> pa.Field:
    return pa.field(name, array.type, metadata={"scale": str(scale)} if name in MONEY else None)


FORMS = {"narrow": narrow, "int64": wide, "decimal128": decimal}


def tables(people: Population, form: str) -> Tuple[pa.Table, pa.Table]:
    """Households and members, joined by the households' number."""
    key = np.int64 if form == "int64" else np.int32
    numbers = np.arange(people.size, dtype=key)
    return (
        _table({"household": numbers}, people.household, HOUSEHOLD, form),
        _table({"household": np.repeat(numbers, np.diff(people.first))}, people.member, MEMBER, form),
    )


def nested(people: Population) -> pa.Table:
    """Narrow, the members as a list in the household's row."""
    households, members = tables(people, "narrow")
    structs = pa.StructArray.from_arrays(
        [members.column(name).combine_chunks() for name in MEMBER], fields=[members.schema.field(name) for name in MEMBER])
    lists = pa.ListArray.from_arrays(pa.array(people.first.astype(np.int32)), structs)
    return households.append_column("members", lists)


def _table(keys: Dict[str, Column], columns: Dict[str, Column], names: List[str], form: str) -> pa.Table:
    fields = [pa.field(name, pa.array(values).type) for name, values in keys.items()]
    arrays = [pa.array(values) for values in keys.values()]
    for name in names:
        field, array = FORMS[form](name, columns[name])
        fields.append(field)
        arrays.append(array)
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def case(people: Population, number: int) -> Dict[str, Any]:
    """One household as a profile is written by hand: words, booleans, Decimals."""

    def fact(name: str, value: int) -> Any:
        if name in CHOICES:
            return CHOICES[name][value]
        if name in MONEY:
            return Decimal(value).scaleb(-2)
        return bool(value) if name in YES_NO else value

    made = {name: fact(name, int(people.household[name][number])) for name in HOUSEHOLD}
    rows = range(int(people.first[number]), int(people.first[number + 1]))
    made["members"] = [{name: fact(name, int(people.member[name][row])) for name in MEMBER} for row in rows]
    return made


def totals(hits: pa.Table) -> Tuple[List[int], List[int]]:
    """How many qualify and their sum in fen, in the order of PROGRAMS."""
    grouped = hits.set_column(0, "program", pc.cast(hits["program"], pa.string())).group_by("program").aggregate(
        [("amount", "sum"), ("program", "count")])
    found = {row["program"]: (row["program_count"], row["amount_sum"]) for row in grouped.to_pylist()}
    pairs = [found.get(program, (0, None)) for program in PROGRAMS]
    sums = [Decimal(amount or 0) * 100 for _, amount in pairs]
    if any(amount != amount.to_integral_value() for amount in sums):
        raise AssertionError(f"a sum is no whole fen: {sums}")
    return [count for count, _ in pairs], [int(amount) for amount in sums]
