from datetime import date

from hypothesis import given, settings

from metrics.history import as_known_then, days_of_change, days_of_recording, last_by
from metrics.known import known_on
from tests import made_up
from tests.builders import as_rows, tables
from tests.often import often


def rows_of(known):
    """Everything that days share, as plain rows."""
    worked_out = (
        "parts",
        "progress",
        "figures_owed",
        "labelled",
        "differences",
        "newest_seen",
        "date_changes",
        "moves",
    )
    shared = {name: getattr(known, name).to_dicts() for name in worked_out}
    return shared | {"tables": as_rows(known.tables), "names": known.names}


@often(50)
@given(made_up.STORES, made_up.DAYS)
def test_from_one_day_of_change_to_the_next_everything_is_known_alike(rows, day):
    store = tables(**rows)

    since = last_by(days_of_change(store), day)

    assert since <= day
    assert rows_of(known_on(since, store)) == rows_of(known_on(day, store))


@settings(max_examples=25)
@given(made_up.STORES, made_up.DAYS, made_up.DAYS)
def test_from_one_day_of_recording_to_the_next_a_meeting_is_known_to_have_known_alike(
    rows, then, now
):
    store = tables(**rows)

    last = max(then, last_by(days_of_recording(store), now))

    assert as_rows(as_known_then(store, then, last)) == as_rows(as_known_then(store, then, now))


def test_evidence_changes_what_is_known_when_it_counts_and_once_it_no_longer_holds():
    store = tables(evidence=[{"effective_on": "2022-01-20", "expires_on": "2022-02-10"}])

    assert days_of_change(store) == [date(2022, 1, 20), date(2022, 2, 11)]


def test_a_question_changes_what_is_known_when_it_is_asked_and_when_it_is_answered():
    store = tables(ask=[{"asked_on": "2022-01-20", "answered_on": "2022-02-10"}])

    assert days_of_change(store) == [date(2022, 1, 20), date(2022, 2, 10)]


def test_before_the_first_day_of_change_is_the_first_day_of_all():
    days = [date(2022, 1, 20), date(2022, 2, 10)]

    assert [last_by(days, date(2022, *day)) for day in ((1, 19), (1, 20), (2, 9), (2, 10))] == [
        date.min,
        date(2022, 1, 20),
        date(2022, 1, 20),
        date(2022, 2, 10),
    ]
    assert last_by([], date(2022, 1, 20)) == date.min
