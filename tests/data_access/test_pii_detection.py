"""Text that could identify a person is found; ordinary words, days, money and numbers are not."""

import re
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.pii_detection import identifying_signs, is_published_ref, signs_in
from tests.data_access import response_document as document
from tests.often import often

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


@given(st.text("ab1.@-_+'’ é", max_size=12))
def test_an_email_address_is_whatever_stands_around_an_at(text):
    plainly = re.search(r"[\w.+'’-]+@[\w-]+\.\w+", text)

    assert (EMAIL in identifying_signs(text)) == (plainly is not None)


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


@pytest.mark.parametrize(
    "reference",
    (
        "50/1234/21|50/123/2021|50-1234-21|CR/0123456/21|CR/123/21|CR-0123456-21|14XX12345 21|"
        "50AB1234521|50ab1234521|5021001234|crime number 123|Crime ref: CR/12|occurrence no. 45|"
        "CRN 12345"
    ).split("|"),
)
def test_a_reference_is_seen_however_a_system_writes_it(reference):
    assert identifying_signs(in_a_sentence(reference)) == [CASE]


@pytest.mark.parametrize(
    "number",
    [
        "07700.900.123",
        "07700‑900‑123",
        "tel.01752 123456",
        "01752–12 34 56",
        "00441752123456",
        "0770\u200b0 900 123",
        "01752\u00ad 12\u2060 3456",
    ],
)
def test_a_telephone_number_is_seen_whatever_stands_between_its_digits(number):
    assert identifying_signs(in_a_sentence(number)) == [PHONE]
    assert signs_in(pl.Series([number])) == {number: [PHONE]}


@pytest.mark.parametrize(
    "text",
    [
        "16/07/21, 16-07-21 and 16.07.21.",
        "From 2019-20 to 2021-22, and FY-2021-22.",
        "Read on 2021-07-16 14:30:00, at 0900 1000 1100.",
        "s.55(5B), 28/2, 3.12, 10.123.45 and 1,693 of £1,693,000.",
        "0.123456789012 of 3.01234567890",
        "5 021 001 234 pounds; in 2020 2021 2022; 20 200 21 in all",
        "31/12/2021-30/06/2022",
        "In that case no 16-year-old was asked. Case 12 is closed; crime numbers rose to 12.",
    ],
)
def test_days_paragraphs_and_quantities_are_nobody(text):
    assert identifying_signs(text) == []


LIKE_SIGNS = st.lists(
    st.sampled_from(
        [
            *"0 01752 +44 0044 (0) 44 7700 900123 123456 2021 21 16 07 1 2 50 PL12".split(),
            *"1AB ab AB CR DC".split(),
            *"URN ref crime no number is @ jane .org . , / - – _ : # ( ) ſ K İ".split(),
            *[" ", "  ", "\u00a0"],
        ]
    )
    | st.characters(exclude_categories=["Cs"]),
    max_size=14,
).map("".join)


@often(1000)
@given(st.lists(LIKE_SIGNS, max_size=8))
def test_a_column_is_seen_through_as_each_of_its_texts_is(texts):
    seen = {text: signs for text in texts if (signs := identifying_signs(text))}

    assert signs_in(pl.Series(texts, dtype=pl.String)) == seen


def test_an_empty_column_has_no_signs():
    assert signs_in(pl.Series([None, None], dtype=pl.String)) == {}


@given(
    st.from_regex(r"[a-z]{3,6}(-[a-z]{2,6})?-(19|20)[0-9]{2}", fullmatch=True),
    st.integers(1, 99),
    st.sampled_from(["", "/a", "/main"]),
)
def test_the_number_of_a_recommendation_of_a_year_is_no_case(inspection, number, part):
    assert identifying_signs(in_a_sentence(f"{inspection}/{number}{part}")) == []


@pytest.mark.parametrize(
    "text",
    ["2024/10", "cr-2024/10", "CR-2024/10", "rasso-2024/1012", "crime 2024/10", "abc-123456/21"],
)
def test_what_only_resembles_the_number_of_a_recommendation_is_a_case(text):
    assert identifying_signs(in_a_sentence(text)) == [CASE]


@pytest.mark.parametrize(
    ("text", "is_ref"),
    [
        ("rasso-2024/10", True),
        ("inspection-1234/56", True),
        ("rasso-202408/10/main", True),
        ("rape-1/5/a", True),
        ("crime-123456/21", False),
        ("123456/21", False),
        ("cr/123456/21", False),
        ("rasso-14dc12345/1", False),
    ],
)
def test_in_its_own_column_the_reference_of_a_recommendation_may_have_any_name(text, is_ref):
    assert is_published_ref(text) is is_ref
