"""Retention removes what ended long enough ago, wholly, and nothing else."""

import sqlite3
from contextlib import closing
from datetime import date

import pytest

from data_access import maintenance
from data_access.maintenance import redaction
from data_access.maintenance.retention import OF_CASES, Purged, purge
from data_access.reads import read_snapshot, read_tallies
from data_access.store import Store, StoreProblem
from data_access.tables import TALLY_NAMES
from tests.builders import Row
from tests.data_access.contents import everything, rows
from tests.data_access.stores import AT, file_of
from tests.sentences import GIVE_VACUUM_FULL
from tests.tally_builders import case_key, load

BEFORE = date(2021, 4, 1)
LAST_DAY, FIRST_DAY = date(2021, 3, 31), BEFORE
ENDED: Row = {"reported_on": "2020-01-10", "outcome_code": "16", "outcome_on": LAST_DAY}
# A row of each table of a case, every day of it before the purge.
OLD: dict[str, Row] = {
    "referral": {"referred_on": "2020-02-01"},
    "early_advice": {"requested_on": "2020-02-01"},
    "case_plan": {"issued_on": "2020-02-01"},
    "case_escalation": {"raised_on": "2020-02-01"},
    "notice": {"decided_on": LAST_DAY},
    "support_referral": {"offered_on": "2020-02-01"},
    "support_end": {"ended_on": "2020-02-01"},
    "review_request": {"requested_on": LAST_DAY},
}
NONE_REMOVED = dict.fromkeys(TALLY_NAMES, 0)


def purged(store: Store, before: date = BEFORE) -> Purged:
    return purge(store, before, by="A. Writer", at=AT)


def cases(store: Store, table: str = "investigation") -> list[str]:
    return [row["case_key"] for row in rows(store, table)]


def events(store: Store) -> list[tuple[object, ...]]:
    audit = read_snapshot(store).tables["audit_event"]
    return audit.select("at", "who", "what", "subject", "detail").rows()


def test_every_table_of_cases_is_purged():
    assert set(OF_CASES) == {*OLD, "investigation"}
    assert set(TALLY_NAMES) - set(OF_CASES) == {"dip_sample", "training_year"}


def test_a_case_that_has_ended_is_removed_with_all_that_is_said_of_it(starter_store):
    load(starter_store, "investigation", ENDED)
    for table, row in OLD.items():
        load(starter_store, table, row)

    assert purged(starter_store) == Purged(
        rows=NONE_REMOVED | dict.fromkeys(OF_CASES, 1), cases=1, still_open=0
    )
    tables = read_tallies(starter_store).tables
    assert [name for name in TALLY_NAMES if not tables[name].is_empty()] == []
    assert maintenance.faults(starter_store) == []


def test_every_version_of_a_row_is_removed_and_counted(starter_store):
    load(starter_store, "investigation", ENDED | {"outcome_code": None, "outcome_on": None})
    load(starter_store, "investigation", ENDED)
    load(starter_store, "notice", OLD["notice"])
    load(starter_store, "notice", OLD["notice"] | {"told_on": LAST_DAY})

    assert purged(starter_store) == Purged(
        rows=NONE_REMOVED | {"investigation": 2, "notice": 2}, cases=1, still_open=0
    )


@pytest.mark.parametrize("table", OLD)
def test_a_case_with_one_later_day_anywhere_stays_whole(starter_store, table):
    load(starter_store, "investigation", ENDED, ENDED | {"case": 2})
    for name, row in OLD.items():
        load(starter_store, name, row)
    later = dict.fromkeys(OLD[table], FIRST_DAY)
    load(starter_store, table, later | {"number": 2})

    assert purged(starter_store) == Purged(
        rows=NONE_REMOVED | {"investigation": 1}, cases=1, still_open=0
    )
    assert cases(starter_store) == [case_key(1)]
    assert cases(starter_store, table) == [case_key(1)] * 2


@pytest.mark.parametrize(
    "later",
    [{"outcome_on": FIRST_DAY}, {"reported_on": FIRST_DAY, "outcome_on": None}],
)
def test_a_case_whose_own_day_is_not_before_the_day_stays(starter_store, later):
    load(starter_store, "investigation", ENDED | later)

    assert purged(starter_store) == Purged(rows=NONE_REMOVED, cases=0, still_open=0)
    assert cases(starter_store) == [case_key(1)]


def test_a_case_that_had_a_later_day_in_an_earlier_version_stays(starter_store):
    load(starter_store, "investigation", ENDED | {"outcome_on": FIRST_DAY})
    load(starter_store, "investigation", ENDED)

    assert purged(starter_store) == Purged(rows=NONE_REMOVED, cases=0, still_open=0)


