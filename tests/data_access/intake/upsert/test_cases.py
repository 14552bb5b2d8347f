"""Rows of cases go in as newer versions: what is said again changes nothing, what is not stays."""

from datetime import date
from typing import Any, NamedTuple

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from data_access.intake.import_files import validate_case_rows
from data_access.intake.models import Options, RowCounts
from data_access.intake.table_specs import table_specs
from data_access.intake.upsert.cases import insert_versions, read_cases, read_newest
from data_access.intake.validation.errors import NO_SUCH_CASE
from data_access.reads import read_tallies
from data_access.store import Store
from data_access.tables import IDENTITY, TALLY_NAMES
from tests.builders import Row
from tests.data_access.contents import rows as rows_in
from tests.data_access.intake.phase_two import undone
from tests.data_access.stores import AT
from tests.often import rounds
from tests.tally_builders import SCHEMAS, case_key, new_batch, of_file, whole_row

RECEIVED = date(2022, 2, 28)
FAULTS = ["row", "column", "rule"]
NONE_UNPARSED = pl.Series("row", [], dtype=pl.UInt32)


class Brought(NamedTuple):
    counts: RowCounts
    errors: pl.DataFrame


def bring(
    store: Store, table: str, *rows: Row, without: tuple[str, ...] = (), adds_days: bool = False
) -> Brought:
    """Loads rows as a file would that lacks the columns ``without``; none where one is wrong."""
    with store.writing("A. Writer", "import", table, at=AT) as session:
        return bring_into(session, table, *rows, without=without, adds_days=adds_days)


def bring_into(
    session: Session, table: str, *rows: Row, without: tuple[str, ...] = (), adds_days: bool = False
) -> Brought:
    connection = session.connection()
    changes, errors = validate_case_rows(
        connection,
        table_specs()[table],
        of_file(table, *rows, without=without),
        read_cases(connection),
        Options("A force", RECEIVED, adds_days=adds_days),
        unparsed=NONE_UNPARSED,
    )
    if errors.is_empty():
        insert_versions(connection, table, changes.versions, new_batch(session, table))
    return Brought(changes.counts, errors)


def counts(brought: Brought) -> tuple[int, int, int]:
    assert brought.errors.is_empty(), brought.errors.rows()
    return brought.counts


def faults(brought: Brought) -> list[tuple[object, ...]]:
    return brought.errors.select(FAULTS).rows()


def held(store: Store, table: str) -> list[Row]:
    """The rows that count now, by the columns that a file can contain."""
    return read_tallies(store).tables[table].select(SCHEMAS[table].keys()).to_dicts()


def with_cases(store: Store, *cases: int) -> None:
    bring(store, "investigation", *({"case": case} for case in cases))


# One file after another


def test_a_row_of_every_table_goes_in_once_and_not_again(starter_store):
    empty = {table: read_tallies(starter_store).tables[table].schema for table in TALLY_NAMES}
    with_cases(starter_store, 1)
    for table in TALLY_NAMES:
        first = (0, 0, 1) if table == "investigation" else (1, 0, 0)

        assert counts(bring(starter_store, table, {})) == first
        assert counts(bring(starter_store, table, {})) == (0, 0, 1)
        assert counts(bring(starter_store, table)) == (0, 0, 0)
        assert held(starter_store, table) == [whole_row(table)]
        assert len(rows_in(starter_store, table)) == 1
        assert read_tallies(starter_store).tables[table].schema == empty[table]
        assert set(empty[table]) == {*SCHEMAS[table], "batch", "area"}


def test_a_cell_changed_there_and_back_is_three_versions(starter_store):
    for code in ("16", "18", "16"):
        bring(starter_store, "investigation", {"outcome_code": code})

    assert len(rows_in(starter_store, "investigation")) == 3
    assert counts(bring(starter_store, "investigation", {"outcome_code": "16"})) == (0, 0, 1)


def test_what_no_file_has_brought_yet_stands_for_itself(starter_store):
    with_cases(starter_store, 1)

    bring(starter_store, "case_escalation", {}, without=("outcome", "about_number", "number"))
    bring(starter_store, "support_end", {"reason": None, "number": None})

    assert held(starter_store, "case_escalation") == [
        whole_row("case_escalation", outcome="open", about_number=1, number=1)
    ]
    assert held(starter_store, "support_end") == [
        whole_row("support_end", reason="not recorded", number=1)
    ]


