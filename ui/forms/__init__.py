"""The forms that record something. Each shows what is there now before it is saved.

What a writer typed stays in the form until it is saved. If somebody else recorded on the same
thing meanwhile, the writer is told, sees the newest entry, and can save again.
"""

from collections.abc import Callable

from ui.forms import actions, corrections, escalations, meetings, parts
from ui.forms.form import say_what_was_saved
from ui.page.page_view import PageView

FORMS: dict[str, Callable[[PageView], None]] = {
    "action-update": actions.action_update,
    "action": actions.new_action,
    "escalation": escalations.raised,
    "resolution": escalations.resolved,
    "position": parts.position,
    "judgement": parts.judgement,
    "evidence": parts.evidence,
    "meeting": meetings.meeting,
    "decision": meetings.decision,
    "decision-done": meetings.decision_done,
    "ask": meetings.ask,
    "answer": meetings.answer,
    "correction": corrections.correct_update,
    "position-correction": corrections.correct_position,
    "response": meetings.response,
}
FIRST = "action-update"


def draw(view: PageView, kind: str) -> None:
    """Draws the form for one kind of entry, and says what was saved last."""
    say_what_was_saved()
    FORMS[kind](view)
