"""The rules behind every line that is read: what is complete, late, different, and was so before.

Each rule is told once more, for readers, in ``docs/status-rules.md``.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import NamedTuple

import polars as pl

from data_access.vocabulary import AnswerState, DateBasis, Origin, State, Voice
from metrics.corrections import before_corrections
from metrics.frames import Row, Tables
from metrics.point_in_time import CORRECTED, COUNTS_FROM, answer_due_on, answered_on
from metrics.recommendations.evidence_seen import SEEN_KINDS
from metrics.text_format import counted, day_text

# Decisions and questions are left out: minutes are recorded after a meeting that knew of them.
KNOWN_ONCE_RECORDED = (
    "position",
    "judgement",
    "evidence",
    "action",
    "action_update",
    "occurrence",
    "frequency",
    "escalation",
)
# These are corrected where they stand, since others may name them.
CORRECTED_IN_PLACE = ("action", "escalation", "evidence", "judgement")
# Statements of the published response were known from its publication, whenever they were recorded.
OF_THE_RESPONSE = {
    "evidence": pl.col("date_basis") == DateBasis.DUE_DATE_USED,
    "action": pl.col("origin") == Origin.RESPONSE,
}


def store_began_on(tables: Tables) -> date | None:
    """The day on which the store was first written to; null for one without a record of writes."""
    began_on: date | None = tables["audit_event"].select(pl.col("at").min().dt.date()).item()
    return began_on


def is_before_the_store(tables: Tables, day: date) -> bool:
    """Whether nothing could be recorded by the end of ``day``, because there was no store yet."""
    began_on = store_began_on(tables)
    return began_on is not None and day < began_on


def before_the_store_text(tables: Tables, day: date) -> str:
    """A sentence on how a day before the store began is known; empty for a later day."""
    if not is_before_the_store(tables, day):
        return ""
    began_on = day_text(store_began_on(tables))
    return f"The store began on {began_on}: {day_text(day)} is shown as entered since."


def recorded_after(tables: Tables, meeting_day: date) -> pl.Expr:
    """True for rows that were recorded after the end of ``meeting_day``: "entered since".

    Of a day before the store began nothing could be recorded in time: no row is entered since.
    """
    is_later = pl.col("recorded_at").dt.date() > meeting_day
    return pl.lit(value=False) if is_before_the_store(tables, meeting_day) else is_later


def known_at_meeting(tables: Tables, meeting_day: date) -> Tables:
    """Every table as it was recorded by the end of ``meeting_day``, from whichever day one looks.

    An action that was corrected since says what it said then. A day before the store began is as
    entered since.
    """
    if is_before_the_store(tables, meeting_day):
        return tables
    seen = dict(tables)
    recorded_since = recorded_after(tables, meeting_day)
    for name in KNOWN_ONCE_RECORDED:
        known_only_since = (pl.col(COUNTS_FROM[name]) <= meeting_day) & recorded_since
        of_the_response = OF_THE_RESPONSE.get(name, pl.lit(value=False))
        corrected_since = pl.lit(value=False)
        if name in CORRECTED:
            corrected_since = pl.col("corrects").is_not_null() & recorded_since
        seen[name] = seen[name].filter(~(known_only_since | corrected_since) | of_the_response)
    for name in CORRECTED_IN_PLACE:
        seen[name] = before_corrections(seen[name], name, tables["content_change"], recorded_since)
    return seen


# The answer to an inspection

UNDATED_ANSWER = "answered, date not stated"
NOT_HELD = "not held here: when was it published?"
CLOCK_COLUMNS = {
    "answer_state": pl.String,
    "days_left": pl.Int64,
    "days_late": pl.Int64,
    "clock": pl.String,
}


def with_answer_dates(tables: Tables) -> pl.DataFrame:
    """Each inspection with the dates of its answer, newest first.

    Adds ``answer_due_on`` (by law), ``answered_on`` (null: not yet) and ``is_known_in_time``: it
    was recorded here, or its answer was begun here, by the day on which the answer was due.
    """
    loaded = (
        tables["content_change"]
        .filter(pl.col("table") == "inspection", pl.col("was").is_null())
        .join(tables["import_batch"].select("imported_at", batch="id"), on="batch")
        .group_by(id="row")
        .agg(loaded_on=pl.col("imported_at").min().dt.date())
    )
    begun = (
        tables["draft_statement"]
        .group_by(ref="inspection")
        .agg(begun_on=pl.col("effective_on").min())
    )
    # What no file brought was there when the store began, if it was published by then.
    began_on = pl.lit(store_began_on(tables), pl.Date)
    from_the_start = pl.when(pl.col("published_on") <= began_on).then(began_on)
    heard_on = pl.coalesce("loaded_on", from_the_start)
    known_on = pl.min_horizontal(heard_on, "begun_on")
    return (
        tables["inspection"]
        .join(loaded, on="id", how="left", maintain_order="left")
        .join(begun, on="ref", how="left", maintain_order="left")
        .with_columns(answered_on=answered_on(), answer_due_on=answer_due_on())
        .with_columns(is_known_in_time=(known_on <= pl.col("answer_due_on")).fill_null(value=False))
        .drop("loaded_on", "begun_on")
        .sort("published_on", descending=True, maintain_order=True)
    )


def with_clock(inspections: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Each inspection with the state of its answer on ``as_at``, in the order given.

    ``inspections``: as ``with_answer_dates`` gives them, and as at that day. Adds ``answer_state``
    (an ``AnswerState``), ``days_left`` (of an answer awaited; negative where it is late; else
    null), ``days_late`` (of an answer not published, or published late; else null) and ``clock`` in
    words. An answer past its date is late where the store knew of it in time, or somebody recorded
    that none was published; else it may have been published, and is not held here.
    """
    states = [_state_of_answer(row, as_at) for row in inspections.iter_rows(named=True)]
    return inspections.hstack(pl.DataFrame(states, CLOCK_COLUMNS, orient="row"))


