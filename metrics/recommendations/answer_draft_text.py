"""Sentences on the draft of an answer, and on the days that are left for it."""

from datetime import date

import polars as pl

from data_access.vocabulary import AnswerState, StatedAs
from metrics.finding import Finding, Line, Look, Piece, Topic
from metrics.frames import Row
from metrics.recommendations.answer_draft import AnswerDraft, Rule
from metrics.text_format import capitalised, counted, day_text, listed

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
    "place in the answer. An action without its lead, state or words stands in the answer alone. "
    "The law asks for copies to the Secretary of State and the inspectorate."
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


def none_awaited(inspections: pl.DataFrame) -> Finding:
    """That no answer is awaited, and of which inspections nobody knows if one was published.

    ``inspections``: as ``with_clock`` gives them.
    """
    not_held = inspections.filter(pl.col("answer_state") == AnswerState.NOT_HELD)["short_title"]
    if not_held.is_empty():
        return Finding("No answer is awaited: for each inspection it is published, or none is owed")
    return Finding(
        f"{counted(not_held.len(), 'answer')} may have been published: not recorded here yet",
        base=f"{capitalised(listed(not_held))}. Say under Record whether the answer was published; "
        "if none was, draft it.",
    )


def is_drafted_here(draft: AnswerDraft, inspection: Row) -> bool:
    """Whether there is a draft of an answer here, or may be one."""
    return draft.version > 0 or inspection["answer_state"] in STILL_TO_ANSWER


def of_answer(inspection: Row, day: date, more: str = "") -> Finding:
    """How long is left for an answer, or how late it is, as days in one bar.

    ``more``: what else there is to say of it. An answer that is not awaited has no picture.
    """
    title, clock = inspection["short_title"], inspection["clock"]
    if inspection["answer_state"] not in TO_ANSWER:
        return Finding(f"{title}: {clock}", more=more, topic=Topic.ANSWER)
    due_on, published_on = inspection["answer_due_on"], inspection["published_on"]
    # The day of publication is the first.
    given, taken = (due_on - published_on).days + 1, (day - published_on).days + 1
    left = given - taken
    pieces = (
        ((Look.DONE, given, "given"), (Look.MISSED, -left, "late"))
        if left < 0
        else ((Look.OTHER, taken, "gone"), (Look.DONE, left, "left"))
    )
    days = [Piece(look, each, f"{counted(each, 'day')} {words}") for look, each, words in pieces]
    return Finding(
        f"{title}, answer to be published: {clock}",
        [Line("", [each for each in days if each.number], max(given, taken))],
        f"Published on {day_text(published_on)}, due on {day_text(due_on)}.",
        more,
        topic=Topic.ANSWER,
    )


def state_text(draft: AnswerDraft) -> str:
    """Whether it is a draft, and of which version, or published."""
    if draft.published_on:
        return f"Published on {day_text(draft.published_on)}, as version {draft.version}."
    if not draft.version:
        return NOTHING_IS_DRAFTED
    return f"Draft, version {draft.version}: not published{' from here' * draft.is_closed}."


def standing_text(draft: AnswerDraft) -> str:
    """What is missing, whether it is a draft or published, and that a draft counts nowhere."""
    if draft.published_on:
        return state_text(draft)
    counts = ANSWERED_OTHERWISE if draft.is_closed else COUNTS_NOWHERE
    return " ".join(filter(None, (readiness_text(draft), state_text(draft), counts)))


def readiness_text(draft: AnswerDraft) -> str:
    """What is missing of the draft: by law, by house rule and as a courtesy, each counted apart."""
    if draft.is_closed:
        return ""
    if draft.asked.is_empty():
        return NOTHING_ASKED
    numbers = {rule: draft.lacking(rule).height for rule in Rule}
    if not any(numbers.values()):
        return "Ready to publish: nothing is missing."
    start = (
        f"The law asks for {counted(numbers[Rule.LAW], 'more thing')} before it is published."
        if numbers[Rule.LAW]
        else "All that the law asks for is here."
    )
    house = f"{counted(numbers[Rule.HOUSE], 'house rule')} not met"
    missing = counted(numbers[Rule.COURTESY], "courtesy", "courtesies")
    courtesy = f"{missing} missing, which hold nothing up"
    rest = [house] * bool(numbers[Rule.HOUSE]) + [courtesy] * bool(numbers[Rule.COURTESY])
    return f"{start} {capitalised('; '.join(rest))}." if rest else start


def why_not_published(draft: AnswerDraft) -> str:
    """Why the draft cannot be published yet; empty where it can."""
    if draft.asked.is_empty():
        return NOTHING_ASKED
    of_law = draft.lacking(Rule.LAW).height
    if not of_law:
        return ""
    return (
        "It can be published once all that the law asks for is here: "
        f"{counted(of_law, 'thing')} missing now."
    )


def waiving_text(draft: AnswerDraft) -> str:
    """What publishing now needs a reason for; empty where every house rule is met."""
    number = draft.lacking(Rule.HOUSE).height
    if not number:
        return ""
    rules, them = ("house rules are", "them") if number > 1 else ("house rule is", "it")
    return f"{number} {rules} not met: to publish now, say why you waive {them}."


def waived_text(draft: AnswerDraft) -> str:
    """Who waived house rules when the answer was published, and why; empty where nobody did."""
    published = draft.publication
    if published is None or not published["waived_because"]:
        return ""
    return f"House rules waived by {published['recorded_by']}: {published['waived_because']}"


def invitation_text(draft: AnswerDraft) -> str:
    """When the chief officer was invited to comment, and by which day."""
    invited = draft.invitation
    if invited is None:
        return "No invitation of the chief officer to comment is recorded."
    source = f" ({invited['source']})" if invited["source"] else ""
    return (
        f"The chief officer was invited on {day_text(invited['effective_on'])}{source} to comment "
        f"by {day_text(invited['comment_by'])}."
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
