"""An attacker who knows which categories one case can have together.

The possible combinations are written out here, as in the domain document, and not read from the
list that protects the counts: for example, a victim not told was not told as asked.
"""

from collections.abc import Container, Mapping
from itertools import product
from typing import NamedTuple

import numpy as np
import polars as pl

from tests.oracles_quarters import AND, ROOM, Cell, count, reach, said_of, sums

TOLD_IN_LIMIT = ("told in time", "told, limit not passed")
UNTOLD = ("not yet told", "no record of telling", "still to be told, limit not passed")
POST, EXEMPT, NO_LIMIT = "sent by post, not known to be told", "exempt", "no limit in force"
AS_ASKED = (
    "as asked",
    "otherwise",
    "way of telling not recorded",
    "no preference",
    "asked afterwards",
    "asked, day not known",
    "not recorded",
)
BANDS = ("up to 5", "6-10", "11-20", "over 20")
LATE = tuple(f"{band} working days late" for band in BANDS)
ANSWERS = ("yes", "no", "not recorded")
YES_OR_NO = ("yes", "no")
NOT_TOLD = "not told"
SMALL = range(1, 5)
ACCEPTED, OFFERED = "offered and accepted", "offered, not known to be accepted"
NO_OFFER = "no offer recorded"
SERVICES = ("sarc", "isva")
REVIEWS = (
    "no review asked for",
    "review asked for, not decided",
    "original decision stands",
    "overturned",
    "outside the scheme",
    "reviewed, result not recorded",
)


def _each(of):
    """Every pair allowed by a mapping from words to those they go with."""
    return [(word, other) for word, others in of.items() for other in others]


# A victim who was reached is never "not told"; one who was not is never "not recorded".
REACHED = {
    **dict.fromkeys((*TOLD_IN_LIMIT, "told late", POST), ANSWERS),
    "no record of telling": (NOT_TOLD,),
    **dict.fromkeys(("not yet told", UNTOLD[2]), ("yes", "no", NOT_TOLD)),
    EXEMPT: (EXEMPT,),
    NO_LIMIT: (*ANSWERS, NOT_TOLD),
}
WAYS = ("face to face", "video", "telephone", "letter by hand", "letter by post", "e-mail")
ROLES = ("SOLO", "OIC", "DI", "ISVA", "other")


def _by_told(words):
    """A way or role may stand with a victim not known to be told, but not where nothing does."""
    return {
        **dict.fromkeys((*TOLD_IN_LIMIT, "told late", POST), (*words, "not recorded")),
        "no record of telling": (NOT_TOLD,),
        **dict.fromkeys(("not yet told", UNTOLD[2]), (*words, NOT_TOLD)),
        EXEMPT: (EXEMPT,),
        NO_LIMIT: (*words, "not recorded", NOT_TOLD),
    }


AS_ASKED_BY_WAY = {
    **dict.fromkeys(("as asked", "otherwise"), WAYS),
    "way of telling not recorded": ("not recorded",),
    **dict.fromkeys(AS_ASKED[3:], (*WAYS, "not recorded")),
    NOT_TOLD: (*WAYS, "not recorded", NOT_TOLD),
    EXEMPT: (EXEMPT,),
}
# The combinations of categories that one case can have, by dimensions.
Possible = Mapping[tuple[str, ...], list[tuple[str, ...]]]
DECISIONS: Possible = {
    ("told", "as_asked"): _each(
        {
            **dict.fromkeys((*TOLD_IN_LIMIT, "told late"), AS_ASKED),
            **dict.fromkeys((*UNTOLD, POST), (NOT_TOLD,)),
            EXEMPT: (EXEMPT,),
            NO_LIMIT: (*AS_ASKED, NOT_TOLD),
        }
    ),
    ("told", "method"): _each(_by_told(WAYS)),
    ("told", "told_by"): _each(_by_told(ROLES)),
    ("as_asked", "method"): _each(AS_ASKED_BY_WAY),
    ("told", "lateness"): _each(
        {
            **dict.fromkeys(TOLD_IN_LIMIT, ("within the limit",)),
            "told late": LATE,
            **dict.fromkeys((*UNTOLD, POST), (NOT_TOLD,)),
            EXEMPT: (EXEMPT,),
            NO_LIMIT: (NO_LIMIT, NOT_TOLD),
        }
    ),
    # Where nothing is recorded of telling, no offer with it is.
    ("told", "isva_offered"): _each(
        {
            **dict.fromkeys(
                (*TOLD_IN_LIMIT, *UNTOLD, "told late", POST, EXEMPT, NO_LIMIT), ANSWERS
            ),
            "no record of telling": ("not recorded",),
        }
    ),
    ("told", "isva_present"): _each(REACHED),
    ("told", "right_explained"): _each(REACHED),
    ("isva_present", "right_explained"): [
        pair
        for pair in product((*ANSWERS, NOT_TOLD), repeat=2)
        if set(pair) != {NOT_TOLD, "not recorded"}
    ]
    + [
        (EXEMPT, EXEMPT),
    ],
}