def _state_of_answer(row: Row, as_at: date) -> tuple[str, int | None, int | None, str]:
    """The state of an answer, its days left and days late, and these in words."""
    due_on, published_on, none_by = (
        row[name] for name in ("answer_due_on", "responded_on", "none_published_by")
    )
    published = f"published {day_text(published_on)}"
    if published_on and due_on and published_on > due_on:
        late = (published_on - due_on).days
        words = f"{published}, {counted(late, 'day')} late"
        return AnswerState.ANSWERED_LATE.value, None, late, words
    if row["answered_on"]:
        words = f"{published}{', in time' if due_on else ''}"
        return AnswerState.ANSWERED.value, None, None, words if published_on else UNDATED_ANSWER
    if row["answer_owed"] is False:
        return AnswerState.NOT_OWED.value, None, None, "no answer owed by law"
    days = abs((due_on - as_at).days)
    if due_on >= as_at:
        words = f"{counted(days, 'day')} left" if days else "due today"
        return AnswerState.AWAITED.value, days, None, words
    if row["is_known_in_time"] or (none_by and none_by >= due_on):
        return AnswerState.NOT_PUBLISHED.value, -days, days, f"{counted(days, 'day')} late"
    return AnswerState.NOT_HELD.value, None, None, NOT_HELD


# The state of a recommendation

# Somebody is asked, and nobody has recorded anything.
NOT_RECORDED = "not recorded"
# A part is asked of the force, of the CPS Area, of both, or of others alone.
ASKED_LOCALLY = {Voice.FORCE: "for_force", Voice.CPS: "for_cps"}


