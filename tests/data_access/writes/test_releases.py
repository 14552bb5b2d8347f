"""Releases are recorded together or not at all, once; what is withdrawn has a reason."""

from datetime import date

import pytest

from data_access.reads import read_snapshot
from data_access.schemas import ReleaseWithdrawn
from data_access.writes import Overtaken, Refused, record
from data_access.writes.releases import record_releases
from tests.data_access.contents import everything, rows
from tests.data_access.stores import AT, SUMMER

AUTUMN = SUMMER._replace(first=date(2021, 10, 1), counted_at=date(2022, 1, 31))


def withdraw(store, first, reason="The file was of another force", months=3):
    entry = ReleaseWithdrawn(first=first, months=months, reason=reason)
    return record(store, entry, by="A. Steward", at=AT)


def test_releases_are_one_act_with_one_entry_of_the_audit(starter_store):
    before = read_snapshot(starter_store)

    record_releases(starter_store, [SUMMER, AUTUMN], batch=None, after=0, at=AT)

    after = read_snapshot(starter_store)
    assert after.revision.number == before.revision.number + 1
    assert after.tables["audit_event"].row(-1)[1:] == (
        *(AT, "the app", "make releases", "up to 2022-01-31"),
        "2 releases",
    )
    assert after.tables["released_count"].rows() == [
        (1, 1, "told", None, "", 70),
        (2, 2, "told", None, "", 70),
    ]
    assert rows(starter_store, "release_proof")[1] == {
        "id": 2,
        "release": 2,
        "counts": "counts before they were rounded",
    }


@pytest.mark.parametrize("new", [[AUTUMN], [AUTUMN, SUMMER]])
def test_releases_proved_beside_others_than_are_there_are_refused_whole(starter_store, new):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)
    before = everything(starter_store)

    with pytest.raises(Overtaken):
        record_releases(starter_store, new, batch=None, after=0, at=AT)

    assert everything(starter_store) == before


def test_a_period_is_withdrawn_once_with_its_reason_and_its_numbers_stay_recorded(starter_store):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)
    before = rows(starter_store, "released_count")

    withdraw(starter_store, SUMMER.first)

    (withdrawn,) = rows(starter_store, "release_withdrawal")
    assert (withdrawn["first"], withdrawn["months"]) == ("2021-07-01", 3)
    assert withdrawn["reason"] == "The file was of another force"
    assert rows(starter_store, "released_count") == before
    event = rows(starter_store, "audit_event")[-1]
    assert (event["what"], event["subject"]) == ("withdraw release", "3 months from 2021-07-01")
    with pytest.raises(Refused, match="This period is withdrawn already"):
        withdraw(starter_store, SUMMER.first)


@pytest.mark.parametrize(("first", "months"), [(AUTUMN.first, 3), (SUMMER.first, 12)])
def test_a_period_of_which_nothing_is_released_cannot_be_withdrawn(starter_store, first, months):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)

    with pytest.raises(Refused, match="Nothing is released of this period"):
        withdraw(starter_store, first, months=months)
