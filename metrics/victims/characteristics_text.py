"""The finding on the nine protected characteristics: only whether each was asked about."""

from collections.abc import Sequence

from data_access.vocabulary import AskedAs, Characteristic
from metrics.cases.aggregation import NOT_RECORDED
from metrics.finding import Finding
from metrics.releases.people import PeopleSummary, Share
from metrics.victims.victim_figures import about_text, extent_text, number_text, percentage_text

TOO_FEW = "Too few cases were reported for it to be released what victims were asked about"
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


def asked_finding(of: PeopleSummary, sent: Sequence[Characteristic]) -> Finding:
    """Which is asked about least and most; to ask, how often it was not, or is not recorded."""
    shares = least_asked_first(of, sent)
    if not shares:
        return Finding(TOO_FEW)
    (least, *_), (*_, most) = shares, shares
    every, counts = shares[least].of, of.counts(least.column) or {}
    not_asked, unknown = counts.get(AskedAs.NOT_ASKED), counts.get(NOT_RECORDED)
    of_all = f"of {number_text(every)} cases"
    said = []
    if not_asked:
        said.append(f"in {about_text(not_asked)} {of_all} the victim was not asked about {least}")
    if unknown:
        of_what = "" if said else f" {of_all}"
        whether = "" if said else f" whether the victim was asked about {least}"
        said.append(f"in {about_text(unknown)}{of_what} it is not recorded{whether}")
    return Finding(
        f"Fewest victims are known to have been asked about {least} "
        f"({percentage_text(shares[least])}), most about {most} ({percentage_text(shares[most])})",
        base=f"Of {about_text(every)} cases, {extent_text(of)}.",
        more=too_few_text(of, sent),
        ask=f"Chief Constable: {' and '.join(said)}. Why?" if said else "",
    )


def too_few_text(of: PeopleSummary, sent: Sequence[Characteristic]) -> str:
    """The characteristics that are not released of these cases, in one line; may be empty."""
    missing = [each.value for each in sent if of.share(each.column) is None]
    return f"Too few to show of these cases: {', '.join(missing)}." if missing else ""
