"""Sentences about support that ended: the missing records first, then stages and reasons."""

from collections.abc import Collection

from metrics.measures.measure import NEITHER_GOOD_NOR_BAD
from metrics.releases.people import Counts, PeopleSummary
from metrics.releases.tables import ALL, NO_REASON_RECORDED, STAGE_GROUPS
from metrics.text_format import listed
from metrics.victims.victim_figures import about_text, groups_of

STAGE, KIND, REASON = "stage", "kind of reason", "reason"
# The number of kinds of reasons that are named above the tables of all of them.
NAMED = 3
# The headlines of the tables, and the groups that say that something is missing.
WHEN, WHY = "At which stage", "For which reason"
NOT_SAID = "not recorded"
MISSING = {STAGE: (NOT_SAID,), KIND: (NO_REASON_RECORDED,)}
TABLES_OF_STAGES = {stage: f"reason support ended: {stage}" for stage in STAGE_GROUPS}
NOT_ALL_CHOSEN = (
    f"{NEITHER_GOOD_NOR_BAD}: some victims chose this; others were afraid, could not be reached, "
    "or had not reported it themselves. What is recorded about it, and whether the victim was "
    "asked, is for the police."
)
TOO_FEW = (
    "Support for a case ended too seldom for its reasons to be released, in this period or in a "
    "year before it."
)


def ends_text(of: PeopleSummary) -> str:
    """The number of times support ended, and of those without a reason; Markdown.

    ``of``: a summary in which the kinds of reasons are released.
    """
    counts = of.counts(KIND) or {}
    return (
        f"Support for a case ended **{about_text(counts[ALL])}** times; in "
        f"**{about_text(counts[NO_REASON_RECORDED])}** no reason was asked or recorded."
    )


def most_often_text(of: PeopleSummary) -> str:
    """The stage at which, and the kinds of reasons for which, support ended most often; Markdown.

    The stage is released of all areas alone. Empty if every count is small.
    """
    return " ".join(
        sentence
        for start, counts, missing, number in (
            ("Most often at the stage", of.counts(STAGE), MISSING[STAGE], 1),
            ("Most often for", of.counts(KIND), MISSING[KIND], NAMED),
        )
        if (sentence := _most(start, counts or {}, missing, number))
    )


def _by_size(counts: Counts) -> Counts:
    """Counts, the largest first; equal ones in the fixed order of their groups."""
    return dict(sorted(counts.items(), key=lambda item: -(item[1] or 0)))


def headline_text(question: str, counts: Counts, missing: Collection[str]) -> str:
    """The question with the most frequent groups as its answer; alone if all are small.

    ``missing``: groups that are no answer.
    """
    answers = {word: number for word, number in groups_of(counts).items() if word not in missing}
    largest = max(filter(None, answers.values()), default=0)
    if not largest:
        return question
    most = listed(word for word, number in answers.items() if number == largest)
    return f"{question}: most often {most}, {about_text(largest)} of {counts[ALL]:,}"


def _most(start: str, counts: Counts, missing: Collection[str], number: int) -> str:
    known = [word for word in _by_size(groups_of(counts)) if counts[word] and word not in missing]
    least = counts[known[number - 1]] if len(known) >= number else None
    most = [word for place, word in enumerate(known) if place < number or counts[word] == least]
    named = listed(f"{word} (**{about_text(counts[word])}**)" for word in most)
    return f"{start}: {named}." if named else ""
