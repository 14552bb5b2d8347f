from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from data_access.vocabulary import DateBasis
from metrics import point_in_time
from metrics.day_state import day_state_on
from metrics.meetings import changes
from metrics.meetings.newly_overdue import IS_PAST
from tests import made_up, oracles
from tests.builders import AS_AT, SCHEMAS, as_rows, day_of, frame, tables
from tests.often import often

DAY_BEFORE = AS_AT - timedelta(1)
DAY_AFTER = AS_AT + timedelta(1)
UNDATED = {"responded_on": None, "date_basis": DateBasis.DUE_DATE_USED}
NOT_OWED = UNDATED | {"answer_owed": False}
OF_A_MEETING = (
    "decision",
    "meeting_outcome",
    "meeting_closing",
    "minutes_version",
    "minutes_approval",
)


@often(120)
@given(made_up.STORES, made_up.DAYS)
@example({"inspection": [NOT_OWED, NOT_OWED | {"response_due_stated_on": None}]}, AS_AT)
def test_as_at_gives_what_a_slow_reading_row_by_row_gives(rows, day):
    store = tables(**rows)

    assert as_rows(point_in_time.as_at(store, day)) == oracles.as_at(as_rows(store), day)


@often(100)
@given(made_up.STORES, made_up.DAYS, made_up.DAYS)
def test_looking_back_twice_is_looking_back_once_to_the_earlier_day(rows, one_day, other_day):
    store, earlier = tables(**rows), min(one_day, other_day)

    twice = point_in_time.as_at(point_in_time.as_at(store, max(one_day, other_day)), earlier)

    assert as_rows(twice) == as_rows(point_in_time.as_at(store, earlier))


@often(100)
@given(made_up.STORES, st.data())
def test_what_takes_effect_later_changes_nothing_before(rows, data):
    later = data.draw(made_up.stores_with(*point_in_time.COUNTS_FROM))
    for name, column in point_in_time.COUNTS_FROM.items():
        for place, row in enumerate(later[name], start=1):
            row[column] = DAY_AFTER + timedelta(place)
            row.pop("corrects", None)
            if "ref" in row:
                row["ref"] = f"later-{place}"

    with_later = {name: [*rows[name], *later.get(name, [])] for name in rows}

    assert as_rows(point_in_time.as_at(tables(**with_later), AS_AT)) == as_rows(
        point_in_time.as_at(tables(**rows), AS_AT)
    )


@often(100)
@given(made_up.STORES, made_up.DAYS, made_up.DAYS)
def test_no_row_that_was_there_is_gone_on_a_later_day(rows, one_day, other_day):
    store = tables(**rows)
    earlier = point_in_time.as_at(store, min(one_day, other_day))
    later = point_in_time.as_at(store, max(one_day, other_day))

    gone = {
        name: set(earlier[name]["id"]) - set(later[name]["id"])
        for name in SCHEMAS
        if name != "store_revision"
    }

    assert set().union(*gone.values()) == set()


def test_an_empty_store_stays_an_empty_store():
    store = tables()

    assert as_rows(point_in_time.as_at(store, AS_AT)) == as_rows(store)


def test_the_columns_and_their_kinds_stay_what_they_were():
    store = tables(decision=[{"done_on": DAY_AFTER}], meeting=[{}], inspection=[UNDATED])

    kinds = {name: dict(frame.schema) for name, frame in point_in_time.as_at(store, AS_AT).items()}

    assert kinds == SCHEMAS


def test_what_takes_effect_on_the_day_itself_counts():
    store = tables(
        position=[{"effective_on": AS_AT}, {"effective_on": DAY_AFTER}],
        action=[{"opened_on": AS_AT}, {"opened_on": DAY_AFTER}],
        meeting=[{"held_on": AS_AT}, {"held_on": DAY_AFTER}],
    )

    stood = point_in_time.as_at(store, AS_AT)

    assert {name: stood[name]["id"].to_list() for name in ("position", "action", "meeting")} == {
        "position": [1],
        "action": [1],
        "meeting": [1],
    }


def test_a_decision_done_the_day_after_is_still_open_and_one_done_on_the_day_is_done():
    store = tables(meeting=[{}], decision=[{"done_on": AS_AT}, {"done_on": DAY_AFTER}])

    assert point_in_time.as_at(store, AS_AT)["decision"]["done_on"].to_list() == [AS_AT, None]


def test_an_answer_given_later_is_not_read_before_the_day_it_was_given():
    answered = {"asked_on": DAY_BEFORE, "answer": "58 of 96", "answered_on": DAY_AFTER}
    store = tables(ask=[answered])

    before = point_in_time.as_at(store, AS_AT)["ask"].select("answer", "answered_on").row(0)
    after = point_in_time.as_at(store, DAY_AFTER)["ask"].select("answer", "answered_on").row(0)

    assert (before, after) == ((None, None), ("58 of 96", DAY_AFTER))


