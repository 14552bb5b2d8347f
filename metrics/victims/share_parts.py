"""The part of each row in each protected share and median: so few categories that most are shown.

A share read from the categories of a dimension is withheld where one of a dozen is small. Here each
share is a dimension of its own: met, the rest, and left out.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache

import polars as pl

from metrics.measures.catalogue import as_offered
from metrics.measures.measure import Family
from metrics.suppression.linked_tables import CostLevel, CountTable
from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.categorical import BETWEEN
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_definitions import MedianOf, SharedOf


class Part(StrEnum):
    """The part of a row in one share; in a median, ``MET`` is a row with a number."""

    MET = "met"
    REST = "not met"
    LEFT_OUT = "left out"
    NONE = "no part in it"


# What is left out of a share does not take the share with it.
BESIDE = (Part.LEFT_OUT.value, Part.NONE.value)
# The shares that a page about victims opens with.
HEADLINES = (
    "told_in_time",
    "not_yet_told",
    "no_record_of_telling",
    "told_as_asked",
    "preference_recorded",
    "right_explained",
    "support_end_stage_recorded",
    "support_end_reason_recorded",
    "support_end_evidenced",
    "support_ended_early",
    "support_resumed",
    "outcome_16_rate",
)
_COUNTS = {measure.code: measure.counts for measure in as_offered(Family.VICTIMS)}
SHARES = {code: counts for code, counts in _COUNTS.items() if isinstance(counts, SharedOf)}
MEDIANS = {code: counts for code, counts in _COUNTS.items() if isinstance(counts, MedianOf)}
READ_FROM: dict[str, SharedOf | MedianOf] = {**SHARES, **MEDIANS}


def parts_of(code: str) -> str:
    """The dimension that the share or median ``code`` is read from; its categories are ``Part``.

    Another meaning of a share is another dimension, so that what was stored before is not taken for
    it.
    """
    read = READ_FROM.get(code)
    meaning = read.meaning if isinstance(read, SharedOf) else 1
    return f"parts of {code}" if meaning == 1 else f"parts of {code}_{meaning}"


def codes_of(kind: str) -> list[str]:
    """The shares and medians that are read from rows of ``kind``."""
    return [code for code, read in READ_FROM.items() if read.row_set == kind]


@cache
def count_tables_of(kind: str) -> Mapping[str, CountTable]:
    """Every count table of ``kind``: those allowed, and one for each share or median."""
    listed = ALLOWED_TABLES[kind]
    return {
        **{
            name: CountTable(level=CostLevel.SHARE, minor=listed.foremost[name])
            if name in listed.foremost
            else CountTable()
            for name in listed.single
        },
        **dict.fromkeys(
            listed.crossed,
            CountTable(False, CostLevel.CROSSED, has_known_total=listed.has_known_total),
        ),
        **{
            parts_of(code): CountTable(
                level=CostLevel.HEADLINE if code in HEADLINES else CostLevel.SHARE, minor=BESIDE
            )
            for code in codes_of(kind)
        },
        **{BETWEEN.join(names): CountTable(by_area=False, ties=names) for names in listed.tied},
    }


def with_parts(rows: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Adds the columns of ``count_tables_of`` that ``rows`` lacks: parts and tied dimensions."""
    return rows.with_columns(
        *(part_in(code).alias(parts_of(code)) for code in codes_of(kind)),
        *(
            pl.concat_str(names, separator=BETWEEN).alias(BETWEEN.join(names))
            for names in ALLOWED_TABLES[kind].tied
        ),
    )


def part_in(code: str) -> pl.Expr:
    """The ``Part`` of each row in the share or median ``code``. Errors: KeyError for others."""
    read = READ_FROM[code]
    return _in_share(read) if isinstance(read, SharedOf) else _in_median(read)


def _in_share(share: SharedOf) -> pl.Expr:
    words = ROW_SETS[share.row_set].words[share.dimension]
    parts = {
        **dict.fromkeys(words, Part.NONE.value),
        **dict.fromkeys(share.excluded, Part.LEFT_OUT.value),
        **dict.fromkeys(share.denominator, Part.REST.value),
        **dict.fromkeys(share.numerator, Part.MET.value),
    }
    return pl.col(share.dimension).replace_strict(parts, return_dtype=pl.String)


def _in_median(median: MedianOf) -> pl.Expr:
    # Rows that should have a number and lack it could be derived from two counts that are shown.
    with_number = pl.when(pl.col(median.column).is_not_null()).then(pl.lit(Part.MET.value))
    of_these = with_number.otherwise(pl.lit(Part.LEFT_OUT.value))
    is_of_these = pl.col(median.dimension).is_in(median.words)
    return pl.when(is_of_these).then(of_these).otherwise(pl.lit(Part.NONE.value))