def test_a_year_of_the_whole_force_keeps_what_the_file_does_not_have(starter_store):
    bring(starter_store, "training_year", {"qualified": 40, "posts": 96})

    again = bring(starter_store, "training_year", {"qualified": 41}, without=("posts", "area"))

    assert counts(again) == (0, 1, 0)
    assert held(starter_store, "training_year") == [
        whole_row("training_year", qualified=41, posts=96)
    ]


def test_a_row_without_a_number_corrects_the_row_of_its_day(starter_store):
    with_cases(starter_store, 1)
    days = [{"referred_on": "2021-10-01"}, {"referred_on": "2021-11-01"}]
    bring(starter_store, "referral", *days, without=("number",))

    corrected = {"referred_on": "2021-11-01", "file_accepted": True}
    assert counts(bring(starter_store, "referral", corrected, without=("number",))) == (0, 1, 0)

    assert held(starter_store, "referral") == [
        whole_row("referral", referred_on="2021-10-01", number=1),
        whole_row("referral", referred_on="2021-11-01", number=2, file_accepted=True),
    ]


# Faults


def test_a_row_of_an_unknown_case_is_a_fault(starter_store):
    with_cases(starter_store, 1)

    found = bring(starter_store, "notice", {"case": 1}, {"case": 2}, {"force": "cps"})

    assert faults(found) == [
        (3, "Crime reference", NO_SUCH_CASE),
        (4, "Crime reference", NO_SUCH_CASE),
    ]
    assert case_key(2) not in str(found.errors.rows())
    assert held(starter_store, "notice") == []


def test_a_row_from_before_its_case_was_reported_is_a_fault(starter_store):
    with_cases(starter_store, 1)

    found = bring(starter_store, "support_end", {"ended_on": "2021-07-15"})

    assert found.errors.select("row", "column").rows() == [(2, "Ended on")]


def test_a_case_whose_report_cannot_be_read_is_not_said_to_be_missing(starter_store):
    cases = pl.DataFrame(
        {"force": ["force"], "case_key": [case_key(1)], "reported_on": [None]},
        schema_overrides={"reported_on": pl.Date},
    )
    with starter_store.reading() as connection:
        _, errors = validate_case_rows(
            connection,
            table_specs()["support_end"],
            of_file("support_end", {}, {"case": 2}),
            cases,
            Options("A force", RECEIVED),
            unparsed=NONE_UNPARSED,
        )

    assert errors.select(FAULTS).rows() == [(3, "Crime reference", NO_SUCH_CASE)]


def test_one_row_twice_is_a_fault_of_each(starter_store):
    with_cases(starter_store, 1)
    details: dict[str, Any] = {"training_year": {"posts": 95}, "dip_sample": {"passed": 1}}
    for table, column in (
        ("investigation", "Crime reference"),
        ("referral", "Number"),
        ("dip_sample", "What was looked for"),
        ("training_year", "Year"),
    ):
        found = bring(starter_store, table, {}, details.get(table, {}))

        assert faults(found) == [(2, column, "one row twice"), (3, column, "one row twice")]


def test_a_row_never_becomes_another_thing_under_the_same_number(starter_store):
    with_cases(starter_store, 1)
    for table, column, other in (
        ("notice", "decided_by", "cps"),
        ("support_referral", "service", "SARC"),
        ("review_request", "scheme", "cps"),
        ("case_escalation", "about", "referral"),
    ):
        bring(starter_store, table, {})

        found = bring(starter_store, table, {column: other}).errors

        assert found.select("row", "rule").rows() == [
            (2, "another one is loaded under that number")
        ]


def test_a_rule_is_held_to_over_what_the_file_does_not_have(starter_store):
    bring(starter_store, "investigation", {"outcome_code": "16", "outcome_on": "2021-11-03"})

    later = {"reported_on": "2021-12-01"}
    found = bring(starter_store, "investigation", later, without=("outcome_on", "outcome_code"))

    assert found.errors.select("row", "column").rows() == [(2, "Outcome on")]


# Reading


