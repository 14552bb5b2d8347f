"""That no answer to an inspection was published is recorded once, with who said so and when."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.writes import Refused
from tests.data_access.contents import rows

AT = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
BY = "OPCC policy officer"


def say_none(store, inspection="rape-2", day=date(2022, 5, 2)):
    writes.record(
        store, schemas.NoResponse(inspection=inspection, none_published_by=day), by=BY, at=AT
    )


def answer_of(store, inspection="rape-2"):
    inspections = read_snapshot(store).tables["inspection"]
    row = inspections.row(by_predicate=pl.col("ref") == inspection, named=True)
    columns = ("none_published_by", "responded_on", "answer_recorded_by", "answer_recorded_at")
    return tuple(row[column] for column in columns)


def test_that_none_was_published_is_kept_and_so_is_the_answer_that_comes_after_it(starter_store):
    say_none(starter_store)
    assert answer_of(starter_store) == (date(2022, 5, 2), None, BY, AT)

    later = datetime(2025, 3, 9, 9, 30, tzinfo=UTC)
    new = schemas.NewResponse(inspection="rape-2", responded_on=date(2025, 3, 8))
    writes.record(starter_store, new, by="Another officer", at=later)

    assert answer_of(starter_store) == (
        date(2022, 5, 2),
        date(2025, 3, 8),
        "Another officer",
        later,
    )


@pytest.mark.parametrize(
    ("inspection", "day", "sentence"),
    [
        ("rape-2", date(2022, 4, 21), "The answer was due by 21"),
        ("rape-2", date(2025, 3, 2), "is in the future"),
        ("rape-1", date(2022, 5, 2), "The answer to this inspection is recorded here."),
        ("pre-charge-2025", date(2022, 5, 2), "The law asks for no answer to this inspection."),
        ("rape-9", date(2022, 5, 2), "rape-9"),
    ],
)
def test_what_cannot_be_so_is_refused(starter_store, inspection, day, sentence):
    before = rows(starter_store, "inspection")

    with pytest.raises(Refused, match=sentence):
        say_none(starter_store, inspection, day)

    assert rows(starter_store, "inspection") == before


def test_it_is_said_once(starter_store):
    say_none(starter_store)

    with pytest.raises(Refused, match="by 02/05/2022"):
        say_none(starter_store, day=date(2022, 6, 1))
