"""What was measured, as one table with the goals beside it and as data; and the sums beside the published ones."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from timing import Work

Totals = Tuple[List[int], List[int]]


class Row(NamedTuple):
    label: str
    key: str
    against: Optional[str] = None  # the ratio is the time of that work to the time of this
    goal: float = 0


ROWS = [
    Row("table, narrow columns: library alone", "library_narrow"),
    Row("  through Python, to pyarrow", "python_narrow", "library_narrow", 0.9),
    Row("table, int64 columns: library alone", "library_int64"),
    Row("  through Python, to pyarrow", "python_int64", "library_int64", 0.9),
    Row("table, decimal128 money: library alone", "library_decimal128"),
    Row("  through Python, to pyarrow", "python_decimal128", "library_decimal128", 0.9),
    Row("table, members as a list: library alone", "library_list"),
    Row("  through Python, to pyarrow", "python_list", "library_list", 0.9),
    Row("all answers, not only hits, to pyarrow", "python_all_answers"),
    Row("OpenFisca, vectors, computing alone", "openfisca_computing"),
    Row("  table, narrow columns, through Python", "python_narrow", "openfisca_computing", 3),
    Row("OpenFisca, vectors, with building", "openfisca_with_building"),
    Row("  table, narrow columns, through Python", "python_narrow", "openfisca_with_building", 10),
    Row("OpenFisca, one case from a dict", "openfisca_single"),
    Row("  one case, dict in, Determination out", "single_python", "openfisca_single", 30),
]
BEYOND_GOAL = 30e-6
IMPORT_GOAL = 50e-3


class Figures:
    def __init__(self, works: Dict[str, Work], import_seconds: float, processor_time: bool) -> None:
        self._works = works
        self._import = import_seconds
        self._by = processor_time

    def _seconds(self, key: str) -> float:
        return self._works[key].seconds(self._by)

    def _reader(self, key: str) -> str:
        return f"{self._works[key].calling_share():.1%}" if key.startswith("python_") else ""

    def _of_one_case(self) -> List[Tuple[str, float, float]]:
        whole, converted = self._seconds("single_python"), self._seconds("single_converted")
        read = self._seconds("single_read") - self._seconds("single_nothing_read")
        return [
            ("  of it making JSON of the dict", converted, BEYOND_GOAL),
            ("  of it that, and reading the JSON", read, BEYOND_GOAL),
            ("  of it the engine, a profile read before", whole - read, 0),
            ("import entitle", self._import, IMPORT_GOAL),
        ]

    def text(self) -> str:
        lines = [_line("", "each", "a second", "reader", "ratio", "goal", "")]
        for row in ROWS:
            took = self._seconds(row.key)
            ratio = self._seconds(row.against) / took if row.against else None
            lines.append(_line(
                row.label, _time(took), f"{1 / took:,.0f}", self._reader(row.key), f"{ratio:.2f} x" if ratio else "",
                f"{row.goal:g} x" if row.goal else "", "" if ratio is None else "met" if ratio >= row.goal else "NOT MET"))
        for label, took, goal in self._of_one_case():
            lines.append(_line(label, _time(took), "", "", "", f"< {_time(goal)}" if goal else "",
                               "" if not goal else "met" if took < goal else "NOT MET"))
        return "\n".join(lines)

    def data(self, households: int) -> Dict[str, Any]:
        """Seconds of one household, or case, by both clocks; and the ratios by the one that was asked for."""
        return {
            "households": households,
            "clock": "processor" if self._by else "wall",
            "seconds": {key: {"wall": work.seconds(False), "processor": work.seconds(True)} for key, work in self._works.items()},
            "calling_share": {key: work.calling_share() for key, work in self._works.items()},
            "ratios": {f"{row.key} : {row.against}": self._seconds(row.against) / self._seconds(row.key)
                       for row in ROWS if row.against},
            "import_seconds": self._import,
        }


def _line(what: str, each: str, rate: str, reader: str, ratio: str, goal: str, verdict: str) -> str:
    return f"{what:<42} {each:>10} {rate:>12} {reader:>8} {ratio:>9} {goal:>9}  {verdict}".rstrip()


def _time(seconds: float) -> str:
    for unit, size in (("ms", 1e-3), ("us", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds * 1e9:.0f} ns"


def sums(programs: List[str], published: Optional[Totals], ours: Totals, theirs: Totals) -> str:
    """Counts and sums; of OpenFisca what differs from ours, and of ours from the published, where they are."""
    lines = [f"{'':<14} {'qualify':>9} {'yuan':>18} {'published':>12} {'OpenFisca: qualify':>19} {'yuan':>12}"]
    for number, program in enumerate(programs):
        count, sum_ = ours[0][number], ours[1][number]
        is_published = "-"
        if published:
            is_published = "the same" if (count, sum_) == (published[0][number], published[1][number]) else "NOT THE SAME"
        lines.append(f"{program:<14} {count:>9,} {_yuan(sum_):>18} {is_published:>12} "
                     f"{theirs[0][number] - count:>+19,} {_yuan(theirs[1][number] - sum_, '+'):>12}")
    return "\n".join(lines) + "\n"


def _yuan(fen: int, sign: str = "") -> str:
    whole, rest = divmod(abs(fen), 100)
    return ("-" if fen < 0 else sign) + f"{whole:,}.{rest:02}"
