"""Detects columns that look like names, dates of birth, addresses or free text.

``texts`` has one row per distinct text of a column: text, and count, the number of its cells.
"""

from functools import cache
from pathlib import Path

import polars as pl

# Shares of the filled cells of a column.
MOST = 0.5
MANY_FORENAMES = 0.3
# Fewer distinct texts are names of teams or places, unless hardly any is repeated.
MANY_TEXTS = 10
# The number of cells of free text that is "more than a few".
A_FEW = 3
LONG_TEXT = 60
LONG_TEXT_WORDS = 8
# Units: words.
LONGEST_NAME = 4
# Most people in a column are at least ten years old when their case is reported.
YEARS_BEFORE = 10
BORN_BEFORE = 2015
TURN_OF_CENTURY = 30

WORD = r"\p{Lu}[\p{L}'’]+(?:-[\p{L}'’]+)*"
# Smith, Jane; SMITH Jane; Jane A. Smith; DC O’Brien.
NAME = rf"^{WORD}(?:(?:,\s?|\s+)(?:{WORD}|\p{{Lu}}\.?)){{1,3}}$|^\p{{Lu}}\.?\s+{WORD}$"
LETTERS_ONLY = r"^[\p{L}'’.,\s-]+$"
CAPITALISED_WORD = rf"^{WORD}$"
STREET = (
    r"(?:^|\s|,)\d+[A-Za-z]?,?(?:\s+[\p{L}'’.-]+){1,3}\s+(?:"
    r"(?i:street|road|avenue|lane|crescent|terrace|gardens|grove|mews)"
    r"|St|ST|Rd|RD|Ave|AVE|Close|CLOSE|Drive|DRIVE|Way|WAY|Hill|HILL)\b"
    r"|(?i:^|\s)(?i:flat)\s+\d+"
)
FULL_YEAR = (
    r"^(?:\d{1,2}[-/. ]\w{1,9}[-/., ]{1,2})?((?:19|20)\d\d)(?:[-/.]\d{1,2}[-/.]\d{1,2})?(?:[T ]|$)"
)
SHORT_YEAR = r"^\d{1,2}[-/. ]\w{1,9}[-/. ](\d\d)(?:[T ]|$)"


def count_texts(cells: pl.Series) -> pl.DataFrame:
    """The distinct texts of a column, without blanks: text, count."""
    texts = cells.str.strip_chars().alias("text").to_frame().drop_nulls()
    return texts.filter(pl.col("text").str.contains(r"\w")).group_by("text").agg(count=pl.len())


def are_names(texts: pl.DataFrame) -> bool:
    """True if most cells look like a person's name, or many contain a forename."""
    named = texts.filter(pl.col("text").str.contains(NAME))
    return are_forenames(texts) or (_share(named, texts) > MOST and _vary(named))


def are_forenames(texts: pl.DataFrame) -> bool:
    """True if many cells are a few words, one of them a common forename."""
    return _share(with_forename(texts), texts) > MANY_FORENAMES


def with_forename(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts of a few words, one of them a common forename: text, count."""
    words = pl.col("text").str.to_lowercase().str.extract_all(r"\p{L}+")
    return texts.filter(
        pl.col("text").str.contains(LETTERS_ONLY),
        words.list.len() <= LONGEST_NAME,
        words.list.eval(pl.element().is_in(_forenames())).list.any(),
    )


def are_single_names(texts: pl.DataFrame) -> bool:
    """True if most cells are one capitalised word and hardly any is repeated, as surnames are."""
    words = texts.filter(pl.col("text").str.contains(CAPITALISED_WORD))
    return (
        _share(words, texts) > MOST
        and words.height >= MANY_TEXTS
        and words.height > MOST * _cells(words)
    )


def hold_no_digit(texts: pl.DataFrame) -> bool:
    """True if most cells have no digit, as no force's references do."""
    return _share(texts.filter(pl.col("text").str.contains(LETTERS_ONLY)), texts) > MOST


def are_births(texts: pl.DataFrame, newest_year: int | None) -> bool:
    """True if most cells are days or years long before ``newest_year``."""
    years = years_of(texts)
    before = max(BORN_BEFORE, (newest_year or 0) - YEARS_BEFORE)
    return _share(years.filter(pl.col("year") < before), texts) > MOST


def years_of(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts that are a date or a year: text, count, year."""
    short = pl.col("text").str.extract(SHORT_YEAR).cast(pl.Int32)
    century = pl.when(short < TURN_OF_CENTURY).then(2000).otherwise(1900)
    full = pl.col("text").str.extract(FULL_YEAR).cast(pl.Int32)
    return texts.with_columns(year=pl.coalesce(full, short + century)).drop_nulls("year")


def are_free_text(texts: pl.DataFrame, *, at_least: int = 1) -> bool:
    """True if most cells, or more than a few, are long, with ``at_least`` distinct texts."""
    text = pl.col("text")
    long = texts.filter(
        (text.str.len_chars() > LONG_TEXT) | (text.str.count_matches(r"\S+") > LONG_TEXT_WORDS)
    )
    more_than_a_few = _cells(long) > A_FEW or _share(long, texts) > MOST
    return more_than_a_few and long.height >= at_least


def addresses_in(texts: pl.DataFrame) -> pl.Series:
    """The texts that look like a street with a number, or a flat."""
    return texts.filter(pl.col("text").str.contains(STREET))["text"]


def _vary(named: pl.DataFrame) -> bool:
    return named.height >= MANY_TEXTS or (named.height > 1 and named.height > MOST * _cells(named))


def _share(some: pl.DataFrame, texts: pl.DataFrame) -> float:
    return _cells(some) / _cells(texts) if texts.height else 0.0


def _cells(texts: pl.DataFrame) -> int:
    return int(texts["count"].sum())


@cache
def _forenames() -> list[str]:
    lines = pl.read_csv(Path(__file__).with_name("forenames.csv"), infer_schema=False)["forenames"]
    return [name for line in lines for name in line.split()]
