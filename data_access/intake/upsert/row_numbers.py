"""Numbers the rows of a case, as in the file or else by the day of each row."""

from collections.abc import Iterator

import polars as pl

from data_access.intake.validation.errors import concat_errors, errors_frame, row_errors
from data_access.tables import CASE

# The columns that identify a row without a number within its case. They have only its first day,
# because a day that is filled in later would make it another row.
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


def assign_numbers(
    rows: pl.DataFrame, stored: pl.DataFrame, table: str, *, adds_days: bool
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows with their numbers within cases, and an error for each that cannot get one.

    A row without a number gets that of the stored row on its day; the rows of a new case are
    numbered by day. ``adds_days``: a row without a number on a day that is not stored is a further
    row; otherwise it is an error, because it may be a correction of a stored one.
    """
    if table not in DAYS:
        return rows, errors_frame()
    if "number" not in rows.columns:
        rows = rows.with_columns(number=pl.lit(None, dtype=pl.Int64))
    identity = [*CASE, *(day for day in DAYS[table] if day in rows.columns)]
    has_number = pl.col("number").is_not_null()
    numbered, bare = rows.filter(has_number), rows.filter(~has_number)
    matched = _match_stored(bare, stored, identity)
    errors = [*_ambiguous_rows(bare, numbered, stored, identity)]
    if not adds_days:
        errors.append(_on_another_day(matched))
    newly_numbered = _with_numbers(matched, identity).select(rows.columns)
    return pl.concat([numbered, newly_numbered]).sort("row"), concat_errors(errors)


def _match_stored(bare: pl.DataFrame, stored: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    """Adds ``stored_number``, of the stored row on the same day, and the case's ``highest``."""
    same_day = stored.select(*identity, stored_number="number").unique(
        identity, keep="first", maintain_order=True
    )
    highest = stored.group_by(CASE).agg(highest=pl.col("number").max())
    return bare.join(
        same_day, on=identity, how="left", nulls_equal=True, maintain_order="left"
    ).join(highest, on=CASE, how="left", maintain_order="left")


def _with_numbers(matched: pl.DataFrame, identity: list[str]) -> pl.DataFrame:
    is_further = pl.col("stored_number").is_null()
    position = is_further.cast(pl.Int64).cum_sum().over(CASE)
    return matched.sort(*identity, "row", nulls_last=True).with_columns(
        number=pl.when(is_further)
        .then(pl.col("highest").fill_null(0) + position)
        .otherwise("stored_number")
    )


def _ambiguous_rows(
    bare: pl.DataFrame, numbered: pl.DataFrame, stored: pl.DataFrame, identity: list[str]
) -> Iterator[pl.DataFrame]:
    several = stored.filter(pl.struct(identity).is_duplicated())
    yield row_errors(
        numbered.filter(pl.col("number") < 1)["row"],
        NUMBER,
        "not a number of a row",
        "Numbers begin with 1.",
    )
    yield row_errors(
        bare.join(numbered, on=CASE, how="semi")["row"],
        NUMBER,
        "a case numbered in part",
        "Number every row of this case, or none of them.",
    )
    yield row_errors(
        bare.join(several, on=identity, how="semi", nulls_equal=True)["row"],
        NUMBER,
        "several rows of that day are loaded",
        "Give the number of the one that is meant.",
    )
    yield row_errors(
        bare.filter(pl.struct(identity).is_duplicated())["row"],
        NUMBER,
        "one case twice on one day",
        "Keep one of the rows, or number them 1, 2 and so on.",
    )


def _on_another_day(matched: pl.DataFrame) -> pl.DataFrame:
    is_elsewhere = pl.col("stored_number").is_null() & pl.col("highest").is_not_null()
    return row_errors(
        matched.filter(is_elsewhere)["row"],
        NUMBER,
        "another day than is loaded",
        "Give the number of the row that it corrects, or the next number if it is one more.",
    )
