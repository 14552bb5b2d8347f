"""Rows about escalations, and about delays that should have been escalated."""

from datetime import date

import polars as pl

from metrics.escalations.counts import ACTION_LEVELS, LEVELS, graces
from metrics.frames import Row
from metrics.periods import Limit
from metrics.text_format import capitalised
from ui.elements.markdown import NOTHING, plain
from ui.rows.cell_format import SIDES, TextRow, per_row

NOT_VERIFIED = "**not verified**"
# The columns of numbers, aligned on the right.
COUNT_COLUMNS = ("Raised", "Open", "Changed", "Unchanged", "Withdrawn", "Median working days")
RATE_COLUMNS = ("In cases", "Referrals", "Per 100")


def ladder_rows(time_limits: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row per level of cases, the highest first: who is on it, and when it is due."""
    found = graces(time_limits, day)
    return pl.DataFrame(
        [
            {
                "Police": capitalised(each.police),
                "Level": str(each.rung),
                "CPS": capitalised(each.cps),
                "OPCC": capitalised(each.opcc),
                **_due(found[each.rung]),
            }
            for each in reversed(LEVELS)
        ]
    )


def action_ladder_rows(time_limits: pl.DataFrame, day: date) -> pl.DataFrame:
    """One row per level of joint actions, the highest first: who is on it, and when it is due."""
    found = graces(time_limits, day, of_actions=True)
    return pl.DataFrame(
        [
            {"Level": str(rung), "With": capitalised(who), **_due(found[rung])}
            for rung, who in reversed(ACTION_LEVELS.items())
        ]
    )


def _due(grace: Limit | None) -> TextRow:
    length = "no limit in force" if grace is None else grace.text
    return {
        "Due when later than": length,
        "This length": NOTHING if grace is None else "verified" if grace.verified else NOT_VERIFIED,
    }


@per_row
def outcome_rows(row: Row, dimension: str, heading: str) -> TextRow:
    """One row per category of one dimension: raised, open, outcomes, and time taken."""
    return {
        heading: SIDES.get(row[dimension]) or plain(capitalised(str(row[dimension]))),
        "Raised": f"{row['raised']:,}",
        "Open": f"{row['open']:,}",
        "Changed": f"{row['changed']:,}",
        "Unchanged": f"{row['unchanged']:,}",
        "Withdrawn": f"{row['withdrawn']:,}",
        "Median working days": _median(row["median_working_days"]),
    }


@per_row
def rate_rows(row: Row) -> TextRow:
    """One row per route: escalations in cases for each 100 referrals."""
    return {
        "Route": capitalised(row["route"]),
        "In cases": f"{row['escalations']:,}",
        "Referrals": f"{row['referrals']:,}",
        "Per 100": NOTHING if row["per_100"] is None else f"{row['per_100']:.1f}",
    }


def _median(days: float | None) -> str:
    return NOTHING if days is None else f"{days:,.10g}"
