"""Finds text that could identify a person, before it is stored."""

import re

import polars as pl

EMAIL = "an e-mail address"
TELEPHONE = "a telephone number"
POSTCODE = "a postcode"
REFERENCE = "a crime or case reference"
# Replaces such text if it was stored nevertheless.
REDACTED = "[redacted]"
SIGNS = {
    # The search starts at the @: one that started at the letters before it would take minutes on a
    # long cell.
    EMAIL: re.compile(r"(?<=[\w.+'’-])@[\w-]+\.\w"),
    # Spaces, brackets, dots and every kind of dash may be between the digits.
    TELEPHONE: re.compile(
        r"(?<!\d)(?<!\d[.,])(?:(?:\+|00)44[\s.-]?(?:\(0\))?|\(?0(?!\.))"
        r"(?:[\s().\-‐-―]{0,2}\d){9,10}(?!\d)"
    ),
    # The last two letters are never C, I, K, M, O or V; "A1 2nd" is an ordinal, not a postcode.
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
# A wider pattern for Polars, which has no look-ahead or look-behind: every text with a sign matches
# it. A column is searched for it first, and only the matches are searched with ``SIGNS``.
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
# What is not seen between letters and digits: soft hyphens, zero-width spaces, marks of direction.
NOT_SEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
# A date or a year in digits looks like a telephone or case number.
DAYS = re.compile(
    r"(?<![\d/])(?:(?:19|20)\d\d([-/])\d\d\1\d\d|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?![\d/])"
)
# The reference of a recommendation or part: its inspection, a number, a part. One that bears
# a year, such as rasso-2024/10, looks like a case number, and is known in any text.
PUBLISHED_REF = re.compile(
    r"(?!crime|case|custody|occurrence|ref|urn|crn|oel)(?P<inspection>[a-z]{3}[a-z0-9-]*)"
    r"/\d{1,3}(?:/[a-z0-9]{1,4})?"
)
REF_WITH_YEAR = re.compile(r"(?<![\w/-])[a-z]{3,}(?:-[a-z]+)*-(?:19|20)\d\d/\d{1,2}(?![\d-])")
YEARS = re.compile(r"(?<![\d/])(?:19|20)(?P<first>\d\d)/(?:19|20)?(?P<second>\d\d)(?![\d/])")


def identifying_signs(text: str) -> list[str]:
    """The kinds of identifying text in ``text``, in plain words; empty for none."""
    without_refs = REF_WITH_YEAR.sub(" ref ", NOT_SEEN.sub("", text))
    without_dates = YEARS.sub(_without_financial_year, DAYS.sub(" day ", without_refs))
    return [name for name, sign in SIGNS.items() if sign.search(without_dates)]


def is_published_ref(text: str) -> bool:
    """True for the reference of a recommendation or part of an inspection, whatever its name.

    Only to be asked of cells that hold such references: crime/12 in a text is another thing.
    """
    found = PUBLISHED_REF.fullmatch(text)
    return found is not None and not identifying_signs(found["inspection"])


def signs_in(texts: pl.Series) -> dict[str, list[str]]:
    """The signs in each of the distinct ``texts`` that could identify a person, by text."""
    different = texts.drop_nulls().unique()
    seen = different.str.replace_all(NOT_SEEN.pattern, "")
    suspicious = different.filter(seen.str.contains(FIRST_FILTER))
    return {text: signs for text in suspicious if (signs := identifying_signs(text))}


def _without_financial_year(match: re.Match[str]) -> str:
    """Replaces 2020/21, a financial year, but keeps 2020/45, which may be a case number."""
    is_next = int(match["second"]) == (int(match["first"]) + 1) % 100
    return " year " if is_next else match[0]
