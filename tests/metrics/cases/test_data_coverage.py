import pytest

from metrics.cases.data_coverage import (
    LOADED,
    count_by_month,
    count_received,
    data_coverage,
    last_came_on,
    loaded,
    received_by,
    what_is_loaded,
)
from metrics.finding import Finding, Line, Look, Piece
from tests.builders import AS_AT, Row, day_of, frame
from tests.tally_builders import tally_tables

NO_BATCH, NO_MONTH = frame("import_batch"), frame("closed_month")


def batches(*rows):
    return frame("import_batch", *rows)


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


def test_the_finding_says_what_is_loaded_how_old_it_is_and_whose_files_are_missing():
    rows: dict[str, list[Row]] = {
        name: [{}] for name in tally_tables() if name not in ("notice", "dip_sample")
    }
    came = batches({"received_on": "2022-02-26"})
    held = data_coverage(AS_AT, count_received(tally_tables(**rows)), came, NO_MONTH)

    assert what_is_loaded(held, held.missing_values.head(2), AS_AT, may_be_loaded=True) == Finding(
        "9 of 11 tables about cases are loaded, the newest file 2 days old; values are missing in "
        "2 columns",
        [Line("Loaded", [Piece(Look.DONE, 9, "9")], 11)],
        "The newest file came on 26 February 2022.",
        "Nothing yet of: Notices of NFA decisions and Samples.",
        is_of_squares=True,
        ask="Chief Constable and CPS: by when will 2 files come?",
    )


def test_before_the_first_file_the_finding_asks_for_all_of_them():
    nothing = data_coverage(AS_AT, count_received(tally_tables()), NO_BATCH, NO_MONTH)

    finding = what_is_loaded(nothing, nothing.missing_values, AS_AT, may_be_loaded=True)

    assert finding == Finding(
        "No file about cases has been received here",
        ask="Chief Constable and CPS: by when will 11 files come?",
    )


def test_while_no_file_may_be_loaded_the_force_and_the_cps_are_asked_for_none():
    nothing = data_coverage(AS_AT, count_received(tally_tables()), NO_BATCH, NO_MONTH)

    finding = what_is_loaded(nothing, nothing.missing_values, AS_AT, may_be_loaded=False)

    assert finding.ask.startswith("Data protection officer: may files of cases be loaded")


def test_what_had_come_by_a_day_is_all_of_that_day():
    report = {"reported_on": "2021-12-31", "age_asked": "own account"}
    tables = tally_tables(
        investigation=[report],
        referral=[{"case": case, "referred_on": "2021-12-31"} for case in range(1, 6)],
    )
    came = batches({"received_on": "2022-01-26"}, {"received_on": "2022-03-01"})
    ends = frame("closed_month", {"month_end": "2021-12-31"}, {"month_end": "2022-02-28"})

    held = data_coverage(day_of("2022-02-10"), count_received(tables), came, ends)

    assert held.loaded["days_old"].to_list() == [15, None]
    assert held.gaps["months"].to_list() == [None, [day_of("2022-01-01")]]
    assert held.missing_values["words"].to_list() == ["no word whether accepted", "no area"]
    assert held.batches["id"].to_list() == [1]
    assert held.months["month_end"].to_list() == [day_of("2021-12-31")]
    assert held.to_close == [day_of("2022-01-31")]
