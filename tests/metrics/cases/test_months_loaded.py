"""The months in which nothing is loaded, by table, and what of that few rows would tell."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as some

from metrics.cases.data_coverage import count_by_month
from metrics.cases.months_loaded import GAPS, empty_months_text, gaps
from tests.builders import AS_AT, day_of
from tests.often import often
from tests.tally_builders import tally_tables

DAY_COLUMN = {"investigation": "reported_on", "referral": "referred_on", "notice": "decided_on"}


def months(*starts):
    return [day_of(f"{start}-01") for start in starts]


def rows_in(table, *starts, force="force"):
    """A row of ``table`` on the first day of each month, of a case of its own."""
    return [
        {"case": case, "force": force, DAY_COLUMN[table]: f"{start}-01"}
        for case, start in enumerate(starts, 1 if force == "force" else 101)
    ]


def test_where_nothing_is_loaded_there_is_no_gap():
    nothing = gaps(count_by_month(tally_tables()), AS_AT)

    assert (nothing.rows(), nothing.schema) == ([], GAPS)


@pytest.mark.parametrize(
    ("table", "starts"),
    [
        ("referral", ["2021-07", "2021-09", "2021-10", "2021-12"]),
        ("referral", ["2021-12"]),
        ("notice", ["2021-07", "2021-07", "2021-09", "2021-12"]),
        # "None" is said of no fewer than ten people.
        ("notice", ["2021-07"] * 8 + ["2021-09"]),
        # Nearly every month with rows would be of one person.
        ("notice", [f"2021-{month:02d}" for month in range(1, 11)] + ["2021-10"] * 2),
    ],
)
def test_the_months_of_few_rows_are_not_told(table, starts):
    tables = tally_tables(**{table: rows_in(table, *starts)})
    told = gaps(count_by_month(tables), AS_AT)

    assert told.rows() == [(table, "force", None)]
    assert empty_months_text(told) == ""


@pytest.mark.parametrize("until", ["2022-01", "2021-07"])
def test_months_of_few_rows_are_not_told_whether_or_not_a_month_of_them_is_empty(until):
    tables = tally_tables(referral=rows_in("referral", "2021-07"))

    assert gaps(count_by_month(tables), day_of(f"{until}-31")).rows() == [
        ("referral", "force", None)
    ]


@pytest.mark.parametrize(
    ("table", "starts"),
    [
        ("referral", ["2021-11", "2021-12", "2021-12", "2022-01", "2022-01"]),
        ("notice", ["2021-12"] * 7 + ["2021-11", "2022-01", "2022-01"]),
    ],
)
def test_months_of_enough_rows_are_told(table, starts):
    tables = tally_tables(**{table: rows_in(table, *starts)})

    assert gaps(count_by_month(tables), AS_AT).rows() == []


def test_the_months_of_people_are_told_from_three_beyond_one_for_each_month():
    starts = [f"2021-{month:02d}" for month in range(1, 11)] + ["2021-10"] * 3

    assert gaps(count_by_month(tally_tables(notice=rows_in("notice", *starts))), AS_AT).rows() == [
        ("notice", "force", months("2021-11", "2021-12", "2022-01"))
    ]


def test_months_of_few_rows_of_one_force_are_not_told_beside_many_of_another():
    tables = tally_tables(
        referral=[
            *rows_in("referral", *["2021-10"] * 5),
            *rows_in("referral", "2021-08", "2021-12", force="other"),
        ]
    )

    assert gaps(count_by_month(tables), AS_AT).rows() == [
        ("referral", "force", months("2021-11", "2021-12", "2022-01")),
        ("referral", "other", None),
    ]


@pytest.mark.parametrize(
    ("empty", "said"),
    [
        ([], "; no month is empty"),
        ([months("2021-07")], "; 1 month with nothing"),
        ([months("2021-07", "2021-09"), None], "; 2 months with nothing"),
        ([None], ""),
    ],
)
def test_the_months_with_nothing_are_counted(empty, said):
    rows = pl.DataFrame([("referral", "force", each) for each in empty], GAPS, orient="row")

    assert empty_months_text(rows) == said


REPORTS = some.lists(
    some.tuples(
        some.sampled_from(["force", "other"]), some.dates(date(2020, 11, 1), date(2022, 3, 31))
    ),
    max_size=30,
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
    """Month after month from the first report on; one without any is a gap."""
    found: list[tuple[str, str, list[date] | None]] = []
    for force in dict.fromkeys(force for force, _ in reports):
        seen = [(day.year, day.month) for of, day in reports if of == force]
        if len(seen) < 10 or len(seen) < len(set(seen)) + 3:
            found.append(("investigation", force, None))
            continue
        empty, (year, month) = [], min(seen)
        while (year, month) < (until.year, until.month):
            if (year, month) not in seen:
                empty.append(date(year, month, 1))
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        if empty:
            found.append(("investigation", force, empty))
    return found
