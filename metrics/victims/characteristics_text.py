"""Sentences about the nine protected characteristics: only whether each was asked about."""

from collections.abc import Sequence

from data_access.vocabulary import Characteristic
from metrics.text_format import listed
from metrics.victims.victim_figures import percentage, percentage_text
from metrics.victims.victim_summary import VictimSummary

# The number of characteristics that the sentence names, out of nine.
NAMED = 3
EACH = "Asked about, each of the nine by itself"
ONLY_WHETHER = (
    "Only whether each was asked is kept, never the answer. Not all nine need be asked of "
    "everybody: asking about all of them is no target."
)


def missing_text(
    summary: VictimSummary, sent: Sequence[Characteristic] = tuple(Characteristic)
) -> str:
    """The characteristics most often not asked about or not recorded; Markdown.

    Only shown shares of those ``sent`` are compared, and the number withheld is given.
    """
    shares = {each.value: summary.share(each.column) for each in sent}
    missing = {
        name: (share.of - share.met, share.of)
        for name, share in shares.items()
        if share.of and share.met is not None
    }
    hidden = sum(share.is_withheld for share in shares.values())
    withheld = f" Withheld, since a number is small: **{hidden}** of the nine." if hidden else ""
    if not missing:
        return f"What is missing cannot be said.{withheld}"
    most = sorted(missing, key=lambda name: -missing[name][0])[:NAMED]
    named = listed(f"{name} **{percentage(*missing[name])}**" for name in most)
    return f"Not asked or not recorded most often: {named} of reports.{withheld}"


def least_asked_first(
    summary: VictimSummary, sent: Sequence[Characteristic]
) -> list[Characteristic]:
    """The characteristics by the share asked; those of which none is shown last, in their order.

    So the place of a withheld share says nothing of its size.
    """
    shares = {each: summary.share(each.column).share for each in sent}
    return sorted(sent, key=lambda each: (shares[each] is None, shares[each] or 0))


def headline_text(summary: VictimSummary, sent: Sequence[Characteristic]) -> str:
    """The heading of the table of the nine: the least and the most often asked about.

    Only shown shares of those ``sent`` are compared, and it is said if others are withheld. Without
    two of them it is a title alone.
    """
    shares = {each: summary.share(each.column) for each in least_asked_first(summary, sent)}
    shown = [f"{percentage_text(share)} ({each})" for each, share in shares.items() if share.share]
    if len(shown) < 2:
        return EACH
    of_those = "of those shown, " if any(share.is_withheld for share in shares.values()) else ""
    return f"{EACH}: {of_those}from {shown[0]} to {shown[-1]}"