def test_a_case_without_an_outcome_stays_however_old_and_is_counted(starter_store):
    is_open = {"outcome_code": None, "outcome_on": None}
    load(starter_store, "investigation", ENDED | is_open, ENDED | {"case": 2})
    load(starter_store, "notice", OLD["notice"], OLD["notice"] | {"case": 2})

    assert purged(starter_store) == Purged(
        rows=NONE_REMOVED | {"investigation": 1, "notice": 1}, cases=1, still_open=1
    )
    assert cases(starter_store) == cases(starter_store, "notice") == [case_key(1)]


def test_whether_a_case_is_open_is_what_was_said_last(starter_store):
    load(starter_store, "investigation", ENDED)
    load(starter_store, "investigation", ENDED | {"outcome_code": None, "outcome_on": None})

    assert purged(starter_store) == Purged(rows=NONE_REMOVED, cases=0, still_open=1)


def test_the_same_key_of_another_force_is_another_case(starter_store):
    load(starter_store, "investigation", ENDED, ENDED | {"force": "cps", "outcome_on": BEFORE})

    assert purged(starter_store).cases == 1
    assert [row["force"] for row in rows(starter_store, "investigation")] == ["cps"]


def test_samples_taken_before_the_day_are_removed_and_those_of_the_day_stay(starter_store):
    load(starter_store, "dip_sample", {"sampled_on": LAST_DAY}, {"sampled_on": FIRST_DAY})

    assert purged(starter_store).rows == NONE_REMOVED | {"dip_sample": 1}
    assert [row["sampled_on"] for row in rows(starter_store, "dip_sample")] == ["2021-04-01"]


@pytest.mark.parametrize(
    ("before", "left"),
    [
        (date(2021, 3, 31), [2020, 2021]),
        (date(2021, 4, 1), [2021]),
        (date(2022, 1, 1), [2021]),
        (date(2022, 3, 31), [2021]),
        (date(2022, 4, 1), []),
    ],
)
def test_a_financial_year_goes_once_it_ended_before_the_day(starter_store, before, left):
    load(starter_store, "training_year", {"year": 2019}, {"year": 2020}, {"year": 2021})

    purge(starter_store, before, by="A. Writer", at=AT.replace(year=2023))

    assert [row["year"] for row in rows(starter_store, "training_year")] == left


def test_a_purge_is_in_the_audit_with_its_day_and_its_counts_and_the_batches_stay(starter_store):
    load(starter_store, "investigation", ENDED, ENDED | {"case": 2})
    load(starter_store, "dip_sample", {"sampled_on": LAST_DAY})
    before, history = events(starter_store), rows(starter_store, "import_batch")

    purged(starter_store)

    assert rows(starter_store, "import_batch") == history
    assert events(starter_store) == [
        *before,
        (AT, "A. Writer", "remove", "purged rows", "investigation 2, dip_sample 1"),
        (AT, "A. Writer", "purge", "before 2021-04-01", None),
    ]


def test_a_store_without_cases_is_purged_of_nothing_else_and_the_audit_says_so(starter_store):
    before = everything(starter_store)

    assert purged(starter_store) == Purged(rows=NONE_REMOVED, cases=0, still_open=0)

    after = everything(starter_store)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"audit_event", "store_revision"}
    assert events(starter_store)[-2:] == [
        (AT, "A. Writer", "remove", "purged rows", "none"),
        (AT, "A. Writer", "purge", "before 2021-04-01", None),
    ]


def test_the_bytes_of_a_removed_case_are_gone_though_the_app_has_the_file_open(file_store):
    with closing(sqlite3.connect(file_of(file_store))) as app:
        app.execute("SELECT * FROM setting").fetchall()
        load(file_store, "investigation", *(ENDED | {"case": case} for case in (11, 12)))
        load(file_store, "investigation", ENDED | {"case": 13, "outcome_on": FIRST_DAY})
        load(file_store, "notice", *(OLD["notice"] | {"case": case} for case in (11, 12)))

        purged(file_store)

        left = [path for path in file_of(file_store).parent.iterdir() if path.is_file()]
        held = {
            case: any(case_key(case).encode() in path.read_bytes() for path in left)
            for case in (11, 12, 13)
        }
    assert held == {11: False, 12: False, 13: True}


def test_where_somebody_reads_all_the_while_the_rows_are_gone_and_what_to_do_is_said(
    file_store, monkeypatch
):
    monkeypatch.setattr(redaction, "BUSY_SECONDS", 0)
    load(file_store, "investigation", ENDED)
    with closing(sqlite3.connect(file_of(file_store))) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM setting").fetchall()

        with pytest.raises(StoreProblem, match="python -m data_access scrub"):
            purged(file_store)

    assert cases(file_store) == []


def test_what_cannot_be_wiped_on_a_server_is_said(server_store):
    with pytest.raises(StoreProblem, match=GIVE_VACUUM_FULL):
        maintenance.scrub(server_store)


def test_a_day_that_has_not_come_removes_nothing(starter_store):
    load(starter_store, "investigation", ENDED)
    before = events(starter_store)

    with pytest.raises(StoreProblem, match="Give a day that has come"):
        purged(starter_store, date(2031, 1, 1))

    assert events(starter_store) == before
