"""The figures of what victims meet, as they read: of protected counts, and never more than they."""

from collections.abc import Mapping, Sequence
from datetime import date

from metrics.case_figures import NO_NUMBER, ProcessFigure
from metrics.catalogue import MEASURES
from metrics.cubes import Grain
from metrics.telling import Told
from metrics.trends import period_in_words
from metrics.victim_work import Share, Slice, VictimWork
from metrics.wording import capitalised, counted, day_in_words, measured

WITHHELD = "withheld"
WHY_WITHHELD = "Withheld: a small number, to protect the people it counts."
SMALL = "small number"
PEOPLE = "Each number is a person; small numbers are withheld to protect them."
# The groups of decisions whose limit has passed, as one sentence counts them.
GROUPS: Mapping[str, Sequence[Told]] = {
    "told in time": (Told.IN_TIME,),
    "told late": (Told.LATE,),
    "not yet told": (Told.NOT_YET, Told.BY_POST),
    "no record of telling": (Told.NO_RECORD,),
}


def share_figure(work: VictimWork, code: str) -> ProcessFigure:
    """The share ``code``, with what it is out of and what is left out."""
    share = work.share(code)
    if share.is_withheld:
        return _figure(work, code, WITHHELD, WHY_WITHHELD, SMALL)
    if not share.of:
        return _figure(work, code, NO_NUMBER, f"none to count, {_when(work)}", "none to count")
    out_of = f"{share.met:,} of {share.of:,}"
    left_out = f"; {share.left_out:,} left out" if share.left_out else ""
    return _figure(work, code, share_in_words(share), f"{out_of}{left_out}, {_when(work)}", out_of)


def number_figure(work: VictimWork, code: str) -> ProcessFigure:
    """How many are counted in the share ``code``, with what share of all that is."""
    share, number = work.share(code), work.number(code)
    if number is None:
        return _figure(work, code, WITHHELD, WHY_WITHHELD, SMALL)
    of = f"{share_in_words(share)} of {share.of:,}" if share.of else ""
    said = f"{number:,}{f', {of}' if of else ''}, {_when(work)}"
    return _figure(work, code, f"{number:,}", said, of)


def median_figure(work: VictimWork, code: str, thing: str) -> ProcessFigure:
    """The median ``code`` in ``thing``, and of how many numbers."""
    median, of = work.median(code)
    if of is None:
        return _figure(work, code, WITHHELD, WHY_WITHHELD, SMALL)
    if median is None:
        return _figure(work, code, NO_NUMBER, f"none to count, {_when(work)}", "none to count")
    out_of = f"median of {of:,}"
    said = f"{measured(median, thing)}, the {out_of}, {_when(work)}"
    return _figure(work, code, f"{median:.10g}", said, out_of)


def share_in_words(share: Share) -> str:
    """61%; nothing that rounds to none or all where it is not; a dash of none."""
    if share.share is None:
        return WITHHELD if share.is_withheld else NO_NUMBER
    if 0 < share.share < 0.005:
        return "under 1%"
    if 0.995 <= share.share < 1:
        return "over 99%"
    return f"{share.share:.0%}"


def number_in_words(number: int | None) -> str:
    """1,693; that it is withheld."""
    return WITHHELD if number is None else f"{number:,}"


def told_in_words(work: VictimWork) -> str:
    """The groups of decisions whose limit has passed, in a sentence. Markdown: bold numbers."""
    counts = work.counts("decisions", "told")
    groups = {name: added(counts[word] for word in words) for name, words in GROUPS.items()}
    passed = added(groups.values())
    if passed == 0:
        return "No decision’s limit for telling the victim has passed."
    said = ", ".join(f"{name} {_bold(number)}" for name, number in groups.items())
    return (
        f"Of {_bold(passed)} decisions whose limit has passed: {said}; "
        f"{_bold(counts[Told.EXEMPT])} more exempt."
    )


def added(numbers: object) -> int | None:
    """The sum; null where one of them is withheld."""
    known = list(numbers)  # type: ignore[call-overload]
    return None if None in known else sum(known)


def slice_in_words(chosen: Slice, first: date | None, last: date) -> str:
    """Which cases a figure is of: All areas, 2021."""
    of = chosen.area or "All areas"
    if chosen.grain == Grain.ALL:
        since = f" since {first:%B %Y}" if first else ""
        return f"{of}, all months{since} to {day_in_words(last)}"
    assert chosen.period
    return f"{of}, {period_in_words(chosen.period, Grain(chosen.grain)).removeprefix('in ')}"


def _bold(number: int | None) -> str:
    return f"**{number_in_words(number)}**"


def _when(work: VictimWork) -> str:
    return f"as at {day_in_words(work.as_at)}"


def _figure(work: VictimWork, code: str, shown: str, said: str, note: str) -> ProcessFigure:
    return ProcessFigure(work.measure(MEASURES[code]), shown, said, note)


__all__ = ["capitalised", "counted"]
