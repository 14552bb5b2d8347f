"""Rows of the edition for publication: every number in it as it may be quoted."""

import polars as pl

from metrics.cases.counts import AREA
from metrics.cases.tables import WITHHELD
from metrics.disclosure import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE
from metrics.victims.figures import TOGETHER, percentage
from metrics.wording import capitalised, day_in_words
from ui.rows.cells import Row

RULES = "Rounded to the nearest 5, small numbers withheld"
NOTHING_SENT = "nothing recorded"
NONE_TO_COUNT = "none to count"


def publication_rows(edition: pl.DataFrame) -> pl.DataFrame:
    """A row a measure and area of ``edition``, as ``metrics.publishing`` gives it, for a file.

    What is withheld bears ``[c]``, what nobody sent ``[x]``, and what a measure has not ``[z]``.
    """
    return pl.DataFrame([_row(row) for row in edition.iter_rows(named=True)])


def _row(row: Row) -> dict[str, str]:
    return {
        "Measure": row["code"],
        "Title": capitalised(row["title"]),
        "Period": row["when"] or NOT_AVAILABLE,
        "Area": row[AREA] or TOGETHER,
        "Counted": _cell(row, row["counted"]),
        "Out of": _cell(row, row["out_of"]),
        "Share": _cell(row, _share(row)),
        "Median or rate": _cell(row, _length(row)),
        "May be quoted as": _quoted(row),
        "As at": row["as_at"].isoformat(),
    }


def _cell(row: Row, number: object) -> str:
    if row["when"] is None:
        return NOT_AVAILABLE
    if row["is_withheld"]:
        return CONFIDENTIAL
    return NOT_APPLICABLE if number is None else f"{number}"


def _share(row: Row) -> str | None:
    return None if row["share"] is None else percentage(row["counted"], row["out_of"])


def _length(row: Row) -> str | None:
    number = row["per_100"] if row["median"] is None else row["median"]
    return None if number is None else f"{number}"


def _quoted(row: Row) -> str:
    """What was counted out of what, by which rules, of when and as at when, in sentences."""
    area = f", {row[AREA]}" if row[AREA] else ""
    day = day_in_words(row["as_at"])
    of_a_day = row["when"] in (None, f"on {day}")
    return " ".join(
        [
            f"{capitalised(row['title'])}{area}{_said(row)}.",
            f"Out of: {row['denominator']}.",
            f"{RULES}.",
            f"As at {day}." if of_a_day else f"{capitalised(row['when'])}, as at {day}.",
        ]
    )


def _said(row: Row) -> str:
    counted, out_of = row["counted"], row["out_of"]
    if row["when"] is None:
        return f": {NOTHING_SENT}"
    if row["is_withheld"]:
        return f", {WITHHELD}"
    if out_of == 0:
        return f": {NONE_TO_COUNT}"
    if row["median"] is not None:
        return f": {row['median']:,}, the median of about {out_of:,}"
    met = f"about {counted:,}" if counted else "none"
    if row["per_100"] is not None:
        return f": about {row['per_100']:,} for each 100, {met} for about {out_of:,}"
    return f": {met} of about {out_of:,} ({_share(row)})" if out_of else f": {met}"
