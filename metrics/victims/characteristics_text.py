"""Sentences about the nine protected characteristics: only whether each was asked about."""

from collections.abc import Sequence

from data_access.vocabulary import Characteristic
from metrics.text_format import listed
from metrics.victims.victim_figures import percentage
from metrics.victims.victim_summary import VictimSummary

# The number of characteristics that the sentence names, out of nine.
NAMED = 3
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
