"""The forms of one line with which an outcome of an item is recorded."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_access import schemas, writes
from data_access.schemas import Entry
from data_access.vocabulary import (
    Assurance,
    ChangeReason,
    DeadlineKind,
    EscalationSide,
    Origin,
    OutcomeKind,
    Route,
)
from data_access.writes import Overtaken, Refused
from data_access.writes.meeting_outcomes import MADE_AS, record_at_meeting
from metrics.frames import Row
from metrics.meetings.item_facts import ItemFacts
from metrics.meetings.questions_to_ask import Question, reply_by_default
from ui import reads
from ui.forms.actions import LEVELS, UPDATE_STATES
from ui.forms.form import Form
from ui.meetings import unsaved_text
from ui.page.page_view import PageView
from ui.rows.cell_format import SIDES


class ItemUnderWay(NamedTuple):
    """An item of the agenda of a meeting under way.

    ``place``: its number on the agenda. ``facts``: null where nothing is known of it. ``called``:
    the kind of the meeting in words, who agrees and judges. ``seen``: the newest row about the item
    that the recorder saw, 0 for none.
    """

    meeting: Row
    key: str
    place: int
    facts: ItemFacts
    called: str
    seen: int


class OutcomeForm(Form):
    """A form of one line, saved at once, for what is saved can be taken back.

    It is no form of Streamlit's: what is typed in one of those is lost when another item is shown.
    """

    def __init__(
        self, item: ItemUnderWay, kind: OutcomeKind, view: PageView, **starts_as: Any
    ) -> None:
        self.name = f"outcome-{item.meeting['ref']}-{item.key}-{kind}"
        super().__init__(self.name, view, self.name, starts_as=starts_as)
        self.key = f"{self.name}-{st.session_state.get(self._saves, 0)}"

    def drawn(self) -> DeltaGenerator:
        return st.container(key=f"line-{self.key}", horizontal=True, vertical_alignment="bottom")

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed or chosen in it yet."""
        first = {name: str(value) for name, value in self.starts_as.items()}
        return not self.not_days and all(
            value in (None, "", False) or str(value) == first.get(name)
            for name, value in self.values.items()
        )

    @property
    def _saves(self) -> str:
        return f"saves of {self.name}"

    def entry(self, schema: type[Entry], known: Mapping[str, Any]) -> Entry:
        """The entry that was typed. Errors: Refused."""
        return self._entry(schema, known)

    def refuse(self, refusal: Refused) -> None:
        """Say why nothing was recorded; what was typed stays."""
        self._say_refused(refusal, st.error)

    def empty(self) -> None:
        """Have the form drawn empty from the next run on."""
        st.session_state[self._saves] = st.session_state.get(self._saves, 0) + 1


class OutcomeLine(NamedTuple):
    """The form of a kind of outcome.

    ``key``: the number key that chooses it. ``fields``: draws its boxes. ``known``: the fields of
    its entry that are not asked. ``about``: what an item must be about for it, null for anything.
    ``starts_as``: what its boxes hold at first.
    """

    key: str
    fields: Callable[[Form], None]
    known: Callable[[ItemUnderWay], Mapping[str, Any]]
    about: Literal["action", "part"] | None = None
    starts_as: Callable[[ItemUnderWay], Mapping[str, Any]] = lambda _: {}

    def is_offered(self, facts: ItemFacts) -> bool:
        """Whether it can be recorded of an item of which these facts are known."""
        return self.about is None or bool(getattr(facts, self.about))


def draw(view: PageView, item: ItemUnderWay, kind: OutcomeKind, by: str) -> tuple[bool, int | None]:
    """Draw the form of ``kind``; return whether it is blank, and what was recorded.

    Errors: Overtaken, if somebody recorded of the item what the writer has not seen.
    """
    line = LINES[kind]
    form = OutcomeForm(item, kind, view, **line.starts_as(item))
    with st.container(key="outcome-line"), form.drawn():
        line.fields(form)
        is_saving = st.button("Save", type="primary", shortcut="Ctrl+Enter", key=f"{form.key} save")
    heading = f"{item.place}. {item.facts.title or item.key}: {kind}"
    unsaved_text.remember_boxes(item.meeting["ref"], heading, form)
    if not is_saving:
        return form.is_blank, None
    try:
        number = _record(form, item, kind, by)
    except Overtaken:
        raise
    except Refused as refusal:
        form.refuse(refusal)
        return False, None
    unsaved_text.forget_boxes(form)
    form.empty()
    return True, number


def ask(item: ItemUnderWay, question: Question, of_whom: str, by: str) -> int:
    """Record a question as asked at the meeting, for an answer by the usual day.

    Returns the number of the outcome. Errors: Refused.
    """
    asked_on = item.meeting["held_on"]
    kind, key = OutcomeKind.QUESTION, question.key
    new = writes.validate(
        schemas.NewAsk,
        of_whom=of_whom,
        what=question.what,
        due_on=reply_by_default(asked_on),
        evidence=key.removeprefix("evidence ") if key.startswith("evidence ") else None,
        **LINES[kind].known(item),
    )
    outcome = writes.validate(schemas.NewMeetingOutcome, **_about(item, kind))
    return record_at_meeting(reads.store(), new, outcome, by=by, at=datetime.now(UTC))


