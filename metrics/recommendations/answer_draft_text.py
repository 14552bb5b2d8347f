"""Sentences on the draft of an answer, and on the days that are left for it."""

from datetime import date

import polars as pl

from data_access.vocabulary import DAYS_TO_ANSWER, SPEAKER_NAMES, AnswerState, StatedAs, Voice
from metrics.frames import Row
from metrics.recommendations.answer_draft import AnswerDraft
from metrics.text_format import counted, day_text, listed

# The states of an answer that may still be drafted.
TO_ANSWER = (AnswerState.AWAITED, AnswerState.NOT_PUBLISHED)
STILL_TO_ANSWER = (*TO_ANSWER, AnswerState.NOT_HELD)
NOTHING_ASKED = "No recommendation of it is held here, so nothing can be answered yet: load them."
NOTHING_IS_DRAFTED = "Nothing is drafted yet."
NOTHING_SAID = "Nothing is said yet."
COUNTS_NOWHERE = "Until it is published, nothing of it counts on any other page."
ANSWERED_OTHERWISE = (
    "Its answer was recorded in another way, so the draft is kept and counts nowhere."
)
NOT_DRAFTED_HERE = "Its answer is published and was not drafted here, so there is nothing to draft."
NO_DRAFT_SHOWN = "It belongs to the draft of an answer, and no draft is shown on this day."
WHAT_PUBLISHING_DOES = (
    "Publish it where it is read, then record the day here. In one step each action goes onto the "
    "joint action plan, and each comment becomes a first position and evidence, quoted with its "
    "place in the answer. The draft then no longer changes."
)
FOLLOWS = (
    "Its actions stand on the joint action plan, and its first positions and evidence under "
    "Recommendations, each quoted with its place in the answer."
)


def to_answer(inspections: pl.DataFrame, holding: list[str]) -> list[str]:
    """The refs of the inspections of ``holding`` that are to be answered, the first due first.

    ``inspections``: as ``with_clock`` gives them. An answer that is not held here is none of them,
    since it may have been published.
    """
    is_to_come = pl.col("answer_state").is_in(TO_ANSWER) & pl.col("ref").is_in(holding)
    return inspections.filter(is_to_come).sort("answer_due_on")["ref"].to_list()


def none_awaited_text(inspections: pl.DataFrame) -> str:
    """A sentence: no answer is awaited, and of which inspections nobody knows if one was published.

    ``inspections``: as ``with_clock`` gives them.
    """
    not_held = inspections.filter(pl.col("answer_state") == AnswerState.NOT_HELD)["short_title"]
    if not_held.is_empty():
        return "No answer is awaited: for each inspection it is published, or none is owed."
    return (
        f"No answer is awaited. Of {listed(not_held)} the answer is not held here: record under "
        "Update whether it was published. If it was not, choose the inspection and draft it."
    )


def is_drafted_here(draft: AnswerDraft, inspection: Row) -> bool:
    """Whether there is a draft of an answer here, or may be one."""
    return draft.version > 0 or inspection["answer_state"] in STILL_TO_ANSWER


def clock_text(inspection: Row, day: date) -> str:
    """A sentence: how many days are left for an answer, and by when it must be published."""
    if inspection["answer_state"] not in STILL_TO_ANSWER:
        return f"{inspection['short_title']}: {inspection['clock']}."
    due_on, number = inspection["answer_due_on"], (day - inspection["published_on"]).days + 1
    by_law = f"must be published by {day_text(due_on)}, the {DAYS_TO_ANSWER}th day"
    if inspection["answer_state"] == AnswerState.AWAITED:
        left = inspection["days_left"]
        start = f"{counted(left, 'day')} left" if left else "Due on this day"
        return (
            f"**{start}**: the answer to {inspection['short_title']} {by_law}. "
            f"{day_text(day)} is day {number}."
        )
    late = counted((day - due_on).days, "day")
    if inspection["answer_state"] == AnswerState.NOT_HELD:
        return (
            f"The answer to {inspection['short_title']} was to be published by {day_text(due_on)}, "
            "and is not held here. If it was published, record that under Update; if it was not, "
            "draft it here."
        )
    return f"**{late} late**: the answer to {inspection['short_title']} {by_law}."


