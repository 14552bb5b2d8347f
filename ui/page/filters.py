"""The filters of the pages: each has a key in the address, values, and labels."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import polars as pl

from data_access.vocabulary import SPEAKER_NAMES, Answered, TimeState
from metrics.day_state import DayState
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.meetings.meeting_dates import (
    boards,
    kind_titles,
    last_board,
    meeting_title,
    meetings_before,
)
from metrics.recommendations.answer_draft_text import to_answer
from metrics.releases.people import period_key
from metrics.releases.periods import span_text
from metrics.scope import NO_INSPECTION
from metrics.text_format import capitalised, day_text, listed
from ui.page.glossary import words_by_key
from ui.pages import JOINT_ACTION_PLAN, RECOMMENDATIONS


@dataclass(frozen=True)
class Filter:
    """A list from which a reader chooses one value.

    ``labels``: the label of each value, or a function that gives them for a day.
    ``nothing_chosen``: the text of the empty box. ``default``: the value used then, or a function
    that gives it. ``forgets``: the keys of the filters that a change here clears, because their
    lists depend on this one.
    """

    key: str
    label: str
    labels: Mapping[str, str] | Callable[[DayState], dict[str, str]]
    nothing_chosen: str
    default: str | Callable[[DayState], str | None] | None = None
    forgets: tuple[str, ...] = ()

    def options(self, day_state: DayState) -> dict[str, str]:
        """The label of each value that can be chosen on a day."""
        return self.labels(day_state) if callable(self.labels) else dict(self.labels)

    def value_of(self, given: str, options: Mapping[str, str]) -> str:
        """The value that a link means: itself, or the only one that ends in it after a slash."""
        ending = [value for value in options if value.rpartition("/")[2] == given]
        return ending[0] if given not in options and len(ending) == 1 else given

    def default_on(self, day_state: DayState) -> str | None:
        """The value used if the reader chooses none; null if there is no default."""
        return self.default(day_state) if callable(self.default) else self.default


# Values that are the same on every day.
ASKED = {
    "force": ("The force", pl.col("for_force")),
    "cps": ("CPS South West", pl.col("for_cps")),
    "others": ("Other bodies", ~pl.col("is_local")),
}
PERIODS = {"3": "The last three months", "12": "The last twelve months", "all": "All months"}
TWELVE = "12"
# The number of months of each period, and of quarters; null for all.
MONTHS = {"3": 3, "12": 12, "all": None}
# A label that is the code of a measure is replaced by its title, with the limit in force.
SHOWN = {
    "overdue": ("Overdue", pl.col("time_state") == TimeState.OVERDUE),
    "due-soon": ("actions_due_soon", pl.col("time_state") == TimeState.DUE_SOON),
    "no-date": ("No date agreed", pl.col("time_state") == TimeState.NO_DATE),
    "time-stated": ("A time stated in words", pl.col("time_state") == TimeState.TIME_STATED),
    "recurs": ("Recurs", pl.col("time_state") == TimeState.RECURS),
    "in-place": ("In place", pl.col("time_state") == TimeState.IN_PLACE),
    "waiting": ("Waiting on somebody", pl.col("waiting_on").is_not_null()),
    "stale": ("actions_stale", pl.col("is_stale")),
    "open": ("Still open", pl.col("is_open")),
    "closed": ("Complete or not taken forward", ~pl.col("is_open")),
}


def _released(day_state: DayState) -> dict[str, str]:
    """The years that figures about people are released of, and then the quarters, newest first."""
    releases = day_state.tables["release"].filter(
        pl.col("counted_at") <= day_state.day,
        pl.col("id").is_in(day_state.tables["released_count"]["release"].unique().implode()),
    )
    in_force = releases.join(
        day_state.tables["release_withdrawal"], on=["first", "months"], how="anti"
    )
    periods = sorted({*in_force.select("months", "first").iter_rows()}, reverse=True)
    return {
        period_key(first, months): capitalised(span_text(first, months))
        for months, first in periods
    }


def _newest_released(day_state: DayState) -> str | None:
    return next(iter(_released(day_state)), None)


def _meetings(day_state: DayState) -> dict[str, str]:
    meetings = meetings_before(day_state.tables["meeting"], day_state.day)
    kinds = day_state.tables["meeting_kind"]
    board_first = pl.col("kind").sort_by(~pl.col("kind").is_in(boards(kinds)))
    days = meetings.group_by("held_on", maintain_order=True).agg(board_first)
    titles = kind_titles(kinds)
    return {
        day.isoformat(): f"{capitalised(listed(titles[each] for each in held))}, {day_text(day)}"
        for day, held in days.iter_rows()
    }


def _last_board(day_state: DayState) -> str | None:
    tables = day_state.tables
    day = last_board(tables["meeting"], tables["meeting_kind"], day_state.day)
    return day.isoformat() if day else None


def _inspections(day_state: DayState) -> dict[str, str]:
    return day_state.titles


def _inspections_or_none(day_state: DayState) -> dict[str, str]:
    several = len(day_state.titles) > 1
    return day_state.titles | ({NO_INSPECTION: "Tied to no inspection"} if several else {})


def _only(day_state: DayState) -> str | None:
    """The one inspection that asks for anything, so that a copied link stays with it."""
    return next(iter(day_state.titles)) if len(day_state.titles) == 1 else None


def _next_to_answer(day_state: DayState) -> str | None:
    return next(iter(to_answer(day_state.inspections, [*day_state.titles])), None)


def _parts(day_state: DayState) -> dict[str, str]:
    asked = day_state.parts.select("ref", "label", "short_title").iter_rows()
    return {ref: f"{label}. {title}" for ref, label, title in asked}


def _meeting_refs(day_state: DayState) -> dict[str, str]:
    meetings = day_state.tables["meeting"].sort("held_on", "id", descending=True)
    kinds = day_state.tables["meeting_kind"]
    return {
        ref: meeting_title(kinds, kind, day)
        for ref, day, kind in meetings.select("ref", "held_on", "kind").iter_rows()
    }


def _under_way(day_state: DayState) -> str | None:
    """The newest meeting of the day that nobody has closed; null where there is none."""
    closed = day_state.tables["meeting_closing"]["meeting"].implode()
    under_way = day_state.tables["meeting"].filter(
        pl.col("held_on") == day_state.day, ~pl.col("ref").is_in(closed)
    )
    return next(iter(under_way["ref"].reverse()), None)


def _packs(day_state: DayState) -> dict[str, str]:
    kept = day_state.tables["sealed_document"].sort("id", descending=True)
    return {
        ref: f"{ref}, as at {day_text(day)}" for ref, day in kept.select("ref", "as_at").iter_rows()
    }


def _organisations(day_state: DayState) -> dict[str, str]:
    progress = day_state.facts.progress
    leads = progress.select("lead_organisation", "lead").unique(maintain_order=True)
    return dict(leads.iter_rows())


def _numbers(day_state: DayState) -> dict[str, str]:
    named = day_state.facts.inspection_words
    columns = day_state.recommendations.select("ref", "inspection", "number", "short_title")
    return {
        ref if named else str(number): (
            f"{', '.join([str(number), *named.get(inspection, [])])}. {title}"
        )
        for ref, inspection, number, title in columns.iter_rows()
    }


def is_chosen(recommendation: str) -> pl.Expr:
    """True for the recommendation of a choice: its number in one inspection, else its ref."""
    by_number = recommendation.isdecimal()
    return pl.col("number") == int(recommendation) if by_number else pl.col("ref") == recommendation


def _areas(day_state: DayState) -> dict[str, str]:
    return {name: name for name in day_state.tables["area"]["name"].sort()}


def _shown(day_state: DayState) -> dict[str, str]:
    titles = {
        code: capitalised(as_counted(measure, day_state.limits).title)
        for code, measure in MEASURES.items()
    }
    return {key: titles.get(label, label) for key, (label, _) in SHOWN.items()}


def _actions(day_state: DayState) -> dict[str, str]:
    """Every action, then what was once read as one and is held as a statement."""
    facts = day_state.facts
    actions = facts.progress.select("ref", "title").iter_rows()
    statements = facts.statements.select("ref", "title").iter_rows()
    return {ref: f"{ref}. {title}" for ref, title in actions} | {
        ref: f"{ref}. {title} (a statement)" for ref, title in statements
    }


SINCE = Filter("since", "Changes since", _meetings, "The last board", _last_board)
MEETING = Filter("meeting", "Meeting", _meeting_refs, "The next one", forgets=("pack",))
MEETING_UNDER_WAY = Filter(
    MEETING.key, "Meeting", _meeting_refs, "The one under way", _under_way, forgets=("item",)
)
PACK = Filter("pack", "Pack given out", _packs, "None", forgets=("meeting",))
ORGANISATION = Filter("org", "Lead", _organisations, "Everybody")
# The inspection comes first among a page's filters: the others choose within it.
INSPECTION = Filter(
    "inspection", "Inspection", _inspections, "All of them", _only, forgets=("rec", "action")
)
# The joint plan covers all inspections, and has actions that belong to none.
INSPECTION_OF_ACTIONS = Filter(
    "inspection",
    "Inspection",
    _inspections_or_none,
    "All of them",
    forgets=INSPECTION.forgets,
)
# The answer that is due first is the one to draft.
INSPECTION_TO_ANSWER = Filter(
    "inspection",
    "Inspection",
    _inspections,
    "The next to be answered",
    _next_to_answer,
    forgets=("part", "voice"),
)
PART_OF_ANSWER = Filter("part", "Part", _parts, "All parts")
SPEAKER = Filter(
    "voice",
    "Who says it",
    {voice.value: name for voice, name in SPEAKER_NAMES.items()},
    "Everybody",
)
RECOMMENDATION = Filter("rec", "Recommendation", _numbers, "All of them")
SHOW = Filter("show", "Show", _shown, "All actions")
ACTION = Filter("action", "History of", _actions, "No action chosen")
ASKED_OF = Filter("of", "Asked of", {key: label for key, (label, _) in ASKED.items()}, "Everybody")
RESPONSE = Filter(
    "response",
    "The response",
    {word.replace(" ", "-"): word.value for word in Answered},
    "Any answer",
)
WORD = Filter(
    "word", "Word", {key: each.words for key, each in words_by_key().items()}, "All of them"
)
AREA = Filter("area", "Area", _areas, "All areas")
PERIOD = Filter("period", "Period", PERIODS, PERIODS[TWELVE], TWELVE)
RELEASED = Filter("released", "Released", _released, "The newest year", _newest_released)
# An empty value clears the earlier choice on that page.
NO_FILTERS = {
    RECOMMENDATIONS.path: {choice.key: "" for choice in (RECOMMENDATION, ASKED_OF, RESPONSE)},
    JOINT_ACTION_PLAN.path: {choice.key: "" for choice in (ORGANISATION, SHOW, ACTION)},
}
