"""What a reader can choose from, on each page: the key in the address, the values, their labels."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import Answered, MeetingKind, TimeState
from metrics.day_facts import DayFacts
from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.meetings.changes import last_board, meetings_before
from metrics.memoize import memoize
from metrics.scope import NO_INSPECTION
from metrics.text_format import capitalised, day_in_words, listed


@dataclass(frozen=True)
class Choice:
    """A list to choose one thing from.

    ``options``: the value in the address, and its label. ``nothing_chosen``: what the empty box
    says; ``otherwise``: the value that holds then, if one does. ``forgets``: the keys of what is
    no longer chosen when this changes, since it stood in a list that this changes too.
    """

    key: str
    label: str
    options: Callable[[DayState], dict[str, str]]
    nothing_chosen: str
    otherwise: Callable[[DayState], str | None] = lambda _standing: None
    forgets: tuple[str, ...] = ()


@memoize
def _meetings(day_state: DayState) -> dict[str, str]:
    held = meetings_before(day_state.tables["meeting"], day_state.day)
    board_first = pl.col("kind").sort_by(pl.col("kind") != MeetingKind.BOARD)
    days = held.group_by("held_on", maintain_order=True).agg(board_first)
    return {
        day.isoformat(): f"{capitalised(listed(kinds))}, {day_in_words(day)}"
        for day, kinds in days.iter_rows()
    }


@memoize
def _last_board(day_state: DayState) -> str | None:
    day = last_board(day_state.tables["meeting"], day_state.day)
    return day.isoformat() if day else None


def _inspections(day_state: DayState) -> dict[str, str]:
    return day_state.titles


def _inspections_or_none(day_state: DayState) -> dict[str, str]:
    several = len(day_state.titles) > 1
    return day_state.titles | ({NO_INSPECTION: "Tied to no inspection"} if several else {})


def _newest(day_state: DayState) -> str | None:
    return next(iter(day_state.titles), None)


@memoize
def _meeting_refs(day_state: DayState) -> dict[str, str]:
    held = day_state.tables["meeting"].sort("held_on", "id", descending=True)
    return {
        ref: f"{capitalised(kind)}, {day_in_words(day)}"
        for ref, day, kind in held.select("ref", "held_on", "kind").iter_rows()
    }


def _organisations(day_state: DayState) -> dict[str, str]:
    return _leads(day_state.facts)


@memoize
def _leads(facts: DayFacts) -> dict[str, str]:
    leads = facts.progress.select("lead_organisation", "lead").unique(maintain_order=True)
    return dict(leads.iter_rows())


@memoize
def _numbers(day_state: DayState) -> dict[str, str]:
    return {
        str(number): f"{number}. {title}"
        for number, title in day_state.recommendations.select("number", "short_title").iter_rows()
    }


ASKED = {
    "force": ("The force", pl.col("for_force")),
    "cps": ("CPS South West", pl.col("for_cps")),
    "others": ("Other bodies", ~pl.col("is_local")),
}


def _asked_of(_standing: DayState) -> dict[str, str]:
    return {key: label for key, (label, _) in ASKED.items()}


PERIODS = {"3": "The last three months", "12": "The last twelve months", "all": "All months"}
TWELVE = "12"
# How many months each value of a period takes in; null for all there are.
MONTHS = {"3": 3, "12": 12, "all": None}
QUARTER_SPANS = {
    "1": "The newest quarter",
    "4": "The last four quarters",
    "all": "All quarters",
}
FOUR = "4"
# How many quarters each of them takes in; null for all there are.
QUARTERS = {"1": 1, "4": 4, "all": None}


def _areas(day_state: DayState) -> dict[str, str]:
    return {name: name for name in day_state.tables["area"]["name"].sort()}


def _periods(_standing: DayState) -> dict[str, str]:
    return PERIODS


def _spans(_standing: DayState) -> dict[str, str]:
    return QUARTER_SPANS


def _entries(_standing: DayState) -> dict[str, str]:
    return ENTRIES


def _answers(_standing: DayState) -> dict[str, str]:
    return {word.value.replace(" ", "-"): word.value for word in Answered}


ENTRIES = {
    "action-update": "An update of an action",
    "action": "A new action",
    "escalation": "An escalation raised",
    "resolution": "An escalation resolved",
    "position": "What a voice says of a part",
    "judgement": "The board’s judgement of a part",
    "evidence": "A piece of evidence",
    "meeting": "A meeting",
    "decision": "A decision of a meeting",
    "decision-done": "A decision that is done",
    "ask": "A question asked",
    "answer": "An answer to a question",
    "correction": "A correction of an update",
    "position-correction": "A correction of what a voice says",
    "response": "The answer to an inspection",
}


# Where the label is the code of a measure, it is said in the words of the limit in force.
SHOWN = {
    "overdue": ("Overdue", pl.col("time_state") == TimeState.OVERDUE),
    "due-soon": ("actions_due_soon", pl.col("time_state") == TimeState.DUE_SOON),
    "no-date": ("No date agreed", pl.col("time_state") == TimeState.NO_DATE),
    "waiting": ("Waiting on somebody", pl.col("waiting_on").is_not_null()),
    "stale": ("actions_stale", pl.col("is_stale")),
    "open": ("Still open", pl.col("is_open")),
    "closed": ("Closed", ~pl.col("is_open")),
}


def _shown(day_state: DayState) -> dict[str, str]:
    titles = {
        code: capitalised(as_counted(measure, day_state.limits).title)
        for code, measure in MEASURES.items()
    }
    return {key: titles.get(label, label) for key, (label, _) in SHOWN.items()}


def _actions(day_state: DayState) -> dict[str, str]:
    return _action_refs(day_state.facts)


@memoize
def _action_refs(facts: DayFacts) -> dict[str, str]:
    of_actions = zip(facts.progress["ref"], facts.progress["title"], strict=True)
    return {ref: f"{ref}. {title}" for ref, title in of_actions}


SINCE = Choice("since", "Changes since", _meetings, "The last board", _last_board)
MEETING = Choice("meeting", "Meeting", _meeting_refs, "All of them")
ORGANISATION = Choice("org", "Lead", _organisations, "Every organisation")
# The inspection comes first among the choices of a page: the others choose within it.
INSPECTION = Choice(
    "inspection", "Inspection", _inspections, "The newest", _newest, forgets=("rec", "action")
)
# On the joint plan, which is one plan for all inspections and holds actions that are for none.
INSPECTION_OF_ACTIONS = Choice(
    "inspection",
    "Inspection",
    _inspections_or_none,
    "All of them",
    forgets=INSPECTION.forgets,
)
RECOMMENDATION = Choice("rec", "Recommendation", _numbers, "All of them")
SHOW = Choice("show", "Show", _shown, "All actions")
ACTION = Choice("action", "History of", _actions, "No action chosen")
RECORD = Choice("record", "What do you want to record?", _entries, "An update of an action")
ASKED_OF = Choice("of", "Asked of", _asked_of, "Everybody")
RESPONSE = Choice("response", "The response", _answers, "Any answer")
AREA = Choice("area", "Area", _areas, "All areas")
PERIOD = Choice("period", "Period", _periods, PERIODS[TWELVE], lambda _standing: TWELVE)
SPAN = Choice("quarters", "Quarters", _spans, QUARTER_SPANS[FOUR], lambda _standing: FOUR)
