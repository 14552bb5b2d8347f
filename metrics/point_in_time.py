"""Filters every recorded table to what was true on a day: all displayed data pass through here."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import polars as pl

from data_access.vocabulary import DAYS_TO_ANSWER, DateBasis, EscalationOutcome, Origin
from metrics.corrections import before_corrections
from metrics.frames import Tables

# Collected rows, or a lazy query, in which columns that no figure needs are never computed.
Rows = TypeVar("Rows", pl.DataFrame, pl.LazyFrame)

# The column with the day from which a row counts.
COUNTS_FROM = {
    "inspection": "published_on",
    "comment": "effective_on",
    "stated_position": "effective_on",
    "recurrence": "effective_on",
    "occurrence": "done_on",
    "frequency": "effective_on",
    "position": "effective_on",
    "judgement": "effective_on",
    "evidence": "effective_on",
    "action": "opened_on",
    "action_update": "effective_on",
    "escalation": "raised_on",
    "meeting": "held_on",
    "ask": "asked_on",
    "saved_view": "effective_on",
    "published_fact": "effective_on",
    "draft_statement": "effective_on",
    "draft_remark": "effective_on",
    "draft_approval": "effective_on",
    "draft_publication": "effective_on",
}
# Tables in which a later entry may replace an earlier one, which then no longer counts.
CORRECTED = ("position", "action_update", "occurrence", "decision", "ask")
# A row counts only while the row it belongs to does; one that belongs to none counts too.
BELONGS_TO = {
    "finding": "inspection",
    "recommendation": "inspection",
    "requirement": "recommendation",
    "comment": "recommendation",
    "stated_position": "requirement",
    "recurrence": "requirement",
    "occurrence": "recurrence",
    "frequency": "recurrence",
    "decision": "meeting",
    "meeting_outcome": "meeting",
    "meeting_closing": "meeting",
    "minutes_version": "meeting",
    "minutes_approval": "meeting",
}
# Columns that are filled in later, by the column with the day of filling in.
FILLED_ON: dict[str, tuple[str, dict[str, str | None]]] = {
    "decision": ("done_on", {"done_on": None}),
    "ask": ("answered_on", {"answered_on": None, "answer": None}),
    "escalation": ("resolved_on", {"resolved_on": None, "outcome": EscalationOutcome.OPEN.value}),
}
# The column with the last day on which a row holds, for rows that expire.
HOLDS_UNTIL = {"evidence": "expires_on"}
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
RECORDED_ON = pl.col("recorded_at").dt.date().alias("recorded_on")
# Rows with a ref, which others use, are corrected where they stand.
CORRECTED_IN_PLACE = ("action",)
# Statements of the published response were known from its publication, whenever they were recorded.
OF_THE_RESPONSE = {
    "evidence": pl.col("date_basis") == DateBasis.DUE_DATE_USED,
    "action": pl.col("origin") == Origin.RESPONSE,
}


def answer_due_on() -> pl.Expr:
    """The last day on which the law allows the answer to an inspection to be published.

    The day that the store gives, else the last of the days counted from the day of publication.
    Nulls: null where the law asks for no answer.
    """
    by_law = pl.col("published_on").dt.offset_by(f"{DAYS_TO_ANSWER - 1}d")
    is_owed = pl.col("answer_owed").fill_null(value=True)
    return pl.when(is_owed).then(pl.coalesce("response_due_computed_on", by_law))


def answered_on() -> pl.Expr:
    """The day from which an inspection counts as answered; null while it is not.

    An answer without a date counts from the day it was due: as stated, else as the law sets it.
    """
    undated = pl.col("date_basis") == DateBasis.DUE_DATE_USED
    due_on = pl.coalesce("response_due_stated_on", answer_due_on())
    return pl.coalesce("responded_on", pl.when(undated).then(due_on))


class TablesOnDemand(Mapping[str, pl.DataFrame]):
    """A mapping of tables, each built when it is first asked for, and then stored."""

    def __init__(self, names: Iterable[str], make: Callable[[str], pl.DataFrame]) -> None:
        self._make = make
        self._made: dict[str, pl.DataFrame | None] = dict.fromkeys(names)

    def __getitem__(self, name: str) -> pl.DataFrame:
        made = self._made[name]
        if made is None:
            made = self._made[name] = self._make(name)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def as_at(tables: Tables, day: date) -> Tables:
    """Every table as it stood on ``day``, without later rows; what ended later is still open.

    Shape: the same tables and columns. Reference tables and import records are returned unfiltered.
    """

    def table_on_day(name: str) -> pl.DataFrame:
        rows, counts = tables[name], []
        if name in CORRECTED:
            counts.append(~pl.col("id").is_in(rows["corrects"].implode()))
        if name in COUNTS_FROM:
            counts.append(pl.col(COUNTS_FROM[name]) <= day)
        if name in BELONGS_TO:
            parent = BELONGS_TO[name]
            of_none = pl.col(parent).is_null()
            counts.append(of_none | pl.col(parent).is_in(kept[parent]["ref"].implode()))
        if counts:
            rows = rows.filter(*counts)
        if name in FILLED_ON:
            rows = as_before(rows, *FILLED_ON[name], day)
        return ANSWERS[name](rows, kept, day) if name in ANSWERS else rows

    kept = TablesOnDemand(tables, table_on_day)
    return kept


def days_of_change(tables: Tables) -> list[date]:
    """Each day on which ``as_at`` gives other rows than the day before, or a row expires.

    In order, each once. ``as_at`` gives the same rows on every day from one to the next.
    """
    begins = [tables[name][column] for name, column in COUNTS_FROM.items()]
    fills = [tables[name][column] for name, (column, _) in FILLED_ON.items()]
    ends = [tables[name][column].dt.offset_by("1d") for name, column in HOLDS_UNTIL.items()]
    answers = tables["inspection"].select(answered_on()).to_series()
    answers = pl.concat([answers, tables["inspection"]["none_published_by"]])
    days = pl.concat([days.rename("day") for days in (*begins, *fills, *ends, answers)])
    return days.drop_nulls().unique().sort().to_list()


class LateEntries:
    """Entries recorded later than the day they speak of, unknown to the meetings between.

    What was corrected later was known as it stood on every day before.
    """

    def __init__(self, tables: Tables) -> None:
        corrections = tables["content_change"].select(pl.lit(date.min).alias("of"), RECORDED_ON)
        pairs = pl.concat([*(_days_of(tables, name) for name in KNOWN_ONCE_RECORDED), corrections])
        self._pairs = pairs.filter(pl.col("of") < pl.col("recorded_on")).unique().rows()
        self._days: dict[date, list[date]] = {}

    def learned_by(self, meeting_day: date, today: date) -> date:
        """The newest day by ``today`` on which something was recorded that a meeting did not know.

        The day of the meeting where there is none. From one such day to the next
        ``known_at_meeting`` is the same for every ``today``.
        """
        if meeting_day not in self._days:
            later = {recorded for of, recorded in self._pairs if of <= meeting_day < recorded}
            self._days[meeting_day] = sorted(later)
        return max(meeting_day, last_by(self._days[meeting_day], today))


def _days_of(tables: Tables, name: str) -> pl.DataFrame:
    """The day that each entry of a table speaks of, and the day on which it was recorded.

    Shape: of, and the day of recording. A correction has the earliest possible day in ``of``.
    """
    day = pl.col(COUNTS_FROM[name])
    if name in CORRECTED:
        day = pl.when(pl.col("corrects").is_null()).then(day)
    return tables[name].select(day.fill_null(date.min).alias("of"), RECORDED_ON)


def last_by(days: Sequence[date], day: date) -> date:
    """The last of the sorted ``days`` up to ``day``, or the first of all where ``day`` is before
    it.
    """
    place = bisect_right(days, day)
    return days[place - 1] if place else date.min


def entries_on(rows: pl.DataFrame, day: date) -> pl.DataFrame:
    """Every entry up to ``day`` of a table in ``CORRECTED``, including those that no longer count.

    Adds ``is_corrected``: true where a later entry replaces this one.
    """
    is_corrected = pl.col("id").is_in(rows["corrects"].implode()).fill_null(value=False)
    return rows.with_columns(is_corrected=is_corrected).filter(pl.col("effective_on") <= day)


def as_before(rows: Rows, filled_on: str, before: Mapping[str, str | None], day: date) -> Rows:
    """Resets what was filled in after ``day`` (by the column ``filled_on``) to the values in
    ``before``.
    """
    later, schema = pl.col(filled_on) > day, rows.collect_schema()
    return rows.with_columns(
        pl.when(later)
        .then(pl.lit(value, dtype=schema[column]))
        .otherwise(pl.col(column))
        .alias(column)
        for column, value in before.items()
    )


def known_at_meeting(tables: Tables, meeting_day: date, today: date) -> dict[str, pl.DataFrame]:
    """Every table as a meeting on ``meeting_day`` could see it.

    Drops rows that speak of that day or earlier but were recorded after it, up to ``today``. An
    action that was corrected since says what it said then. Rows recorded after ``today`` are kept,
    so that a store filled years later can still be asked about its past.
    """
    seen = dict(tables)
    recorded_since = pl.col("recorded_at").dt.date().is_between(meeting_day, today, closed="right")
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


def _answers_of_inspections(inspections: pl.DataFrame, _kept: Tables, day: date) -> pl.DataFrame:
    answered, none_published = answered_on() <= day, pl.col("none_published_by") <= day
    return inspections.with_columns(
        pl.when(answered).then(pl.col("responded_on", "date_basis")),
        pl.when(none_published).then("none_published_by"),
        pl.when(answered | none_published).then(pl.col("answer_recorded_at", "answer_recorded_by")),
    )


def _answers_of_requirements(requirements: pl.DataFrame, kept: Tables, day: date) -> pl.DataFrame:
    answered_refs = kept["inspection"].filter(answered_on() <= day)["ref"]
    recommendations = kept["recommendation"].filter(
        pl.col("inspection").is_in(answered_refs.implode())
    )
    return requirements.with_columns(
        pl.when(pl.col("recommendation").is_in(recommendations["ref"].implode())).then(
            pl.col("answered", "silent_on")
        )
    )


# Before an inspection is answered, its answers are unknown.
ANSWERS = {"inspection": _answers_of_inspections, "requirement": _answers_of_requirements}
