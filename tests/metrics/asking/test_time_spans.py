"""Times in plain words, as at 28 February 2022."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.asking.time_spans import NO_DAY, NOT_WHOLE, DaySpan, Match, read_span

DAY = date(2022, 2, 28)
TIMES = {
    "since april": ("2021-04-01", None),
    "since february": ("2022-02-01", None),
    "since april 2020": ("2020-04-01", None),
    "since 2020": ("2020-01-01", None),
    "since last year": ("2020-04-01", None),
    "from april to june": ("2021-04-01", "2021-06-30"),
    "from november to january": ("2021-11-01", "2022-01-31"),
    "from november to january 2021": ("2020-11-01", "2021-01-31"),
    "april 2020 until march 2021": ("2020-04-01", "2021-03-31"),
    "between 2019 and 2020": ("2019-01-01", "2020-12-31"),
    "until september 2021": (None, "2021-09-30"),
    "before april 2021": (None, "2021-03-31"),
    "after march 2021": ("2021-04-01", None),
    "in 2021 22": ("2021-04-01", "2022-03-31"),
    "in 2021 2022": ("2021-04-01", "2022-03-31"),
    "in 2021 07": ("2021-07-01", "2021-07-31"),
    "in 2021": ("2021-01-01", "2021-12-31"),
    "in may": ("2021-05-01", "2021-05-31"),
    "may 2020": ("2020-05-01", "2020-05-31"),
    "july": ("2021-07-01", "2021-07-31"),
    "last month": ("2022-01-01", "2022-01-31"),
    "last quarter": ("2021-10-01", "2021-12-31"),
    "last year": ("2020-04-01", "2021-03-31"),
    "last 12 months": ("2021-02-01", "2022-01-31"),
    "past two quarters": ("2021-07-01", "2021-12-31"),
    "last qtr": ("2021-10-01", "2021-12-31"),
    "last 3 mths": ("2021-11-01", "2022-01-31"),
    "last financial year": ("2020-04-01", "2021-03-31"),
    "year to date": ("2021-04-01", None),
    "21 22": ("2021-04-01", "2022-03-31"),
    "in 12 14": None,
    "11 12": None,
    "fy 2021 22": ("2021-04-01", "2022-03-31"),
    "since fy 2020": ("2020-04-01", None),
    "q1 2021 22": ("2021-04-01", "2021-06-30"),
    "2021 22 q4": ("2022-01-01", "2022-03-31"),
    "q3 20 21": ("2020-10-01", "2020-12-31"),
    "quarter 2 of 2020 21": ("2020-07-01", "2020-09-30"),
    "q1 2020 21 to q2 2021 22": ("2020-04-01", "2021-09-30"),
    "q5 2021": None,
    "since 1 4 21": ("2021-04-01", None),
    "since 2021 04 01": ("2021-04-01", None),
    "between 1 4 2021 and 30 9 2021": ("2021-04-01", "2021-09-30"),
    "01 04 2020 through 31 03 2021": ("2020-04-01", "2021-03-31"),
    "april through june 2021": ("2021-04-01", "2021-06-30"),
    "through june": None,
    "4 5": None,
    "in financial year 2020": ("2020-04-01", "2021-03-31"),
    "financial year 2020 21": ("2020-04-01", "2021-03-31"),
    "calendar year 2020": ("2020-01-01", "2020-12-31"),
    "since year 2020": ("2020-01-01", None),
    "since 1 april": ("2021-04-01", None),
    "since 1st of april 2020": ("2020-04-01", None),
    "before 1 october 2021": (None, "2021-09-30"),
    "until 29 february 2020": (None, "2020-02-29"),
    "from 1 april 2020 to 31st march 2021": ("2020-04-01", "2021-03-31"),
    "between 1 november and 31 january": ("2021-11-01", "2022-01-31"),
    "this month": ("2022-02-01", None),
    "this quarter": ("2022-01-01", None),
    "this year": ("2021-04-01", None),
    "may": None,
    "march": None,
    "since": None,
    "since never": None,
    "between april": None,
    "last": None,
    "last 0 months": None,
    "last 999 years": None,
    "this two months": None,
    "in 9999": None,
    "april to": ("2021-04-01", "2021-04-30"),
}


def span_of(days):
    first, last = (each and date.fromisoformat(each) for each in days)
    return DaySpan(first, last)


@pytest.mark.parametrize(("words", "days"), TIMES.items(), ids=[*TIMES])
def test_a_time_in_words_is_read_from_the_day(words, days):
    found = read_span(words.split(), DAY)

    length = len(words.split()) - words.endswith(" to")
    assert found == (Match(span_of(days), length) if days else None)


@pytest.mark.parametrize(
    ("words", "days", "why_not"),
    [
        # Of a day that there is not, the nearest is read.
        ("since 31 april 2021", ("2021-04-30", None), NO_DAY),
        ("29 february 2021", ("2021-02-28", "2021-02-28"), NO_DAY),
        ("before 30 february", (None, "2022-02-27"), NO_DAY),
        ("from 1 april to 31 june", ("2021-04-01", "2021-06-30"), NO_DAY),
        ("until 31st of september 2021", (None, "2021-09-30"), NO_DAY),
        ("since 2 april 2021", ("2021-04-02", None), NOT_WHOLE),
        ("15 january 2022", ("2022-01-15", "2022-01-15"), NOT_WHOLE),
        ("1 december 2021", ("2021-12-01", "2021-12-01"), NOT_WHOLE),
        ("after 1 december 2021", ("2021-12-02", None), NOT_WHOLE),
        ("from 15 april to 15 june 2021", ("2021-04-15", "2021-06-15"), NOT_WHOLE),
        ("3 4 2021", ("2021-04-03", "2021-04-03"), NOT_WHOLE),
        ("since 31 4 2021", ("2021-04-30", None), NO_DAY),
        # The month stands second: there is no thirteenth.
        ("since 1 13 2021", ("2021-12-01", None), NO_DAY),
        ("2021 02 29", ("2021-02-28", "2021-02-28"), NO_DAY),
        ("until 0 0 21", (None, "2021-01-01"), NO_DAY),
    ],
)
def test_a_day_that_is_none_or_no_bound_of_a_month_is_read_whole_and_cannot_be_chosen(
    words, days, why_not
):
    assert read_span(words.split(), DAY) == Match(span_of(days), len(words.split()), why_not)


@pytest.mark.parametrize(
    ("words", "days", "months"),
    [
        ("q1", ("2021-04-01", "2021-06-30"), "April to June 2021"),
        ("in q4", ("2022-01-01", "2022-03-31"), "January to March 2022"),
        ("q1 2021", ("2021-04-01", "2021-06-30"), "April to June 2021"),
        ("2020 q4", ("2021-01-01", "2021-03-31"), "January to March 2021"),
        ("since q3 2020", ("2020-10-01", None), "October 2020 and later"),
        ("until q2 2021", (None, "2021-09-30"), "September 2021 and earlier"),
        ("q3 to q4 2020 21", ("2020-10-01", "2021-03-31"), "October 2020 to March 2021"),
    ],
)
def test_a_quarter_without_a_year_from_april_is_counted_from_april_and_says_so(words, days, months):
    found = read_span(words.split(), DAY)

    note = f"“{words}” is {months}: quarters are counted from April"
    assert found == Match(span_of(days), len(words.split()), note=note)


WORDS = [
    *"q1 q4 quarter fy 22 through 31".split(),
    *" ".join(TIMES).split(),
    "february",
    "2020",
    "29",
    "twelve",
    "٢٠٢١",
    "²",
]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6)), st.dates(date(1991, 1, 1)))
def test_any_words_are_read_with_no_error_and_no_more_of_them_than_there_are(words, day):
    found = read_span(words, day)

    assert found is None or 0 < found.length <= len(words)
