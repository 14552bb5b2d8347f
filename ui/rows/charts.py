"""Rows of the charts of trends, of areas beside each other, and of victims who were told."""

from collections.abc import Iterable, Iterator
from datetime import date

import polars as pl

from metrics.frames import Row
from metrics.releases.people import ReleasedPeriod
from metrics.releases.tables import NOT_KNOWN
from metrics.text_format import capitalised, day_text
from metrics.trends.area_comparison import INNER, NO_NAME, OUTER
from metrics.trends.milestones import numbered
from metrics.trends.trend_text import (
    STANDS_OUT,
    Grain,
    amount_text,
    cause_text,
    is_readable,
    period_text,
    usable_target,
    within_bounds,
)
from metrics.victims.notice_text import Bar
from metrics.victims.victim_figures import months_text

SCHEMA = {
    "kind": pl.String,
    "period": pl.Date,
    "value": pl.Float64,
    "mean": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "target": pl.Float64,
    "stands_out": pl.String,
    "label": pl.String,
    "said": pl.String,
    "why": pl.String,
    "tier": pl.Int64,
}
# The least distance between the names of lines, as a share of the chart's height.
ROOM_FOR_A_NAME = 0.08
TIERS = 2
STEPS = {Grain.MONTH: "1mo", Grain.QUARTER: "3mo", Grain.YEAR: "1y"}
MIDDLES = {Grain.MONTH: "14d", Grain.QUARTER: "1mo14d", Grain.YEAR: "6mo"}


