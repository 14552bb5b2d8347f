"""Sentences that may be said in public: whole, with the numbers of the edition alone."""

from datetime import date

import pytest

from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import MeasureKind, as_counted
from metrics.measures.work_counts import WorkCount
from metrics.publication.edition import EditionRow
from metrics.publication.publication_text import (
    ASKED_FIRST,
    OF_ITS_PAGE,
    all_areas_text,
    figure_text,
    in_brief,
    named,
    quotation,
    ready_to_be_said,
    to_bear_in_mind,
)
from metrics.releases.people import Median, Share
from tests.builders import day_of, day_state

AT = date(2022, 1, 31)
YEAR, ON_THE_DAY = "April 2020 to March 2021", "on 31 January 2022"
FORCE = "all areas of Devon and Cornwall Police together"
DECISIONS = "decisions in the period whose limit for telling has passed"
NOTICES = "Source: Notices of decisions and outcomes, as the force or the CPS sent them."
WHEN_AND_WHERE = f"{YEAR}, {FORCE}. {NOTICES}"
LIMITS = day_state(day_of("2022-01-31")).limits


def row(code, number, area=None, when=YEAR):
    """A row of an edition."""
    return EditionRow(as_counted(MEASURES[code], LIMITS), area, when, AT, number)


def work(met, of=None, median=None):
    return WorkCount(ON_THE_DAY, AT, met, of, median)


@pytest.mark.parametrize(
    ("number", "said", "figure"),
    [
        (
            Share(780, 1500, False),
            f"about 52%, some 780 of 1,500 {DECISIONS}",
            "about 52%",
        ),
        (
            Share(None, 60, False),
            f"fewer than 5 of about 60 {DECISIONS}",
            "fewer than 5 of about 60",
        ),
        (
            Share(40, 45, False),
            f"about 40 of about 45 {DECISIONS}",
            "about 40 of about 45",
        ),
        (
            Share(405, 405, True),
            f"all but fewer than 5 of about 405 {DECISIONS}",
            "all but fewer than 5 of about 405",
        ),
        (Share(None, None, False), f"fewer than 5 {DECISIONS} in all", "fewer than 5 in all"),
    ],
)
def test_a_share_of_people_is_said_with_about_its_period_its_place_and_its_source(
    number, said, figure
):
    of_year = row("told_in_time", number)

    assert quotation(of_year, FORCE) == f"Victims told in time: {said}. {WHEN_AND_WHERE}"
    assert figure_text(of_year) == figure


def test_a_figure_of_an_area_names_the_area_in_place_of_the_force():
    devon = row("told_in_time", Share(780, 1500, False), "Devon")

    assert quotation(devon, FORCE).endswith(f"{DECISIONS}. {YEAR}, Devon. {NOTICES}")


def test_a_median_of_people_is_said_with_the_rounded_number_that_it_is_of():
    days = row("days_to_tell", Median(4, 1200))

    assert quotation(days, FORCE) == (
        "Median working days to tell the victim: 4 working days, the median of about 1,200 "
        f"decisions in the period of which the victim was told. {WHEN_AND_WHERE}"
    )
    assert figure_text(days) == "4 working days"


def test_ten_sentences_are_ready_and_where_one_has_no_figure_the_next_stands_in_for_it():
    rows = [
        row(code, work(1, 3) if MEASURES[code].kind == MeasureKind.COUNT else share)
        for code in MEASURES
        for share in (Share(60, 100, False), Share(50, 90, False))
    ]
    first = [*ASKED_FIRST]
    without = [each for each in rows if each.measure.code != first[0]]

    assert [each.measure.code for each in ready_to_be_said(rows)] == first[:10]
    assert [each.measure.code for each in ready_to_be_said(without)] == first[1:11]
    # The year comes before the quarter.
    assert ready_to_be_said(rows)[0].number == Share(60, 100, False)
    assert ready_to_be_said([row("told_late", Share(60, 100, False), "Devon")]) == []


@pytest.mark.parametrize(
    ("code", "number", "said"),
    [
        (
            "told_in_time",
            Share(780, 1500, False),
            "About 52% of some 1,500 victims whose case ended without charge were told in time",
        ),
        (
            "told_in_time",
            Share(None, 60, False),
            "Fewer than 5 of about 60 victims whose case ended without charge were told in time",
        ),
        (
            "told_in_time",
            Share(405, 405, True),
            "All but fewer than 5 of about 405 victims whose case ended without charge were "
            "told in time",
        ),
        (
            "told_in_time",
            Share(None, None, False),
            "Victims told in time: fewer than 5 victims whose case ended without charge in all",
        ),
        (
            "actions_overdue",
            work(3, 35),
            "9% of 35 open joint actions with a date are overdue",
        ),
        ("actions_overdue", work(0, 8), "None of 8 open joint actions with a date are overdue"),
        (
            "actions_overdue",
            work(1, 1),
            "Joint actions, overdue: "
            "all of the open joint actions with a date, of which there was 1",
        ),
    ],
)
def test_a_sentence_in_brief_has_its_number_out_of_what_and_of_when(code, number, said):
    assert in_brief(row(code, number)) == f"{said}, {YEAR}."


def test_all_areas_together_are_those_of_the_force_where_there_is_one():
    assert all_areas_text(["Devon and Cornwall Police"]) == FORCE
    assert all_areas_text(["North", "South"]) == all_areas_text([]) == "all areas together"


def test_what_is_said_of_its_page_alone_is_not_borne_along():
    left = [to_bear_in_mind(each) for each in MEASURES.values()]

    assert to_bear_in_mind(MEASURES["told_in_time"]) == (
        "Sending a letter by post does not count as telling the victim."
    )
    assert to_bear_in_mind(MEASURES["told_late"]) == ""
    assert not [each for each in left if any(words in each for words in OF_ITS_PAGE)]


def test_no_title_stands_alone_that_says_nothing_of_what_it_counts():
    alone = {named(each) for each in MEASURES.values()}

    assert len(alone) == len(MEASURES)
    assert not [title for title in alone if title.startswith(("Told ", "Asked ", "Overdue", "Due"))]
