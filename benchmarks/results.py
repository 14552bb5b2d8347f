"""What was measured, as a Markdown table beside what was allowed."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import Literal

import polars as pl

LIBRARIES = ["streamlit", "polars", "sqlmodel", "sqlalchemy"]
HEADINGS = ["What", "Budget, p95", "p50", "p95", "n", "Kept?", "Times the plain way"]
NOTHING = "–"


@dataclass(frozen=True)
class Result:
    """One line of the table. ``values`` and ``budget`` are in ``unit``.

    ``plain``: the same done in the plainest way, in turns with it. ``times_budget``: how many
    times as long it may take.
    """

    what: str
    values: Sequence[float]
    budget: float | None = None
    unit: Literal["ms", "MB"] = "ms"
    plain: Sequence[float] = field(default=())
    times_budget: float | None = None

    @property
    def cells(self) -> list[str]:
        """What the line says, a text a column."""
        middle, high = _percentile(self.values, 0.5), _percentile(self.values, 0.95)
        return [
            self.what,
            self._budget_in_words(),
            self._in_words(middle),
            self._in_words(high),
            f"{len(self.values):,}",
            self._kept(high),
            NOTHING if self.times is None else f"{self.times:.1f}",
        ]

    @property
    def times(self) -> float | None:
        """How many times the plain way it takes, in the middle; null where there is none."""
        if not self.plain:
            return None
        return _percentile(self.values, 0.5) / _percentile(self.plain, 0.5)

    def _budget_in_words(self) -> str:
        if self.times_budget is not None:
            return f"{self.times_budget:.0f} times"
        return NOTHING if self.budget is None else self._in_words(self.budget)

    def _kept(self, high: float) -> str:
        if self.times_budget is not None and self.times is not None:
            return "kept" if self.times <= self.times_budget else "missed"
        return NOTHING if self.budget is None else "kept" if high <= self.budget else "missed"

    def _in_words(self, value: float) -> str:
        return f"{value:,.0f} {self.unit}" if value >= 10 else f"{value:.1f} {self.unit}"


COMPARED = ["Measure", "Ours", "Raw Polars", "Times raw", "In SQL", "SQL, times ours", "Kept?"]
MOST_TIMES_RAW, LEAST_TIMES_FASTER = 2, 5


@dataclass(frozen=True)
class Compared:
    """The same question three ways, in milliseconds: at most twice the raw, a fifth of SQL."""

    what: str
    ours: Sequence[float]
    raw: Sequence[float]
    in_sql: Sequence[float]

    @property
    def cells(self) -> list[str]:
        """What the line says, a text a column; the middle of each."""
        ours, raw, in_sql = (_percentile(each, 0.5) for each in (self.ours, self.raw, self.in_sql))
        kept = ours <= MOST_TIMES_RAW * raw and in_sql >= LEAST_TIMES_FASTER * ours
        return [
            self.what,
            f"{ours:,.2f} ms",
            f"{raw:,.1f} ms",
            f"{ours / raw:.2f}",
            f"{in_sql:,.0f} ms",
            f"{in_sql / ours:,.0f}",
            "kept" if kept else "missed",
        ]


def milliseconds(seconds: Sequence[float]) -> list[float]:
    """Seconds as the table gives them."""
    return [each * 1000 for each in seconds]


def head(kind: "type[Result | Compared]" = Result) -> str:
    """The first two lines of the Markdown table of results of ``kind``."""
    headings = HEADINGS if kind is Result else COMPARED
    return "\n".join([_line(headings), _line(["---", *["---:"] * (len(headings) - 1)])])


def row(result: Result | Compared) -> str:
    """One line of the Markdown table."""
    return _line(result.cells)


def machine(chromium: str) -> str:
    """What the run stood on: nothing that names the machine."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"{libraries}, Chromium {chromium}."
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _percentile(values: Sequence[float], share: float) -> float:
    found = pl.Series(values, dtype=pl.Float64).quantile(share, "linear")
    return float("nan") if found is None else float(found)