class Standing(NamedTuple):
    """What is recorded of the positions asked: ``states`` has null for each not recorded."""

    states: tuple[State | None, ...]

    @property
    def counts(self) -> dict[State, int]:
        """The number of recorded positions by state, the most advanced first."""
        found = Counter(state for state in self.states if state)
        return {state: found[state] for state in reversed(State) if state in found}

    @property
    def left(self) -> int:
        """The number of positions that nobody has recorded."""
        return self.states.count(None)

    @property
    def only(self) -> State | None:
        """The state of every position; null where they differ, or one is not recorded."""
        return next(iter(self.counts)) if len({*self.states}) == 1 and not self.left else None

    @property
    def text(self) -> str:
        """The positions in words: "complete", "2 of 10 complete, 8 not recorded"."""
        if not self.counts:
            return NOT_RECORDED
        if self.only:
            return str(self.only)
        complete = f"{self.counts.get(State.COMPLETE, 0)} of {len(self.states)} {State.COMPLETE}"
        others = [
            f"{number} {state}" for state, number in self.counts.items() if state != State.COMPLETE
        ]
        return ", ".join([complete, *others, *([f"{self.left} {NOT_RECORDED}"] * bool(self.left))])


# The standing of each recommendation, by its ref and the body asked.
Standings = Mapping[str, Mapping[Voice, Standing]]


def standings(parts: pl.DataFrame) -> Standings:
    """The standing of each recommendation by the ref of it and by the body asked.

    ``parts``: of a day. A recommendation of which no part is known is left out.
    """
    states: dict[str, dict[Voice, list[State | None]]] = {}
    for part in parts.iter_rows(named=True):
        asked = [voice for voice, column in ASKED_LOCALLY.items() if part[column]]
        of_it = states.setdefault(part["recommendation"], {})
        for voice in asked or [Voice.ADDRESSEE]:
            state = part[f"{voice}_state"]
            of_it.setdefault(voice, []).append(State(state) if state else None)
    return {
        ref: {voice: Standing(tuple(of_voice)) for voice, of_voice in of_it.items()}
        for ref, of_it in states.items()
    }


def standing_of_all(by_body: Mapping[Voice, Standing]) -> Standing:
    """The standing of a recommendation: of the force and the CPS together, else of other bodies."""
    local = [by_body[voice] for voice in ASKED_LOCALLY if voice in by_body]
    return Standing(sum((each.states for each in local or by_body.values()), ()))


def asked_at_once_text(asked_on: date, *, is_recorded: bool) -> str:
    """What was asked for at once, and that nothing is recorded of it, or not that it is complete.

    How long it has been outstanding nobody has recorded.
    """
    since = "not reported complete here" if is_recorded else "nothing recorded here since"
    return f"asked for at once, {day_text(asked_on)}; {since}"


# Where two things that are recorded contradict each other


class Difference(StrEnum):
    """A kind of contradiction. Silence contradicts nothing."""

    BODIES = "where bodies disagree"
    NOT_EVIDENCED = "said complete and not evidenced"
    MEASURED_OTHERWISE = "said complete and measured otherwise"


OF_A_PART = ("ref", "label", "short_title", "recommendation")


def differences(parts: pl.DataFrame, missed: pl.DataFrame) -> pl.DataFrame:
    """One row per difference, by kind and then in the order of the ``parts`` of a day.

    ``missed``: by ``requirement``, the ``words`` for the measures of a part that miss their target.
    Shape: ref, label, short_title, recommendation, kind, difference (in words).
    """
    force, cps = pl.col("force_state"), pl.col("cps_state")
    disagree = pl.col("for_force") & pl.col("for_cps") & force.is_not_null() & cps.is_not_null()
    says_otherwise = pl.any_horizontal(
        pl.col(asked) & (pl.col(f"{voice}_state") != State.COMPLETE).fill_null(value=False)
        for voice, asked in ASKED_LOCALLY.items()
    )
    complete, seen = pl.col("reported_complete"), pl.col("evidence_seen")
    is_outdated = (pl.col("expired") > 0) & (pl.sum_horizontal(*SEEN_KINDS) == 0)
    kinds = [
        (Difference.BODIES, pl.format("force: {}; CPS: {}", force, cps), disagree & (force != cps)),
        (
            Difference.BODIES,
            pl.lit("evidence seen by the OPCC, not reported complete"),
            seen & says_otherwise,
        ),
        (
            Difference.BODIES,
            pl.lit("closed by the inspectorate, not reported complete"),
            pl.col("closed") & says_otherwise,
        ),
        (
            Difference.NOT_EVIDENCED,
            pl.lit("reported complete, evidence not yet seen"),
            complete & ~seen,
        ),
        (
            Difference.NOT_EVIDENCED,
            pl.lit("evidence seen, none still valid"),
            seen & is_outdated,
        ),
        (
            Difference.MEASURED_OTHERWISE,
            pl.format("reported complete, target missed: {}", "words"),
            complete & pl.col("words").is_not_null(),
        ),
    ]
    measured = parts.join(
        missed, left_on="ref", right_on="requirement", how="left", maintain_order="left"
    )
    return pl.concat(
        measured.filter(is_so).select(*OF_A_PART, kind=pl.lit(kind.value), difference=words)
        for kind, words, is_so in kinds
    )