def trend_rows(
    limits: pl.DataFrame,
    target: float | None,
    unit: str,
    grain: Grain = Grain.MONTH,
    milestones: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per point, gap, named line or milestone (``kind``); a period is at its middle.

    ``limits``: a frame as ``xmr`` gives it, with days in ``period``. A series with too few points
    has no limits, and none of its points stands out.
    """
    points = limits.drop_nulls(["period", "value"]).sort("period")
    if points.is_empty():
        return pl.DataFrame(schema=SCHEMA)
    usable = usable_target(target, unit)
    is_read = is_readable(points)
    rows = [_point(row, is_read, usable, unit, grain) for row in points.iter_rows(named=True)]
    of_periods = pl.concat(
        [
            pl.DataFrame([*rows, *_gaps(points, grain)], SCHEMA)
            .sort("period")
            .with_columns(pl.col("mean", "lower", "upper", "target").forward_fill()),
            pl.DataFrame(_names(rows, unit), SCHEMA),
        ]
    )
    # What happened over a period is drawn at its middle, so that no rise comes before its cause.
    at_middle = of_periods.with_columns(pl.col("period").dt.offset_by(MIDDLES[grain]))
    happened = [] if milestones is None else _milestones(numbered(milestones, limits))
    return pl.concat([at_middle, pl.DataFrame(happened, SCHEMA)])


def trend_rows_text(rows: pl.DataFrame) -> str:
    """Every point and named line of ``trend_rows`` in words, for a screen reader.

    It says why a point stands out.
    """
    points = [
        f"{row['label']}{_figure_text(row)}"
        for row in rows.iter_rows(named=True)
        if row["kind"] != "milestone"
    ]
    return f"{'; '.join(points)}."


def _figure_text(row: Row) -> str:
    """The figure of a point in words, and why it stands out."""
    if row["kind"] == "line":
        return ""
    return f": {row['said']}" + (f" ({row['why'].lower()})" if row["stands_out"] else "")


def _gaps(points: pl.DataFrame, grain: Grain) -> list[Row]:
    """A point without a value for each missing period between others: the line breaks there."""
    first, last = points["period"][0], points["period"][-1]
    every = pl.date_range(first, last, STEPS[grain], eager=True).to_list()
    known = {*points["period"]}
    return [
        {"kind": "point", "period": each, "label": _period_label(each, grain), "said": "no figure"}
        for each in every
        if each not in known
    ]


def _period_label(period: date, grain: Grain) -> str:
    return capitalised(period_text(period, grain).removeprefix("in ").removeprefix("the "))


def _point(row: Row, is_read: bool, target: float | None, unit: str, grain: Grain) -> Row:
    point = {
        "kind": "point",
        "period": row["period"],
        "value": row["value"],
        "target": target,
        "label": _period_label(row["period"], grain),
        "said": amount_text(row["value"], unit),
    }
    if not is_read:
        return point
    lower, upper = within_bounds(row["lower_limit"], row["upper_limit"], unit)
    # Equal values have no range: only the mean is drawn.
    has_width = lower < upper
    return point | {
        "mean": row["mean"],
        "lower": lower if has_width else None,
        "upper": upper if has_width else None,
        "stands_out": STANDS_OUT.get(row["variation"]),
        "why": capitalised(cause_text(row, unit, grain)),
    }


def _names(rows: list[Row], unit: str) -> list[Row]:
    """The names of the lines, at the newest point, moved apart where they would overlap."""
    newest = rows[-1]
    lines = {"mean": "mean", "lower": "lower limit", "upper": "upper limit", "target": "target"}
    levels = sorted(
        (newest[line], f"{name} {amount_text(newest[line], unit)}")
        for line, name in lines.items()
        if newest.get(line) is not None
    )
    highest = max([row["value"] for row in rows] + [level for level, _ in levels])
    room = ROOM_FOR_A_NAME * (1.0 if unit.startswith("a share") else highest)
    named, free_from = [], 0.0
    for level, label in levels:
        at = max(level, free_from)
        free_from = at + room
        named.append({"kind": "line", "period": newest["period"], "value": at, "label": label})
    return named


def _milestones(happened: pl.DataFrame) -> list[Row]:
    """One row per milestone; their numbers alternate between two heights."""
    return [
        {
            "kind": "milestone",
            "period": row["on"],
            "label": str(row["number"]),
            "said": f"{row['label']}, {day_text(row['on'])}",
            "tier": row["number"] % TIERS,
        }
        for row in happened.iter_rows(named=True)
    ]


HOW_TO_READ = (
    f"The pale blue bar shows where chance alone would put {OUTER:.1%} of shares, and the grey bar "
    f"in it {INNER:.0%}; the vertical line shows the overall share."
)
COLUMNS = "area share lower upper inner_lower inner_upper standing overall said expected".split()


def area_range_rows(areas: pl.DataFrame, overall: float | None) -> pl.DataFrame:
    """One row per area with a share, as ``beside_each_other`` gives them; the others are absent."""
    return (
        areas.drop_nulls("standing")
        .with_columns(
            pl.col("area").fill_null(NO_NAME),
            overall=pl.lit(overall, pl.Float64),
            said=pl.format("{}% ({} of {})", _percent("share"), pl.col("met"), pl.col("of")),
            expected=pl.format("{}% to {}%", _percent("lower"), _percent("upper")),
        )
        .select(COLUMNS)
    )


def area_rows_text(rows: pl.DataFrame) -> str:
    """Every row of ``area_range_rows``, for a screen reader."""
    areas = [
        f"{row['area']}: {row['said']}, {row['standing']} of {row['expected']}"
        for row in rows.iter_rows(named=True)
    ]
    return f"{'; '.join(areas)}."


def _percent(column: str) -> pl.Expr:
    return (pl.col(column) * 100).round(0).cast(pl.Int64)


BARS = {
    "quarter": pl.String,
    "named": pl.String,
    "group": pl.String,
    "place": pl.Int64,
    "decisions": pl.Int64,
    "of": pl.Int64,
}


def bar_rows(bars: Iterable[tuple[ReleasedPeriod, Bar | None]]) -> pl.DataFrame:
    """Rows of the chart of victims told: one per group of a period that has a number.

    A period without a bar has one row without decisions, so that it is seen as a gap.
    """
    rows = [row for period, bar in bars for row in _rows_of_bar(period, bar)]
    return pl.DataFrame(rows, BARS, orient="row")


def _rows_of_bar(period: ReleasedPeriod, bar: Bar | None) -> Iterator[tuple[object, ...]]:
    label, named = _label(period), months_text(period)
    if bar is None:
        # The reason stands below the picture.
        yield f"{label}|not released", named, NOT_KNOWN, 0, None, None
        return
    for place, (group, number) in enumerate(bar.groups.items()):
        if number is not None:
            yield label, named, group, place, number, bar.of


def _label(period: ReleasedPeriod) -> str:
    first, last = period.first, period.last
    begins = f"{first:%b}" if first.year == last.year else f"{first:%b %Y}"
    return f"{begins} to {last:%b}|{last.year}"
