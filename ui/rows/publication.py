"""Rows of the public edition: each figure with the sentence in which it may be said."""

from collections.abc import Collection, Sequence

import polars as pl

from metrics.measures.measure import Measure
from metrics.publication.edition import EditionRow
from metrics.publication.publication_text import (
    figure_text,
    named,
    quotation,
    to_bear_in_mind,
)
from metrics.victims.victim_figures import TOGETHER
from ui.elements.markdown import NOTHING, plain


def of_all_areas(rows: Sequence[EditionRow], codes: Collection[str]) -> Sequence[EditionRow]:
    """The rows of an edition of the measures of ``codes``, of all areas together."""
    return [row for row in rows if row.area is None and row.measure.code in codes]


def edition_areas(rows: Sequence[EditionRow]) -> Sequence[str]:
    """The single areas of an edition, in order of name."""
    return sorted({row.area for row in rows if row.area is not None})


def quoted_rows(some: Sequence[EditionRow], whose: str = TOGETHER) -> pl.DataFrame:
    """One row per row of an edition: its figure, its sentence, its caveat.

    ``whose``: the words for all areas.
    """
    return pl.DataFrame(
        [
            {
                "Measure": plain(f"{named(row.measure)}, {row.when}"),
                "Figure": figure_text(row).replace(" ", "\u00a0"),
                "What may be said": plain(quotation(row, whose)),
                "Bear in mind": plain(to_bear_in_mind(row.measure)) or NOTHING,
            }
            for row in some
        ]
    )


def missing_text(measures: Sequence[Measure]) -> str:
    """A sentence that names the measures without a figure; empty where there are none."""
    return f"Nothing yet of: {'; '.join(map(named, measures))}." if measures else ""
