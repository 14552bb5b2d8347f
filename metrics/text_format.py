"""Days, numbers and lists as text for a sentence."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import takewhile
from typing import Any

NOBODY = "owner not stated"
# Shown in place of a number where there is none: a 0 would be a number.
NO_NUMBER = "–"
# A day further away than this is told with its year: the same month may come round.
MOST_DAYS_AWAY = 300
NONE_TO_COUNT = "none to count"


def day_text(day: date | None, otherwise: str = "not stated") -> str:
    """A day as text, such as "16 July 2021"; ``otherwise`` where there is no day."""
    return f"{day.day} {day:%B %Y}" if day else otherwise


def near_day_text(day: date, seen_on: date) -> str:
    """A day as text, without its year within some ten months of ``seen_on``: "14 December"."""
    is_near = abs((day - seen_on).days) <= MOST_DAYS_AWAY
    return f"{day.day} {day:%B}" if is_near else day_text(day)


def counted(number: int, thing: str, things: str | None = None) -> str:
    """A number with its noun, such as "1 part", "2 parts" or "0 parts"; thousands have a comma."""
    return f"{number:,} {thing if number == 1 else things or f'{thing}s'}"


def is_or_are(number: int) -> str:
    """The verb after a count."""
    return "is" if number == 1 else "are"


def measured(amount: float, thing: str) -> str:
    """A length or median with its unit, without trailing zeros: "34 days", "2.5 days", "1 day"."""
    return f"{amount:,.10g} {thing if amount == 1 else f'{thing}s'}"


def exact_percentage(met: int, of: int) -> str:
    """A share in whole per cent that is never rounded to 0% or 100% unless it is exactly that."""
    words = {"0%": "under 1%", "100%": "over 99%"} if 0 < met < of else {}
    rounded = f"{met / of:.0%}"
    return words.get(rounded, rounded)


def note_and_source(entry: Mapping[str, Any]) -> str:
    """The words of an entry, then their source; empty where it gives neither.

    Such as "Training goes on. Source: Letter of the force."
    """
    note, source = entry["note"], entry["source"]
    if not source:
        return note or ""
    said = f"Source: {source.rstrip('.')}."
    return f"{note.rstrip('.')}. {said}" if note else said


def lines_in_one(text: str | None) -> str:
    """The lines of a text that are not blank, in one line with commas; empty for null."""
    return ", ".join(line.strip(" ,;") for line in (text or "").splitlines() if line.strip(" ,;"))


def listed(items: Iterable[str]) -> str:
    """The items as a list in words, such as "a, b and c"; empty for no items."""
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def nothing_yet(numbers: Mapping[str, int]) -> str:
    """A sentence that names the things of which there are none; empty where there is some of each.

    It ends a page whose sections about them are left out.
    """
    empty = listed(thing for thing, number in numbers.items() if not number)
    return f"Nothing is recorded yet of {empty}." if empty else ""


def without_shared_words(titles: Iterable[str]) -> list[str]:
    """The titles without the words, up to a comma, that all of them begin with."""
    clauses = [title.split(", ") for title in titles]
    in_turn = zip(*(each[:-1] for each in clauses), strict=False)
    shared = sum(1 for _ in takewhile(lambda words: len(set(words)) == 1, in_turn))
    return [", ".join(each[shared:]) for each in clauses]


def capitalised(text: str) -> str:
    """The text with its first letter capitalised, the rest unchanged."""
    return text[:1].upper() + text[1:]