def undated_text(row: Row) -> str:
    """An action with no date agreed: how long it has been open, or that nothing is recorded of it.

    How long one of the answer has stood open nobody has recorded, before anything is; an escalation
    or a question about it is something recorded.
    """
    if row["is_followed_up"]:
        return f"no date agreed, open for {counted(row['days_open'], 'day')}"
    if open_business(row):
        return "no date agreed"
    return "no date agreed; nothing recorded here since the answer"


def open_business(row: Row) -> list[str]:
    """The open escalations and the unanswered questions of an action, each in words."""
    return [row[name] for name in ("escalated", "asked") if row[name]]


# What is late: from the day after its day, until it is done


def days_late(due_on: date | None, day: date) -> int:
    """The days since ``due_on``: 0 on the day itself, before it, and where there is none."""
    return max(0, (day - due_on).days) if due_on else 0


def late_text(due_on: date | None, day: date) -> str:
    """The lateness after other words, such as ", 14 days late"; empty for what is not late."""
    days = days_late(due_on, day)
    return f", {counted(days, 'day')} late" if days else ""


def late_days(column: str, day: date) -> pl.Expr:
    """``days_late`` as an expression: null where nothing is late."""
    since = (pl.lit(day) - pl.col(column)).dt.total_days()
    return pl.when(since > 0).then(since)


# What is open on an action


def with_open_business(
    actions: pl.DataFrame,
    escalations: pl.DataFrame,
    asks: pl.DataFrame,
    names: Mapping[str, str],
    day: date,
) -> pl.DataFrame:
    """Each action with what is part of its last word wherever that is said; late things lead.

    ``names``: of organisations, by ref. Adds ``escalated``, its open escalations, and ``asked``,
    the questions about it that are not answered: both in words, empty for none.
    """
    open_escalations = escalations.filter(pl.col("resolved_on").is_null())
    unanswered = asks.filter(pl.col("answered_on").is_null(), pl.col("action").is_not_null())
    escalated, asked = (
        _in_words(rows, subject, due, words, day)
        for rows, subject, due, words in (
            (open_escalations, "subject", "respond_by_on", _escalation_words),
            (unanswered, "action", "due_on", partial(_question_words, names)),
        )
    )
    refs = actions["ref"]
    return actions.with_columns(
        pl.Series("escalated", [escalated.get(ref, "") for ref in refs], pl.String),
        pl.Series("asked", [asked.get(ref, "") for ref in refs], pl.String),
    )


def _in_words(
    rows: pl.DataFrame, subject: str, due: str, words: Callable[[Row], str], day: date
) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for row in rows.sort(due, "id", nulls_last=True).iter_rows(named=True):
        due_on = row[due]
        when = f"answer due {day_text(due_on)}" if due_on else "no day for an answer"
        late = late_text(due_on, day)
        found.setdefault(row[subject], []).append(f"{words(row)}, {when}{late}")
    return {ref: "; ".join(lines) for ref, lines in found.items()}


def _escalation_words(row: Row) -> str:
    return f"escalated to level {row['rung']} on {day_text(row['raised_on'])}, open"


def _question_words(names: Mapping[str, str], row: Row) -> str:
    whom = names.get(row["of_whom"], row["of_whom"])
    return f"{whom} asked on {day_text(row['asked_on'])}, not answered"
