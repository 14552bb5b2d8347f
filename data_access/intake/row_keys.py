"""Which of several rows of one case a row is: by the number it bears, else by its day."""

import polars as pl

from data_access.intake import validation_errors
from data_access.tables import CASE

# What tells the rows of one case apart where they bear no number: the day each begins with, for
# a day that is filled in later would make another row of it.
DAYS = {
    "referral": ("referred_on",),
    "early_advice": ("requested_on", "reason_on"),
    "case_plan": ("issued_on",),
    "case_escalation": ("raised_on", "about"),
    "notice": ("decided_on", "decided_by"),
    "support_referral": ("offered_on", "service"),
    "support_end": ("ended_on",),
    "review_request": ("requested_on", "scheme"),
}
NUMBER = "Number"


def numbered(
    rows: pl.DataFrame, stored: pl.DataFrame, table: str, *, adds_days: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows, each with its number in its case, and a fault for each that cannot have one.

    A row without a number has that of the stored row of the same day; the rows of a case that is
    not stored are numbered in the order of their days. ``adds_days``: a bare row of another day
    than is stored is one more; else it is a fault, for it may correct the one that is there.
    """
    if table not in DAYS:
        return rows, validation_errors.none()
    if "number" not in rows.columns:
        rows = rows.with_columns(number=pl.lit(None, dtype=pl.Int64))
    apart = [*CASE, *(day for day in DAYS[table] if day in rows.columns)]
    is_bare = pl.col("number").is_null()
    bare, given = rows.filter(is_bare), rows.filter(~is_bare)
    placed = _placed(bare, stored, apart)
    found = [_unplaced(bare, given, stored, apart)]
    if not adds_days:
        found.append(_on_another_day(placed))
    columns = rows.columns
    return (
        pl.concat([given, _with_numbers(placed, apart).select(columns)]).sort("row"),
        validation_errors.together(found),
    )


def _placed(bare: pl.DataFrame, stored: pl.DataFrame, apart: list[str]) -> pl.DataFrame:
    """Adds the number ``there`` of a stored row of the same day, and the case's ``highest``."""
    there = stored.select(*apart, there="number").unique(apart, keep="first", maintain_order=True)
    highest = stored.group_by(CASE).agg(highest=pl.col("number").max())
    return bare.join(there, on=apart, how="left", nulls_equal=True, maintain_order="left").join(
        highest, on=CASE, how="left", maintain_order="left"
    )


def _with_numbers(placed: pl.DataFrame, apart: list[str]) -> pl.DataFrame:
    is_more = pl.col("there").is_null()
    place = is_more.cast(pl.Int64).cum_sum().over(CASE)
    return placed.sort(*apart, "row", nulls_last=True).with_columns(
        number=pl.when(is_more).then(pl.col("highest").fill_null(0) + place).otherwise("there")
    )


def _unplaced(
    bare: pl.DataFrame, given: pl.DataFrame, stored: pl.DataFrame, apart: list[str]
) -> pl.DataFrame:
    several = stored.filter(pl.struct(apart).is_duplicated())
    return validation_errors.together(
        [
            validation_errors.of_rows(
                given.filter(pl.col("number") < 1)["row"],
                NUMBER,
                "not a number of a row",
                "Numbers begin with 1.",
            ),
            validation_errors.of_rows(
                bare.join(given, on=CASE, how="semi")["row"],
                NUMBER,
                "a case numbered in part",
                "Number every row of this case, or none of them.",
            ),
            validation_errors.of_rows(
                bare.join(several, on=apart, how="semi", nulls_equal=True)["row"],
                NUMBER,
                "several rows of that day are loaded",
                "Give the number of the one that is meant.",
            ),
            validation_errors.of_rows(
                bare.filter(pl.struct(apart).is_duplicated())["row"],
                NUMBER,
                "one case twice on one day",
                "Keep one of the rows, or number them 1, 2 and so on.",
            ),
        ]
    )


def _on_another_day(placed: pl.DataFrame) -> pl.DataFrame:
    elsewhere = pl.col("there").is_null() & pl.col("highest").is_not_null()
    return validation_errors.of_rows(
        placed.filter(elsewhere)["row"],
        NUMBER,
        "another day than is loaded",
        "Give the number of the row that it corrects, or the next number if it is one more.",
    )
