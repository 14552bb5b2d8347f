"""Made-up stores for hypothesis: few rows, many coincidences, and nulls wherever they are allowed.

Days fall before, on and after the days that matter; several rows share a day and only their id
tells which came later; every nullable column is sometimes null.
"""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Any

import polars as pl
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from data_access import vocabulary as words
from data_access.tables import METADATA
from tests.builders import AS_AT, SCHEMAS, Row

# Days from the as-at day: the limits of 14 and 30 days, one day either side of them, and beyond.
DISTANCES = (-60, -31, -30, -29, -15, -14, -2, -1, 0, 1, 13, 14, 15, 40)
DAYS = st.sampled_from([AS_AT + timedelta(days) for days in DISTANCES])
SINCE = AS_AT - timedelta(15)
MOMENTS = st.builds(
    datetime.combine, DAYS, st.sampled_from([time(0, tzinfo=UTC), time(23, 59, tzinfo=UTC)])
)
ACTIONS = ("A1", "A2", "A3")
PARTS = ("P1", "P2", "P3")
RECOMMENDATIONS = ("R1", "R2")
INSPECTIONS = ("I1", "I2")
MEETINGS = ("M1", "M2")
RECURRENCES = ("T1", "T2")
CLAIMS = ("E1", "E2")


def any_of(kind: type[StrEnum]) -> SearchStrategy[str]:
    return st.sampled_from([word.value for word in kind])


