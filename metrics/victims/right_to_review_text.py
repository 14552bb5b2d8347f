"""The steps of the Victims' Right to Review in each scheme, and sentences about them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from data_access.vocabulary import Side
from metrics.releases.people import PeopleSummary, Share, table_of
from metrics.releases.tables import (
    ALL,
    ASKED_FOR,
    ASKED_POLICE,
    DID_NOT_ASK,
    NOT_MET,
    ShareSource,
    listed,
)
from metrics.text_format import capitalised
from metrics.victims.categorical import BETWEEN
from metrics.victims.right_to_review import POLICE_NO_SUSPECT, POLICE_SUPPORT_ENDED, SCHEMES
from metrics.victims.victim_figures import (
    about_share_text,
    about_text,
    extent_text,
    left_out_text,
    percentage_text,
)

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
TOLD = "Told of the decision, and the time to ask is over"
TOLD_OF_RIGHT, ASKED = "Told of the right to review", "Asked for a review"
DUE, IN_TIME = "Reviews whose time to decide is over", "Decided in time"
STANDS, OVERTURNED = "Original decision stands", "Overturned"
# Victims whom the police scheme leaves out, and are shown beside it.
OUTSIDE = {
    POLICE_SUPPORT_ENDED: "Beside: support had ended, outside the scheme",
    POLICE_NO_SUSPECT: "Beside: no suspect recorded as interviewed, outside the scheme",
}
WHY = (
    "Few victims ask for a review, so most counts of a quarter are too small to be released, and "
    "some of a year. Each is shown at the finest grain at which it is released. Both schemes are "
    "counted of all areas together."
)
WHEN = (
    "A decision is counted in the quarter in which the time to ask for a review ended; a request, "
    "in that in which the time to acknowledge and to decide it ended. A review decided after its "
    "quarter was released counts in the year."
)
WHO = (
    "The police scheme is for decisions in which a suspect was identified and interviewed under "
    "caution, as the force’s files say of each investigation. It leaves out outcome 18, victims "
    "whose support had ended, and decisions of which no interview is recorded: they stand beside "
    "it. The CPS scheme has two stages, local resolution and independent review; each has its own "
    "limits, and its steps are those of the first."
)
NEITHER_IS_GOOD = "Neither many reviews nor few are good in themselves, nor is any result of one."
NOTHING_RELEASED = (
    "Nothing of reviews is released of this period, or of a year before it: too few victims could "
    "ask for one, or the time to ask is not over."
)


class Step(NamedTuple):
    """The released number of victims who reached a step; null for fewer than 5.

    ``is_main``: it follows the previous step; the others branch off.
    """

    label: str
    number: int | None
    is_main: bool = True


def headings_of(side: Side) -> dict[str, str]:
    """The column headings of the measures of the scheme of ``side``, by code."""
    return {f"{code}_{side}": heading for code, heading in HEADINGS.items()}


def summary_of_steps(summary: PeopleSummary) -> PeopleSummary | None:
    """The summary of all areas in whose period the steps are shown.

    The nearest in which it is released who asked, or else who was told of the right. Nulls: null
    where neither is released.
    """
    tables = (ASKED_POLICE, *(table_of(f"review_right_told_{side}") for side in Side))
    seen = (summary.everywhere.seen(table) for table in tables)
    return next(filter(None, seen), None)


def labels_of(side: Side) -> list[str]:
    """The labels of all steps of the scheme of ``side``, in the order in which they happen."""
    return [label for label, _ in _sources_of(side)]


def tables_of_steps(sides: Iterable[Side]) -> list[str]:
    """The released tables that the steps of the schemes are read from."""
    return [source.table for side in sides for _, source in _sources_of(side)]


def steps_of(of: PeopleSummary, side: Side) -> list[Step]:
    """The steps of the scheme of ``side`` that are released of the period and area of ``of``."""
    return [
        Step(label, counts[source.group], label in (TOLD, TOLD_OF_RIGHT, ASKED, IN_TIME))
        for label, source in _sources_of(side)
        if (counts := of.counts(source.table)) is not None
    ]


def too_few_text(steps: Mapping[Side, Sequence[Step]]) -> str:
    """The steps that are too few to be shown, by scheme, in one line; empty without any.

    What a step is out of is missing with it, and is not named.
    """
    missing = {
        side: [
            label
            for label in labels_of(side)
            if label not in (TOLD, DUE, *(step.label for step in of_side))
        ]
        for side, of_side in steps.items()
    }
    each = [f"{SCHEMES[side]}: {_together(labels)}" for side, labels in missing.items() if labels]
    return f"Too few to show. {capitalised('; '.join(each))}." if each else ""


def scheme_text(summary: PeopleSummary, of: PeopleSummary, side: Side) -> str:
    """The victims told of the right and asking for a review, and those decided in time; Markdown.

    ``of``: as ``summary_of_steps`` gives it for ``summary``.
    """
    numbers = {step.label: step.number for step in steps_of(of, side)}
    right = of.share(f"review_right_told_{side}")
    told = "" if right is None else f"told of the right to review **{about_share_text(right)}**"
    asked = f"asked for one: **{about_text(numbers[ASKED])}**" if ASKED in numbers else ""
    scheme = capitalised(SCHEMES[side])
    if not told and not asked:
        return f"{scheme}: too few to say who was told of the right, or asked."
    decided = _decided_text(summary, of, side)
    if not asked:
        rest = f". {decided}" if decided else ", or were decided in time."
        return f"{scheme}: {told}; too few to say how many asked{rest}"
    if not told:
        did_not = about_text(_did_not_ask(of, side))
        asked = f"**{about_text(numbers[ASKED])}** asked for a review, {did_not} did not"
    few = "Too few reviews to say how many were decided in time."
    return f"{scheme}: {'; '.join(filter(None, (told, asked)))}. {decided or few}"


def headline_text(of: PeopleSummary, sides: Iterable[Side]) -> str:
    """The share told of the right to review in each scheme; a title if neither is released."""
    shares = {side: of.share(f"review_right_told_{side}") for side in sides}
    each = [f"{SCHEMES[side]} {percentage_text(share)}" for side, share in shares.items() if share]
    return f"Told of the right to review: {', '.join(each)}" if each else "The steps of a review"


def unreleased_text(summary: PeopleSummary, headings: Mapping[str, str]) -> str:
    """The shares that are not released of the period or a year before it, in one line; or empty.

    ``headings``: the heading of each measure that is available, by code.
    """
    few = [words for code, words in headings.items() if summary.seen(table_of(code)) is None]
    return f"Too few for a share, here or in a year before: {_together(few)}." if few else ""


def explained_text(summary: PeopleSummary) -> str:
    """Whether the right was explained when victims were told, for both schemes; Markdown."""
    of = summary.seen(table_of("right_explained"))
    share: Share | None = of.share("right_explained") if of else None
    said = "too few to say" if of is None or share is None else f"**{about_share_text(share)}**"
    if of is not None and share is not None:
        said += left_out_text(of.chosen, of.area, "right_explained", share.of)
    when = f" ({extent_text(of)})" if of is not None and of is not summary else ""
    return (
        "Right explained when the victim was told, by the police or the CPS, where that is "
        f"recorded{when}: {said}."
    )


def _sources_of(side: Side) -> Iterator[tuple[str, ShareSource]]:
    """The label of each step, with the table and the group that its number is read from."""
    _, sources = listed()
    right, decided, stands, overturned, asked = (
        sources[f"review_{code}_{side}"]
        for code in ("right_told", "decided", "stands", "overturned", "take_up")
    )
    yield TOLD, right._replace(group=ALL)
    yield TOLD_OF_RIGHT, right
    yield ASKED, ShareSource(ASKED_POLICE, ASKED_FOR) if side == Side.POLICE else asked
    yield DUE, decided._replace(group=ALL)
    yield IN_TIME, decided
    yield STANDS, stands
    yield OVERTURNED, overturned
    if side == Side.POLICE:
        for why, label in OUTSIDE.items():
            yield label, ShareSource(ASKED_POLICE, why.split(BETWEEN)[-1])


def _decided_text(summary: PeopleSummary, of: PeopleSummary, side: Side) -> str:
    """How many reviews of a scheme were decided in time, with their months where they are not those
    of ``of``; empty where it is not released.
    """
    code = f"review_decided_{side}"
    seen = summary.everywhere.seen(table_of(code))
    share = seen.share(code) if seen else None
    if seen is None or share is None:
        return ""
    when = "" if seen is of else f" ({extent_text(seen)})"
    return f"Of reviews due{when}, decided in time: **{about_share_text(share)}**."


def _did_not_ask(of: PeopleSummary, side: Side) -> int | None:
    is_police = side == Side.POLICE
    counts = of.counts(ASKED_POLICE if is_police else table_of(f"review_take_up_{side}")) or {}
    return counts[DID_NOT_ASK if is_police else NOT_MET]


def _together(labels: Iterable[str]) -> str:
    return ", ".join(label[:1].lower() + label[1:] for label in labels)