def test_the_newest_of_each_row_is_read_with_the_area_its_case_has_now(starter_store):
    bring(starter_store, "investigation", {"area": "Devon"}, {"case": 2})
    bring(starter_store, "notice", {"case": 1}, {"case": 2})
    bring(starter_store, "investigation", {"area": "Plymouth"})
    bring(starter_store, "notice", {"case": 1, "told_by": "SOLO"})

    notices = read_tallies(starter_store).tables["notice"]

    assert notices.select("case_key", "told_by", "area").rows() == [
        (case_key(2), None, None),
        (case_key(1), "SOLO", "Plymouth"),
    ]
    assert "id" not in notices.columns


# Against a slow reader

AREAS = st.none() | st.sampled_from(["Devon", "Plymouth"])
ROW_OF = {
    "investigation": st.fixed_dictionaries(
        {
            "case": st.integers(1, 3),
            "area": AREAS,
            "outcome_code": st.none() | st.sampled_from(["16", "18"]),
            "domestic_abuse": st.none() | st.booleans(),
            "sex_asked": st.none() | st.sampled_from(["own account", "not asked"]),
        }
    ),
    "support_end": st.fixed_dictionaries(
        {
            "case": st.integers(1, 2),
            "number": st.integers(1, 2),
            "stage": st.none() | st.sampled_from(["report", "statement"]),
            "evidenced": st.none() | st.booleans(),
            "reason": st.none() | st.sampled_from(["not asked", "other"]),
        }
    ),
    "dip_sample": st.fixed_dictionaries(
        {"area": AREAS, "sampled": st.integers(14, 15), "passed": st.integers(13, 14)}
    ),
}
LACKING = {
    "investigation": st.sets(
        st.sampled_from(["area", "outcome_code", "domestic_abuse", "sex_asked"])
    ),
    "dip_sample": st.sets(st.just("area")),
    "support_end": st.sets(st.sampled_from(["stage", "evidenced", "reason"])),
}


def identity_of(table: str, row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in IDENTITY[table])


@st.composite
def files(draw: st.DrawFn, table: str) -> list[tuple[list[Row], tuple[str, ...]]]:
    """Several files one after the other, of which none has one row twice."""
    made = []
    for _ in range(draw(st.integers(1, 4))):
        lacking = tuple(sorted(draw(LACKING[table])))
        apart = {
            identity_of(table, as_brought(table, row, lacking)): row
            for row in draw(st.lists(ROW_OF[table], max_size=4))
        }
        made.append((list(apart.values()), lacking))
    return made


def as_brought(table: str, row: Row, lacking: tuple[str, ...]) -> Row:
    whole = whole_row(table, **row)
    return whole | {name: None for name in lacking if name in IDENTITY[table]}


def slowly_brought(
    table: str, stored: dict[tuple[object, ...], Row], rows: list[Row], lacking: tuple[str, ...]
) -> tuple[int, int, int]:
    """The same, a row at a time, into a dictionary: new, changed, unchanged."""
    new = changed = unchanged = 0
    for each in rows:
        row = as_brought(table, each, lacking)
        was = stored.get(identity_of(table, row))
        for name in set(lacking) - set(IDENTITY[table]):
            row[name] = was[name] if was else None
        for name in ("sex_asked", "reason"):
            if name in row and row[name] is None:
                row[name] = "not recorded"
        if was is None:
            new += 1
        elif was != row:
            changed += 1
        else:
            unchanged += 1
            continue
        # A newer version counts as recorded last.
        stored.pop(identity_of(table, row), None)
        stored[identity_of(table, row)] = row
    return new, changed, unchanged


@pytest.mark.parametrize("table", ROW_OF)
@settings(max_examples=rounds(25, 8), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_store_holds_after_each_file_what_a_slow_reader_would(table, file_store, data):
    stored: dict[tuple[object, ...], Row] = {}
    with undone(file_store) as session:
        if table == "support_end":
            bring_into(session, "investigation", {"case": 1}, {"case": 2})
        for rows, lacking in data.draw(files(table)):
            brought = bring_into(session, table, *rows, without=lacking)

            assert counts(brought) == slowly_brought(table, stored, rows, lacking)
            newest = read_newest(session.connection(), table).select(SCHEMAS[table].keys())
            assert newest.to_dicts() == list(stored.values())
