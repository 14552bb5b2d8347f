"""Sentences about support that ended: the missing records first, then the victims' choices."""

from collections.abc import Collection, Sequence

from metrics.cases.aggregation import NO, NOT_RECORDED, YES
from metrics.measures.measure import NEITHER_GOOD_NOR_BAD
from metrics.text_format import capitalised, listed
from metrics.victims.categorical import BETWEEN
from metrics.victims.counted_period import Counts
from metrics.victims.share_definitions import NO_REASON
from metrics.victims.support import REASONS, STAGES
from metrics.victims.victim_figures import (
    SMALL,
    WITHHELD,
    extent_text,
    number_text,
    shown_pairs_text,
)
from metrics.victims.victim_summary import VictimSummary

# The number of stages and reasons that are named above the tables of all of them.
NAMED = 3
# The headlines of the tables, and the categories that say that something is missing.
WHEN, WHY = "At which stage", "For which reason"
MISSING = {"stage": (NOT_RECORDED,), "reason": tuple(reason.value for reason in NO_REASON)}
RECEIVED = {
    YES: "in cases of domestic abuse",
    NO: "in other cases",
    NOT_RECORDED: "in cases where that is not recorded",
}
CHOICE = (
    f"{NEITHER_GOOD_NOR_BAD}: whether to support a case is the victim’s choice. What is recorded "
    "about it, and whether the victim was asked, is for the police."
)


def ends_text(summary: VictimSummary) -> str:
    """The number of times support ended, and of those without stage and reason; Markdown."""
    stages, reasons = (summary.counts("support_ends", each) for each in ("stage", "reason"))
    times = summary.how_many("support_ends", "stage")
    not_asked, not_recorded = (number_text(reasons[word]) for word in NO_REASON)
    ended = (
        "How often support ended is **withheld**"
        if times is None
        else f"Support ended **{times:,}** {'time' if times == 1 else 'times'}"
    )
    return (
        f"{ended}. Stage not recorded: **{number_text(stages[NOT_RECORDED])}**. Reason not "
        f"recorded: **{not_recorded}**; not asked: **{not_asked}**."
    )


def most_often_text(summary: VictimSummary) -> str:
    """The stages at which and reasons for which support ended most often; Markdown.

    Only shown counts are compared, and their number is given: a withheld one may be larger. Empty
    if none is shown.
    """
    reasons = [each for each in REASONS if each not in NO_REASON]
    sentences = (
        _most("stages", summary.counts("support_ends", "stage"), STAGES[:-1]),
        _most("reasons", summary.counts("support_ends", "reason"), reasons),
    )
    return " ".join(filter(None, sentences))


def by_size(counts: Counts) -> Counts:
    """Counts, the largest first, and then those withheld, in the fixed order of their categories.

    So the place of a withheld count says nothing of its size.
    """
    return dict(sorted(counts.items(), key=lambda item: (item[1] is None, -(item[1] or 0))))


def headline_text(question: str, counts: Counts, missing: Collection[str]) -> str:
    """The question with the most frequent categories as its answer; alone if none is shown.

    ``missing``: categories that are no answer. A withheld category may be the most frequent, so it
    is said that others are withheld.
    """
    answers = {word: number for word, number in counts.items() if word not in missing}
    shown = [number for number in answers.values() if number]
    if not shown:
        return question
    most = listed(word for word, number in answers.items() if number == max(shown))
    each = " each" if shown.count(max(shown)) > 1 else ""
    of_those = "of those shown, " if None in answers.values() else ""
    times = "time" if max(shown) == 1 else "times"
    return f"{question}: {of_those}most often {most}, {max(shown):,} {times}{each}"


def pairs_shown_text(summary: VictimSummary) -> str:
    """The number of pairs of a stage and a reason that can be shown; empty if none has a case."""
    pairs = summary.counts("support_ends", "stage_and_reason")
    if not any(pairs.values()):
        return ""
    return f"Of {extent_text(summary)}: {shown_pairs_text(pairs)}"


def forms_text(summary: VictimSummary) -> str:
    """The number of MG6DAR forms received, in cases of domestic abuse and in others.

    ``summary`` is of all areas, since these are not counted by area.
    """
    forms = summary.counts("support_ends", "abuse_and_mg6dar")
    received = {where: forms[BETWEEN.join((abuse, YES))] for abuse, where in RECEIVED.items()}
    shown = [f"{number:,} {where}" for where, number in received.items() if number is not None]
    hidden = [where for where, number in received.items() if number is None]
    whose = extent_text(summary)
    if not shown:
        return f"How many forms MG6DAR were received is {SMALL} ({whose})."
    text = f"Forms MG6DAR received, {whose}: {listed(shown)}."
    return f"{text} {capitalised(WITHHELD)}: how many {listed(hidden)}." if hidden else text


def _most(things: str, counts: Counts, words: Sequence[str]) -> str:
    known = {word: number for word in words if (number := counts[word]) is not None}
    most = sorted(filter(known.get, known), key=lambda word: -known[word])[:NAMED]
    if not most:
        return ""
    named = listed(f"{word} **{known[word]:,}**" for word in most)
    if len(known) < len(words):
        # A withheld category may be more frequent than any of these.
        return f"{capitalised(things)} shown, {len(known)} of {len(words)}: {named}."
    return f"Most frequent {things}: {named}."
