import polars as pl
import pytest

from data_access.tables import TALLY_NAMES
from metrics.cases.case_tables import CASE_TABLES, FEW, about_shown_of, days_in
from tests.builders import day_of
from tests.tally_builders import tally_frame


def test_every_table_of_cases_has_a_title():
    assert set(CASE_TABLES) == set(TALLY_NAMES)


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "1"), (12_345, "12,345")])
@pytest.mark.parametrize("table", ["referral", "early_advice", "case_plan", "case_escalation"])
def test_rows_of_work_are_counted_exactly(table, count, said):
    assert CASE_TABLES[table].shown(count) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, FEW),
        (4, FEW),
        (5, "about 5"),
        (7, "about 5"),
        (8, "about 10"),
        (12_347, "about 12,345"),
    ],
)
@pytest.mark.parametrize(
    "table", ["investigation", "notice", "support_referral", "support_end", "review_request"]
)
def test_rows_of_people_are_counted_by_the_rule_of_releases(table, count, said):
    assert CASE_TABLES[table].shown(count) == said


@pytest.mark.parametrize(
    ("count", "out_of", "said"),
    [
        (100, 100, "all but fewer than 5"),
        (96, 100, "all but fewer than 5"),
        (95, 100, "about 95"),
        (1_234, 5_000, "about 1,235"),
        (4, 100, FEW),
        (0, 0, FEW),
        (3, 3, FEW),
    ],
)
def test_neither_none_nor_all_of_what_is_missing_is_said(count, out_of, said):
    assert about_shown_of(count, out_of) == said


@pytest.mark.parametrize(
    ("table", "count", "has_few"),
    [("notice", 4, True), ("referral", 4, True), ("referral", 5, False), ("dip_sample", 1, False)],
)
def test_few_rows_that_name_a_case_do_not_tell_their_months(table, count, has_few):
    assert CASE_TABLES[table].has_few(count) == has_few


def test_rows_that_are_counts_already_are_shown_however_few():
    assert CASE_TABLES["training_year"].shown(2) == "2"
    assert CASE_TABLES["dip_sample"].shown(1) == "1"


def test_early_advice_not_sought_stands_on_the_day_of_its_reason():
    advice = tally_frame(
        "early_advice",
        {"requested_on": "2021-08-02", "reason_on": "2021-09-02"},
        {"sought": False, "requested_on": None, "reason_on": "2021-07-20"},
        {"requested_on": None},
    )

    assert days_in("early_advice", advice).to_list() == [day_of("2021-08-02"), day_of("2021-07-20")]


def test_a_year_of_training_bears_no_day():
    years = days_in("training_year", tally_frame("training_year", {}))

    assert years.equals(pl.Series("day", [], dtype=pl.Date), check_dtypes=True)