def _about(item: ItemUnderWay, kind: OutcomeKind) -> dict[str, Any]:
    return {
        "meeting": item.meeting["ref"],
        "item": item.key,
        "place": item.place,
        "kind": kind,
        "seen": item.seen,
    }


def _record(form: OutcomeForm, item: ItemUnderWay, kind: OutcomeKind, by: str) -> int:
    line, at = LINES[kind], datetime.now(UTC)
    about = _about(item, kind)
    schema = MADE_AS.get(kind)
    if schema is None:
        outcome = form.entry(schemas.NewMeetingOutcome, about | dict(line.known(item)))
        return int(writes.record(reads.store(), outcome, by=by, at=at))
    outcome = writes.validate(schemas.NewMeetingOutcome, **about)
    new = form.entry(schema, line.known(item))
    return record_at_meeting(reads.store(), new, outcome, by=by, at=at)


def _update(form: Form) -> None:
    form.text("note", "What was said")
    form.category("state", "New state", UPDATE_STATES, optional=True)
    form.text("waiting_on", "Waiting on")


def _new_date(form: Form) -> None:
    form.optional_day("new_due_on", "New date")
    form.category("change_reason", "Why", ChangeReason, optional=True)
    form.text("note", "In their words")


def _new_action(form: Form) -> None:
    form.text("title", "What is to be done")
    form.select("lead_organisation", "Who leads", form.view.day_state.facts.names)
    form.text("owner_role", "Who answers for it: a role")
    form.optional_day("first_due_on", "By when")


def _escalation(form: Form) -> None:
    form.select("rung", "To which level", LEVELS)
    form.category("route", "Route", Route)
    form.category("side", "Which side", EscalationSide, SIDES)
    form.text("reason", "Why")
    form.checkbox("straight_up", "Straight to this level")


def _question(form: Form) -> None:
    form.text("what", "What is asked")
    form.select("of_whom", "Of whom", form.view.day_state.facts.names)
    form.optional_day("due_on", "Answer due on")


def _decision(form: Form) -> None:
    form.text("text", "What is decided")
    form.text("owner", "Who does it")
    form.optional_day("due_on", "By when")


def _judgement(form: Form) -> None:
    form.category("performance", "How it is done now", Assurance)
    form.category("plan", "The plan for it", Assurance)
    form.text("reasons", "Why")


def _words(form: Form) -> None:
    form.text("said", "In a few words, if there is anything to say")


def _of_action(item: ItemUnderWay) -> dict[str, Any]:
    return {"action": item.facts.action, "effective_on": item.meeting["held_on"]}


def _of_last_word(item: ItemUnderWay) -> dict[str, Any]:
    table, row = item.facts.word or (None, None)
    return {"table": table, "row": row}


# In the order in which they are offered.
LINES: dict[OutcomeKind, OutcomeLine] = {
    OutcomeKind.UPDATE: OutcomeLine("1", _update, _of_action, about="action"),
    OutcomeKind.NEW_DATE: OutcomeLine(
        "2",
        _new_date,
        lambda item: _of_action(item) | {"agreed_by": item.called},
        about="action",
    ),
    OutcomeKind.NEW_ACTION: OutcomeLine(
        "3",
        _new_action,
        lambda item: {
            "requirement": item.facts.part,
            "origin": Origin.MEETING,
            "deadline_kind": DeadlineKind.AGREED,
            "opened_on": item.meeting["held_on"],
        },
        starts_as=lambda item: {"lead_organisation": item.facts.lead} if item.facts.lead else {},
    ),
    OutcomeKind.ESCALATION: OutcomeLine(
        "4",
        _escalation,
        lambda item: {
            "subject": item.facts.action,
            "raised_on": item.meeting["held_on"],
        },
        about="action",
        starts_as=lambda _: {"route": Route.FORMAL},
    ),
    OutcomeKind.QUESTION: OutcomeLine(
        "5",
        _question,
        lambda item: {
            "meeting": item.meeting["ref"],
            "asked_on": item.meeting["held_on"],
            "action": item.facts.action,
        },
        starts_as=lambda item: {"of_whom": item.facts.lead} if item.facts.lead else {},
    ),
    OutcomeKind.DECISION: OutcomeLine(
        "6", _decision, lambda item: {"meeting": item.meeting["ref"]}
    ),
    OutcomeKind.JUDGEMENT: OutcomeLine(
        "7",
        _judgement,
        lambda item: {
            "requirement": item.facts.part,
            "given_by": item.called,
            "meeting": item.meeting["ref"],
            "effective_on": item.meeting["held_on"],
        },
        about="part",
    ),
    OutcomeKind.NO_CHANGE: OutcomeLine("8", _words, _of_last_word),
    OutcomeKind.NOT_REACHED: OutcomeLine("9", _words, lambda _: {}),
}