def maybe(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.none() | values


def one_of(refs: tuple[str, ...]) -> SearchStrategy[str]:
    return st.sampled_from(refs)


def rows(
    at_most: int, optional: dict[str, SearchStrategy[Any]] | None = None, **columns: Any
) -> SearchStrategy[list[Row]]:
    """Up to ``at_most`` rows; the columns of ``optional`` may also be null."""
    maybe_null = {name: maybe(values) for name, values in (optional or {}).items()}
    return st.lists(st.fixed_dictionaries(columns | maybe_null), max_size=at_most)


def row_each(
    refs: tuple[str, ...], optional: dict[str, SearchStrategy[Any]] | None = None, **columns: Any
) -> SearchStrategy[list[Row]]:
    """One row for each of ``refs``."""
    maybe_null = {name: maybe(values) for name, values in (optional or {}).items()}
    return st.tuples(
        *(st.fixed_dictionaries({"ref": st.just(ref)} | columns | maybe_null) for ref in refs)
    ).map(list)


TEXT = st.sampled_from(["one", "other"])
# The texts of an update; a new text column of the table is included automatically.
UPDATE_TEXTS = {
    column.name: TEXT
    for column in METADATA.tables["action_update"].columns
    if column.nullable and SCHEMAS["action_update"][column.name] == pl.String
}
RECORDED = {"effective_on": DAYS, "recorded_at": MOMENTS}
ROWS: dict[str, SearchStrategy[list[Row]]] = {
    "inspection": row_each(
        INSPECTIONS,
        {
            "responded_on": DAYS,
            "response_due_stated_on": DAYS,
            "response_due_computed_on": DAYS,
            "date_basis": any_of(words.DateBasis),
            "answer_owed": st.booleans(),
            "none_published_by": DAYS,
            "answer_recorded_at": MOMENTS,
            "answer_recorded_by": TEXT,
        },
        published_on=DAYS,
    ),
    "finding": rows(2, inspection=one_of(INSPECTIONS)),
    "recommendation": row_each(RECOMMENDATIONS, inspection=one_of(INSPECTIONS)).map(
        lambda made: [row | {"number": number} for number, row in enumerate(made, start=1)]
    ),
    "requirement": row_each(
        PARTS,
        {"silent_on": TEXT, "due_on": DAYS},
        recommendation=one_of(RECOMMENDATIONS),
        addressee=st.sampled_from(["The force", "The Home Office"]),
        for_force=st.booleans(),
        for_cps=st.booleans(),
        deadline_kind=any_of(words.DeadlineKind),
        answered=any_of(words.Answered),
    ),
    "comment": rows(2, recommendation=one_of(RECOMMENDATIONS), effective_on=DAYS),
    "position": rows(
        10,
        {"note": TEXT, "corrects": st.integers(1, 10)},
        requirement=one_of(PARTS),
        voice=any_of(words.Voice),
        state=any_of(words.State),
        **RECORDED,
    ),
    "judgement": rows(
        5,
        {"review_due_on": DAYS},
        requirement=one_of(PARTS),
        performance=any_of(words.Assurance),
        plan=any_of(words.Assurance),
        **RECORDED,
    ),
    "evidence": rows(
        6,
        {
            "requirement": one_of(PARTS),
            "action": one_of(ACTIONS),
            "supplies": one_of(CLAIMS),
            "expires_on": DAYS,
            "quote": TEXT,
        },
        voice=any_of(words.Voice),
        kind=any_of(words.EvidenceKind),
        figure_owed=st.booleans(),
        date_basis=any_of(words.DateBasis),
        **RECORDED,
    ),
    "action": row_each(
        ACTIONS,
        {
            "requirement": one_of(PARTS),
            "first_due_on": DAYS,
            "review_on": DAYS,
            "owner_role": TEXT,
            "quote": TEXT,
            "stated_as": any_of(words.StatedAs),
            "time_stated": TEXT,
            "latest_on": DAYS,
        },
        origin=any_of(words.Origin),
        opened_on=DAYS,
    ),
    "action_update": rows(
        8,
        UPDATE_TEXTS
        | {
            "state": any_of(words.State),
            "new_due_on": DAYS,
            "change_reason": any_of(words.ChangeReason),
            "new_review_on": DAYS,
            "corrects": st.integers(1, 8),
        },
        action=one_of(ACTIONS),
        **RECORDED,
    ),
    "stated_position": rows(
        4,
        requirement=one_of(PARTS),
        voice=st.sampled_from(["force", "cps", "opcc"]),
        stated_as=any_of(words.FirstPosition),
        effective_on=DAYS,
    ).map(lambda made: list({(row["requirement"], row["voice"]): row for row in made}.values())),
    "recurrence": row_each(
        RECURRENCES,
        {
            "action": one_of(ACTIONS),
            "times_a_year": st.sampled_from([1, 2, 12, 52]),
            "requirement": one_of(PARTS),
            "time_stated": TEXT,
        },
        effective_on=DAYS,
    ),
    "frequency": st.lists(
        st.builds(
            lambda often, row: row | dict(zip(("every", "unit"), often, strict=True)),
            st.sampled_from([(1, "weeks"), (6, "months"), (2, "years"), (None, None)]),
            st.fixed_dictionaries({"recurrence": one_of(RECURRENCES), **RECORDED}),
        ),
        max_size=4,
    ),
    "occurrence": rows(
        4,
        {"next_due_on": DAYS, "corrects": st.integers(1, 4)},
        recurrence=one_of(RECURRENCES),
        done_on=DAYS,
        recorded_at=MOMENTS,
    ),
    "escalation": rows(
        2,
        {"resolved_on": DAYS},
        subject=one_of(ACTIONS),
        raised_on=DAYS,
        outcome=any_of(words.EscalationOutcome),
    ),
    "meeting": row_each(MEETINGS, held_on=DAYS, kind=any_of(words.MeetingKind)),
    "decision": rows(
        4,
        {"due_on": DAYS, "done_on": DAYS, "owner": TEXT, "corrects": st.integers(1, 4)},
        meeting=one_of(MEETINGS),
    ),
    "ask": rows(
        4,
        {
            "evidence": one_of(("E1", "E2")),
            "action": one_of(("A1", "A2")),
            "answered_on": DAYS,
            "answer": TEXT,
            "corrects": st.integers(1, 4),
        },
        asked_on=DAYS,
    ),
    "published_fact": rows(2, {"recommendation": one_of(RECOMMENDATIONS)}, effective_on=DAYS),
    "saved_view": rows(3, page=st.sampled_from(["explore", "find"]), effective_on=DAYS),
}
STORES = st.fixed_dictionaries(ROWS)
# Nothing but the draft itself is derived from these.
DRAFTS = {
    "draft_statement": rows(
        2,
        inspection=one_of(INSPECTIONS),
        requirement=one_of(PARTS),
        voice=any_of(words.Voice),
        effective_on=DAYS,
    ),
    "draft_remark": rows(1, requirement=one_of(PARTS), effective_on=DAYS),
    "draft_invitation": rows(1, inspection=one_of(INSPECTIONS), effective_on=DAYS),
    "draft_approval": rows(1, inspection=one_of(INSPECTIONS), effective_on=DAYS),
    "draft_publication": rows(1, inspection=one_of(INSPECTIONS), effective_on=DAYS),
}


def stores_with(*names: str) -> SearchStrategy[dict[str, list[Row]]]:
    """Stores with made-up rows in the tables named, and nothing in the others."""
    return st.fixed_dictionaries({name: (ROWS | DRAFTS)[name] for name in names})
