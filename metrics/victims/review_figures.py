"""The Victims' Right to Review as steps, each scheme by itself, and what can be said of it."""

from collections.abc import Iterable
from typing import NamedTuple

from data_access.vocabulary import Side
from metrics.cases.counts import YES
from metrics.victims.dimensions import ANSWERS, BETWEEN
from metrics.victims.figures import WITHHELD, months_in_words, number_in_words, share_in_words
from metrics.victims.right_to_review import POLICE_SUPPORT_ENDED, REQUESTED, Review
from metrics.victims.work import Share, VictimWork, total
from metrics.wording import capitalised, counted

SCHEMES = {Side.POLICE: "police scheme", Side.CPS: "CPS scheme"}
# What a scheme is measured by, in the order of its steps, and how it reads at the head of a column.
HEADINGS = {
    "review_right_told": "Told of the right",
    "review_take_up": "Asked",
    "review_acknowledged": "Acknowledged in time",
    "review_decided": "Decided in time",
    "review_stands": "Stands",
    "review_overturned": "Overturned",
}
DECIDED = (Review.STANDS, Review.OVERTURNED, Review.OUT_OF_SCHEME, Review.UNKNOWN)
WHY = (
    "Few victims ask for a review, so most numbers of a quarter are small. Where one is withheld, "
    "so is what it could be worked out from, and the sum of all quarters with it. A nought is "
    "always shown. Both schemes are counted of all areas together."
)
WHEN = (
    "A decision is counted in the quarter in which the time to ask for a review ended; a request, "
    "in that in which the time to acknowledge and to decide it ended. Each is counted once: a "
    "review decided after that count stays undecided in it, and its result is in no quarter."
)


class Step(NamedTuple):
    """How many came to a step, and the share of those who could, where there is one.

    ``is_main``: it follows on the one before; others stand beside. Nulls: a number is withheld.
    """

    said: str
    number: int | None
    share: Share | None = None
    is_main: bool = True


def headings_of(side: Side) -> dict[str, str]:
    """The measures of the scheme of ``side`` by their codes, as they read above a column."""
    return {f"{code}_{side}": heading for code, heading in HEADINGS.items()}


def steps_of(work: VictimWork, side: Side) -> list[Step]:
    """The steps of the scheme of ``side``: told, told of the right, asked, decided, result.

    ``work`` is of all areas: schemes are counted by none.
    """
    told = _numbers(work, "review_steps", "scheme_and_told_of_right", side, ANSWERS)
    review = _numbers(work, "review_steps", "scheme_and_review", side, Review)
    steps = [
        Step("Told of the decision, and the time to ask is over", total(told.values())),
        Step("Told of the right to review", told[YES], work.share(f"review_right_told_{side}")),
        Step(
            "Asked for a review",
            total(review[word] for word in REQUESTED),
            work.share(f"review_take_up_{side}"),
        ),
        Step("Decided", total(review[word] for word in DECIDED)),
        Step("Original decision stands", review[Review.STANDS], is_main=False),
        Step("Overturned", review[Review.OVERTURNED], is_main=False),
    ]
    return steps + _beside(work, side)


def scheme_in_words(work: VictimWork, side: Side) -> str:
    """How many were told of the right and asked, and with what result, of a scheme; Markdown."""
    right, share = (work.share(f"review_{name}_{side}") for name in ("right_told", "take_up"))
    review = _numbers(work, "review_steps", "scheme_and_review", side, Review)
    asked = total(review[word] for word in REQUESTED)
    said = f"{capitalised(SCHEMES[side])}: told of the right to review **{_shown(right)}**"
    if asked == 0:
        return f"{said}; **nobody** asked for one."
    results = (Review.STANDS, Review.OVERTURNED)
    stands, overturned = (number_in_words(review[word]) for word in results)
    how_many = number_in_words(asked) if share.is_withheld else share_in_words(share)
    return (
        f"{said}, asked for a review **{how_many}**; original decision stands **{stands}**, "
        f"overturned **{overturned}**."
    )


def may_be_said(work: VictimWork, side: Side) -> str:
    """How many of the measures of a scheme can be shown of the quarters chosen, and in how many."""
    codes = headings_of(side)
    shown = [heading for code, heading in codes.items() if not work.share(code).is_withheld]
    each = [
        f"{heading.lower()} in {_quarters_shown(work, code)}" for code, heading in codes.items()
    ]
    of = len(codes)
    return (
        f"Of {months_in_words(work.chosen)}, {len(shown)} of the {of} shares of the "
        f"{SCHEMES[side]} can be shown. Of the {counted(len(work.quarters), 'quarter')} counted, "
        f"one by one: {', '.join(each)}."
    )


def explained_in_words(work: VictimWork) -> str:
    """What can be said of both schemes' decisions: whether the right was explained on telling."""
    share = work.share("right_explained")
    left_out = (
        f"; of {share.left_out:,} it is not recorded, or they were not told"
        if share.left_out
        else ""
    )
    return (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        f"of the police or the CPS: **{share_in_words(share)}**{left_out}."
    )


def _numbers(
    work: VictimWork, kind: str, dimension: str, side: Side, words: Iterable[str]
) -> dict[str, int | None]:
    counts = work.counts(kind, dimension)
    return {word: counts[f"{side}{BETWEEN}{word}"] for word in words}


def _shown(share: Share) -> str:
    return WITHHELD if share.is_withheld else share_in_words(share)


def _beside(work: VictimWork, side: Side) -> list[Step]:
    """Who is outside the police scheme; the CPS has nobody who is."""
    if side != Side.POLICE:
        return []
    ended = work.counts("review_steps", "scheme_and_review")[POLICE_SUPPORT_ENDED]
    return [Step("Beside: support had ended, outside the scheme", ended, is_main=False)]


def _quarters_shown(work: VictimWork, code: str) -> str:
    """In how many quarters a share is shown, and how many had nobody to count."""
    series = work.series(code)
    shown, nobody = int((series["of"] > 0).sum()), int((series["of"] == 0).sum())
    return f"{shown:,}{f' ({nobody:,} with none)' if nobody else ''}"
