from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrics.cases.case_tables import CASE_TABLES
from metrics.cases.data_coverage import (
    GAPS,
    LOADED,
    count_by_month,
    count_received,
    data_coverage,
    gaps,
    last_came_on,
    loaded,
    loaded_text,
    not_loaded_text,
    received_by,
)
from tests.builders import AS_AT, Row, day_of, frame
from tests.often import often
from tests.sentences import NO_FILE_RECEIVED
from tests.tally_builders import tally_tables

ONE_LOADED = f"**1 of {len(CASE_TABLES)} tables** about cases are loaded"

NO_BATCH = frame("import_batch")


def batches(*rows):
    return frame("import_batch", *rows)


def months(*starts):
    return [day_of(f"{start}-01") for start in starts]


def test_where_nothing_came_nothing_is_loaded():
    nothing = loaded(count_by_month(tally_tables()), NO_BATCH, AS_AT)

    assert (nothing.rows(), nothing.schema) == ([], LOADED)


def test_each_table_says_how_much_from_whom_how_far_and_how_old():
    tables = tally_tables(
        investigation=[
            {"reported_on": "2021-07-16"},
            {"case": 2, "reported_on": "2021-04-01"},
            {"case": 3, "reported_on": "2021-12-31"},
        ],
        training_year=[{}],
    )
    came = batches(
        {"source": "Unifi", "received_on": "2022-01-10"},
        {"source": "Niche", "received_on": "2022-02-10"},
        {"source": "Unifi", "received_on": "2022-02-01"},
        {"table": "training_year", "source": "Learning team", "received_on": "2022-02-28"},
    )

    assert loaded(count_by_month(tables), came, AS_AT).rows(named=True) == [
        {
            "table": "investigation",
            "rows": 3,
            "sources": "Unifi, Niche",
            "first_on": day_of("2021-04-01"),
            "last_on": day_of("2021-12-31"),
            "received_on": day_of("2022-02-10"),
            "days_old": 18,
        },
        {
            "table": "training_year",
            "rows": 1,
            "sources": "Learning team",
            "first_on": None,
            "last_on": None,
            "received_on": day_of("2022-02-28"),
            "days_old": 0,
        },
    ]


def test_a_withdrawn_file_is_no_source_and_does_not_make_a_table_newer():
    came = batches(
        {"source": "Unifi", "received_on": "2022-01-10"},
        {
            "source": "A mistake",
            "received_on": "2022-02-20",
            "withdrawn_at": "2022-02-21T09:00:00",
            "withdrawn_by": "OPCC policy officer",
        },
    )
    held = loaded(count_by_month(tally_tables(investigation=[{}])), came, AS_AT)

    assert held.select("sources", "received_on", "days_old").rows() == [
        ("Unifi", day_of("2022-01-10"), 49)
    ]


def test_a_file_of_which_nobody_said_when_it_came_came_when_it_was_loaded():
    came = batches({"received_on": None, "imported_at": "2022-01-27T23:59:00"})
    held = loaded(count_by_month(tally_tables(investigation=[{}])), came, AS_AT)

    assert held.select("received_on", "days_old").rows() == [(day_of("2022-01-27"), 32)]


@pytest.mark.parametrize(
    ("day", "numbers"),
    [("2022-01-25", []), ("2022-01-26", [1]), ("2022-01-27", [1, 2]), ("2022-02-01", [1, 2, 3])],
)
def test_a_file_has_come_from_the_day_it_was_received_on(day, numbers):
    came = batches(
        {"received_on": "2022-01-26", "imported_at": "2022-03-01T09:00:00"},
        {"received_on": None, "imported_at": "2022-01-27T09:00:00"},
        {"received_on": "2022-02-01"},
    )

    assert received_by(came, day_of(day))["id"].to_list() == numbers


def test_that_a_file_was_withdrawn_is_said_from_that_day_on():
    came = batches({"withdrawn_at": "2022-02-10T09:00:00", "withdrawn_by": "OPCC policy officer"})
    said = {
        day: received_by(came, day_of(day)).select("withdrawn_at", "withdrawn_by").rows()
        for day in ("2022-02-09", "2022-02-10")
    }

    assert said == {
        "2022-02-09": [(None, None)],
        "2022-02-10": [(came["withdrawn_at"].item(), "OPCC policy officer")],
    }


def test_the_last_day_on_which_a_file_came_is_never_after_the_day_looked_at():
    came = batches({"received_on": "2022-01-26"}, {"received_on": "2022-02-01"})

    assert [
        last_came_on(came, day_of(day)) for day in ("2022-01-25", "2022-01-31", "2022-02-01")
    ] == [None, day_of("2022-01-26"), day_of("2022-02-01")]


def test_where_nothing_stands_there_is_no_gap():
    nothing = gaps(count_by_month(tally_tables()), AS_AT)

    assert (nothing.rows(), nothing.schema) == ([], GAPS)