def state_text(draft: AnswerDraft) -> str:
    """Whether it is a draft, and of which version, or published."""
    if draft.published_on:
        return f"Published on {day_text(draft.published_on)}, as version {draft.version}."
    if not draft.version:
        return NOTHING_IS_DRAFTED
    return f"Draft, version {draft.version}: not published{' from here' * draft.is_closed}."


def standing_text(draft: AnswerDraft) -> str:
    """Whether it is a draft or published, and that a draft counts nowhere."""
    state = f"**{state_text(draft)}**"
    if draft.published_on:
        return state
    return f"{state} {ANSWERED_OTHERWISE if draft.is_closed else COUNTS_NOWHERE}"


def readiness_text(draft: AnswerDraft) -> str:
    """A sentence or two: how much of the draft is missing."""
    if draft.is_closed:
        return ""
    if draft.asked.is_empty():
        return NOTHING_ASKED
    parts, comments = draft.asked["requirement"].n_unique(), draft.asked.height
    if draft.is_ready:
        return (
            f"Ready: all {counted(comments, 'comment')} on {counted(parts, 'part')} are complete "
            "and approved."
        )
    lacking = draft.missing.drop_nulls("requirement")
    of_law = lacking.filter("by_law")
    unfinished = lacking.select("requirement", "voice").n_unique() if lacking.height else 0
    of_all = f"{counted(comments, 'comment')} on {counted(parts, 'part')}"
    verb = "is" if unfinished == 1 else "are"
    sentences = [
        f"Not ready: of {of_all}, {unfinished} {verb} not complete."
        if unfinished
        else f"Not ready, though all {of_all} are complete."
    ]
    if of_law.height:
        without = of_law.select("requirement", "voice").n_unique()
        lack = "lacks" if without == 1 else "lack"
        sentences.append(f"{without} of them {lack} something that the law requires.")
    waiting = _names(draft.missing.filter(pl.col("requirement").is_null())["voice"])
    if waiting:
        sentences.append(f"What is said now is not approved by {listed(waiting)}.")
    return " ".join(sentences)


def why_not_published(draft: AnswerDraft) -> str:
    """Why the draft cannot be published yet; empty where it can."""
    if draft.asked.is_empty():
        return NOTHING_ASKED
    of_law = draft.missing.filter("by_law")
    if of_law.is_empty():
        return ""
    return (
        f"It can be published once it has all that the law requires: "
        f"{counted(of_law.height, 'thing')} missing now."
    )


def still_missing_text(draft: AnswerDraft) -> str:
    """A sentence: what would have no owner, date, measure or evidence if it were published now."""
    gaps = draft.missing.filter(~pl.col("by_law"))
    if gaps.is_empty():
        return ""
    parts = listed(gaps["label"].unique(maintain_order=True))
    return (
        f"Published now, {counted(gaps.height, 'thing')} that the board will ask for would be "
        f"missing, of {parts}: see above."
    )


def changed_text(row: Row) -> str:
    """A sentence: what a body has changed since its approval."""
    if row["approved_version"] is None:
        return "not approved yet"
    return f"changed since: {listed(row['changed'])}" if row["changed"] else "nothing changed since"


def version_text(said: Row, draft: AnswerDraft) -> str:
    """The number of a version, who saved it, and when, in words."""
    return (
        f"Version {said['version']} of {draft.version}, saved by {said['recorded_by']} on "
        f"{day_text(said['effective_on'])}."
    )


def recommendations_not_held_text(without: pl.DataFrame) -> str:
    """A sentence: which of these inspections cannot be answered, since nothing they ask is held."""
    if without.is_empty():
        return ""
    return (
        f"The recommendations of {listed(without['short_title'])} are not held here yet: load them "
        "on Data, and the answer can be drafted."
    )


def stated_as_text(stated_as: str) -> str:
    """The state of an action, after whether it is taken or proposed: "taken, in place"."""
    taken = (StatedAs.IN_PLACE, StatedAs.DONE, StatedAs.UNDER_WAY)
    return f"{'taken' if stated_as in taken else 'proposed'}, {stated_as}"


def overtaken_text(said: Row) -> str:
    """A sentence: who saved another version while a form was filled in."""
    return (
        f"{said['recorded_by']} saved version {said['version']} since you began: it stands above. "
        "What you typed is still here. Compare the two before you save."
    )


def _names(voices: pl.Series) -> list[str]:
    return [f"the {SPEAKER_NAMES[Voice(voice)]}" for voice in voices]
