from datetime import date

from hypothesis import given

from data_access.vocabulary import State
from metrics.plan.promised_and_done import (
    by_day,
    period_ends,
    promised_and_done,
    promised_heading,
    promised_text,
    undated_text,
)
from tests import made_up, oracles
from tests.builders import AS_AT, as_rows, day_of, day_state, tables
from tests.often import often

ROWS = {
    "action": [
        {"first_due_on": "2021-12-31"},
        {"first_due_on": "2022-01-31"},
        {"first_due_on": "2022-01-31"},
        {"first_due_on": "2022-03-31"},
        {},
    ],
    "action_update": [
        {"action": "A1", "effective_on": "2022-01-20", "new_due_on": "2022-03-31"},
        {"action": "A2", "effective_on": "2022-02-10", "state": "complete"},
        {"action": "A3", "effective_on": "2022-02-10", "state": "not being taken forward"},
    ],
}


def promised_of(rows):
    return promised_and_done(day_state(**rows).facts.progress)


@often(100)
@given(made_up.stores_with("action", "action_update"), made_up.DAYS)
def test_what_is_promised_and_done_by_a_day_equals_a_slow_count(rows, day):
    slow = oracles.actions_of(oracles.as_at(as_rows(tables(**rows)), AS_AT), AS_AT, 14, 30)
    dated = [row for row in slow if row["due_on"] and row["state"] != State.NOT_TAKEN_FORWARD]
    done = [row["closed_on"] for row in dated if row["state"] == State.COMPLETE]

    assert by_day(promised_of(rows), day) == (
        sum(row["first_agreed_on"] <= day for row in dated),
        sum(row["due_on"] <= day for row in dated),
        sum(closed_on <= day for closed_on in done),
    )


def test_an_action_given_up_is_not_promised_and_one_without_a_date_is_only_said():
    promised = promised_of(ROWS)

    assert promised == (
        [day_of("2021-12-31"), day_of("2022-01-31"), day_of("2022-03-31")],
        [day_of("2022-01-31"), day_of("2022-03-31"), day_of("2022-03-31")],
        [day_of("2022-02-10")],
        1,
        [],
    )
    assert undated_text(promised) == "Drawn: 3 actions with a date. 1 other has none."


def test_the_words_give_the_numbers_at_each_month_end_and_what_is_done_up_to_the_day():
    promised = promised_of(ROWS)

    assert promised_heading(promised, AS_AT) == (
        "Promised and done: 2 actions were first due by 28 February 2022, 1 done"
    )
    assert promised_text(promised, AS_AT) == (
        "By 31 December 2021: 1 due as first agreed, 0 as agreed now, 0 done; "
        "by 31 January 2022: 2 due as first agreed, 1 as agreed now, 0 done; "
        "by 28 February 2022: 2 due as first agreed, 1 as agreed now, 1 done; "
        "by 31 March 2022: 3 due as first agreed, 3 as agreed now."
    )


def test_what_is_done_counts_dated_or_not():
    undated = {"action": "A5", "effective_on": "2022-01-10", "state": "complete"}
    rows = ROWS | {"action_update": [*ROWS["action_update"], undated]}

    assert promised_heading(promised_of(rows), AS_AT) == (
        "Promised and done: 2 actions were first due by 28 February 2022, 2 done, 1 of them "
        "without a date"
    )


def test_before_the_first_date_nothing_is_said_to_have_been_due():
    heading = promised_heading(promised_of(ROWS), date(2021, 11, 30))

    assert heading == "Promised and done: no action was first due by 30 November 2021, 0 done"


def test_a_plan_of_years_is_told_by_quarters_or_by_years():
    def ends_of(last):
        dated = [{"first_due_on": "2021-11-10"}, {"first_due_on": last}]
        return period_ends(promised_of({"action": dated}))

    assert ends_of("2023-06-30") == [
        date(2021, 12, 31),
        *(date(2022, month, day) for month, day in ((3, 31), (6, 30), (9, 30), (12, 31))),
        date(2023, 3, 31),
        date(2023, 6, 30),
    ]
    assert ends_of("2031-01-01") == [date(year, 12, 31) for year in range(2021, 2031)]