def test_an_escalation_resolved_later_was_open_before():
    resolved = {"raised_on": DAY_BEFORE, "outcome": "changed", "resolved_on": DAY_AFTER}

    stood = point_in_time.as_at(tables(escalation=[resolved]), AS_AT)["escalation"]

    assert stood.select("outcome", "resolved_on").row(0) == ("open", None)


def test_what_belongs_to_a_meeting_is_not_there_before_it_was_held():
    of_both = [{"meeting": "M1"}, {"meeting": "M2"}]
    store = tables(
        meeting=[{"held_on": DAY_BEFORE}, {"held_on": DAY_AFTER}],
        **dict.fromkeys(OF_A_MEETING, of_both),
    )

    stood = point_in_time.as_at(store, AS_AT)

    kept = {(name, *stood[name]["meeting"]) for name in OF_A_MEETING}
    assert kept == {(name, "M1") for name in OF_A_MEETING}


def test_the_parts_of_an_inspection_not_yet_published_are_not_there():
    store = tables(
        inspection=[{"published_on": DAY_AFTER}],
        recommendation=[{}],
        requirement=[{}],
        finding=[{}],
    )

    stood = point_in_time.as_at(store, AS_AT)

    names = ("inspection", "recommendation", "requirement", "finding")
    assert [stood[name].height for name in names] == [0, 0, 0, 0]


def test_what_the_response_says_of_a_part_is_not_known_before_the_response():
    store = tables(
        inspection=[UNDATED | {"response_due_stated_on": AS_AT}],
        recommendation=[{}],
        requirement=[{"answered": "partly", "silent_on": "review dates"}],
    )

    says = [
        point_in_time.as_at(store, day)["requirement"].select("answered", "silent_on").row(0)
        for day in (DAY_BEFORE, AS_AT)
    ]

    assert says == [(None, None), ("partly", "review dates")]


def test_an_undated_answer_without_a_stated_due_date_counts_from_the_date_the_law_counts():
    undated = UNDATED | {"response_due_stated_on": None, "response_due_computed_on": AS_AT}
    store = tables(inspection=[undated])

    basis = [
        point_in_time.as_at(store, day)["inspection"]["date_basis"].item()
        for day in (DAY_BEFORE, AS_AT)
    ]

    assert basis == [None, DateBasis.DUE_DATE_USED]


# Facts that a meeting knew

BOARD = day_of("2022-01-26")
PUT_IN_LATE = {"recorded_at": "2022-02-02T12:00"}
HELD_SINCE = {
    "position": {"effective_on": "2022-01-20"},
    "judgement": {"effective_on": "2022-01-20"},
    "evidence": {"effective_on": "2022-01-20"},
    "action": {"opened_on": "2022-01-20"},
    "action_update": {"effective_on": "2022-01-20"},
    "escalation": {"raised_on": "2022-01-20"},
}


@pytest.mark.parametrize("name", HELD_SINCE)
@pytest.mark.parametrize(
    ("recorded_at", "known"),
    [
        ("2022-01-26T23:59", True),
        ("2022-01-27T00:00", False),
        ("2022-02-28T23:59", False),
        ("2022-03-01T00:00", True),
    ],
)
def test_a_meeting_did_not_know_what_was_recorded_after_it_and_by_now(name, recorded_at, known):
    store = tables(**{name: [HELD_SINCE[name] | {"recorded_at": recorded_at}]})

    assert point_in_time.known_at_meeting(store, BOARD, AS_AT)[name].height == known


def test_a_meeting_knew_the_response_whenever_it_was_put_in():
    store = tables(
        evidence=[HELD_SINCE["evidence"] | PUT_IN_LATE | {"date_basis": DateBasis.DUE_DATE_USED}],
        action=[HELD_SINCE["action"] | PUT_IN_LATE | {"origin": "response"}],
    )

    assert as_rows(point_in_time.known_at_meeting(store, BOARD, AS_AT)) == as_rows(store)


def test_an_action_recorded_after_the_board_and_overdue_before_it_is_newly_overdue():
    late = {"opened_on": "2022-01-03", "first_due_on": "2022-01-20", **PUT_IN_LATE}
    store = tables(action=[late])

    then = day_state_on(BOARD, point_in_time.known_at_meeting(store, BOARD, AS_AT))
    now = day_state_on(AS_AT, store)

    assert changes.newly(then.actions, now.actions, IS_PAST)["ref"].to_list() == ["A1"]


# Reading of corrected entries


def test_an_entry_that_was_corrected_is_still_there_to_read_and_marked():
    rows = frame(
        "action_update",
        {"effective_on": "2022-02-01", "new_due_on": "2022-03-31"},
        {"effective_on": "2022-02-01", "new_due_on": "2022-03-13", "corrects": 1},
        {"effective_on": DAY_AFTER},
    )

    found = point_in_time.entries_on(rows, AS_AT)

    assert found.select("id", "is_corrected").rows() == [(1, True), (2, False)]
    assert point_in_time.as_at(tables() | {"action_update": rows}, AS_AT)["action_update"][
        "id"
    ].to_list() == [2]
