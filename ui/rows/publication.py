"""Rows of the public edition, with every number as it may be quoted."""

from collections.abc import Collection, Sequence

import polars as pl

from metrics.cases.aggregation import AREA
from metrics.disclosure import CONFIDENTIAL, NOT_APPLICABLE, NOT_AVAILABLE
from metrics.frames import Row
from metrics.publication.publication_text import (
    figure_text,
    is_quotable,
    named,
    period_and_day,
    quotation,
    rounding_text,
    to_bear_in_mind,
)
from metrics.text_format import capitalised
from metrics.victims.victim_figures import TOGETHER, percentage
from ui.elements.markdown import NOTHING, plain
from ui.measure_pages import pages_of_measures

NUMBER_COLUMNS = ("Counted", "Out of", "Share", "Median or rate")


def publication_rows(edition: pl.DataFrame, whose: str = TOGETHER) -> pl.DataFrame:
    """One row per measure and area of ``edition`` (from ``metrics.publication``), for a file.

    ``whose``: the words for all areas. Marks: ``[c]`` for withheld, ``[x]`` for not sent, ``[z]``
    for not applicable.
    """
    return pl.DataFrame([_row(row, whose) for row in edition.iter_rows(named=True)])


def of_all_areas(edition: pl.DataFrame, codes: Collection[str]) -> pl.DataFrame:
    """The rows of an edition of the measures of ``codes``, of all areas together."""
    return edition.filter(pl.col("code").is_in(list(codes)), pl.col(AREA).is_null())


def of_area(edition: pl.DataFrame, area: str) -> pl.DataFrame:
    """The rows of an edition of one area."""
    return edition.filter(pl.col(AREA) == area)


def quotable_rows(some: pl.DataFrame, whose: str = TOGETHER) -> pl.DataFrame:
    """One row for each of some rows of an edition that has a figure to quote."""
    return quoted_rows(some, whose, [is_quotable(row) for row in some.iter_rows(named=True)])


def not_quoted_names(some: pl.DataFrame) -> dict[str, list[str]]:
    """The measures of some rows of an edition with no figure to quote, each once for a reason.

    They are under the words for why, with the periods and days that they have none of.
    """
    periods: dict[tuple[str, str], list[str]] = {}
    for row in some.iter_rows(named=True):
        if not is_quotable(row):
            periods.setdefault((figure_text(row), named(row)), []).append(period_and_day(row))
    names: dict[str, list[str]] = {}
    for (reason, name), of in periods.items():
        names.setdefault(f"{capitalised(reason)}: {'; '.join(of)}", []).append(plain(name))
    return names


def all_exact(edition: pl.DataFrame, codes: Collection[str]) -> bool:
    """Whether every figure of ``codes`` that may be quoted is exact, and there is one."""
    figures = edition.filter(pl.col("code").is_in(list(codes)), pl.col("when").is_not_null())
    return not figures.is_empty() and bool(figures["is_exact"].all())


def edition_areas(edition: pl.DataFrame) -> list[str]:
    """The single areas of an edition, in order of name."""
    return edition[AREA].drop_nulls().unique().sort().to_list()


def quoted_rows(
    edition: pl.DataFrame, whose: str, is_listed: Sequence[bool] | None = None
) -> pl.DataFrame:
    """The words to quote and their caveat: a row for each of ``edition``, or of ``is_listed``."""
    listed = (
        edition if is_listed is None else edition.filter(pl.Series(is_listed, dtype=pl.Boolean))
    )
    return pl.DataFrame(
        [
            {
                "Measure": plain(_set_apart(row, edition)),
                "Figure": figure_text(row).replace(" ", "\u00a0"),
                "What may be said": plain(quotation(row, whose)),
                "Bear in mind": plain(to_bear_in_mind(row)) or NOTHING,
            }
            for row in listed.iter_rows(named=True)
        ]
    )


def _set_apart(row: Row, edition: pl.DataFrame) -> str:
    """The name of a measure, with the period where it stands for several of them."""
    alike = edition.filter(pl.col("code") == row["code"])
    return f"{named(row)}, {row['when']}" if row["when"] and alike.height > 1 else named(row)


def _row(row: Row, whose: str) -> Row:
    [place] = pages_of_measures([row["code"]])
    return {
        "Page": place.title,
        "Measure": row["code"],
        "Title": named(row),
        "Period": row["when"] or NOT_AVAILABLE,
        "Area": row[AREA] or TOGETHER,
        "Counted": _cell(row, row["counted"]),
        "Out of": _cell(row, row["out_of"]),
        "Share": _cell(row, _share(row)),
        "Median or rate": _cell(row, _length(row)),
        "Counts are": rounding_text(row),
        "May be quoted as": quotation(row, whose),
        "Bear in mind": to_bear_in_mind(row),
        "As at": row["as_at"],
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
