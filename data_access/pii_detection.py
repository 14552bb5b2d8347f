"""Finds what could identify a person in a text, before the text is stored."""

import re

import polars as pl

EMAIL = "an e-mail address"
TELEPHONE = "a telephone number"
POSTCODE = "a postcode"
REFERENCE = "a crime or case reference"
# Replaces such words where they were stored all the same.
REDACTED = "[redacted]"
SIGNS = {
    # The search starts at the @: from the letters before it, one long cell would take minutes.
    EMAIL: re.compile(r"(?<=[\w.+'’-])@[\w-]+\.\w"),
    # Between the digits may be spaces, brackets, dots and every kind of dash.
    TELEPHONE: re.compile(
        r"(?<!\d)(?<!\d[.,])(?:(?:\+|00)44[\s.-]?(?:\(0\))?|\(?0(?!\.))"
        r"(?:[\s().\-‐-―]{0,2}\d){9,10}(?!\d)"
    ),
    # The last two letters are never C, I, K, M, O or V; "A1 2nd" is an ordinal and no postcode.
    POSTCODE: re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,2}\d(?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2}\b",
        re.IGNORECASE,
    ),
    # 123456/21, CR/123/21, 50-1234-21; 14DC12345, 50AB1234521; 5021001234; URN 12.
    REFERENCE: re.compile(
        r"\b(?:[A-Z]{2}/)?\d{4,7}/\d{2,4}\b"
        r"|\b(?:[A-Z]{2,3}|\d{2})([-/_])(?!(?:19|20)\d\d[-_])\d{3,7}\1\d{2}(?:\d{2})?\b"
        r"|\b\d{2}[A-Z]{2}\d{5,9}\b"
        r"|(?<![\d.,£$€/])\d{10,12}(?![\d,]|\.\d)"
        r"|\b(?:URN|CRN|OEL|(?:crime|occurrence|case|custody) (?:ref|reference|number)"
        r"|(?:crime|occurrence|custody) no)\b"
        r"\W{0,3}(?:is|no|number)?\W{0,3}(?:[A-Z]{1,3}\W?)?\d",
        re.IGNORECASE,
    ),
}
# Every text with a sign matches this, for Polars, whose patterns cannot look ahead or behind. A
# column is searched for it at once, and only its matches are searched with ``SIGNS``.
FIRST_FILTER = "|".join(
    [
        r"@[\w-]+\.\w",
        r"(?:0|44)(?:[\s().\-‐-―]{0,5}\d){9}",
        r"\p{L}\d[\p{L}\d]?[\s-]{0,2}\d\p{L}{2}",
        r"\d{3,7}[-/_]\d{2}",
        r"\d{2}\p{L}{2}\d{5}",
        r"\d{10}",
        r"(?i)(?:URN|CRN|OEL|ref|reference|no|number)\W{0,3}(?:\p{L}{2}|number)?\W{0,3}"
        r"(?:\p{L}{1,3}\W?)?\d",
    ]
)
# Written in figures, a day or a year looks like a number of a telephone or a case.
DAYS = re.compile(
    r"(?<![\d/])(?:(?:19|20)\d\d([-/])\d\d\1\d\d|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?![\d/])"
)
YEARS = re.compile(r"(?<![\d/])(?:19|20)(?P<first>\d\d)/(?:19|20)?(?P<second>\d\d)(?![\d/])")


def identifying_signs(text: str) -> list[str]:
    """What in ``text`` could identify a person, in plain words; empty for nothing."""
    without_dates = YEARS.sub(_without_financial_year, DAYS.sub(" day ", text))
    return [name for name, sign in SIGNS.items() if sign.search(without_dates)]


def signs_in(texts: pl.Series) -> dict[str, list[str]]:
    """By text, the signs of the different ``texts`` that could identify a person."""
    different = texts.drop_nulls().unique()
    suspicious = different.filter(different.str.contains(FIRST_FILTER))
    return {text: signs for text in suspicious if (signs := identifying_signs(text))}


def _without_financial_year(match: re.Match[str]) -> str:
    """2020/21 is a financial year; 2020/45 may be the number of a case."""
    is_next = int(match["second"]) == (int(match["first"]) + 1) % 100
    return " year " if is_next else match[0]
