"""Rows of the public edition: each figure with the sentence in which it may be said."""

from collections.abc import Collection, Sequence

import polars as pl

from metrics.measures.measure import Measure, MeasureKind
from metrics.publication.edition import EditionRow
from metrics.publication.publication_text import (
    figure_text,
    named,
    per_100_text,
    percentage_text,
    quotation,
    to_bear_in_mind,
)
from metrics.releases.people import Median, Share
from metrics.victims.victim_figures import FEW, TOGETHER
from ui.elements.markdown import NOTHING, plain
from ui.measure_pages import pages_of_measures
from ui.rows.victims import IN_FILES

NUMBER_COLUMNS = ("Counted", "Out of", "Share", "Median or rate")
# The mark in a file of a number that there is not.
NOT_APPLICABLE = "[z]"
MARKS = (
    (IN_FILES[FEW], f"{FEW.capitalize()}, none included."),
    (NOT_APPLICABLE, "There is no such figure."),
)


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


def publication_rows(rows: Sequence[EditionRow], whose: str = TOGETHER) -> pl.DataFrame:
    """One row per row of an edition, for a file, with its marks in cells."""
    return pl.DataFrame([_row(row, whose) for row in rows])


def missing_text(measures: Sequence[Measure]) -> str:
    """A sentence that names the measures without a figure; empty where there are none."""
    return f"Nothing yet of: {'; '.join(map(named, measures))}." if measures else ""


def _row(row: EditionRow, whose: str) -> dict[str, object]:
    [place] = pages_of_measures([row.measure.code])
    return {
        "Page": place.title,
        "Measure": row.measure.code,
        "Title": named(row.measure),
        "Period": row.when,
        "Area": row.area or TOGETHER,
        **dict(zip(NUMBER_COLUMNS, _cells(row), strict=True)),
        "Counts are": "rounded" if row.measure.protected else "exact",
        "May be quoted as": quotation(row, whose),
        "Bear in mind": to_bear_in_mind(row.measure),
        "As at": row.as_at,
    }


def _cells(row: EditionRow) -> Sequence[str]:
    """The cells of ``NUMBER_COLUMNS``."""
    none = NOT_APPLICABLE
    match row.number:
        case Share(met, of) as of_release:
            value = none if of_release.value is None else f"{of_release.value:.0%}"
            return _count(met), _count(of), value, none
        case Median(value, of):
            return none, _count(of), none, f"{value}"
        case count if count.median is not None:
            return none, f"{count.of}", none, f"{count.median:.10g}"
        case count:
            is_rate = row.measure.kind == MeasureKind.RATE
            share, rate = ("", per_100_text(count)) if is_rate else (percentage_text(count), "")
            total = none if count.of is None else f"{count.of}"
            return f"{count.met}", total, share or none, rate or none


def _count(number: int | None) -> str:
    return IN_FILES[FEW] if number is None else f"{number}"
