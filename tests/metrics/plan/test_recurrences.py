"""What recurs: when it was done last, when it is due next, and when nobody can say."""

import pytest
from hypothesis import given

from metrics.plan.action_lists import count_without_date
from metrics.plan.recurrences import (
    how_often_text,
    next_text,
    recurring_text,
    with_days_overdue,
    with_frequencies,
    with_occurrences,
)
from tests import made_up, oracles
from tests.builders import AS_AT, day_of, day_state, frame, recurring
from tests.often import often


def recurs(*occurrences, frequencies=(), **recurrence):
    """The one thing that recurs, with the times it was done."""
    rows = with_occurrences(
        recurring(recurrence, frequencies=frequencies), frame("occurrence", *occurrences)
    )
    return with_days_overdue(rows, AS_AT).row(0, named=True)


def test_what_was_never_done_is_due_on_no_day():
    row = recurs()

    assert (row["times_done"], row["last_done_on"], row["next_due_on"]) == (0, None, None)
    assert (how_often_text(row), next_text(row)) == ("“twice a year”, as promised", "not known")


@pytest.mark.parametrize(
    ("times", "next_due_on"),
    [(1, "2022-11-30"), (2, "2022-05-30"), (12, "2021-12-30"), (52, "2021-12-07")],
)
def test_the_next_time_is_reckoned_from_the_last_one(times, next_due_on):
    row = recurs(
        {"done_on": day_of("2021-11-30")}, {"done_on": day_of("2021-09-01")}, times_a_year=times
    )

    assert (row["times_done"], row["last_done_on"]) == (2, day_of("2021-11-30"))
    assert row["next_due_on"] == day_of(next_due_on)


def test_what_was_said_at_the_last_time_counts_before_what_is_reckoned():
    said = {"done_on": day_of("2021-11-30"), "next_due_on": day_of("2022-02-27")}

    row = recurs(said)

    assert (row["next_due_on"], row["days_overdue"]) == (day_of("2022-02-27"), 1)
    assert next_text(row) == "27 February 2022, 1 day late"


def test_due_on_the_day_itself_is_not_late():
    row = recurs({"done_on": day_of("2021-11-30"), "next_due_on": AS_AT})

    assert (row["days_overdue"], next_text(row)) == (None, "28 February 2022")


def test_of_what_is_regular_the_next_time_has_to_be_said():
    regular = {"times_a_year": None, "time_stated": "regular", "said_by": "inspectorate"}

    row = recurs({"done_on": day_of("2021-11-30")}, **regular)

    assert (how_often_text(row), next_text(row)) == (
        "“regular”, as asked for",
        "not known: say it when you record a time",
    )


def test_nothing_recurs():
    assert with_occurrences(recurring(), frame("occurrence")).is_empty()


@often(100)
@given(made_up.stores_with("recurrence", "frequency", "action"))
def test_how_often_is_what_a_slow_reading_gives(rows):
    names = ("recurrence", "frequency", "action")
    recurrences, frequencies, actions = (frame(name, *rows[name]) for name in names)

    found = with_frequencies(recurrences, frequencies, actions)

    slow = oracles.with_frequencies(recurrences.to_dicts(), frequencies.to_dicts())
    columns = ("ref", "agreed_often")
    assert found.select(columns).rows() == [tuple(row[name] for name in columns) for row in slow]


def test_how_often_was_agreed_after_the_last_time_counts_before_what_was_said_then():
    said = {"done_on": day_of("2021-11-30"), "next_due_on": day_of("2022-02-27")}

    before = recurs(said, frequencies=[{"effective_on": "2021-11-30"}])
    after = recurs(said, frequencies=[{"effective_on": "2021-12-01"}])

    assert [row["next_due_on"] for row in (before, after)] == [
        day_of("2022-02-27"),
        day_of("2022-05-30"),
    ]


def test_of_two_frequencies_agreed_on_a_day_the_one_recorded_last_counts_and_none_ends_it():
    once = {"effective_on": "2021-12-01"}

    assert recurs(frequencies=[once, once | {"every": 3}])["agreed_often"] == "every 3 months"
    stopped = once | {"every": None, "unit": None}
    assert recurring({}, frequencies=[once, stopped]).is_empty()


def test_what_an_office_made_recurring_has_the_words_of_its_action():
    own = {"title": None, "said_by": None, "time_stated": None, "quote": None}
    rows = frame("recurrence", own), frame("frequency", {}), frame("action", {"title": "Meet"})

    row = with_frequencies(*rows).row(0, named=True)

    assert (row["title"], row["agreed_often"]) == ("Meet", "every 6 months")
    assert with_frequencies(rows[0], frame("frequency"), rows[2]).is_empty()


def test_what_is_complete_or_given_up_recurs_no_more_and_the_count_of_the_plan_is_the_same():
    found = day_state(
        action=[{}, {}, {}, {}, {"first_due_on": "2022-06-30"}],
        action_update=[
            {"action": "A1", "state": "complete"},
            {"action": "A2", "state": "not being taken forward"},
            {"action": "A3", "state": "under way"},
        ],
        recurrence=[{"action": ref} for ref in ("A1", "A2", "A3", "A4", "A5", None)],
    )

    assert found.recurrences["action"].to_list() == ["A3", "A4", "A5", None]
    assert recurring_text(found.recurrences, found.actions) == (
        "3 open actions, 1 of them with a date, 1 thing of no action"
    )
    assert recurring_text(found.recurrences.head(1), found.actions) == "1 open action"
    assert count_without_date(found)["recurs"] == 2
