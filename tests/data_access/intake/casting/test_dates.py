"""Every way of writing a day is understood, the day before the month; nothing else is a day."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.casting.dates import parse_date


@pytest.mark.parametrize(
    "text",
    [
        "16/7/2021",
        "16/07/21",
        "16.7.2021",
        "16 07 2021",
        "2021-07-16T09:30",
        "2021-07-16T23:59:59.999999",
        "16/07/2021 11:59:00 PM",
        "16 july 2021",
        "16 JUL 21",
        "16-Jul-21",
        "16Jul2021",
        "16th July 2021",
        "16th July, 2021",
        "Friday 16th July 2021",
        "Fri, 16 Jul 2021",
        "  16\u00a0July   2021 ",
    ],
)
def test_a_day_is_read_in_every_form_it_is_written(text):
    assert parse_date(text) == date(2021, 7, 16)


@pytest.mark.parametrize(
    "text",
    (
        "07/16/2021|2021-16-07|July 16, 2021|31/02/2021|29/02/2021|29/02/1900|31 June 2021|"
        "00/07/2021|16/00/2021|44393|44393.0|20210716|16/07|July 2021|16/07-2021|16/07/2021?|"
        "16/07/021|16 Month 2021|2021-07-16T00:00:00Z|2021-07-16 00:00:00+01:00|16/07/2021 25:00|"
        "16/07/2021 10:61|16/07/2021 and 17/07/2021|١٦/٠٧/٢٠٢١"
    ).split("|"),
)
def test_what_is_no_day_or_might_be_another_is_refused(text):
    assert parse_date(text) is None


def test_a_year_in_two_digits_turns_at_69():
    assert [parse_date(f"01/02/{year}") for year in ("00", "68", "69", "99")] == [
        date(2000, 2, 1),
        date(2068, 2, 1),
        date(1969, 2, 1),
        date(1999, 2, 1),
    ]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_century_comes_back_from_each_form(day):
    forms = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%Y", "%A %d %B %Y"]
    forms += ["%Y-%m-%d", "%Y-%m-%d 00:00:00", "%Y/%m/%d", "%d/%m/%Y 09:30", "%a %d %b, %Y"]

    assert {form: parse_date(f"{day:{form}}") for form in forms} == dict.fromkeys(forms, day)


def slow_day(text: str) -> date | None:
    """The day by the standard library, one form after the other."""
    plain = " ".join(text.lower().split()).replace("sept ", "sep ").replace("tues ", "tue ")
    for suffix in ("st", "nd", "rd", "th"):
        for digit in "0123456789":
            plain = plain.replace(f"{digit}{suffix}", digit)
    for form in slow_forms():
        with suppress(ValueError):
            return datetime.strptime(plain, form).date()  # noqa: DTZ007
    return None


def slow_forms() -> Iterator[str]:
    days = [f"%d{sep}%m{sep}{year}" for sep, year in product("-/. ", ("%Y", "%y"))]
    days += [f"%Y{sep}%m{sep}%d" for sep in "-/."]
    days += [
        f"{weekday}%d{first}{month}{then}{year}"
        for weekday, first, month, then, year in product(
            ("", "%a ", "%A ", "%a, ", "%A, "),
            ("", "-", " "),
            ("%b", "%B"),
            ("", "-", " ", ", "),
            ("%Y", "%y"),
        )
    ]
    yield from days
    times = [" %H:%M", "t%H:%M", " %H:%M:%S", "t%H:%M:%S", " %H:%M %p", " %H:%M%p"]
    yield from (f"{day}{time}" for day, time in product(days, times))


NEARLY_DAYS = st.tuples(
    st.sampled_from(["", "Fri ", "Tuesday, ", "on "]),
    st.sampled_from(["0", "1", "09", "16th", "29", "30", "31", "32", "2021", "50"]),
    st.sampled_from(["/", "-", " ", ".", ""]),
    st.sampled_from(["0", "2", "02", "11", "13", "Feb", "june", "Sept", "Junk", "1234"]),
    st.sampled_from(["/", "-", " ", ".", "", ", "]),
    st.sampled_from(["21", "2021", "2020", "1900", "16", "021", "x"]),
    st.sampled_from(["", " 10:30", "T23:59:59", " 24:00", " 10:30 pm", "Z", " 1"]),
).map("".join)


@given(NEARLY_DAYS)
def test_what_is_read_as_a_day_is_that_day_to_a_slow_reader_too(text):
    day = parse_date(text)

    assert day is None or day == slow_day(text)