# Nobody accepts a service that was not offered; accepting one counts as accepting any.
OFFERS = _each(
    {
        ACCEPTED: (ACCEPTED, OFFERED, NO_OFFER),
        OFFERED: (OFFERED, NO_OFFER),
        NO_OFFER: (NO_OFFER,),
    }
)


def _of_scheme(scheme, ended, qualifying, word):
    """A victim whose support had ended is outside the police scheme, whatever else is known.

    So is one of a decision with no suspect recorded as interviewed.
    """
    if scheme == "police" and ended == "yes":
        said = "support had ended"
    elif scheme == "police" and qualifying == "no":
        said = "no suspect recorded as identified and interviewed"
    else:
        said = word
    return scheme, ended, qualifying, word, f"{scheme}; {said}"


POSSIBLE: Mapping[str, Possible] = {
    "decisions": DECISIONS,
    "reports": {("any_service", service): OFFERS for service in SERVICES},
    "review_steps": {
        ("scheme", "support_ended", "qualifying", name, f"qualifying_and_{name}"): [
            _of_scheme(*words) for words in product(("police", "cps"), ANSWERS, YES_OR_NO, said)
        ]
        for name, said in (("told_of_right", ANSWERS), ("review", REVIEWS))
    },
}


class Facts(NamedTuple):
    """All counts, the shown values, and the sums between them."""

    counts: dict[Cell, int]
    known: dict[Cell, tuple[int, bool]]
    tied: list[tuple[Cell, list[Cell]]]


def narrowed(protected: pl.DataFrame, rows: pl.DataFrame, possible: Possible) -> list[Cell]:
    """The withheld counts of a quarter that have fewer than four possible values."""
    facts = _facts(protected, rows, possible)
    return _narrow(facts, set(facts.known))


def followed(protected: pl.DataFrame, rows: pl.DataFrame, possible: Possible) -> list[Cell]:
    """The counts of 1 to 4 of combined categories that can be derived from others.

    Nobody is shown them, and yet they must have four possible values.
    """
    facts = _facts(protected, rows, possible)
    combined = [_both(pair, words) for pair, together in possible.items() for words in together]
    return _narrow(facts, {cell for cell in combined if facts.counts[cell] in SMALL})


def _facts(protected: pl.DataFrame, rows: pl.DataFrame, possible: Possible) -> Facts:
    known, shown = said_of(protected), protected["dimension"].unique().sort().to_list()
    nowhere = rows.with_columns(area=pl.lit("anywhere"))
    counts = count(nowhere, shown)
    tied = [*sums(counts, nowhere, shown)]
    for pair, together in possible.items():
        crossed = _crossed(rows, pair)
        assert crossed.keys() <= {*together}, f"{pair} go together otherwise than is written here"
        counts |= {_both(pair, words): crossed.get(words, 0) for words in together}
        for total, parts in _words_of(pair, together):
            counts[total] = sum(counts[part] for part in parts)
            if total[0] in shown:
                # A word that nobody bears is known to be borne by nobody.
                known.setdefault(total, (0, False))
            tied.append((total, parts))
    return Facts(counts, known, tied)


def _crossed(rows, pair):
    """The number of cases for each combination of categories of the dimensions."""
    return {tuple(words): number for *words, number in rows.group_by(pair).len().rows()}


def _both(pair, words) -> Cell:
    return AND.join(pair), None, AND.join(words)


def _words_of(pair, possible):
    """Each category of either dimension, with the combinations that add up to it."""
    for place, name in enumerate(pair):
        for word in sorted({words[place] for words in possible}):
            with_it = [words for words in possible if words[place] == word]
            yield (name, None, word), [_both(pair, words) for words in with_it]


def _narrow(facts: Facts, asked: Container[Cell]) -> list[Cell]:
    counts, known, tied = facts
    places = {cell: at for at, cell in enumerate(counts)}
    hidden = np.array([known.get(cell, (0, True))[1] for cell in counts])
    wanted = hidden & np.array([cell in asked for cell in counts])
    lines = [
        [(places[total], -1), *((places[part], 1) for part in parts if part in places)]
        for total, parts in tied
        if total in places
    ]
    narrow = wanted & (reach(np.array([*counts.values()], float), hidden, lines, wanted) < ROOM)
    return [cell for cell, at in places.items() if narrow[at]]
