"""The steps of the Victims' Right to Review in each scheme, and sentences about them."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from data_access.vocabulary import Side
from metrics.cases.aggregation import YES
from metrics.disclosure import AT_LEAST
from metrics.text_format import capitalised, counted
from metrics.victims.categorical import ANSWERS, BETWEEN
from metrics.victims.right_to_review import (
    POLICE_NO_SUSPECT,
    POLICE_SUPPORT_ENDED,
    REQUESTED,
    SCHEMES,
    ReviewStatus,
)
from metrics.victims.victim_figures import (
    NO_VICTIM,
    WITHHELD,
    months_text,
    number_text,
    share_text,
)
from metrics.victims.victim_summary import Share, VictimSummary, total

# Each scheme with the decisions, or the stage, that its steps are of.
SCHEMES_OF_STEPS = {
    Side.POLICE: "Police scheme: qualifying decisions",
    Side.CPS: "CPS scheme: local resolution",
}
# The column heading of each measure of a scheme, in the order of the steps.
HEADINGS = {
    "review_right_told": "Told of the right",
    "review_take_up": "Asked",
    "review_acknowledged": "Acknowledged in time",
    "review_decided": "Decided in time",
    "review_stands": "Stands",
    "review_overturned": "Overturned",
}
# Those of the second stage of the CPS scheme.
INDEPENDENT_HEADINGS = {
    "review_decided_independent": "Independent review: decided in time",
    "review_stands_independent": "Independent review: stands",
    "review_overturned_independent": "Independent review: overturned",
}
# Victims whom the police scheme leaves out, and are shown beside it.
OUTSIDE = {
    POLICE_SUPPORT_ENDED: "Beside: support had ended, outside the scheme",
    POLICE_NO_SUSPECT: "Beside: no suspect recorded as interviewed, outside the scheme",
}
DECIDED = (
    ReviewStatus.STANDS,
    ReviewStatus.OVERTURNED,
    ReviewStatus.OUT_OF_SCHEME,
    ReviewStatus.UNKNOWN,
)
WHY = (
    "Few victims ask for a review, so most numbers of a quarter are small. Where one is withheld, "
    "so is what it could be worked out from, and the sum of all quarters with it. Of fewer "
    "than ten, none and all are withheld too. Both schemes are counted of all areas together."
)
WHEN = (
    "A decision is counted in the quarter in which the time to ask for a review ended; a request, "
    "in that in which the time to acknowledge and to decide it ended. Each is counted once: a "
    "review decided after that count stays undecided in it, and its result is in no quarter."
)
WHO = (
    "The police scheme is for decisions in which a suspect was identified and interviewed under "
    "caution, as the force’s files say of each investigation. It leaves out outcome 18, victims "
    "whose support had ended, and decisions of which no interview is recorded: they stand beside "
    "it. The CPS scheme has two stages, local resolution and independent review; each has its own "
    "limits, and its steps are those of the first. Quarters that were counted before the app told "
    "these apart are withheld here, and are not counted again."
)
NEITHER_IS_GOOD = "Neither many reviews nor few are good in themselves, nor is any result of one."


class Step(NamedTuple):
    """The number of victims who reached a step; null where it is withheld.

    ``is_main``: it follows the previous step; the others branch off.
    """

    label: str
    number: int | None
    is_main: bool = True


class Reached(NamedTuple):
    """The number of victims at each step of a scheme. ``outside``: those it leaves out, by why.

    Nulls: withheld numbers, including "none" and "all" of a group below ten.
    """

    inside: int | None
    outside: Mapping[str, int | None]
    told_of_right: int | None
    asked: int | None
    decided: int | None
    stands: int | None
    overturned: int | None


def headings_of(side: Side) -> dict[str, str]:
    """The column headings of the measures of the scheme of ``side``, by code."""
    return {f"{code}_{side}": heading for code, heading in HEADINGS.items()}


def steps_of(summary: VictimSummary, side: Side) -> list[Step]:
    """The steps of the scheme of ``side``, from the decision told to the result of a review.

    ``summary`` is of all areas, since schemes are not counted by area.
    """
    reached = _reached(summary, side)
    return [
        Step("Told of the decision, and the time to ask is over", reached.inside),
        Step("Told of the right to review", reached.told_of_right),
        Step("Asked for a review", reached.asked),
        Step("Decided", reached.decided),
        Step("Original decision stands", reached.stands, is_main=False),
        Step("Overturned", reached.overturned, is_main=False),
        *(Step(OUTSIDE[why], each, is_main=False) for why, each in reached.outside.items()),
    ]


def scheme_text(summary: VictimSummary, side: Side) -> str:
    """The numbers told of the right and asking for a review, and the results; Markdown."""
    reached = _reached(summary, side)
    right, take_up = _shares(summary, side)
    told_of_right = _how_many(reached.told_of_right, right)
    text = f"{capitalised(SCHEMES[side])}: told of the right to review **{told_of_right}**"
    if reached.asked == 0:
        return f"{text}; **nobody** asked for one."
    return (
        f"{text}, asked for a review **{_how_many(reached.asked, take_up)}**; original decision "
        f"stands **{number_text(reached.stands)}**, overturned "
        f"**{number_text(reached.overturned)}**."
    )


def headline_text(summary: VictimSummary, sides: Collection[Side]) -> str:
    """The numbers told of the right to review in each scheme; a title if both are withheld."""
    told = {side: _told_of_right(summary, side) for side in sides}
    if set(told.values()) <= {WITHHELD}:
        return "The steps of a review"
    each = [f"{SCHEMES[side]} {number}" for side, number in told.items()]
    return f"Told of the right to review: {', '.join(each)}"


def shown_shares_text(summary: VictimSummary, side: Side, codes: Mapping[str, str]) -> str:
    """The number of shares of a scheme that can be shown, and the quarters with each.

    ``codes``: the heading of each measure that is available.
    """
    shown = [heading for code, heading in codes.items() if not summary.share(code).is_withheld]
    each = [
        f"{heading.lower()} in {_quarters_shown(summary, code)}" for code, heading in codes.items()
    ]
    of = len(codes)
    return (
        f"Of {months_text(summary.chosen)}, {len(shown)} of the {of} shares of the "
        f"{SCHEMES[side]} can be shown. Of the {counted(len(summary.quarters), 'quarter')} "
        f"counted, one by one: {', '.join(each)}."
    )


def explained_text(summary: VictimSummary) -> str:
    """Whether the right was explained when victims were told, for both schemes; Markdown."""
    share = summary.share("right_explained")
    left_out = (
        f"; for {share.left_out:,} it is not recorded, or they were not told"
        if share.left_out
        else ""
    )
    return (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        f"of the police or the CPS: **{share_text(share)}**{left_out}."
    )


def _reached(summary: VictimSummary, side: Side) -> Reached:
    told = _numbers(summary, "qualifying_and_told_of_right", side, ANSWERS)
    review = _numbers(summary, "qualifying_and_review", side, ReviewStatus)
    right, take_up = _shares(summary, side)
    # A number whose categories are withheld may be shown as part of a share, and is then known.
    inside = _first_shown(total(told.values()), total(review.values()), right.of, take_up.of)
    asked = _first_shown(total(review[word] for word in REQUESTED), take_up.met)
    decided = total(review[word] for word in DECIDED)
    outside = _outside(summary, side)
    everybody = total((inside, *outside.values()))
    is_everybody = all(number == 0 for number in outside.values())
    shown = inside if is_everybody else _unless_small_group(inside, everybody, everybody)
    asked_shown = _unless_small_group(asked, inside, shown)
    decided_shown = _unless_small_group(decided, asked, asked_shown)
    return Reached(
        inside=shown,
        outside={
            why: _unless_small_group(number, everybody, everybody)
            for why, number in outside.items()
        },
        told_of_right=_unless_small_group(_first_shown(told[YES], right.met), inside, shown),
        asked=asked_shown,
        decided=decided_shown,
        stands=_unless_small_group(review[ReviewStatus.STANDS], decided, decided_shown),
        overturned=_unless_small_group(review[ReviewStatus.OVERTURNED], decided, decided_shown),
    )


def _shares(summary: VictimSummary, side: Side) -> tuple[Share, Share]:
    """The shares told of the right and asking for a review, out of those inside the scheme."""
    return summary.share(f"review_right_told_{side}"), summary.share(f"review_take_up_{side}")


def _numbers(
    summary: VictimSummary, dimension: str, side: Side, words: Iterable[str]
) -> dict[str, int | None]:
    counts = summary.counts("review_steps", dimension)
    return {word: counts[f"{side}{BETWEEN}{word}"] for word in words}


def _outside(summary: VictimSummary, side: Side) -> dict[str, int | None]:
    """The numbers outside the police scheme, by why; nobody is outside the CPS scheme."""
    if side != Side.POLICE:
        return {}
    counts = summary.counts("review_steps", "qualifying_and_review")
    return {why: counts[why] for why in OUTSIDE}


def _told_of_right(summary: VictimSummary, side: Side) -> str:
    share = _shares(summary, side)[0]
    if share.is_withheld:
        return number_text(_reached(summary, side).told_of_right)
    return f"{share.met:,} of {share.of:,}" if share.of else NO_VICTIM


def _first_shown(*numbers: int | None) -> int | None:
    return next((number for number in numbers if number is not None), None)


def _unless_small_group(number: int | None, of: int | None, shown: int | None) -> int | None:
    """``number``; null where it is none or all of a group below ten.

    ``of``: the size of the group, ``shown``: as it is shown. A 0 beside a withheld group size would
    reveal that the group is small.
    """
    if number == 0:
        return 0 if shown == 0 or (shown or 0) >= AT_LEAST else None
    return None if number == of and (of or 0) < AT_LEAST else number


def _how_many(number: int | None, share: Share) -> str:
    return number_text(number) if share.is_withheld else share_text(share)


def _quarters_shown(summary: VictimSummary, code: str) -> str:
    """The number of quarters in which a share is shown, and of those with nobody to count."""
    series = summary.series(code)
    shown, nobody = int((series["of"] > 0).sum()), int((series["of"] == 0).sum())
    return f"{shown:,}{f' ({nobody:,} with none)' if nobody else ''}"
