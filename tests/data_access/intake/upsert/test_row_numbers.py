"""A row without a number is the stored row of its day, or one more, or a fault; never another."""

from collections import defaultdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.upsert.cases import DAYS, assign_numbers
from data_access.tables import TALLY_NAMES
from tests.tally_builders import SCHEMAS, case_key, tally_frame

D1, D2, D3 = (date(2021, 10, day) for day in (1, 2, 3))
FAULTS = ["row", "rule"]
ANOTHER_DAY = "another day than is loaded"
SEVERAL = "several rows of that day are loaded"
IN_PART = "a case numbered in part"
TWICE = "one case twice on one day"


def referral(number=None, on=D1, case=1):
    return {"number": number, "referred_on": on, "case": case}


def numbers(rows, stored=(), *, adds_days=False, table="referral", without=()):
    """The number of each row as the file has them, and row and rule of each fault."""
    found, faults = assign_numbers(
        tally_frame(table, *rows).drop(without),
        tally_frame(table, *stored).drop("row"),
        table,
        adds_days=adds_days,
    )
    return found["number"].to_list(), faults.select(FAULTS).rows()


def test_every_table_of_numbered_rows_has_days_that_tell_them_apart():
    of_several = [name for name in TALLY_NAMES if "number" in SCHEMAS[name]]

    assert sorted(DAYS) == sorted(of_several)
    assert [day for name in DAYS for day in DAYS[name] if day not in SCHEMAS[name]] == []


def test_a_table_without_numbers_is_left_as_it_is():
    rows = tally_frame("investigation", {})

    found, faults = assign_numbers(rows, rows.drop("row"), "investigation", adds_days=False)

    assert found.equals(rows)
    assert faults.is_empty()


def test_rows_without_a_day_are_told_apart_by_having_none():
    bare = {"number": None, "requested_on": None}
    stored = [{"number": 1, "requested_on": None}]

    assert numbers([bare], table="early_advice") == ([1], [])
    assert numbers([bare], stored, table="early_advice") == ([1], [])
    assert numbers([bare, bare], table="early_advice")[1] == [(2, TWICE), (3, TWICE)]
    several = [*stored, {"number": 2, "requested_on": None}]
    assert numbers([bare], several, table="early_advice")[1] == [(2, SEVERAL)]


def test_a_day_that_the_file_does_not_have_tells_nothing_apart():
    stored = [{"number": 4, "service": "ISVA", "offered_on": D1}]
    row = {"number": None, "service": "ISVA"}

    found = numbers([row], stored, table="support_referral", without=("offered_on",))

    assert found == ([4], [])


def test_two_forces_with_one_key_are_two_cases():
    rows = [referral(on=D2) | {"force": "other"}, referral(on=D2)]

    assert numbers(rows, [referral(7, D2)]) == ([1, 7], [])


ROWS = st.lists(
    st.builds(
        referral, st.none() | st.integers(0, 3), st.sampled_from([D1, D2, D3]), st.integers(1, 2)
    ),
    max_size=6,
)
STORED = st.lists(
    st.builds(referral, st.integers(1, 3), st.sampled_from([D1, D2, D3]), st.integers(1, 2)),
    max_size=4,
    unique_by=lambda row: (row["case"], row["number"]),
)


def slow_numbers(rows, stored, adds_days):
    """The same, a row at a time, from dictionaries."""
    by_day: defaultdict[tuple[int, date], list[int]] = defaultdict(list)
    highest: defaultdict[int, int] = defaultdict(int)
    for row in stored:
        by_day[row["case"], row["referred_on"]].append(row["number"])
        highest[row["case"]] = max(highest[row["case"]], row["number"])
    found, faults = {}, set()
    bare = [(place, row) for place, row in enumerate(rows, 2) if row["number"] is None]
    for place, row in enumerate(rows, 2):
        if row["number"] is not None:
            found[place] = row["number"]
            if row["number"] < 1:
                faults.add((place, "not a number of a row"))
    numbered_cases = {row["case"] for row in rows if row["number"] is not None}
    next_number = dict(highest)
    for place, row in sorted(bare, key=lambda each: (each[1]["referred_on"], each[0])):
        case, day = row["case"], row["referred_on"]
        there = by_day[case, day]
        if case in numbered_cases:
            faults.add((place, IN_PART))
        if len(there) > 1:
            faults.add((place, SEVERAL))
        if sum((case, day) == (other["case"], other["referred_on"]) for _, other in bare) > 1:
            faults.add((place, TWICE))
        if there:
            found[place] = there[0]
            continue
        if case in highest and not adds_days:
            faults.add((place, ANOTHER_DAY))
        next_number[case] = next_number.get(case, 0) + 1
        found[place] = next_number[case]
    return [found[place] for place in sorted(found)], faults


@pytest.mark.often
@given(ROWS, STORED, st.booleans())
def test_numbers_and_faults_are_those_that_a_slow_reader_gives(rows, stored, adds_days):
    found, faults = numbers(rows, stored, adds_days=adds_days)

    expected, expected_faults = slow_numbers(rows, stored, adds_days)
    assert (found, sorted(faults)) == (expected, sorted(expected_faults))


def test_the_key_of_a_case_is_shown_in_no_fault():
    _, faults = assign_numbers(
        tally_frame("referral", referral(0), referral(), referral()),
        tally_frame("referral").drop("row"),
        "referral",
        adds_days=False,
    )

    assert faults.select("row", "column", "rule", "found").rows() == [
        (2, "Number", "not a number of a row", ""),
        (3, "Number", "a case numbered in part", ""),
        (3, "Number", "one case twice on one day", ""),
        (4, "Number", "a case numbered in part", ""),
        (4, "Number", "one case twice on one day", ""),
    ]
    assert case_key(1) not in str(faults.rows())
