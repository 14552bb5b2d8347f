"""What a reader can choose from, on each page: the key in the address, the values, their labels."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import Answered, TimeState
from metrics.changes import meetings_before
from metrics.standing import Standing
from metrics.wording import capitalised, day_in_words


@dataclass(frozen=True)
class Choice:
    """A list to choose one thing from. ``options``: the value in the address, and its label."""

    key: str
    label: str
    options: Callable[[Standing], dict[str, str]]
    nothing_chosen: str


def _meetings(standing: Standing) -> dict[str, str]:
    held = meetings_before(standing.tables["meeting"], standing.day)
    return {
        day.isoformat(): f"{capitalised(kind)}, {day_in_words(day)}"
        for day, kind in held.select("held_on", "kind").iter_rows()
    }


def _meeting_refs(standing: Standing) -> dict[str, str]:
    held = standing.tables["meeting"].sort("held_on", "id", descending=True)
    return {
        ref: f"{capitalised(kind)}, {day_in_words(day)}"
        for ref, day, kind in held.select("ref", "held_on", "kind").iter_rows()
    }


def _organisations(standing: Standing) -> dict[str, str]:
    leads = standing.actions.select("lead_organisation", "lead").unique(maintain_order=True)
    return dict(leads.iter_rows())


def _numbers(standing: Standing) -> dict[str, str]:
    return {
        str(number): f"{number}. {title}"
        for number, title in standing.recommendations.select("number", "short_title").iter_rows()
    }


ASKED = {
    "force": ("The force", pl.col("for_force")),
    "cps": ("CPS South West", pl.col("for_cps")),
    "others": ("Other bodies", ~pl.col("is_local")),
}


def _asked_of(_standing: Standing) -> dict[str, str]:
    return {key: label for key, (label, _) in ASKED.items()}


def _entries(_standing: Standing) -> dict[str, str]:
    return ENTRIES


def _answers(_standing: Standing) -> dict[str, str]:
    return {word.value.replace(" ", "-"): word.value for word in Answered}


ENTRIES = {
    "action-update": "An update of an action",
    "position": "What a voice says of a part",
    "evidence": "A piece of evidence",
    "decision": "A decision of a meeting",
    "decision-done": "A decision that is done",
    "meeting": "A meeting",
    "response": "The answer to an inspection",
}


SHOWN = {
    "overdue": ("Overdue", pl.col("time_state") == TimeState.OVERDUE),
    "due-soon": ("Due in 14 days", pl.col("time_state") == TimeState.DUE_SOON),
    "no-date": ("No date agreed", pl.col("time_state") == TimeState.NO_DATE),
    "waiting": ("Waiting on somebody", pl.col("waiting_on").is_not_null()),
    "stale": ("Nothing new for 30 days", pl.col("is_stale")),
    "open": ("Still open", pl.col("is_open")),
    "closed": ("Closed", ~pl.col("is_open")),
}


def _shown(_standing: Standing) -> dict[str, str]:
    return {key: label for key, (label, _) in SHOWN.items()}


def _action_refs(standing: Standing) -> dict[str, str]:
    return {
        ref: f"{ref}. {title}" for ref, title in standing.actions.select("ref", "title").iter_rows()
    }


SINCE = Choice("since", "Changes since", _meetings, "The last board")
MEETING = Choice("meeting", "Meeting", _meeting_refs, "All of them")
ORGANISATION = Choice("org", "Lead", _organisations, "Every organisation")
RECOMMENDATION = Choice("rec", "Recommendation", _numbers, "All of them")
SHOW = Choice("show", "Show", _shown, "All actions")
ACTION = Choice("action", "History of", _action_refs, "No action chosen")
RECORD = Choice("record", "What do you want to record?", _entries, "An update of an action")
ASKED_OF = Choice("of", "Asked of", _asked_of, "Everybody")
RESPONSE = Choice("response", "The response", _answers, "Any answer")
