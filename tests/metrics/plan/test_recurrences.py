"""What recurs: when it was done last, when it is due next, and when nobody can say."""

import pytest

from metrics.plan.recurrences import how_often_text, next_text, with_occurrences
from tests.builders import AS_AT, day_of, frame


def recurring(*occurrences, **recurrence):
    """The one thing that recurs, with the times it was done."""
    rows = with_occurrences(
        frame("recurrence", recurrence), frame("occurrence", *occurrences), AS_AT
    )
    return rows.row(0, named=True)


def test_what_was_never_done_is_due_on_no_day():
    row = recurring()

    assert (row["times_done"], row["last_done_on"], row["next_due_on"]) == (0, None, None)
    assert (how_often_text(row), next_text(row)) == ("“twice a year”, as promised", "not known")


@pytest.mark.parametrize(
    ("times", "next_due_on"),
    [(1, "2022-11-30"), (2, "2022-05-30"), (12, "2021-12-30"), (52, "2021-12-07")],
)
def test_the_next_time_is_reckoned_from_the_last_one(times, next_due_on):
    row = recurring(
        {"done_on": day_of("2021-11-30")}, {"done_on": day_of("2021-09-01")}, times_a_year=times
    )

    assert (row["times_done"], row["last_done_on"]) == (2, day_of("2021-11-30"))
    assert row["next_due_on"] == day_of(next_due_on)


def test_what_was_said_at_the_last_time_counts_before_what_is_reckoned():
    said = {"done_on": day_of("2021-11-30"), "next_due_on": day_of("2022-02-27")}

    row = recurring(said)

    assert (row["next_due_on"], row["days_overdue"]) == (day_of("2022-02-27"), 1)
    assert next_text(row) == "27 February 2022, 1 day late"


def test_due_on_the_day_itself_is_not_late():
    row = recurring({"done_on": day_of("2021-11-30"), "next_due_on": AS_AT})

    assert (row["days_overdue"], next_text(row)) == (None, "28 February 2022")


def test_of_what_is_regular_the_next_time_has_to_be_said():
    regular = {"times_a_year": None, "time_stated": "regular", "said_by": "inspectorate"}

    row = recurring({"done_on": day_of("2021-11-30")}, **regular)

    assert (how_often_text(row), next_text(row)) == (
        "“regular”, as asked for",
        "not known: say it when you record a time",
    )


def test_nothing_recurs():
    assert with_occurrences(frame("recurrence"), frame("occurrence"), AS_AT).is_empty()
