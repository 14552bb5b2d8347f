"""Words that could lead to a person, looked for before a text is kept."""

import re

# What stands where such words were taken out after all.
REDACTED = "[redacted]"
SIGNS = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a telephone number": re.compile(
        r"(?<!\d)(?:(?:\+|00)44[\s-]?(?:\(0\))?|\(?0)(?:[\s()–-]{0,2}\d){9,10}(?!\d)"
    ),
    # The last two letters are never C, I, K, M, O or V; "A1 2nd" is an ordinal and no postcode.
    "a postcode": re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,2}\d(?!(?-i:st|nd|rd|th)\b)[ABD-HJLNP-UW-Z]{2}\b",
        re.IGNORECASE,
    ),
    "a crime or case reference": re.compile(
        r"\b(?:[A-Z]{2}/)?\d{4,7}/\d{2,4}\b|\b\d{2}[A-Z]{2}\d{5,9}\b"
        r"|\bURN\b\W{0,3}(?:is|no|number)?\W{0,3}\d",
        re.IGNORECASE,
    ),
}
# Written in figures, a day or a year looks like a number of a telephone or a case.
DAYS = re.compile(
    r"(?<![\d/])(?:(?:19|20)\d\d([-/])\d\d\1\d\d|\d{1,2}([-/.])\d{1,2}\2(?:19|20)\d\d)(?![\d/])"
)
YEARS = re.compile(r"(?<![\d/])(?:19|20)(?P<first>\d\d)/(?:19|20)?(?P<second>\d\d)(?![\d/])")


def identifying_signs(text: str) -> list[str]:
    """What in ``text`` could identify a person, in plain words; empty where nothing was seen."""
    looked_at = YEARS.sub(_nothing_for_a_year, DAYS.sub(" day ", text))
    return [name for name, sign in SIGNS.items() if sign.search(looked_at)]


def _nothing_for_a_year(found: re.Match[str]) -> str:
    """2020/21 is a financial year; 2020/45 may be the number of a case."""
    follows = int(found["second"]) == (int(found["first"]) + 1) % 100
    return " year " if follows else found[0]
