"""Sentences about the nine protected characteristics: only whether each was asked about."""

from collections.abc import Sequence

from data_access.vocabulary import Characteristic
from metrics.releases.people import PeopleSummary, Share
from metrics.text_format import listed
from metrics.victims.victim_figures import about_share_text, percentage_text

# The number of characteristics that the sentence names, out of nine.
NAMED = 3
EACH = "Asked about, each of the nine by itself"
TOO_FEW = (
    "Too few cases were reported for any of this to be released, in this period or in a year "
    "before it."
)
ONLY_WHETHER = (
    "Only whether each was asked is kept, never the answer. Not all nine need be asked of "
    "everybody: asking about all of them is no target."
)


def least_asked_first(
    of: PeopleSummary, sent: Sequence[Characteristic]
) -> dict[Characteristic, Share]:
    """The shares asked that are released, by characteristic; those of fewer than 5 first."""
    shares = {each: share for each in sent if (share := of.share(each.column))}
    return dict(sorted(shares.items(), key=lambda item: item[1].met or 0))


def missing_text(of: PeopleSummary, sent: Sequence[Characteristic]) -> str:
    """The characteristics least often asked about; Markdown."""
    shares = least_asked_first(of, sent)
    named = [f"{each} (**{about_share_text(share)}**)" for each, share in shares.items()]
    return f"Least often asked about, of cases reported: {listed(named[:NAMED])}."


def headline_text(of: PeopleSummary, sent: Sequence[Characteristic]) -> str:
    """The heading of the table of the nine: the least and the most often asked about.

    Without two of them it is a title alone.
    """
    shares = least_asked_first(of, sent)
    shown = [f"{percentage_text(share)} ({each})" for each, share in shares.items()]
    return f"{EACH}: from {shown[0]} to {shown[-1]}" if len(shown) > 1 else EACH


def too_few_text(of: PeopleSummary, sent: Sequence[Characteristic]) -> str:
    """The characteristics that are not released of these cases, in one line; may be empty."""
    missing = [each.value for each in sent if of.share(each.column) is None]
    return f"Too few to show of these cases: {', '.join(missing)}." if missing else ""