def test_an_empty_month_is_named_by_table_and_force():
    tables = tally_tables(
        investigation=[
            {"reported_on": "2021-10-31"},
            {"case": 2, "reported_on": "2022-01-01"},
            {"force": "other", "reported_on": "2021-12-01"},
        ],
        notice=[{"decided_on": "2021-12-15"}],
        dip_sample=[{"sampled_on": "2021-01-01"}],
    )

    assert gaps(count_by_month(tables), AS_AT).rows() == [
        ("investigation", "force", months("2021-11", "2021-12")),
        ("investigation", "other", months("2022-01")),
        ("notice", "force", months("2022-01")),
    ]


@pytest.mark.parametrize(
    ("day", "empty"),
    [("2022-01-31", []), ("2022-02-01", ["2022-01"]), ("2022-03-01", ["2022-01", "2022-02"])],
)
def test_a_month_can_be_empty_only_once_it_has_ended(day, empty):
    tables = tally_tables(investigation=[{"reported_on": "2021-12-31"}])

    expected = [("investigation", "force", months(*empty))] if empty else []
    assert gaps(count_by_month(tables), day_of(day)).rows() == expected


def test_rows_without_a_day_fill_no_month():
    tables = tally_tables(early_advice=[{"sought": None, "requested_on": None}])

    assert gaps(count_by_month(tables), AS_AT).rows() == []


REPORTS = some.lists(
    some.tuples(
        some.sampled_from(["force", "other"]),
        some.dates(date(2020, 11, 1), date(2022, 3, 31)),
    ),
    max_size=10,
)


@given(REPORTS, some.dates(date(2020, 11, 1), date(2022, 4, 2)))
@often(200)
def test_gaps_equal_a_slow_recount(reports, day):
    rows = [
        {"case": case, "force": force, "reported_on": on}
        for case, (force, on) in enumerate(reports, 1)
    ]

    assert gaps(count_by_month(tally_tables(investigation=rows)), day).rows() == _slowly(
        reports, day
    )


def _slowly(reports, until):
    """Day after day from the first report on; what is left of a month without any is a gap."""
    found = []
    for force in dict.fromkeys(force for force, _ in reports):
        days = [day for of, day in reports if of == force]
        seen = {(day.year, day.month) for day in days}
        empty, day = [], min(days)
        while day < until.replace(day=1):
            if (day.year, day.month) not in seen and day.replace(day=1) not in empty:
                empty.append(day.replace(day=1))
            day += timedelta(days=1)
        if empty:
            found.append(("investigation", force, empty))
    return found


@pytest.mark.parametrize(
    ("rows", "received_on", "words"),
    [
        ([], "2022-02-28", NO_FILE_RECEIVED),
        (
            [{"case": case} for case in range(1, 6)],
            "2022-02-28",
            f"{ONE_LOADED}, with **about 10** investigations reported from July 2021 to July 2021. "
            "The newest file came on 28 February 2022, **the same day**.",
        ),
        (
            [{}],
            "2022-02-27",
            f"{ONE_LOADED}, with a few investigations. The newest file came on 27 February 2022, "
            "**1 day** earlier.",
        ),
    ],
)
def test_what_is_loaded_is_said_in_a_sentence(rows, received_on, words):
    came = batches({"received_on": received_on})

    assert (
        loaded_text(loaded(count_by_month(tally_tables(investigation=rows)), came, AS_AT), AS_AT)
        == words
    )


def test_tables_without_investigations_are_said_without_them():
    held = loaded(count_by_month(tally_tables(notice=[{}])), batches({"table": "notice"}), AS_AT)

    assert loaded_text(held, AS_AT) == (
        f"{ONE_LOADED}. The newest file came on 26 January 2022, **33 days** earlier."
    )


def test_tables_of_which_nothing_came_are_named():
    rows: dict[str, list[Row]] = {
        name: [{}] for name in tally_tables() if name not in ("notice", "dip_sample")
    }

    assert not_loaded_text(loaded(count_by_month(tally_tables(**rows)), NO_BATCH, AS_AT)) == (
        "Nothing yet of: Notices of NFA decisions and Samples."
    )
    every = loaded(
        count_by_month(tally_tables(**rows, notice=[{}], dip_sample=[{}])), NO_BATCH, AS_AT
    )
    assert not_loaded_text(every) == ""


def test_what_had_come_by_a_day_is_all_of_that_day():
    report = {"reported_on": "2021-12-31", "age_asked": "own account"}
    tables = tally_tables(investigation=[report])
    came = batches({"received_on": "2022-01-26"}, {"received_on": "2022-03-01"})
    ends = frame("closed_month", {"month_end": "2021-12-31"}, {"month_end": "2022-02-28"})

    held = data_coverage(day_of("2022-02-10"), count_received(tables), came, ends)

    assert held.loaded["days_old"].to_list() == [15]
    assert held.gaps["months"].to_list() == [months("2022-01")]
    assert held.missing_values["words"].to_list() == ["no area"]
    assert held.batches["id"].to_list() == [1]
    assert held.months["month_end"].to_list() == [day_of("2021-12-31")]
    assert held.to_close == [day_of("2022-01-31")]
