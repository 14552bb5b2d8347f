"""Values that rows of cases should have but lack."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import NO_FURTHER_ACTION, UNSUPPORTED, AskedAs, Characteristic
from metrics.cases.aggregation import count_where
from metrics.cases.case_history import CASE
from metrics.frames import Tables


@dataclass(frozen=True)
class MissingValue:
    """A value that a row should have and may lack. ``of``: the rows that should have it.

    ``stands_in``: the column that a value of these words would stand in; empty for no one column.
    """

    table: str
    words: str
    of: pl.Expr
    is_missing: pl.Expr
    stands_in: str = ""


EVERY_ROW = pl.repeat(value=True, n=pl.len())
MISSING_VALUES = (
    MissingValue(
        "investigation", "no area", EVERY_ROW, pl.col("area").is_null(), "investigation.area"
    ),
    MissingValue(
        "investigation",
        "an outcome without its day",
        pl.col("outcome_code").is_not_null(),
        pl.col("outcome_on").is_null(),
        "investigation.outcome_on",
    ),
    MissingValue(
        "investigation",
        "an NFA outcome without a notice",
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION),
        ~pl.col("has_notice"),
        "notice",
    ),
    MissingValue(
        "investigation",
        "an NFA outcome with no word whether a suspect was interviewed",
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION),
        pl.col("suspect_interviewed").is_null(),
        "investigation.suspect_interviewed",
    ),
    MissingValue(
        "investigation",
        "outcome 14 or 16 without when and why support ended",
        pl.col("outcome_code").is_in(UNSUPPORTED),
        ~pl.col("has_support_end"),
        "support_end",
    ),
    MissingValue(
        "investigation",
        "none of the nine characteristics asked about, or not recorded",
        EVERY_ROW,
        pl.all_horizontal(
            pl.col(each.column).is_in([AskedAs.NOT_ASKED.value, AskedAs.NOT_RECORDED.value])
            for each in Characteristic
        ),
    ),
    MissingValue(
        "early_advice",
        "neither sought nor a reason",
        EVERY_ROW,
        pl.col("requested_on").is_null()
        & ~pl.col("sought").fill_null(value=False)
        & pl.col("not_sought_reason").is_null(),
    ),
    MissingValue(
        "case_plan",
        "no target",
        EVERY_ROW,
        pl.col("first_target_on").is_null(),
        "case_plan.first_target_on",
    ),
    MissingValue(
        "notice",
        "neither told, sent nor exempt",
        EVERY_ROW,
        pl.all_horizontal(pl.col("told_on", "sent_on", "exempt_reason").is_null()),
        "notice.told_on|sent_on",
    ),
    MissingValue(
        "notice",
        "no wish recorded",
        EVERY_ROW,
        pl.col("asked_method").is_null(),
        "notice.asked_method",
    ),
    MissingValue(
        "referral",
        "no word whether accepted",
        EVERY_ROW,
        pl.col("file_accepted").is_null(),
        "referral.file_accepted",
    ),
)
MISSING = pl.Schema(
    {"table": pl.String(), "words": pl.String(), "silent": pl.Int64(), "out_of": pl.Int64()}
)


def missing_values(tables: Tables) -> pl.DataFrame:
    """One row per kind of value that some rows lack, the most frequent first.

    Shape: table, words, silent, out_of. Units: rows, all forces together.
    """
    frames = {name: rows.lazy() for name, rows in tables.items()}
    frames["investigation"] = _investigations(frames)
    counted = pl.collect_all(
        frames[each.table].select(
            silent=count_where(each.of & each.is_missing), out_of=count_where(each.of)
        )
        for each in MISSING_VALUES
    )
    rows = [
        (each.table, each.words, *figures.row(0))
        for each, figures in zip(MISSING_VALUES, counted, strict=True)
    ]
    counts = pl.DataFrame(rows, MISSING, orient="row")
    return counts.filter(pl.col("silent") > 0).sort("silent", descending=True, maintain_order=True)


def _investigations(tables: Mapping[str, pl.LazyFrame]) -> pl.LazyFrame:
    """The investigations, with whether each has a notice and a support end."""
    rows = tables["investigation"]
    for name in ("notice", "support_end"):
        has_one = pl.lit(value=True).alias(f"has_{name}")
        cases = tables[name].select(*CASE, has_one).unique()
        rows = rows.join(cases, on=CASE, how="left")
    has_each = pl.col("has_notice", "has_support_end").fill_null(value=False)
    return rows.with_columns(has_each)
