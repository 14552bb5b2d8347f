"""Words that could lead to a person, looked for before a text is kept."""

import re

SIGNS = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+\.\w+"),
    "a telephone number": re.compile(r"(?<!\d)(?:\+44|0)(?:[ -]?\d){9,10}(?!\d)"),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE),
    "a crime or case reference": re.compile(
        r"\b(?:[A-Z]{2}/)?\d{4,7}/\d{2,4}\b|\bURN\b|\b\d{2}[A-Z]{2}\d{5,9}\b", re.IGNORECASE
    ),
}


def identifying_signs(text: str) -> list[str]:
    """What in ``text`` could identify a person, in plain words; empty where nothing was seen."""
    return [name for name, sign in SIGNS.items() if sign.search(text)]
