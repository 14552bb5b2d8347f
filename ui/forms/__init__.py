"""The forms that record entries. Each shows the current entry before it saves a new one.

A form keeps its values until it is saved. If somebody else has recorded an entry on the same
subject meanwhile, the form says so, shows that entry, and can be saved again.
"""

from collections.abc import Callable

from ui.forms import (
    actions,
    corrections,
    corrections_in_place,
    meeting_plans,
    meetings,
    parts,
    recurrences,
)
from ui.forms.save_confirmation import say_what_was_saved
from ui.page.filters import PROPOSE, RECORD, Filter
from ui.page.page_view import PageView
from ui.sign_in import current_person

FORMS: dict[str, Callable[[PageView], None]] = {
    "action-update": actions.action_update,
    "action": actions.new_action,
    "occurrence": recurrences.occurrence,
    "frequency": recurrences.frequency,
    "escalation": actions.new_escalation,
    "resolution": actions.resolution,
    "position": parts.position,
    "judgement": parts.judgement,
    "evidence": parts.evidence,
    "meeting": meetings.meeting,
    "meeting-planned": meeting_plans.planned_meeting,
    "meeting-held": meetings.meeting_held,
    "meeting-kind": meeting_plans.new_kind,
    "meeting-kind-change": meeting_plans.changed_kind,
    "decision": meetings.decision,
    "decision-done": meetings.decision_done,
    "ask": meetings.ask,
    "answer": meetings.answer,
    "correction": corrections.correct_update,
    "position-correction": corrections.correct_position,
    "decision-correction": corrections.correct_decision,
    "ask-correction": corrections.correct_question,
    "meeting-correction": corrections_in_place.correct_meeting,
    "action-correction": corrections_in_place.correct_action,
    "response": meetings.response,
    "no-response": meetings.no_response,
}
FIRST_FORM = "action-update"
ADDED = "What you record here is added; what was recorded before is neither changed nor removed."
CORRECTED = {
    "correction": corrections.REPLACES_IT,
    "position-correction": corrections.REPLACES_IT,
    "decision-correction": corrections.REPLACES_IT,
    "ask-correction": corrections.REPLACES_IT,
    "meeting-kind-change": corrections_in_place.CHANGED_IN_ITS_PLACE,
    "meeting-correction": corrections_in_place.CHANGED_IN_ITS_PLACE,
    "action-correction": corrections_in_place.IN_ITS_PLACE,
}


TO_THE_OFFICE = (
    "What you propose goes to the office, which accepts it or returns it with a reason. Until it "
    "is accepted, it stands on *Proposals* alone and changes nothing."
)


def choice() -> Filter:
    """The choice of what to record, or of the few things that a contributor may propose."""
    return PROPOSE if current_person.contributor() else RECORD


def what_saving_does(kind: str) -> str:
    """A sentence: what becomes of earlier entries, once one of this kind is saved."""
    if current_person.contributor():
        return TO_THE_OFFICE
    return CORRECTED.get(kind, ADDED)


def draw_form(view: PageView, kind: str) -> None:
    """Draw the form for one kind of entry, and confirm the last save beside its button."""
    FORMS[kind](view)
    # Nothing may be left that the form could be about.
    say_what_was_saved()
