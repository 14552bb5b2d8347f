"""Ages in the words of a question: "over 28 days", "up to 56 days old"."""

from collections.abc import Sequence
from typing import NamedTuple

from metrics.cases.case_plans import AGE_BANDS, BAND_ENDS
from metrics.text_format import listed

# By the words before a number of days: the distance from it to the last day of a band, and
# whether the bands after it are meant.
BOUNDS: dict[tuple[str, ...], tuple[int, bool]] = {
    ("over",): (0, True),
    ("above",): (0, True),
    ("more", "than"): (0, True),
    ("older", "than"): (0, True),
    ("longer", "than"): (0, True),
    ("at", "least"): (-1, True),
    ("up", "to"): (0, False),
    ("at", "most"): (0, False),
    ("under",): (-1, False),
    ("below",): (-1, False),
    ("less", "than"): (-1, False),
    ("younger", "than"): (-1, False),
}
LONGEST_NUMBER = 4


class Age(NamedTuple):
    """The ages that are meant, and the number of words that say it.

    ``note``: which bands they are, where they are several. ``why_not``: why it cannot be chosen;
    empty where it can.
    """

    length: int
    note: str = ""
    why_not: str = ""


def read_age(words: Sequence[str]) -> Age | None:
    """The age that begins with the first of ``words``; null where none does.

    Ages can be chosen that are the bound of a band in which open plans are counted.
    """
    for bound, (shift, is_after) in BOUNDS.items():
        at = len(bound)
        number, unit = [*words[at : at + 2], "", ""][:2]
        is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
        if tuple(words[:at]) != bound or not is_number or unit not in {"day", "days"}:
            continue
        length = at + (3 if words[at + 2 : at + 3] == ["old"] else 2)
        end = int(number) + shift
        if end not in BAND_ENDS:
            return Age(length, why_not=WHY_NOT)
        place = BAND_ENDS.index(end) + 1
        bands = AGE_BANDS[place:] if is_after else AGE_BANDS[:place]
        said = " ".join(words[:length])
        are = "is the row" if len(bands) == 1 else "is the sum of the rows"
        return Age(length, f"“{said}” {are} {listed([f'“{each}”' for each in bands])}")
    return None


WHY_NOT = f"is not where an age ends that plans are counted by: {listed(AGE_BANDS)}"
