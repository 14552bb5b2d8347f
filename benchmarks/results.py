"""Measurements as lines of Markdown tables, beside their budgets."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import ClassVar, Literal, Protocol

import numpy as np

LIBRARIES = ["streamlit", "polars", "sqlmodel", "sqlalchemy"]
NOTHING = "–"
# With fewer measurements the range of a ratio means nothing.
FEWEST_FOR_A_RANGE = 6
RESAMPLES, SEED = 1_000, 7


class Line(Protocol):
    """A line of a table; its ``headings`` are divided as in Markdown."""

    headings: ClassVar[str]

    @property
    def cells(self) -> list[str]: ...


@dataclass(frozen=True)
class Result:
    """A line of ``make bench``; ``values`` and ``budget`` are in ``unit``.

    ``plain``: times of the plainest query for the same figures. ``times_budget``: the largest
    multiple of their median that is within the budget.
    """

    what: str
    values: Sequence[float]
    budget: float | None = None
    unit: Literal["ms", "MB"] = "ms"
    plain: Sequence[float] = field(default=())
    times_budget: float | None = None

    headings: ClassVar[str] = "What | Budget, p95 | p50 | p95 | n | Kept? | Times the plain way"

    @property
    def cells(self) -> list[str]:
        """The texts of the line: median and 95th percentile, and whether the budget is kept."""
        middle, high = percentile(self.values, 0.5), percentile(self.values, 0.95)
        return [
            self.what,
            self._budget_text(),
            with_unit(middle, self.unit),
            with_unit(high, self.unit),
            f"{len(self.values):,}",
            self._verdict(high),
            NOTHING if self.times is None else f"{self.times:.1f}",
        ]

    @property
    def times(self) -> float | None:
        """The median as a multiple of the plain query's; null without one."""
        if not self.plain:
            return None
        return percentile(self.values, 0.5) / percentile(self.plain, 0.5)

    def _budget_text(self) -> str:
        if self.times_budget is not None:
            return f"{self.times_budget:.0f} times"
        return NOTHING if self.budget is None else with_unit(self.budget, self.unit)

    def _verdict(self, high: float) -> str:
        if self.times_budget is not None and self.times is not None:
            return "kept" if self.times <= self.times_budget else "missed"
        return NOTHING if self.budget is None else "kept" if high <= self.budget else "missed"


MOST_TIMES_RAW, LEAST_TIMES_FASTER = 2, 5


@dataclass(frozen=True)
class Compared:
    """The times of counting the same figures in three ways, in milliseconds.

    Budget: at most twice the time of raw Polars, and a fifth of the time of SQL.
    """

    what: str
    ours: Sequence[float]
    raw: Sequence[float]
    in_sql: Sequence[float]

    headings: ClassVar[str] = (
        "Measure | Ours | Raw Polars | Times raw | In SQL | SQL, times ours | Kept?"
    )

    @property
    def cells(self) -> list[str]:
        """The texts of the line; all times are medians."""
        ours, raw, in_sql = (percentile(each, 0.5) for each in (self.ours, self.raw, self.in_sql))
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


@dataclass(frozen=True)
class Ratio:
    """A measurement made in two working copies, in ``unit``.

    ``share``: the percentile that is compared, 0 to 1.
    """

    what: str
    before: Sequence[float]
    after: Sequence[float]
    unit: Literal["ms", "MB"] = "ms"
    share: float = 0.5

    headings: ClassVar[str] = "What | Before | After | After / before | 95% range | n"

    @property
    def ratio(self) -> float:
        """After divided by before."""
        return percentile(self.after, self.share) / percentile(self.before, self.share)

    @property
    def cells(self) -> list[str]:
        """The texts of the line."""
        return [
            self.what,
            *(
                with_unit(percentile(each, self.share), self.unit)
                for each in (self.before, self.after)
            ),
            f"{self.ratio:.2f}",
            self._range(),
            f"{len(self.after):,}",
        ]

    def _range(self) -> str:
        """The 95% bootstrap range of the ratio."""
        if min(len(self.before), len(self.after)) < FEWEST_FOR_A_RANGE:
            return NOTHING
        random = np.random.default_rng(SEED)
        before, after = (
            np.quantile(random.choice(each, (RESAMPLES, len(each))), self.share, axis=1)
            for each in (self.before, self.after)
        )
        low, high = np.quantile(after / before, [0.025, 0.975])
        return f"{low:.2f} to {high:.2f}"


def with_unit(value: float, unit: str) -> str:
    """A measurement as the tables print it."""
    return f"{value:,.0f} {unit}" if value >= 10 else f"{value:.1f} {unit}"


def milliseconds(seconds: Sequence[float]) -> list[float]:
    """Converts seconds to milliseconds."""
    return [each * 1000 for each in seconds]


def head(kind: type[Line]) -> str:
    """The first two lines of a Markdown table of ``kind``."""
    headings = kind.headings.split(" | ")
    return "\n".join(map(_line, [headings, ["---", *["---:"] * (len(headings) - 1)]]))


def row(result: Line) -> str:
    """A line of the Markdown table."""
    return _line(result.cells)


def machine(chromium: str) -> str:
    """Cores and versions, for the head of a run; nothing that identifies the machine."""
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"{libraries}, Chromium {chromium}."
    )


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which a ``share`` of ``values`` lies, 0 to 1; NaN without any."""
    return float(np.quantile(values, share)) if values else float("nan")
