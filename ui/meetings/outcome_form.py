"""The outcomes of an item at a meeting: their forms, which the browser draws, and what it sends.

The form is a component of its own, drawn whole and sent whole: a box of Streamlit's that is given
the focus after a key loses the letters typed until its script has run.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, NamedTuple

import streamlit as st

from data_access import schemas, writes
from data_access.vocabulary import (
    Assurance,
    ChangeReason,
    DeadlineKind,
    EscalationSide,
    Origin,
    OutcomeKind,
    Route,
)
from data_access.writes import FieldError, Invalid, Overtaken, Refused
from data_access.writes.meeting_outcomes import MADE_AS, record_at_meeting
from metrics.frames import Row
from metrics.meetings.item_facts import ItemFacts
from metrics.meetings.questions_to_ask import Question, reply_by_default
from metrics.text_format import capitalised
from ui import reads
from ui.elements.day_box import PLACEHOLDER, parse_day
from ui.forms.actions import LEVELS, UPDATE_STATES
from ui.forms.form import OPTIONAL, REQUIRED
from ui.forms.form_text import with_labels
from ui.page.page_view import PageView
from ui.rows.cell_format import SIDES

COMPONENT, KEY = "rasso-components.outcomes", "outcomes"
CLOSED_MEANWHILE = (
    "The meeting was closed before you saved this, so it is not recorded. Copy it from here, and "
    "record it on Record."
)
# Session key: what came of the form that the browser sent last.
ANSWER = "answer to the form of an outcome"


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

    @property
    def heading(self) -> str:
        return f"{self.place}. {self.facts.title or self.key}"


class Box(NamedTuple):
    """A box of a form. ``options``: what a list offers, by value; null for every organisation."""

    field: str
    label: str
    type: Literal["words", "text", "day", "choice", "tick"] = "text"
    options: Mapping[str, str] | None = None
    is_optional: bool = False

    def offered(self, view: PageView) -> Mapping[str, str]:
        """The values of a list with their labels; none for any other box."""
        if self.type != "choice":
            return {}
        return view.day_state.facts.names if self.options is None else self.options

    def drawn(self, view: PageView, first: Any) -> dict[str, Any]:
        """The box as the browser is told to draw it."""
        choose = OPTIONAL if self.is_optional else REQUIRED
        return {
            "field": self.field,
            "label": self.label,
            "type": self.type,
            "options": list(self.offered(view).items()),
            "hint": {"day": PLACEHOLDER, "choice": choose}.get(self.type, ""),
            "first": first,
        }


class OutcomeLine(NamedTuple):
    """The form of a kind of outcome.

    ``key``: the number key that chooses it. ``known``: the fields of its entry that are not asked.
    ``about``: what an item must be about for it, null for anything. ``starts_as``: what its boxes
    hold at first.
    """

    key: str
    boxes: tuple[Box, ...]
    known: Callable[[ItemUnderWay], Mapping[str, Any]]
    about: Literal["action", "part"] | None = None
    starts_as: Callable[[ItemUnderWay], Mapping[str, Any]] = lambda _: {}

    def is_offered(self, facts: ItemFacts) -> bool:
        """Whether it can be recorded of an item of which these facts are known."""
        return self.about is None or bool(getattr(facts, self.about))

    def values(self, view: PageView, sent: Mapping[str, Any]) -> dict[str, Any]:
        """The value of each box, from what the browser sent. Errors: Invalid for what is no day."""
        found: dict[str, Any] = {}
        faults = []
        for box in self.boxes:
            value = sent.get(box.field)
            if box.type == "tick":
                found[box.field] = value is True
                continue
            text = value if isinstance(value, str) else ""
            found[box.field] = text
            if box.type == "day":
                found[box.field], fault = parse_day(text)
                faults += [FieldError(box.field, fault)] if fault else []
            elif box.type == "choice":
                found[box.field] = text if text in box.offered(view) else None
        if faults:
            raise Invalid(faults)
        return found


class Sent(NamedTuple):
    """A form as a browser sent it. ``seen``: the newest row that its writer saw as it was begun."""

    id: str
    kind: OutcomeKind
    seen: int
    values: Mapping[str, Any]


def draw(view: PageView, item: ItemUnderWay, by: str) -> None:
    """Draw the outcomes that can be chosen and their forms, and record the one that is sent."""
    offered = {kind: line for kind, line in LINES.items() if line.is_offered(item.facts)}
    kinds = [
        {
            "kind": kind,
            "label": capitalised(kind),
            "key": line.key,
            "boxes": [
                box.drawn(view, _as_text(line.starts_as(item).get(box.field))) for box in line.boxes
            ],
        }
        for kind, line in offered.items()
    ]
    about = {"meeting": item.meeting["ref"], "item": item.key, "heading": item.heading}
    data = about | {"seen": item.seen, "kinds": kinds, "answer": st.session_state.get(ANSWER)}
    given = _component()(data=data, key=KEY, on_sent_change=lambda: None).sent
    sent = _sent(given, item, offered)
    if sent and (st.session_state.get(ANSWER) or {}).get("id") != sent.id:
        st.session_state[ANSWER] = _answered(view, item, sent, by)
        st.rerun()


def draw_unsaved(meeting: str) -> None:
    """Draw what was typed at a closed meeting in this browser and not recorded, to copy."""
    _component()(data={"meeting": meeting, "unsaved": CLOSED_MEANWHILE}, key=f"unsaved-{meeting}")


@cache
def _component() -> Any:
    return st.components.v2.component(COMPONENT, js="outcomes.js", css="outcomes.css")


def _sent(
    given: Any, item: ItemUnderWay, offered: Mapping[OutcomeKind, OutcomeLine]
) -> Sent | None:
    """What a browser sent of this item; null for nothing, or for what no form of ours sends."""
    match given:
        case {
            "id": str(number),
            "item": item.key,
            "kind": str(kind),
            "seen": int(seen),
            "values": dict(values),
        } if kind in offered:
            return Sent(number, OutcomeKind(kind), seen, values)
    return None


def _answered(view: PageView, item: ItemUnderWay, sent: Sent, by: str) -> dict[str, Any]:
    """Record what was sent; return what the form is to say of it."""
    line = LINES[sent.kind]
    try:
        _record(item._replace(seen=sent.seen), sent.kind, line.values(view, sent.values), by)
    except Refused as refusal:
        labels = {box.field: box.label for box in line.boxes}
        return {
            "id": sent.id,
            "fault": with_labels(labels, str(refusal)),
            "reasons": dict(refusal.reasons),
            "isOvertaken": isinstance(refusal, Overtaken),
        }
    return {"id": sent.id, "said": f"{capitalised(sent.kind)} recorded."}


def _as_text(first: Any) -> Any:
    return first.strftime("%d/%m/%Y") if isinstance(first, date) else first


def ask(item: ItemUnderWay, question: Question, of_whom: str, by: str) -> int:
    """Record a question as asked at the meeting, for an answer by the usual day.

    Returns the number of the outcome. Errors: Refused.
    """
    key = question.key
    values = {
        "of_whom": of_whom,
        "what": question.what,
        "due_on": reply_by_default(item.meeting["held_on"]),
        "evidence": key.removeprefix("evidence ") if key.startswith("evidence ") else None,
    }
    return _record(item, OutcomeKind.QUESTION, values, by)


def _record(item: ItemUnderWay, kind: OutcomeKind, values: Mapping[str, Any], by: str) -> int:
    """Record an outcome of an item; return its number. Errors: Refused."""
    at, store, schema = datetime.now(UTC), reads.store(), MADE_AS.get(kind)
    asked = dict(LINES[kind].known(item)) | dict(values)
    about = {"meeting": item.meeting["ref"], "item": item.key, "place": item.place}
    about |= {"kind": kind, "seen": item.seen}
    if schema is None:
        outcome = writes.validate(schemas.NewMeetingOutcome, **about, **asked)
        return int(writes.record(store, outcome, by=by, at=at))
    new = writes.validate(schema, **asked)
    outcome = writes.validate(schemas.NewMeetingOutcome, **about)
    return record_at_meeting(store, new, outcome, by=by, at=at)


def _in_words(words: Any) -> dict[str, str]:
    return {word: capitalised(word.replace("_", " ")) for word in words}


def _of_action(item: ItemUnderWay) -> dict[str, Any]:
    return {"action": item.facts.action, "effective_on": item.meeting["held_on"]}


def _lead_of(field: str) -> Callable[[ItemUnderWay], Mapping[str, Any]]:
    return lambda item: {field: item.facts.lead} if item.facts.lead else {}


def _of_last_word(item: ItemUnderWay) -> dict[str, Any]:
    table, row = item.facts.word or (None, None)
    return {"table": table, "row": row}


WORDS = (Box("said", "In a few words, if there is anything to say", "words"),)
# In the order in which they are offered.
LINES: dict[OutcomeKind, OutcomeLine] = {
    OutcomeKind.UPDATE: OutcomeLine(
        "1",
        (
            Box("note", "What was said", "words"),
            Box("state", "New state", "choice", _in_words(UPDATE_STATES), is_optional=True),
            Box("waiting_on", "Waiting on"),
        ),
        _of_action,
        about="action",
    ),
    OutcomeKind.NEW_DATE: OutcomeLine(
        "2",
        (
            Box("new_due_on", "New date", "day"),
            Box("change_reason", "Why", "choice", _in_words(ChangeReason), is_optional=True),
            Box("note", "In their words", "words"),
        ),
        lambda item: _of_action(item) | {"agreed_by": item.called},
        about="action",
    ),
    OutcomeKind.NEW_ACTION: OutcomeLine(
        "3",
        (
            Box("title", "What is to be done", "words"),
            Box("lead_organisation", "Who leads", "choice"),
            Box("owner_role", "Who answers for it: a role"),
            Box("first_due_on", "By when", "day"),
        ),
        lambda item: {
            "requirement": item.facts.part,
            "origin": Origin.MEETING,
            "deadline_kind": DeadlineKind.AGREED,
            "opened_on": item.meeting["held_on"],
        },
        starts_as=_lead_of("lead_organisation"),
    ),
    OutcomeKind.ESCALATION: OutcomeLine(
        "4",
        (
            Box("reason", "Why", "words"),
            Box("rung", "To which level", "choice", LEVELS),
            Box("route", "Route", "choice", _in_words(Route)),
            Box("side", "Which side", "choice", {side: SIDES[side] for side in EscalationSide}),
            Box("straight_up", "Straight to this level", "tick"),
        ),
        lambda item: {"subject": item.facts.action, "raised_on": item.meeting["held_on"]},
        about="action",
        starts_as=lambda _: {"route": Route.FORMAL},
    ),
    OutcomeKind.QUESTION: OutcomeLine(
        "5",
        (
            Box("what", "What is asked", "words"),
            Box("of_whom", "Of whom", "choice"),
            Box("due_on", "Answer due on", "day"),
        ),
        lambda item: {
            "meeting": item.meeting["ref"],
            "asked_on": item.meeting["held_on"],
            "action": item.facts.action,
        },
        starts_as=_lead_of("of_whom"),
    ),
    OutcomeKind.DECISION: OutcomeLine(
        "6",
        (
            Box("text", "What is decided", "words"),
            Box("owner", "Who does it"),
            Box("due_on", "By when", "day"),
        ),
        lambda item: {"meeting": item.meeting["ref"]},
    ),
    OutcomeKind.JUDGEMENT: OutcomeLine(
        "7",
        (
            Box("performance", "How it is done now", "choice", _in_words(Assurance)),
            Box("plan", "The plan for it", "choice", _in_words(Assurance)),
            Box("reasons", "Why", "words"),
        ),
        lambda item: {
            "requirement": item.facts.part,
            "given_by": item.called,
            "meeting": item.meeting["ref"],
            "effective_on": item.meeting["held_on"],
        },
        about="part",
    ),
    OutcomeKind.NO_CHANGE: OutcomeLine("8", WORDS, _of_last_word),
    OutcomeKind.NOT_REACHED: OutcomeLine("9", WORDS, lambda _: {}),
}
