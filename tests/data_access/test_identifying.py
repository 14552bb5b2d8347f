"""What could lead to a person is seen; ordinary words, days, money and numbers are not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.identifying import identifying_signs
from data_access.starter import document

EMAIL, PHONE = "an e-mail address", "a telephone number"
POSTCODE, CASE = "a postcode", "a crime or case reference"
LETTERS = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
DIGITS = st.integers(0, 9).map(str)


def digits(count: int) -> st.SearchStrategy[str]:
    return st.lists(DIGITS, min_size=count, max_size=count).map("".join)


def in_a_sentence(sign: str) -> str:
    return f"The victim gave {sign} when asked."


@given(LETTERS, LETTERS, st.sampled_from(["org", "police.uk", "co.uk"]))
def test_an_email_address_is_seen(name, place, end):
    assert EMAIL in identifying_signs(in_a_sentence(f"{name}@{place}.{end}"))


@given(digits(4), digits(6), st.sampled_from(["", " ", "-"]), st.sampled_from(["0", "+44", "+44 "]))
def test_a_telephone_number_is_seen(area, number, gap, start):
    assert PHONE in identifying_signs(in_a_sentence(f"{start}{area}{gap}{number}"))


@pytest.mark.parametrize(
    "number", ["(01752) 123456", "+44 (0)1752 123456", "0044 1752 123456", "07700 900 123"]
)
def test_a_telephone_number_is_seen_however_it_is_written(number):
    assert identifying_signs(in_a_sentence(number)) == [PHONE]


@given(
    st.sampled_from(["PL", "EX", "TQ", "TR", "E", "M"]),
    st.integers(1, 39),
    st.integers(0, 9),
    st.text("ABDEFGHJLNPQRSTUWXYZ", min_size=2, max_size=2).filter(
        lambda end: end not in ("ST", "ND", "RD", "TH")
    ),
    st.sampled_from(["", " "]),
)
def test_a_postcode_is_seen(area, district, sector, unit, gap):
    code = f"{area}{district}{gap}{sector}{unit}"

    assert POSTCODE in identifying_signs(in_a_sentence(code))
    assert POSTCODE in identifying_signs(in_a_sentence(code.lower()))


@given(digits(6), st.integers(10, 29))
def test_a_crime_reference_is_seen(number, year):
    assert CASE in identifying_signs(in_a_sentence(f"CR/{number}/{year}"))
    assert CASE in identifying_signs(in_a_sentence(f"{year}DC{number}"))


@pytest.mark.parametrize("text", ["URN 50AB1234521", "URN: 12", "2020/45", "50123/21"])
def test_a_number_of_a_case_is_seen(text):
    assert identifying_signs(in_a_sentence(text)) == [CASE]


@given(st.integers(2000, 2098), st.booleans())
def test_a_financial_year_is_no_crime_reference(year, in_full):
    following = str(year + 1) if in_full else f"{(year + 1) % 100:02}"

    assert identifying_signs(f"The business plan of {year}/{following} is agreed.") == []


@given(
    st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y/%m/%d", "%d %B %Y"]),
)
def test_a_day_is_nobody(day, written):
    assert identifying_signs(f"It was told on {day.strftime(written)}, in writing.") == []


@given(st.integers(0, 99_999_999))
def test_money_is_nobody(pounds):
    assert identifying_signs(f"It cost £{pounds:,} in all.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Section 3.12, paragraph 4, and section 55(5B) of the Police Act 1996.",
        "58 of 96 investigators; 12.5%; between 10 and 30 working days.",
        "On 21 October the A1 2nd junction was closed.",
        "The URN is missing on half of the files.",
        "Outcome 14 or 16 within 24/7 cover, MG6DAR and SSAIDP.",
        "",
    ],
)
def test_ordinary_words_are_nobody(text):
    assert identifying_signs(text) == []


def test_nothing_of_the_published_response_is_taken_for_a_person():
    found = {
        text: identifying_signs(text)
        for (section, _), text in document.paragraphs().items()
        if section in "1234"
    }

    assert {text: signs for text, signs in found.items() if signs} == {}
