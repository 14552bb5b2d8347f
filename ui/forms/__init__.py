"""The forms that record entries. Each shows the current entry before it saves a new one.

A form keeps its values until it is saved. If somebody else has recorded an entry on the same
subject meanwhile, the form says so, shows that entry, and can be saved again.
"""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from data_access.vocabulary import ProposalKind, Role
from ui.forms import actions, corrections, meetings, parts
from ui.forms.save_confirmation import say_what_was_saved
from ui.page import url_state
from ui.page.filters import INSPECTION, Filter
from ui.page.page_view import PageView
from ui.sign_in import current_person


class FormChoice(NamedTuple):
    """What a form is called in the list of what can be recorded, and what draws it."""

    label: str
    draw: Callable[[PageView], None]


FORMS = {
    "action-update": FormChoice("An update of an action", actions.action_update),
    "action": FormChoice("A new action", actions.new_action),
    "occurrence": FormChoice("Something that recurs, done again", actions.occurrence),
    "frequency": FormChoice("How often something is to be done", actions.frequency),
    "escalation": FormChoice("An escalation raised", actions.new_escalation),
    "resolution": FormChoice("An escalation resolved", actions.resolution),
    "position": FormChoice("A body’s position on a recommendation", parts.position),
    "judgement": FormChoice("The board’s judgement of a part", parts.judgement),
    "evidence": FormChoice("A piece of evidence", parts.evidence),
    "meeting": FormChoice("A meeting", meetings.meeting),
    "meeting-planned": FormChoice("A meeting planned", meetings.planned_meeting),
    "meeting-held": FormChoice("A planned meeting that was held", meetings.meeting_held),
    "meeting-kind": FormChoice("A kind of meeting, for the list", meetings.new_kind),
    "meeting-kind-change": FormChoice("A change of a kind of meeting", meetings.changed_kind),
    "decision": FormChoice("A decision of a meeting", meetings.decision),
    "decision-done": FormChoice("A decision that is done", meetings.decision_done),
    "ask": FormChoice("A question asked", meetings.ask),
    "answer": FormChoice("An answer to a question", meetings.answer),
    "correction": FormChoice("A correction of an update", corrections.correct_update),
    "position-correction": FormChoice(
        "A correction of a body’s position", corrections.correct_position
    ),
    "decision-correction": FormChoice("A correction of a decision", corrections.correct_decision),
    "ask-correction": FormChoice("A correction of a question", corrections.correct_question),
    "meeting-correction": FormChoice(
        "A correction or a change of a meeting", corrections.correct_meeting
    ),
    "action-correction": FormChoice("A correction of an action", corrections.correct_action),
    "escalation-correction": FormChoice(
        "A correction of an escalation", corrections.correct_escalation
    ),
    "judgement-correction": FormChoice(
        "A correction of a judgement", corrections.correct_judgement
    ),
    "evidence-correction": FormChoice("A correction of evidence", corrections.correct_evidence),
    "response": FormChoice("The answer to an inspection, published", meetings.response),
    "no-response": FormChoice("That no answer was published", meetings.no_response),
}
FIRST_FORM = "action-update"
THING, MANY = "thing", "many"
ADDED = "What you record here is added; what was recorded before is neither changed nor removed."
CORRECTED = {
    "correction": corrections.REPLACES_IT,
    "position-correction": corrections.REPLACES_IT,
    "decision-correction": corrections.REPLACES_IT,
    "ask-correction": corrections.REPLACES_IT,
    "meeting-kind-change": corrections.CHANGED_IN_ITS_PLACE,
    "meeting-correction": corrections.CHANGED_IN_ITS_PLACE,
    **{
        f"{row}-correction": corrections.IN_ITS_PLACE
        for row in ("action", "escalation", "judgement", "evidence")
    },
}
TO_THE_OFFICE = (
    "What you propose goes to the office, which accepts it or returns it with a reason. Until it "
    "is accepted, it stands on *Proposals* alone and changes nothing."
)
THINGS = {
    "action": ("An action", ("action-update", "action", "occurrence", "frequency")),
    "escalation": ("An escalation", ("escalation", "resolution")),
    "recommendation": ("A recommendation", ("position", "judgement", "evidence")),
    "meeting": (
        "A meeting",
        ("meeting", "meeting-planned", "meeting-held", "meeting-kind", "meeting-kind-change"),
    ),
    "business": ("A decision or a question", ("decision", "decision-done", "ask", "answer")),
    "response": ("An answer to an inspection", ("response", "no-response")),
    "correction": (
        "Correct an entry",
        tuple(kind for kind in FORMS if kind.endswith("correction")),
    ),
}
THING_OF = {kind: thing for thing, (_, kinds) in THINGS.items() for kind in kinds}
RECORD = "record"
ENTRIES = Filter(
    "entries",
    "How much?",
    {"one": "One thing", MANY: "Many at once"},
    "One thing",
    "one",
    forgets=(RECORD, THING),
)
PROPOSE = Filter(
    RECORD,
    "What do you want to propose?",
    {kind.value: FORMS[kind].label for kind in ProposalKind},
    FORMS[ProposalKind.ACTION_UPDATE].label,
    FIRST_FORM,
)


def choices() -> tuple[Filter, ...]:
    """What to record, or which of the few things that a contributor may propose.

    Whoever records chooses one thing, and then a form about it, or many parts and actions at once.
    """
    if not current_person.may(Role.RECORDER):
        return (PROPOSE,)
    if st.query_params.get(RECORD):
        url_state.keep(ENTRIES.key, None)
    if _asked_for(ENTRIES.key) == MANY:
        return ENTRIES, INSPECTION
    record = _asked_for(RECORD)
    if record:
        # The form says what it is about, whatever was chosen before.
        url_state.keep(THING, None)
    thing = THING_OF.get(record or "", _asked_for(THING) or "")
    called, kinds = THINGS.get(thing, THINGS[THING_OF[FIRST_FORM]])
    labels = {kind: FORMS[kind].label for kind in kinds}
    return (
        ENTRIES,
        Filter(
            THING,
            "About what?",
            {key: name for key, (name, _) in THINGS.items()},
            called,
            forgets=(RECORD,),
        ),
        Filter(RECORD, "What do you want to record?", labels, labels[kinds[0]], kinds[0]),
    )


def _asked_for(key: str) -> str | None:
    """What the address chooses, or else what was chosen before."""
    return st.query_params.get(key) or url_state.chosen_before(key)


def what_saving_does(kind: str) -> str:
    """A sentence: what becomes of earlier entries, once one of this kind is saved."""
    if current_person.contributor():
        return TO_THE_OFFICE
    return CORRECTED.get(kind, ADDED)


def draw_form(view: PageView, kind: str) -> None:
    """Draw the form for one kind of entry, and confirm the last save beside its button."""
    FORMS[kind].draw(view)
    # Nothing may be left that the form could be about.
    say_what_was_saved()
