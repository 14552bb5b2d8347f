"""The steps of the Victims' Right to Review in each scheme, and sentences about them."""

from collections.abc import Iterable, Iterator, Mapping

from data_access.vocabulary import Side
from metrics.finding import Finding, Line, Look, Piece
from metrics.releases.people import PeopleSummary, Share, table_of
from metrics.releases.tables import (
    ALL,
    ASKED_FOR,
    ASKED_POLICE,
    ShareSource,
)
from metrics.releases.tables import listed as tables_listed
from metrics.text_format import capitalised, listed
from metrics.victims.victim_figures import (
    about_share_text,
    about_text,
    extent_text,
    number_text,
    percentage_text,
)

NAMES = {Side.POLICE: "Police", Side.CPS: "CPS"}
REVIEW = {Side.POLICE: "a police review", Side.CPS: "a CPS review"}
ASKED_OF = {Side.POLICE: "Chief Constable", Side.CPS: "CPS"}
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
    "whose support had ended, and decisions of which no interview is recorded: they are counted "
    "apart. The CPS scheme has two stages, local resolution and independent review; each has its "
    "own limits, and its steps are those of the first."
)
NEITHER_IS_GOOD = "Neither many reviews nor few are good in themselves, nor is any result of one."
NOTHING_RELEASED = "Too few victims could ask for a review for anything to be said of it yet"


def headings_of(side: Side) -> dict[str, str]:
    """The column headings of the measures of the scheme of ``side``, by code."""
    independent = INDEPENDENT_HEADINGS if side == Side.CPS else {}
    return {f"{code}_{side}": heading for code, heading in HEADINGS.items()} | independent


def summary_of_steps(summary: PeopleSummary) -> PeopleSummary | None:
    """The summary of all areas in whose period the steps are shown.

    The nearest in which it is released who asked, or else who was told of the right. Nulls: null
    where neither is released.
    """
    tables = (ASKED_POLICE, *(table_of(f"review_right_told_{side}") for side in Side))
    seen = (summary.everywhere.seen(table) for table in tables)
    return next(filter(None, seen), None)


def tables_of_steps(sides: Iterable[Side]) -> list[str]:
    """The released tables that the steps of the schemes are read from."""
    return [source.table for side in sides for _, source in _sources_of(side)]


def review_finding(summary: PeopleSummary, sides: Iterable[Side]) -> Finding:
    """How many are not known to have been told of the right to review, of those who could ask.

    ``sides``: those of which the files came.
    """
    of = summary_of_steps(summary)
    if of is None:
        return Finding(NOTHING_RELEASED)
    told = {
        side: share
        for side in sides
        if (share := of.share(f"review_right_told_{side}")) and share.of is not None
    }
    return Finding(
        _told_text(told) if told else _asked_text(of),
        [
            _told_line(side, share, max(each.of or 0 for each in told.values()))
            for side, share in told.items()
            if share.met
        ],
        f"{capitalised(extent_text(of))}.",
        more=_steps_text(of, sides),
        ask=f"{listed(ASKED_OF[side] for side in told)}: by when will every victim be told of the "
        "right, and the telling recorded?"
        if any(share.met != share.of for share in told.values())
        else "",
    )


def _told_text(told: Mapping[Side, Share]) -> str:
    """Of those entitled in each scheme, who is not known to have been told.

    Where a share cannot be said of each, the counts of those who were.
    """
    if any(share.value is None for share in told.values()):
        clauses = [f"{about_share_text(share)} to {REVIEW[side]}" for side, share in told.items()]
        return f"Victims entitled to a review who are known to have been told: {listed(clauses)}"
    first, *rest = (
        (f"{percentage_text(_rest(share))} of {share.of:,}", REVIEW[side])
        for side, share in told.items()
    )
    clauses = [
        " victims entitled to ".join(first),
        *(" to ".join(each) for each in rest),
    ]
    return f"About {listed(clauses)} are not known to have been told"


def _rest(share: Share) -> Share:
    return share._replace(met=(share.of or 0) - (share.met or 0))


def _told_line(side: Side, share: Share, longest: int) -> Line:
    """Those who could ask for a review in a scheme, told of the right or not known to be."""
    told, rest = share.met or 0, _rest(share).met or 0
    pieces = [
        Piece(Look.DONE, told, f"{told:,} told"),
        Piece(Look.UNKNOWN, rest, f"{rest:,} not known"),
    ]
    return Line(f"{NAMES[side]} scheme", [each for each in pieces if each.number], longest)


def _steps_text(of: PeopleSummary, sides: Iterable[Side]) -> str:
    """The steps after the telling that are shown, and all that are too few, by scheme."""
    said = []
    for side in sides:
        steps = [(label, of.counts(source.table), source) for label, source in _sources_of(side)]
        shown = [
            f"{label} {number_text(counts[source.group])}"
            for label, counts, source in steps[2:]
            if counts is not None
        ]
        few = [label for label, counts, _ in steps if counts is None]
        too_few = [f"too few to show, {', '.join(few)}"] if few else []
        said += [f"{NAMES[side]}: {'; '.join([', '.join(shown)] * bool(shown) + too_few)}."]
    return " ".join(said)


def _asked_text(of: PeopleSummary) -> str:
    asked = (of.counts(ASKED_POLICE) or {}).get(ASKED_FOR)
    return (
        f"{capitalised(about_text(asked))} victims asked the police for a review; too few to say "
        "who was told of the right"
    )


def unreleased_text(summary: PeopleSummary, headings: Mapping[str, str]) -> str:
    """The shares that are not released of the period or a year before it, in one line; or empty.

    ``headings``: the heading of each measure that is available, by code.
    """
    few = [words for code, words in headings.items() if summary.seen(table_of(code)) is None]
    return f"Too few for a share, here or in a year before: {_together(few)}." if few else ""


def _sources_of(side: Side) -> Iterator[tuple[str, ShareSource]]:
    """The label of each step, with the table and the group that its number is read from."""
    _, sources = tables_listed()
    right, decided, overturned, asked = (
        sources[f"review_{code}_{side}"]
        for code in ("right_told", "decided", "overturned", "take_up")
    )
    yield "could ask", right._replace(group=ALL)
    yield "told of the right", right
    yield "asked", ShareSource(ASKED_POLICE, ASKED_FOR) if side == Side.POLICE else asked
    yield "reviewed in time", decided
    yield "decision changed", overturned


def _together(labels: Iterable[str]) -> str:
    return ", ".join(label[:1].lower() + label[1:] for label in labels)
