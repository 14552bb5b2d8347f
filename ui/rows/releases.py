"""Rows about releases: what is released of each period, its numbers, what is next, withdrawals."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date

import polars as pl

from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.releases.medians import MEDIAN
from metrics.releases.people import ReleasedPeriod
from metrics.releases.periods import Due, span_text
from metrics.releases.tables import ALL
from metrics.text_format import capitalised, day_text, listed
from metrics.victims.victim_figures import TOGETHER, number_text
from ui.elements.markdown import NOTHING, plain
from ui.rows.cell_format import TextRow, day_cell, newest_first, per_row_of

ROW_SET_TITLES = {
    "decisions": "decisions and telling",
    "review_steps": "right to review",
    "review_requests": "review requests",
    "support_ends": "support for a case ended",
    "outcomes": "outcomes",
    "reports": "support offered and characteristics",
    "referred_decisions": "meetings before NFA",
    "unsought_advice": "advice not sought",
}
GROUPS = {ALL: "all", MEDIAN: "median"}
OF_MEDIAN = "median of "
PERIOD = "Period"
MOST_MISSING_NAMED = 3


def _in_force(releases: pl.DataFrame) -> pl.DataFrame:
    """One row per period, those that ended last first; a year comes before its last quarter."""
    ends_on = pl.col("first").dt.offset_by(pl.format("{}mo", "months"))
    return (
        releases.sort("counted_at", "id")
        .group_by("first", "months", maintain_order=True)
        .agg("row_set", "counted_at", "batch", "recorded_at", "recorded_by")
        .sort(ends_on, "months", descending=True)
    )


@per_row_of(_in_force)
def release_rows(row: Row) -> TextRow:
    """One row per period: what is released of it, as at when, from which files, and by whom."""
    released = defaultdict(list)
    for row_set, counted_at in zip(row["row_set"], row["counted_at"], strict=True):
        released[counted_at].append(ROW_SET_TITLES[row_set])
    batches = dict.fromkeys(str(batch) for batch in row["batch"] if batch)
    recorded = dict.fromkeys(
        f"{at:%d/%m/%Y}, {by}"
        for at, by in zip(row["recorded_at"], row["recorded_by"], strict=True)
    )
    return {
        PERIOD: period_text(row["first"], row["months"]),
        "Released": capitalised(
            "; ".join(f"{_briefly(what)} as at {day_text(at)}" for at, what in released.items())
        ),
        "Newest batch": ", ".join(batches) or NOTHING,
        "Recorded": plain("; ".join(recorded)),
    }


def _briefly(titles: Collection[str]) -> str:
    """The titles of row sets, or those that are missing where these are few."""
    missing = [title for title in ROW_SET_TITLES.values() if title not in titles]
    if len(missing) > MOST_MISSING_NAMED:
        return listed(titles)
    return f"all but {listed(missing)}" if missing else "everything"


def period_text(first: date, months: int) -> str:
    """A period at the beginning of a cell, such as "April 2020 to March 2021"."""
    return capitalised(span_text(first, months))


def next_rows(due: Iterable[Due], last: date) -> pl.DataFrame:
    """One row per period and month-end at which something of it is released, the next first.

    ``last``: the last closed month-end.
    """
    together: dict[tuple[date, date, int], list[str]] = defaultdict(list)
    for each in due:
        key = each.counted_at, each.first, each.months
        together[key].append(ROW_SET_TITLES[each.row_set])
    return pl.DataFrame(
        [
            {
                PERIOD: period_text(first, months),
                "What": capitalised(_briefly(what)),
                "Once this month-end is closed": day_cell(at) if at > last else "closed: due now",
            }
            for (at, first, months), what in sorted(together.items())
        ]
    )


def number_rows(period: ReleasedPeriod) -> pl.DataFrame:
    """One row per released table and area of a period, with its numbers in words."""
    return pl.DataFrame(
        [
            {
                "Table": table_text(table),
                "Area": plain(capitalised(area or TOGETHER)),
                "All": number_text(counts[ALL]),
                "Numbers": "; ".join(
                    f"{GROUPS.get(group, group)}: {number_text(number)}"
                    for group, number in counts.items()
                    if group != ALL
                ),
            }
            for (table, area), counts in period.numbers.items()
        ]
    )


def every_number_row(period: ReleasedPeriod) -> pl.DataFrame:
    """One row per number of a period, for a file."""
    return pl.DataFrame(
        [
            {
                "Table": table_text(table),
                "Area": area or TOGETHER,
                "Group": GROUPS.get(group, group),
                "Number": number_text(number),
            }
            for (table, area), counts in period.numbers.items()
            for group, number in counts.items()
        ]
    )


def table_text(table: str) -> str:
    """The name of a released table as readers see it; a share and a median by their measure."""
    code = table.removeprefix(OF_MEDIAN)
    if code not in MEASURES:
        return capitalised(table.replace("_", " "))
    measure = MEASURES[code]
    return capitalised(f"{measure.before_title}{measure.title.format(days='the days')}")


@per_row_of(newest_first)
def withdrawal_rows(row: Row) -> TextRow:
    """One row per period that was withdrawn, the newest withdrawal first."""
    return {
        PERIOD: period_text(row["first"], row["months"]),
        "Withdrawn": day_cell(row["recorded_at"].date()),
        "By": plain(row["recorded_by"]),
        "Reason": plain(row["reason"]),
    }


def periods_of(releases: pl.DataFrame) -> Mapping[str, tuple[date, int]]:
    """Each period of ``releases`` by its text, in the order of ``release_rows``."""
    periods = _in_force(releases).select("first", "months").iter_rows()
    return {period_text(first, months): (first, months) for first, months in periods}
