"""Figures about people as they read, and what they say where a number is small or not released."""

from datetime import date

import pytest

from metrics.releases.people import Share
from metrics.releases.tables import ALL
from metrics.victims.victim_figures import (
    about_share_text,
    about_text,
    areas_beside,
    coverage_text,
    dated_figure,
    is_of_all_areas,
    measure_text,
    median_text,
    number_text,
    percentage_text,
    rounding_text,
    share_figure,
    share_text,
)
from tests.released import TOLD, quarter, summary_of, with_median, year

SUMMER, AUTUMN = date(2021, 7, 1), date(2021, 10, 1)
# 60 of 100 told in time.
SHOWN = {"told": {**TOLD, ALL: 100}}
OF_YEAR = {"told": {"told in time": 240, "told late": 80, ALL: 400}}
FEW = {"told": {"told late": 95, ALL: 100}}
OFFERED = {"support_offered": {"met": 30, "not met": 15, ALL: 45}}


def as_shown(figure):
    return figure.shown, figure.said, figure.note


# Numbers as text


def test_a_number_is_rounded_in_a_table_and_about_in_a_sentence():
    assert [number_text(1690), number_text(None)] == ["1,690", "fewer than 5"]
    assert [about_text(1690), about_text(None)] == ["about 1,690", "fewer than 5"]


@pytest.mark.parametrize(
    ("share", "in_table", "in_sentence", "percentage"),
    [
        (Share(780, 1500, False), "52% (780 of 1,500)", "about 52%, some 780 of 1,500", "52%"),
        (Share(30, 45, False), "30 of 45", "about 30 of about 45", "30 of 45"),
        (
            Share(None, 100, False),
            "fewer than 5 of 100",
            "fewer than 5 of about 100",
            "fewer than 5 of 100",
        ),
        (
            Share(95, 100, True),
            "all but fewer than 5 of 100",
            "all but fewer than 5 of about 100",
            "all but fewer than 5 of 100",
        ),
        (
            Share(None, None, False),
            "fewer than 5 in all",
            "fewer than 5 in all",
            "fewer than 5 in all",
        ),
    ],
)
def test_a_share_reads_with_its_numbers_or_as_its_counts_alone(
    share, in_table, in_sentence, percentage
):
    assert share_text(share) == in_table
    assert about_share_text(share) == in_sentence
    assert percentage_text(share) == percentage


def test_a_share_in_a_sentence_says_of_whom_and_when():
    summary = summary_of(quarter(SUMMER, SHOWN))

    assert measure_text(summary, "told_in_time") == (
        "Victims told in time (all areas together, July to September 2021): about 60%, some 60 of "
        "100."
    )


def test_a_median_in_a_sentence_says_of_how_many_it_is():
    of_year = year(2020, with_median("days_to_tell", 4, 320))

    assert median_text(summary_of(of_year, quarter(SUMMER, SHOWN)), "days_to_tell") == (
        "Median working days to tell the victim (all areas together, April 2020 to March 2021): "
        "4 working days, of about 320."
    )


# Figures


def test_a_figure_of_a_share_has_its_counts_and_months():
    summary = summary_of(quarter(SUMMER, SHOWN))

    assert as_shown(share_figure(summary, "told_in_time")) == (
        "60%",
        "60%: about 60 of 100, July to September 2021",
        "about 60 of 100",
    )
    assert dated_figure(summary, "told_in_time").note == ("about 60 of 100; July to September 2021")


def test_a_figure_with_a_small_numerator_is_its_counts_alone():
    summary = summary_of(quarter(SUMMER, FEW))

    assert as_shown(share_figure(summary, "told_in_time")) == (
        "fewer than 5",
        "fewer than 5 of about 100, July to September 2021",
        "of about 100",
    )


def test_a_figure_of_another_extent_than_the_page_names_it():
    summary = summary_of(year(2020, OF_YEAR, {"Devon": {}}), area="Devon")

    assert as_shown(share_figure(summary, "told_in_time")) == (
        "60%",
        "60%: about 240 of 400; all areas together, April 2020 to March 2021",
        "about 240 of 400; all areas together, April 2020 to March 2021",
    )


@pytest.mark.parametrize(
    ("counted", "why"),
    [(["decisions"], "not released yet"), (["decisions", "reports"], "too few to release safely")],
)
def test_what_is_shown_nowhere_is_of_too_few_if_it_has_been_counted_and_else_to_be_released(
    counted, why
):
    summary = summary_of(quarter(SUMMER, SHOWN, counted))

    assert measure_text(summary, "support_offered") == f"Support offered, SARC or ISVA: {why}."
    assert as_shown(share_figure(summary, "support_offered")) == (
        "–",
        f"–: {why}, July to September 2021",
        why,
    )


@pytest.mark.parametrize(
    ("counted", "why"),
    [(["reports"], "not released yet"), (["decisions"], "too few to release safely")],
)
def test_a_median_that_is_shown_nowhere_says_why(counted, why):
    summary = summary_of(quarter(SUMMER, OFFERED, counted))

    assert median_text(summary, "days_to_tell") == f"Median working days to tell the victim: {why}."


# Periods and areas


def test_a_page_says_whose_cases_it_is_of():
    of_all = summary_of(quarter(SUMMER, SHOWN))
    of_one = summary_of(year(2020, OF_YEAR, {"Devon": OF_YEAR}), area="Devon")

    assert coverage_text(of_all) == ("Cases of all areas, July to September 2021.")
    assert coverage_text(of_one) == ("Cases of Devon alone, April 2020 to March 2021.")


def test_a_reader_is_told_how_far_rounding_may_move_a_share():
    periods = [quarter(SUMMER, {"told": {"told in time": 60, ALL: 100}})]
    many = [quarter(AUTUMN, {"told": {"told in time": 600, ALL: 1000}})]

    # 62 of 98 is 3.3 points more than 60 of 100.
    assert rounding_text(summary_of(*periods).series("told_in_time")) == (
        "Rounding may move a share by 3 points."
    )
    assert rounding_text(summary_of(*many).series("told_in_time")) == (
        "Rounding may move a share by 1 point."
    )
    assert rounding_text(summary_of(quarter(SUMMER, {})).series("told_in_time")) == ""


def test_areas_stand_in_order_of_name_and_cases_of_no_area_come_last():
    areas = {"not recorded": FEW, "Devon": OF_YEAR, "Cornwall": FEW}

    assert areas_beside(summary_of(year(2020, OF_YEAR, areas)), "told_in_time").rows() == [
        ("Cornwall", None, None),
        ("Devon", 240, 400),
        (None, None, None),
    ]


@pytest.mark.parametrize(
    ("code", "is_of_all"), [("told_in_time", False), ("told_in_time_police", True)]
)
def test_what_is_crossed_is_of_all_areas_alone(code, is_of_all):
    assert is_of_all_areas(code) is is_of_all


@pytest.mark.parametrize(("of", "left_out"), [(90, ""), (80, "; 20 others told are left out")])
def test_those_told_whom_a_share_leaves_out_are_said_where_they_are_more_than_a_tenth(of, left_out):
    told = {**TOLD, "told in time": 70, "told late": 30}
    explained = {"met": 60, "not met": of - 60, ALL: of}
    summary = summary_of(quarter(SUMMER, {"told": told, "right_explained": explained}))

    assert share_figure(summary, "right_explained").note == f"about 60 of {of}{left_out}"
