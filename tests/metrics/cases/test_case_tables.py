import polars as pl
import pytest

from data_access.tables import TALLY_NAMES
from metrics.cases.case_tables import CASE_TABLES, WITHHELD, about_shown_of, days_in
from tests.builders import day_of
from tests.tally_builders import tally_frame


def test_every_table_of_cases_has_a_title():
    assert set(CASE_TABLES) == set(TALLY_NAMES)


@pytest.mark.parametrize(
    ("count", "said"), [(0, "0"), (1, WITHHELD), (4, WITHHELD), (5, "5"), (12_345, "12,345")]
)
@pytest.mark.parametrize("table", ["referral", "early_advice", "case_plan", "case_escalation"])
def test_rows_of_the_process_are_counted_exactly_and_one_to_four_are_withheld(table, count, said):
    assert CASE_TABLES[table].shown(count) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"),
        (1, WITHHELD),
        (4, WITHHELD),
        (5, "about 10"),
        (14, "about 10"),
        (15, "about 20"),
        (12_345, "about 12,350"),
    ],
)
@pytest.mark.parametrize(
    "table", ["investigation", "notice", "support_referral", "support_end", "review_request"]
)
def test_rows_of_victims_and_outcomes_are_counted_to_the_nearest_ten(table, count, said):
    assert CASE_TABLES[table].shown(count) == said


@pytest.mark.parametrize(
    ("count", "out_of", "said"),
    [
        (100, 100, "about 100"),
        (99, 100, WITHHELD),
        (96, 100, WITHHELD),
        (95, 100, "about 100"),
        (94, 100, "about 90"),
        (5, 100, "about 10"),
        (1_234, 5_000, "about 1,230"),
        (0, 3, WITHHELD),
        (0, 0, "0"),
        (4, 100, WITHHELD),
    ],
)
def test_a_part_is_told_to_the_nearest_ten_and_not_where_a_small_rest_would_follow(
    count, out_of, said
):
    assert about_shown_of(count, out_of) == said


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
