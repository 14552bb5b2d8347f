"""Questions to ask at a meeting, each made by a rule from facts that are recorded.

``RULES`` has the rules in the order in which they take turns; ``docs/status-rules.md`` tells them
to readers. Only the force and the CPS are asked.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain, zip_longest
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import (
    EscalationSide,
    OrganisationKind,
    Origin,
    OutcomeKind,
    TimeState,
    Voice,
)
from metrics.day_state import DayState
from metrics.frames import Row
from metrics.meetings.decisions import unanswered
from metrics.memoize import memoize
from metrics.periods import nth_working_day
from metrics.plan.action_lists import overdue_actions, undated_actions
from metrics.recommendations.first_positions import admissions
from metrics.recommendations.measure_evidence import Verdict, measures_of_parts
from metrics.recommendations.part_dates import immediate_parts, overdue_parts
from metrics.recommendations.parts import part_title
from metrics.recommendations.positions import state_word
from metrics.status_rules import late_text
from metrics.text_format import capitalised, counted, day_text, near_day_text

AT_MOST = 5
# Of those asked before, so that new ones have room.
MOST_ASKED_AGAIN = 2
# Our own choice, where nobody names a day for an answer.
DAYS_TO_REPLY = 14
# As long as a promise may be new.
DAYS_OF_SILENCE = 90
# A longer quotation is left to the page that has it.
LONGEST_QUOTE = 120
# Who answers an escalation: the other side.
ANSWERED_BY = {
    EscalationSide.POLICE: OrganisationKind.PROSECUTION_SERVICE,
    EscalationSide.CPS: OrganisationKind.POLICE_FORCE,
}
BODIES = {
    Voice.FORCE: OrganisationKind.POLICE_FORCE,
    Voice.CPS: OrganisationKind.PROSECUTION_SERVICE,
}


class Reason(StrEnum):
    """The facts for which a question is asked."""

    NOT_ANSWERED = "asked, and not answered"
    ESCALATED = "escalated, and late for an answer"
    NOT_DONE = "said not done"
    LATE = "late"
    PAST_DATE = "past its date"
    AT_ONCE = "asked for at once"
    MISSED = "target missed"
    DISAGREE = "bodies disagree"
    NOT_SHOWN = "said complete, and not shown"
    FIGURE = "a figure owed"
    ONE_SILENT = "not recorded by one of two bodies"
    WAITING = "waiting on another body"
    NO_DATE = "no date agreed"
    SILENT = "promised, and never spoken of again"


class Question(NamedTuple):
    """A question to a body. ``what``: as it is asked. ``about``: the facts beside it, in short.

    ``key``: the agenda item that it is about. ``kind``: of the body asked. ``subjects``: the refs
    of the action and the part that it is about. ``since``: the day of the fact, null for no day.
    """

    key: str
    reason: Reason
    kind: OrganisationKind
    what: str
    about: str
    subjects: frozenset[str]
    since: date | None = None


Rule = Callable[[DayState], Iterator[Question]]


@memoize
def questions_to_ask(day_state: DayState) -> list[Question]:
    """At most ``AT_MOST`` questions, the first to ask first.

    Those asked before whose answer is late come first, then what a meeting did not reach, then the
    worst of each rule in turn. One that was asked is not asked again until its answer is due; one
    that was answered only for a newer fact. Nothing is asked about twice.
    """
    again = _not_answered(day_state)[:MOST_ASKED_AGAIN]
    chosen: list[Question] = []
    for each in [*again, *_new(day_state, RULES)]:
        if len(chosen) < AT_MOST and not any(each.subjects & one.subjects for one in chosen):
            chosen.append(each)
    return chosen


def reply_by_default(day: date) -> date:
    """The day by which an answer is asked for where nobody names one: a working day."""
    eve = day + timedelta(days=DAYS_TO_REPLY - 1)
    reply_by: date = pl.select(nth_working_day(pl.lit(eve), 1)).item()
    return reply_by


@memoize
def question_about(day_state: DayState, key: str) -> Question | None:
    """The first question to ask about the agenda item ``key``; null where there is none."""
    rules = RULES_OF_ACTIONS if key.startswith("action ") else RULES
    every = [*_not_answered(day_state), *_new(day_state, rules)]
    return next((each for each in every if each.key == key), None)


def addressed(day_state: DayState, question: Question) -> str:
    """Who is asked, as one says it: the chief constable, or the CPS Area by its name."""
    if question.kind == OrganisationKind.POLICE_FORCE:
        return "Chief Constable"
    return next(iter(_bodies(day_state, question).values()), "CPS")


def asked_of(day_state: DayState, question: Question) -> str | None:
    """The ref of the body that is asked; null where the store has none of its kind."""
    return next(iter(_bodies(day_state, question)), None)


def _bodies(day_state: DayState, question: Question) -> dict[str, str]:
    of_kind = day_state.tables["organisation"].filter(kind=question.kind.value)
    return dict(of_kind.select("ref", "name").iter_rows())


def _new(day_state: DayState, rules: Sequence[Rule]) -> list[Question]:
    """Each question of a rule that is not asked yet; what was put off comes first."""
    asked, put_off = _asked_of(day_state), _put_off(day_state)
    in_turn = chain.from_iterable(zip_longest(*(rule(day_state) for rule in rules)))
    new = [each for each in in_turn if each and _is_new(each, asked.get(each.key, []))]
    return sorted(new, key=lambda each: each.key not in put_off)


# What was asked before


def _asked_of(day_state: DayState) -> dict[str, list[Row]]:
    """The questions recorded about each agenda item: by their own subject, or asked of the item."""
    found: dict[str, list[Row]] = {}
    items = _items_asked(day_state)
    for row in day_state.tables["ask"].iter_rows(named=True):
        keys = {items.get(row["id"]), f"action {row['action']}", f"evidence {row['evidence']}"}
        for key in keys - {None}:
            found.setdefault(str(key), []).append(row)
    return found


def _items_asked(day_state: DayState) -> dict[int, str]:
    """The agenda item of which each question was asked at a meeting, by the id of the question."""
    outcomes = _outcomes(day_state).filter(pl.col("kind") == OutcomeKind.QUESTION)
    return dict(outcomes.select("row", "item").iter_rows())


def _outcomes(day_state: DayState) -> pl.DataFrame:
    outcomes = day_state.tables["meeting_outcome"]
    return outcomes.filter(~pl.col("id").is_in(outcomes["takes_back"].drop_nulls().implode()))


def _put_off(day_state: DayState) -> set[str]:
    """The items that the newest meeting to take or leave them did not reach."""
    newest = _outcomes(day_state).unique("item", keep="last", maintain_order=True)
    return {*newest.filter(pl.col("kind") == OutcomeKind.NOT_REACHED)["item"]}


def _is_new(question: Question, asked: list[Row]) -> bool:
    """Whether a question was not asked yet, or is about a fact newer than the last answer."""
    if any(row["answered_on"] is None for row in asked):
        return False
    answered_on = max((row["answered_on"] for row in asked), default=None)
    return answered_on is None or (question.since is not None and question.since > answered_on)


def _not_answered(day_state: DayState) -> list[Question]:
    """What was asked before the day and is due, the latest first; the newest one of an action."""
    kinds = dict(day_state.tables["organisation"].select("ref", "kind").iter_rows())
    one_each = pl.coalesce("action", "evidence", pl.col("id").cast(pl.String))
    rows = (
        unanswered(day_state.tables["ask"])
        .filter(pl.col("asked_on") < day_state.day)
        .unique([one_each, "of_whom"], keep="last", maintain_order=True)
        .filter(pl.col("due_on").is_null() | (pl.col("due_on") < day_state.day))
        .sort("due_on", "asked_on", nulls_last=True)
    )
    return [
        Question(
            _key_of_asked(row),
            Reason.NOT_ANSWERED,
            OrganisationKind(kinds[row["of_whom"]]),
            f"“{row['what']}”",
            _since_when(row, day_state.day),
            _subjects(row["action"], row["evidence"]) or _subjects(f"question {row['id']}"),
            row["asked_on"],
        )
        for row in rows.to_dicts()
        if kinds[row["of_whom"]] in BODIES.values() and _is_of_the_view(day_state, row)
    ]


def _is_of_the_view(day_state: DayState, asked: Row) -> bool:
    """Whether what was asked is about nothing of an inspection that is not looked at."""
    evidence = day_state.tables["evidence"]
    of_parts = evidence.filter(pl.col("requirement").is_in(day_state.parts["ref"].implode()))
    is_of_parts = asked["evidence"] in (None, *of_parts["ref"])
    return is_of_parts and asked["action"] in (None, *day_state.actions["ref"])


def _key_of_asked(row: Row) -> str:
    if row["action"]:
        return f"action {row['action']}"
    return f"evidence {row['evidence']}" if row["evidence"] else f"question {row['id']}"


def _since_when(asked: Row, day: date) -> str:
    if asked["due_on"] is None:
        return f"asked on {near_day_text(asked['asked_on'], day)}"
    return f"{counted((day - asked['due_on']).days, 'day')} late"


# The rules, each the worst first


def _escalated(day_state: DayState) -> Iterator[Question]:
    rows = day_state.tables["escalation"].filter(
        pl.col("resolved_on").is_null(), pl.col("respond_by_on") < day_state.day
    )
    for row in rows.sort("respond_by_on").to_dicts():
        if kind := ANSWERED_BY.get(row["side"]):
            yield Question(
                f"action {row['subject']}",
                Reason.ESCALATED,
                kind,
                f"{row['subject']} was escalated to you on {day_text(row['raised_on'])}, for an "
                f"answer by {day_text(row['respond_by_on'])}. What is your answer?",
                f"level {row['rung']}{late_text(row['respond_by_on'], day_state.day)}",
                _subjects(row["subject"]),
                row["respond_by_on"],
            )


def _not_done(day_state: DayState) -> Iterator[Question]:
    found = admissions(day_state.parts, day_state.tables["stated_position"])
    for row in found.to_dicts():
        if row["voice"] in BODIES:
            year, is_short = row["stated_on"].year, len(row["quote"] or "") <= LONGEST_QUOTE
            said, about = (
                f"“{row['short_title']}” was not done, by your answer of {year}.",
                _recommendation(row),
            )
            if row["quote"] and is_short:
                said, about = f"Your answer of {year} says: “{row['quote']}”", part_title(row)
            yield Question(
                f"part {row['ref']}",
                Reason.NOT_DONE,
                BODIES[row["voice"]],
                f"{said} What has changed?",
                about,
                _subjects(row["ref"]),
            )


def _late(day_state: DayState) -> Iterator[Question]:
    for row in overdue_actions(day_state).to_dicts():
        promised_for = row["first_agreed_on"] if row["days_later"] else row["due_on"]
        moved = " and has moved" if row["days_later"] else ""
        when = f"was promised for {near_day_text(promised_for, day_state.day)}{moved}"
        waits = f" It waits on {row['waiting_on']}." if row["waiting_on"] else ""
        ask = "Who decides, and by when?" if waits else "What is still to do, and by when?"
        yield from _of_action(
            day_state,
            row,
            Reason.LATE,
            f"{row['ref']} {when}.{waits} {ask}",
            row["title"].removesuffix(".").partition(",")[0],
            row["due_on"],
        )


def _past_date(day_state: DayState) -> Iterator[Question]:
    for row in overdue_parts(day_state).to_dicts():
        due_on = near_day_text(row["due_on"], day_state.day)
        asked = f"“{row['short_title']}” was to be done by {due_on}. What was done?"
        yield from _of_part(row, Reason.PAST_DATE, asked, _recommendation(row), row["due_on"])


def _at_once(day_state: DayState) -> Iterator[Question]:
    for row in immediate_parts(day_state):
        asked_on = day_text(row["published_on"])
        asked = f"“{row['short_title']}” was asked for at once, on {asked_on}. What was done?"
        yield from _of_part(row, Reason.AT_ONCE, asked, _recommendation(row))


def _missed(day_state: DayState) -> Iterator[Question]:
    missed = measures_of_parts(day_state).filter(pl.col("verdict") == Verdict.MISSED)
    parts = {row["ref"]: row for row in day_state.parts.to_dicts()}
    for row in missed.unique("requirement", keep="first", maintain_order=True).to_dicts():
        part = parts[row["requirement"]]
        asked = f"{capitalised(row['title'])}: {row['said']}. What will change, and by when?"
        yield from _of_part(
            part, Reason.MISSED, asked, f"{part_title(part)}; target: {row['target']}"
        )


def _disagree(day_state: DayState) -> Iterator[Question]:
    for row in _asked_of_both(day_state, pl.col("force_state") != pl.col("cps_state")):
        said = " and the CPS that it is ".join(
            state_word(row[f"{voice}_state"], voice).removeprefix("reported ") for voice in BODIES
        )
        asked = f"The force says that {row['label']} is {said}. Which is it?"
        yield from _of_part(row, Reason.DISAGREE, asked, part_title(row))


def _not_shown(day_state: DayState) -> Iterator[Question]:
    complete = day_state.parts.filter("reported_complete", ~pl.col("evidence_seen"))
    for row in complete.to_dicts():
        asked = f"{row['label']} is reported complete. What shows it?"
        since = max(filter(None, (row["force_on"], row["cps_on"])), default=None)
        yield from _of_part(row, Reason.NOT_SHOWN, asked, part_title(row), since)


def _figures(day_state: DayState) -> Iterator[Question]:
    kinds = dict(day_state.tables["organisation"].select("name", "kind").iter_rows())
    owed = day_state.figures_owed.sort("asked_on", nulls_last=True, maintain_order=True)
    actions = {*day_state.tables["action"]["ref"]}
    for row in owed.to_dicts():
        kind = kinds.get(row["lead"]) or BODIES.get(row["claimed_by"])
        if kind in BODIES.values():
            yield Question(
                f"{'action' if row['ref'] in actions else 'evidence'} {row['ref']}",
                Reason.FIGURE,
                OrganisationKind(str(kind)),
                f"The answer claims “{row['title'].removesuffix('.')}”. What is the figure?",
                f"requested {day_text(row['asked_on'])}"
                if row["asked_on"]
                else "not requested yet",
                _subjects(row["ref"]),
            )


def _one_silent(day_state: DayState) -> Iterator[Question]:
    for row in _asked_of_both(
        day_state, pl.col("force_state").is_null() != pl.col("cps_state").is_null()
    ):
        silent, other = Voice.FORCE, Voice.CPS
        if row["force_state"]:
            silent, other = other, silent
        whose = "the CPS" if other == Voice.CPS else "the force"
        said = state_word(row[f"{other}_state"], other)
        yield Question(
            f"part {row['ref']}",
            Reason.ONE_SILENT,
            BODIES[silent],
            f"On {row['label']} {whose} says “{said}”. Where do you stand?",
            part_title(row),
            _subjects(row["ref"]),
            row[f"{other}_on"],
        )


def _waiting(day_state: DayState) -> Iterator[Question]:
    waiting = day_state.actions.filter(
        "is_open",
        pl.col("waiting_on").is_not_null(),
        pl.col("time_state") != TimeState.OVERDUE,
    )
    for row in waiting.sort("moved_on").to_dicts():
        asked = f"{row['ref']} waits on {row['waiting_on']}. Who has it, and until when?"
        yield from _of_action(day_state, row, Reason.WAITING, asked, row["title"], row["moved_on"])


def _no_date(day_state: DayState) -> Iterator[Question]:
    for row in undated_actions(day_state).filter("is_followed_up").to_dicts():
        asked = f"{row['ref']} has no date agreed. By when will it be done?"
        yield from _of_action(day_state, row, Reason.NO_DATE, asked, row["title"])


def _silent(day_state: DayState) -> Iterator[Question]:
    long_ago = pl.col("opened_on") <= day_state.day - timedelta(days=DAYS_OF_SILENCE)
    silent = day_state.actions.filter(
        "is_open", ~pl.col("is_followed_up"), long_ago, origin=Origin.RESPONSE.value
    )
    for row in silent.to_dicts():
        promise = row["title"].removesuffix(".")
        asked = f"In {row['opened_on'].year} you promised: “{promise}.” What became of it?"
        yield from _of_action(day_state, row, Reason.SILENT, asked, row["ref"])


RULES: Sequence[Rule] = (
    _escalated,
    _not_done,
    _late,
    _past_date,
    _at_once,
    _missed,
    _disagree,
    _not_shown,
    _figures,
    _one_silent,
    _waiting,
    _no_date,
    _silent,
)
# Those that may ask about an action; none of them reads cases.
RULES_OF_ACTIONS: Sequence[Rule] = (_escalated, _late, _figures, _waiting, _no_date, _silent)


def _asked_of_both(day_state: DayState, condition: pl.Expr) -> list[Row]:
    return day_state.parts.filter("for_force", "for_cps", condition).to_dicts()


def _of_action(
    day_state: DayState, row: Row, reason: Reason, what: str, about: str, since: date | None = None
) -> Iterator[Question]:
    """The question about an action to who leads it; none where that is neither force nor CPS."""
    kinds = dict(day_state.tables["organisation"].select("ref", "kind").iter_rows())
    kind = kinds.get(row["lead_organisation"])
    if kind in BODIES.values():
        subjects = _subjects(row["ref"], row["requirement"])
        key = f"action {row['ref']}"
        yield Question(key, reason, OrganisationKind(str(kind)), what, about, subjects, since)


def _of_part(
    row: Row, reason: Reason, what: str, about: str, since: date | None = None
) -> Iterator[Question]:
    """The question about a part, to the force where it is asked, else to the CPS."""
    asked = [kind for voice, kind in BODIES.items() if row[f"for_{voice}"]]
    for kind in asked[:1]:
        key = f"part {row['ref']}"
        yield Question(key, reason, kind, what, about, _subjects(row["ref"]), since)


def _recommendation(part: Row) -> str:
    return f"recommendation {part['label']}"


def _subjects(*refs: str | None) -> frozenset[str]:
    return frozenset(filter(None, refs))
