from datetime import timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from data_access.vocabulary import DateBasis
from metrics import point_in_time
from tests import made_up, oracles
from tests.builders import AS_AT, SCHEMAS, as_rows, frame, tables
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


def test_the_columns_and_their_kinds_stay_what_they_were():
    store = tables(decision=[{"done_on": DAY_AFTER}], meeting=[{}], inspection=[UNDATED])

    kinds = {name: dict(frame.schema) for name, frame in point_in_time.as_at(store, AS_AT).items()}

    assert kinds == SCHEMAS


def test_what_belongs_to_a_meeting_is_not_there_before_it_was_held():
    of_both = [{"meeting": "M1"}, {"meeting": "M2"}]
    store = tables(
        meeting=[{"held_on": DAY_BEFORE}, {"held_on": DAY_AFTER}],
        **dict.fromkeys(OF_A_MEETING, of_both),
    )

    stood = point_in_time.as_at(store, AS_AT)

    kept = {(name, *stood[name]["meeting"]) for name in OF_A_MEETING}
    assert kept == {(name, "M1") for name in OF_A_MEETING}


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
