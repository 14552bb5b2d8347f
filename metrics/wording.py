"""How days, numbers and lists are written in a sentence."""

from collections.abc import Iterable
from datetime import date

NOBODY = "owner not stated"


def day_in_words(day: date | None, otherwise: str = "not stated") -> str:
    """16 July 2021; ``otherwise`` where there is no day."""
    return f"{day.day} {day:%B %Y}" if day else otherwise


def counted(number: int, thing: str, things: str | None = None) -> str:
    """1 part, 2 parts, 0 parts; thousands with a comma."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def listed(items: Iterable[str]) -> str:
    """a, b and c; empty where there is nothing."""
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def capitalised(text: str) -> str:
    """The same text with a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]
