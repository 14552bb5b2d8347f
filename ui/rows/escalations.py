"""Rows about escalations, and about delays that should have been escalated."""

from collections.abc import Sequence
from itertools import chain

import polars as pl

from data_access.vocabulary import EscalationSide
from metrics.escalations.escalation_summary import LevelCounts
from metrics.frames import Row
from metrics.text_format import capitalised, counted
from ui.elements.bars import LATE, bar
from ui.elements.markdown import NOTHING, plain, short_names
from ui.rows.cell_format import SIDES, TextRow, day_cell, per_row, per_row_of

NOT_VERIFIED = "**not verified**"
# The columns of numbers, aligned on the right.
COUNT_COLUMNS = ("Raised", "Open", "Changed", "Unchanged", "Withdrawn", "Median working days")
RATE_COLUMNS = ("In cases", "Referrals", "Per 100")
RAISED_BY = {
    EscalationSide.POLICE.value: "the police",
    EscalationSide.CPS.value: "the CPS",
    EscalationSide.OPCC.value: "the OPCC",
}
# This many rows leave room on the first screen for the section below.
FIRST_SCREEN = 8


@per_row
def past_rows(row: Row) -> TextRow:
    """One row per joint action past its escalation point: the level it should have, since when."""
    return {
        "Ref.": row["ref"],
        "Action": plain(row["title"]),
        "Whose": plain(short_names(row["lead"])),
        "Late": _late(row),
        "Required level": str(row["rung"]),
        "Since": day_cell(row["since"]),
        "Highest so far": f"level {row['highest']}" if row["highest"] else "**none**",
    }


def ladder_count_rows(levels: Sequence[LevelCounts]) -> pl.DataFrame:
    """One row per level, the highest first, with bars of what was raised and what was not.

    All bars are on one scale. The OPCC, which seldom raises one, has a column where it did.
    """
    of_sides = [each.by_side.values() or [each.raised] for each in levels]
    longest = max(*chain(*of_sides), *(max(each.actions, each.plans or 0) for each in levels))
    return pl.DataFrame(
        [
            {
                "Level and who decides": (
                    f"**{each.level.rung}** {capitalised(each.level.police)}, {each.level.cps}"
                ),
                **_raised_cells(each, levels, longest),
                "Median working days": _median(each.days),
                "Actions not raised": bar(each.actions, longest, LATE),
                **(
                    {}
                    if each.plans is None
                    else {"Plans not raised": bar(each.plans, longest, LATE)}
                ),
            }
            for each in levels
        ]
    )


def _raised_cells(of_level: LevelCounts, levels: Sequence[LevelCounts], longest: int) -> TextRow:
    if not of_level.by_side:
        return {"Raised": bar(of_level.raised, longest)}
    return {
        f"Raised by {RAISED_BY[side]}": bar(number, longest)
        for side, number in of_level.by_side.items()
        if side != EscalationSide.OPCC or any(each.by_side[side] for each in levels)
    }


@per_row_of(pl.DataFrame.reverse)
def ladder_rows(row: Row) -> TextRow:
    """One row per level, the highest first: who is on it, and its escalation points."""
    return {
        "Police": capitalised(row["police"]),
        "Level": str(row["rung"]),
        "CPS": capitalised(row["cps"]),
        "OPCC": capitalised(row["opcc"]),
        "These roles": _verified(verified=row["verified"]),
        "Due when later than": row["grace"] or "no limit in force",
        "This length": _verified(verified=row["grace_verified"]),
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


def _late(row: Row) -> str:
    if row["due_on"] is None:
        return f"no date; no change for {counted(row['days_still'], 'day')}"
    return f"**{counted(row['working_days_late'], 'working day')}**"


def _verified(*, verified: bool | None) -> str:
    return NOTHING if verified is None else "verified" if verified else NOT_VERIFIED


def _median(days: float | None) -> str:
    return NOTHING if days is None else f"{days:,.10g}"
