"""What was recorded, corrected and loaded since a moment is told by what it is about."""

from datetime import UTC, datetime, timedelta

import polars as pl

from metrics.recorded_since import ChangeSince, Why, possible_causes, recorded_since, why_text
from tests.builders import AS_AT, tables

MOMENT = datetime(2022, 3, 1, 9, tzinfo=UTC)
LATER = MOMENT + timedelta(hours=1)
AFTER = AS_AT + timedelta(days=1)


def since(**rows):
    return recorded_since(tables(**rows), MOMENT, AS_AT)


def why_of(written, *refs, is_of_data=False, is_sentence=False):
    return possible_causes(written, frozenset(refs), is_of_data=is_of_data, is_sentence=is_sentence)


def position(**details):
    return {"requirement": "rape-1/1", "effective_on": AS_AT, "recorded_at": LATER} | details


def test_nothing_recorded_by_the_moment_counts():
    assert since(position=[position(recorded_at=MOMENT)]) == []


def test_an_entry_of_the_day_or_earlier_was_made_afterwards_and_a_later_one_is_new():
    found = since(position=[position(), position(effective_on=AFTER)])

    assert [each.why for each in found] == [Why.AFTERWARDS, Why.NEW_ENTRY]
    assert {each.refs for each in found} == {frozenset(["rape-1/1"])}


def test_an_entry_that_stands_for_an_earlier_one_is_a_correction():
    found = since(position=[position(recorded_at=MOMENT), position(corrects=1)])

    assert [each.why for each in found] == [Why.CORRECTION]


def test_an_update_of_an_action_is_about_its_part_too():
    found = since(
        action=[{"ref": "A1", "requirement": "rape-1/4/a", "recorded_at": MOMENT}],
        action_update=[{"action": "A1", "effective_on": AFTER, "recorded_at": LATER}],
    )

    assert found == [ChangeSince(Why.NEW_ENTRY, frozenset(["A1", "rape-1/4/a"]))]
    assert why_of(found, "rape-1/4/a") == found
    assert why_of(found, "rape-1/4/b") == []


def test_loads_removals_and_corrections_in_place_are_read_from_the_audit():
    events = ["import", "withdraw", "close months", "make releases", "record action correction"]
    events += ["record position"]
    written = [(place, LATER, "A", what, "A1", None) for place, what in enumerate(events)]
    none = tables()
    audit = pl.DataFrame(written, none["audit_event"].schema, orient="row")
    found = recorded_since(none | {"audit_event": audit}, MOMENT, AS_AT)

    assert found == [
        ChangeSince(Why.LATE_DATA, frozenset()),
        ChangeSince(Why.TAKEN_OUT, frozenset()),
        ChangeSince(Why.MONTH_CLOSED, frozenset()),
        ChangeSince(Why.RELEASED, frozenset()),
        ChangeSince(Why.CORRECTION, frozenset(["A1"])),
    ]


def test_reasons_are_counted_in_words():
    written = [
        ChangeSince(why, frozenset()) for why in (Why.NEW_ENTRY, Why.LATE_DATA, Why.NEW_ENTRY)
    ]

    assert why_text(written) == "2 new entries and 1 load of late data"
    assert why_text([]) == ""


def test_what_was_taken_back_since_is_about_its_item_and_the_part_of_its_action():
    said = {"item": "action A1", "recorded_at": MOMENT}
    undone = {"item": "action A1", "kind": "taken back", "recorded_at": LATER}
    found = since(
        action=[{"ref": "A1", "requirement": "rape-1/4/a", "recorded_at": MOMENT}],
        meeting_outcome=[
            said,
            undone | {"takes_back": 1},
            said | {"recorded_at": LATER},
            undone | {"takes_back": 3},
        ],
    )

    assert found == [ChangeSince(Why.TAKEN_BACK, frozenset(["A1", "rape-1/4/a"]))]
    assert why_text(found) == "1 entry taken back"


def test_a_sentence_comes_and_goes_with_entries_about_others_and_a_row_does_not():
    entry = ChangeSince(Why.AFTERWARDS, frozenset(["A1"]))
    load = ChangeSince(Why.LATE_DATA, frozenset())

    assert why_of([entry, load], "A1", is_sentence=True) == [entry]
    assert why_of([entry, load], "A2", is_sentence=True) == [entry]
    assert why_of([entry, load], "A2") == []
    assert why_of([entry, load]) == [entry]
    assert why_of([load], is_sentence=True) == [load]
    assert why_of([entry, load], "A2", is_of_data=True) == [load]
