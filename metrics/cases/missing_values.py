"""What rows about cases should say and do not."""

from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import NO_FURTHER_ACTION, UNSUPPORTED, AskedAs, Characteristic
from metrics.cases.case_tables import Tables

CASE = ("force", "case_key")


@dataclass(frozen=True)
class Silence:
    """Something that a row should say and does not. ``of``: the rows that should."""

    table: str
    words: str
    of: pl.Expr
    is_silent: pl.Expr


EVERY_ROW = pl.lit(value=True)
SILENCES = (
    Silence("investigation", "no area", EVERY_ROW, pl.col("area").is_null()),
    Silence(
        "investigation",
        "an outcome without its day",
        pl.col("outcome_code").is_not_null(),
        pl.col("outcome_on").is_null(),
    ),
    Silence(
        "investigation",
        "an NFA outcome without a notice",
        pl.col("outcome_code").is_in(NO_FURTHER_ACTION),
        ~pl.col("has_notice"),
    ),
    Silence(
        "investigation",
        "outcome 14 or 16 without when and why support ended",
        pl.col("outcome_code").is_in(UNSUPPORTED),
        ~pl.col("has_support_end"),
    ),
    Silence(
        "investigation",
        "none of the nine characteristics asked about, or not recorded",
        EVERY_ROW,
        pl.all_horizontal(
            pl.col(each.column).is_in([AskedAs.NOT_ASKED.value, AskedAs.NOT_RECORDED.value])
            for each in Characteristic
        ),
    ),
    Silence(
        "early_advice",
        "neither sought nor a reason",
        EVERY_ROW,
        pl.col("requested_on").is_null()
        & ~pl.col("sought").fill_null(value=False)
        & pl.col("not_sought_reason").is_null(),
    ),
    Silence("case_plan", "no target", EVERY_ROW, pl.col("first_target_on").is_null()),
    Silence(
        "notice",
        "neither told, sent nor exempt",
        EVERY_ROW,
        pl.all_horizontal(pl.col("told_on", "sent_on", "exempt_reason").is_null()),
    ),
    Silence("notice", "no wish recorded", EVERY_ROW, pl.col("asked_method").is_null()),
    Silence("referral", "no word whether accepted", EVERY_ROW, pl.col("file_accepted").is_null()),
)
SILENT = pl.Schema(
    {"table": pl.String(), "words": pl.String(), "silent": pl.Int64(), "out_of": pl.Int64()}
)


def silences(tables: Tables) -> pl.DataFrame:
    """A row a thing that rows should say and some do not, the most frequent first.

    Shape: table, words, silent, out_of. Units: rows, all forces together.
    """
    followed = {**tables, "investigation": _followed(tables)}
    rows = []
    for each in SILENCES:
        of = followed[each.table].filter(each.of)
        rows.append((each.table, each.words, of.filter(each.is_silent).height, of.height))
    found = pl.DataFrame(rows, SILENT, orient="row")
    return found.filter(pl.col("silent") > 0).sort("silent", descending=True, maintain_order=True)


def _followed(tables: Tables) -> pl.DataFrame:
    """The investigations, and whether a notice and the end of support are held of each."""
    followed = tables["investigation"]
    for name in ("notice", "support_end"):
        held = tables[name].select(CASE).unique().with_columns(pl.lit(True).alias(f"has_{name}"))
        followed = followed.join(held, on=CASE, how="left", maintain_order="left")
    return followed.with_columns(pl.col("has_notice", "has_support_end").fill_null(value=False))
