"""Filters every recorded table to what was true on a day: all displayed data pass through here."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TypeVar

import polars as pl

from data_access.vocabulary import DAYS_TO_ANSWER, DateBasis, EscalationOutcome
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
    "draft_invitation": "effective_on",
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
