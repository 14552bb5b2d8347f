"""Rows about the work in cases: counts, shares and lengths, never a case."""

from collections.abc import Mapping

import polars as pl

from data_access.vocabulary import PlanClosed
from metrics.cases.aggregation import NOT_RECORDED, TOO_FEW, is_of_too_few
from metrics.cases.case_figures import process_share_text
from metrics.frames import Row
from metrics.memoize import memoize
from metrics.text_format import capitalised, measured
from ui.elements.bars import LATE, PLAIN, bar
from ui.elements.markdown import NOTHING
from ui.rows.cell_format import SIDES, TextRow, day_cell, per_row, per_row_of

WHO = SIDES | {NOT_RECORDED: "Not recorded"}
SAMPLES_SHOWN = 4
ADMINISTRATIVELY = "Closed administratively"
# The reasons for closing as column headings; those that are no decision come first.
CLOSED = {
    PlanClosed.ADMIN_FINALISED.value: ADMINISTRATIVELY,
    PlanClosed.ANSWERED.value: "Answered",
    PlanClosed.DECIDED.value: "Case decided",
    PlanClosed.WITHDRAWN.value: "Withdrawn",
    NOT_RECORDED: "Reason not recorded",
}
QUARTILES = {
    "median": "Median",
    "lower": "25% took at most",
    "upper": "25% took at least",
}

# The columns of numbers, aligned on the right.
OPEN_COLUMNS = ("Open", "Answered, not closed")
# Bars of open plans, each a column.
BY_TARGET = {
    "First target passed": ("passed", LATE),
    "First target ahead": ("ahead", PLAIN),
    "No first target": ("no_target", PLAIN),
}
ANSWERED_COLUMNS = ("Targets passed", "Answered in full by it", "Share")
SHARE_COLUMNS = ("Investigations", "Share")


@per_row
def side_must_act_rows(row: Row) -> TextRow:
    """One row per side that must act: open plans, and plans answered."""
    return {
        "Must act": WHO[row["must_act"]],
        "Open": f"{row['open']:,}",
        "Answered, not closed": f"{row['answered']:,}",
    }


def age_rows(by_age: pl.DataFrame, *, by_target: bool) -> pl.DataFrame:
    """One row per age band, with bars of its open plans, or of these by their first target."""
    columns = BY_TARGET if by_target else {"Open": ("open", PLAIN)}
    bands = by_age.rows(named=True)
    longest = max(band[name] for band in bands for name, _ in columns.values())
    return pl.DataFrame(
        [
            {
                "Since it was issued": capitalised(row["age_band"]),
                "Open": f"{row['open']:,}",
                **{said: bar(row[name], longest, look) for said, (name, look) in columns.items()},
                "Answered, not closed": f"{row['answered']:,}",
            }
            for row in bands
        ]
    )


def dimension_rows(rows: pl.DataFrame, dimension: str, heading: str, counted: str) -> pl.DataFrame:
    """One row per category of one dimension, with its count in the last column."""
    return pl.DataFrame(
        [
            (WHO.get(word, capitalised(word)), f"{number:,}")
            for word, number in rows.select(dimension, rows.columns[-1]).iter_rows()
        ],
        {heading: pl.String, capitalised(counted): pl.String},
        orient="row",
    )


@per_row_of(pl.DataFrame.reverse)
def month_rows(row: Row) -> TextRow:
    """One row per month, the newest first: first targets that passed, and those met."""
    return {
        "First target in": f"{row['month']:%B %Y}",
        "Targets passed": f"{row['of']:,}",
        "Answered in full by it": f"{row['met']:,}",
        "Share": _part(row, "met"),
    }


def closed_rows(closed: pl.DataFrame) -> pl.DataFrame:
    """One row per month, the newest first, with a column per reason; plans without a month last."""
    counts = {
        (row["month"], row["closed_reason"]): row["plans"] for row in closed.iter_rows(named=True)
    }
    months = closed["month"].unique().sort(descending=True, nulls_last=True)
    return pl.DataFrame(
        [
            {
                "Month": f"{month:%B %Y}" if month else "Day not recorded",
                **{
                    words: f"{counts.get((month, reason), 0):,}" for reason, words in CLOSED.items()
                },
            }
            for month in months
        ]
    )


def closed_text(closed: pl.DataFrame) -> str:
    """A sentence with the number closed for each reason, in all months together."""
    counts = dict(closed.group_by("closed_reason").agg(pl.col("plans").sum()).iter_rows())
    parts = [f"{words.lower()} {counts.get(reason, 0):,}" for reason, words in CLOSED.items()]
    return f"{capitalised('; '.join(parts))}."


def considered_rows(considered: pl.DataFrame) -> pl.DataFrame:
    """Four rows: plans with neither advice sought nor a reason first, the reason "other" apart."""
    row = considered.row(0, named=True)
    words = {
        "neither": "**Neither sought nor a reason recorded**",
        "sought": "Sought",
        "reason": "Not sought, reason recorded",
        "other": "Not sought, reason given as “other”",
    }
    return pl.DataFrame(
        [
            {"Early advice": said, "Investigations": f"{row[name]:,}", "Share": _part(row, name)}
            for name, said in words.items()
        ]
    )


def _newest_samples(samples: pl.DataFrame) -> pl.DataFrame:
    return samples.head(SAMPLES_SHOWN)


@per_row_of(_newest_samples)
def sample_rows(row: Row) -> TextRow:
    """One row per recent day of sampling, the newest first."""
    return {
        "Sampled": day_cell(row["sampled_on"]),
        "In": row["sampled_in"] or "the whole force",
        "Letters": f"{row['of']:,}",
        "With contact details": process_share_text(row),
    }


@per_row
def days_rows(row: Row) -> TextRow:
    """One row per side: the days that files spent with it."""
    return {
        "With": WHO[row["side"]],
        "Files": f"{row['files']:,}",
        **{
            heading: TOO_FEW if is_of_too_few(row[name], row["files"]) else _days(row[name])
            for name, heading in QUARTILES.items()
        },
        "Not recorded": f"{row['not_recorded']:,}",
    }


@memoize
def answered_bar_rows(by_month: pl.DataFrame) -> pl.DataFrame:
    """Two rows per month for the chart: plans answered by the first target, and the others.

    Shape: month, answer, plans, place (the order in a bar), all (plans of the month), said (the
    share as text; empty if there is none, and in the second row, so that it is drawn once).
    """
    met = by_month.select(
        "month",
        answer=pl.lit("by the first target"),
        plans="met",
        place=pl.lit(0),
        all="of",
        said=pl.Series(
            ["" if share is None else f"{share:.0%}" for share in by_month["share"]],
            dtype=pl.String,
        ),
    )
    others = by_month.select(
        "month",
        answer=pl.lit("later or not at all"),
        plans=pl.col("of") - pl.col("met"),
        place=pl.lit(1),
        all="of",
        said=pl.lit(""),
    )
    return pl.concat([met, others])


def _part(row: Mapping[str, int], name: str) -> str:
    return f"{row[name] / row['of']:.0%}" if row["of"] else NOTHING


def _days(length: float | None) -> str:
    return NOTHING if length is None else measured(length, "day").replace(" ", "\u00a0")
