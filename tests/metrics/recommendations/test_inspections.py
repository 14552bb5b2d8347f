import pytest

from data_access.vocabulary import DateBasis
from metrics.recommendations.inspections import days_differ_text
from tests.builders import day_of, day_state

DAYS_TO_ANSWER = 56
NOT_ANSWERED = {"responded_on": None, "date_basis": None}
PHASE_TWO = NOT_ANSWERED | {
    "published_on": "2022-02-25",
    "response_due_stated_on": None,
    "response_due_computed_on": "2022-04-21",
}


def clock_on(day, **inspection):
    """The day the inspection was answered, the days left, and its clock in words."""
    found = day_state(day_of(day) if isinstance(day, str) else day, inspection=[inspection])
    return found.inspections.select("answered_on", "days_left", "clock").row(0)


@pytest.mark.parametrize(
    ("published_on", "due_on"), [("2021-07-16", "2021-09-09"), ("2022-02-25", "2022-04-21")]
)
def test_the_day_of_publication_is_the_first_of_the_days_to_answer(published_on, due_on):
    inspection = NOT_ANSWERED | {"published_on": published_on, "response_due_computed_on": due_on}

    assert clock_on(published_on, **inspection) == (None, DAYS_TO_ANSWER - 1, "55 days left")


@pytest.mark.parametrize(
    ("day", "left", "words"),
    [
        ("2022-02-25", 55, "55 days left"),
        ("2022-02-28", 52, "52 days left"),
        ("2022-04-20", 1, "1 day left"),
        ("2022-04-21", 0, "due today"),
        ("2022-04-22", None, "answer not held here"),
    ],
)
@pytest.mark.parametrize("given", ["2022-04-21", None])
def test_the_clock_runs_to_the_day_that_the_law_counts_given_or_not(day, left, words, given):
    inspection = PHASE_TWO | {"response_due_computed_on": given}

    assert clock_on(day, **inspection) == (None, left, words)


@pytest.mark.parametrize(
    ("day", "left", "late", "words"),
    [
        ("2022-05-01", None, None, "answer not held here"),
        ("2022-05-02", -11, 11, "no answer published, 11 days past the date"),
        ("2022-05-10", -19, 19, "no answer published, 19 days past the date"),
        ("2022-05-11", None, 20, "published 11 May 2022, 20 days late"),
        ("2026-11-28", None, 20, "published 11 May 2022, 20 days late"),
    ],
)
def test_an_answer_is_late_once_somebody_says_that_none_was_published_and_stays_so(
    day, left, late, words
):
    said = PHASE_TWO | {
        "none_published_by": "2022-05-02",
        "responded_on": "2022-05-11",
        "date_basis": DateBasis.STATED,
    }
    [row] = day_state(day_of(day), inspection=[said]).inspections.to_dicts()

    assert (row["days_left"], row["days_late"], row["clock"]) == (left, late, words)


def test_that_none_was_published_before_it_was_due_says_nothing_of_lateness():
    said = PHASE_TWO | {"none_published_by": "2022-04-20"}

    assert clock_on("2022-05-02", **said) == (None, None, "answer not held here")


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2021-09-09", (None, 0, "due today")),
        ("2021-09-10", (day_of("2021-09-10"), None, "answered, date not stated")),
    ],
)
def test_an_answer_that_bears_no_date_counts_from_the_day_it_was_due_as_stated(day, clock):
    undated = {"responded_on": None, "date_basis": DateBasis.DUE_DATE_USED}

    assert clock_on(day, **undated) == clock


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        ("2021-09-08", (None, 1, "1 day left")),
        ("2021-09-20", (None, None, "answer not held here")),
        ("2021-09-21", (day_of("2021-09-21"), None, "published 21 September 2021, 12 days late")),
    ],
)
def test_an_answer_that_comes_late_is_not_held_here_until_it_comes(day, clock):
    assert clock_on(day, responded_on="2021-09-21") == clock


def test_the_newest_inspection_comes_first_and_one_not_yet_published_is_not_there():
    inspections = [{"short_title": "One"}, PHASE_TWO | {"short_title": "Two"}]

    titles = {
        day: day_state(day_of(day), inspection=inspections).inspections["short_title"].to_list()
        for day in ("2022-02-24", "2022-02-25")
    }

    assert titles == {"2022-02-24": ["One"], "2022-02-25": ["Two", "One"]}


def test_it_is_said_why_the_day_stated_is_one_later_than_the_day_by_law():
    found = day_state(
        inspection=[{}, {"response_due_stated_on": None}, {"response_due_stated_on": "2021-09-09"}]
    )

    assert days_differ_text(found) == (
        "10 September 2021, as stated for Rape inspection, does not count the day of publication; "
        "by law 16 July 2021 is the first of the 56 days, and 9 September 2021 the last."
    )
    assert days_differ_text(day_state(inspection=[{"response_due_stated_on": None}])) == ""
