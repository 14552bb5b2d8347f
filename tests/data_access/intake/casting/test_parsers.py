"""Every way of writing a code, a number or nothing is understood; all else is refused, unseen."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access import vocabulary
from data_access.intake.casting.parsers import (
    blanks_as_null,
    is_word,
    parse_column,
    parse_references,
)
from data_access.intake.table_specs import Column, table_specs

JULY_16 = date(2021, 7, 16)
FAULTS = ["row", "column", "rule", "found"]
FAILED = "a formula that failed"
# A name, references, telephones, an address, a postcode, an e-mail, births: none may be shown.
SECRETS = (
    "Zebedee Marmalade|50/1234/21|CR/012345/21|07700 900123|07700900123|12 Acacia Avenue|PL1 2AB|"
    "z.marmalade@example.org|04/05/1987|4 May 1987|04/05/87|04/05/45|4-May-45|1945-05-04|"
    "=HYPERLINK(1)"
).split("|")


def column(table: str, name: str) -> Column:
    return next(each for each in table_specs()[table].template if each.name == name)


REPORTED = column("investigation", "reported_on")
OUTCOME = column("investigation", "outcome_code")
TOLD = column("notice", "told_on")
EVERY_KIND = [
    REPORTED,
    OUTCOME,
    column("investigation", "case_key"),
    column("investigation", "domestic_abuse"),
    column("investigation", "age_asked"),
    column("referral", "days_with_cps"),
    column("training_year", "year"),
    column("requirement", "ref"),
    column("finding", "inspection"),
]


def read(of: Column, *texts: str | None) -> tuple[list[object], list[tuple[object, ...]]]:
    """The values of a column in rows 2, 3 and so on, and row, column, rule, found of each fault."""
    rows = pl.Series("row", range(2, len(texts) + 2), dtype=pl.UInt32)
    values, found = parse_column(pl.Series(texts, dtype=pl.String), of, rows)
    return values.to_list(), found.select(FAULTS).rows()


CELLS = st.none() | st.text(max_size=30) | st.text("0123456789/-. :,#!?REFjulyocna", max_size=12)


@pytest.mark.often
@settings(max_examples=40)
@given(st.lists(CELLS, max_size=5))
def test_no_text_breaks_a_column_and_every_cell_is_a_value_nothing_or_a_fault(texts):
    cells = pl.Series(texts, dtype=pl.String)
    is_nothing = blanks_as_null(cells).is_null().to_list()
    for of in EVERY_KIND:
        values, faults = read(of, *texts)
        at_fault = [row for row, *_ in faults]
        expected = [
            place
            for place, (value, nothing) in enumerate(zip(values, is_nothing, strict=True), start=2)
            if value is None and (of.required or not nothing)
        ]
        assert at_fault == expected


# Nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "#N/A",
        "n.a.",
        "None recorded",
        "NULL",
        "(blank)",
        "NaN",
        "Not applicable",
        "\xa0",
        "No data",
    ],
)
def test_a_null_word_is_nothing(text):
    assert read(TOLD, text) == ([None], [])
    assert read(OUTCOME, text) == ([None], [])
    assert read(REPORTED, text) == ([None], [(2, "Reported on", "nothing stands here", "")])


@pytest.mark.parametrize("text", ["0", "no", "unknown", "none of these", "n/a 16/07/2021"])
def test_what_says_something_is_not_nothing(text):
    assert blanks_as_null(pl.Series([text])).to_list() == [text]


def test_a_column_in_which_nothing_stands_is_empty_whatever_its_type():
    rows = pl.Series([2, 3], dtype=pl.UInt32)
    for cells in (pl.Series([None, None]), pl.Series([None, None], dtype=pl.String)):
        values, found = parse_column(cells, TOLD, rows)
        assert (values.name, values.dtype, values.to_list()) == ("told_on", pl.Date(), [None, None])
        assert found.is_empty()


@pytest.mark.parametrize(
    "error",
    ("#REF!|#DIV/0!|#VALUE!|#NAME?|#NUM!|#NULL!|#null!| #REF!|#SPILL!|#CALC!|Err:502").split("|"),
)
def test_a_failed_formula_is_a_fault_in_every_kind_of_column(error):
    title = column("inspection", "title")
    for of in (*EVERY_KIND, title):
        assert read(of, error) == ([None], [(2, of.heading, FAILED, "")])


@pytest.mark.parametrize("text", ["#Namesake", "# of files", "Errands"])
def test_a_text_that_begins_like_an_error_is_a_text(text):
    assert read(column("inspection", "title"), text) == ([text], [])


# Words and numbers


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("16", "16"),
        ("16.0", "16"),
        ("016", "16"),
        ("01A", "1A"),
        ("OC16", "16"),
        ("OC 16", "16"),
        ("Outcome code: 16", "16"),
        ("Outcome 16 Evidential difficulties", "16"),
        ("16 - Evidential difficulties: suspect identified", "16"),
        ("16 (victim does not support)", "16"),
        ("OC22\n(diversion)", "22"),
        ("1-A", "1A"),
        ("1 - A", "1A"),
        ("Outcome 1 A", "1A"),
        ("OC 3(a)", "3A"),
        ("Charged/Summonsed", "1"),
        ("Evidential difficulties, victim supports", "15"),
    ],
)
def test_an_outcome_is_read_by_its_code_in_every_form(text, code):
    assert read(OUTCOME, text) == ([code], [])


@pytest.mark.parametrize(
    "text",
    (
        "16/07/2021|16-07-2021|16 July 2021|16-Jul-21|16-Jul|12:30|16.5|1,5|12 Acacia Avenue|"
        "5 years|23|0|1B|16a|OC|16, 18|10-11"
    ).split("|"),
)
def test_what_only_begins_like_an_outcome_is_none(text):
    values, faults = read(OUTCOME, text)

    assert values == [None]
    assert [rule for _, _, rule, _ in faults] == ["not one of the words"]


@pytest.mark.parametrize(
    ("table", "name", "text", "word"),
    [
        ("notice", "method", "Face-to-Face", "face to face"),
        ("notice", "method", "Letter (hand)", "letter by hand"),
        ("notice", "method", "POST", "letter by post"),
        ("notice", "method", "Email", "e-mail"),
        ("notice", "decided_by", "CPS South West", "cps"),
        ("referral", "decision", "NFA", "no further action"),
        ("investigation", "age_asked", "prefers_not_to_say", "prefers not to say"),
    ],
)
def test_a_word_is_known_by_every_way_of_writing_it(table, name, text, word):
    assert read(column(table, name), text) == ([word], [])


def test_every_word_of_every_vocabulary_is_read_as_itself():
    for spec in table_specs().values():
        for of in spec.template:
            if of.kind == "code":
                words = [word.value for word in getattr(vocabulary, of.words)]
                assert read(of, *words) == (words, [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("Y", True),
        ("TRUE", True),
        ("1", True),
        ("no", False),
        ("N", False),
        ("False", False),
        ("0", False),
    ],
)
def test_yes_and_no_are_read_in_every_form(text, value):
    assert read(column("notice", "isva_offered"), text) == ([value], [])


@pytest.mark.parametrize("text", ["maybe", "2", "yes and no", "offered"])
def test_what_is_neither_yes_nor_no_is_a_fault(text):
    values, faults = read(column("notice", "isva_offered"), text)

    assert (values, [rule for _, _, rule, _ in faults]) == ([None], ["not yes or no"])


@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("30", 30), ("30.0", 30), ("1,693", 1693), ("1,234,567", 1_234_567)],
)
def test_a_whole_number_is_read_with_its_commas(text, number):
    assert read(column("referral", "days_with_cps"), text) == ([number], [])


@pytest.mark.parametrize("text", ["-1", "1.5", "1,69", "12,34", "1e3", "3 days", "٣", "1234567890"])
def test_what_is_no_whole_number_is_a_fault(text):
    values, faults = read(column("referral", "days_with_cps"), text)

    assert (values, [rule for _, _, rule, _ in faults]) == ([None], ["not a whole number"])


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2021", 2021),
        ("2021-22", 2021),
        ("2021–22", 2021),
        ("2021/2022", 2021),
        ("2099/00", 2099),
        ("2021.0", 2021),
    ],
)
def test_a_financial_year_is_the_year_it_begins_in(text, year):
    assert read(column("training_year", "year"), text) == ([year], [])


@pytest.mark.parametrize("text", ["2021/07", "2021/25", "21/22", "1999", "2100", "0"])
def test_what_is_no_financial_year_is_a_fault(text):
    values, faults = read(column("training_year", "year"), text)

    assert (values, [rule for _, _, rule, _ in faults]) == ([None], ["not a year"])


def test_a_case_key_has_its_32_characters():
    key = "0123456789abcdef" * 2
    of = column("investigation", "case_key")

    assert read(of, key, key[:-1], f"{key}0", "g" * 32) == (
        [key, None, None, None],
        [
            (row, "Case key", "not a case key", f"text, {length} characters")
            for row, length in ((3, 31), (4, 33), (5, 32))
        ],
    )


def test_a_text_may_be_so_long_and_no_longer():
    of = column("inspection", "title")

    assert read(of, "x" * 2_000, "x" * 2_001) == (
        ["x" * 2_000, None],
        [(3, "Title", "too long", "text, 2,001 characters")],
    )


# References


@pytest.mark.parametrize(
    ("written", "reference"),
    [
        ("50/1234/21", "50/1234/21"),
        (" 1234567 ", "1234567"),
        ("1234567.0", "1234567"),
        ("5.02100E+11", None),
        ("502E11", None),
        ("unknown", None),
        ("#REF!", None),
        ("n/a", None),
        (None, None),
    ],
)
def test_what_is_no_reference_is_none(written, reference):
    assert parse_references(pl.Series([written], dtype=pl.String)).to_list() == [reference]


# Faults


def test_each_fault_bears_its_own_row_and_the_same_text_twice_is_two_faults():
    assert read(REPORTED, "soon", "16/07/2021", None, "soon", "#REF!") == (
        [None, JULY_16, None, None, None],
        [
            (2, "Reported on", "not a date", "text, 4 characters"),
            (4, "Reported on", "nothing stands here", ""),
            (5, "Reported on", "not a date", "text, 4 characters"),
            (6, "Reported on", FAILED, ""),
        ],
    )


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_in_the_wrong_column_is_never_shown(secret):
    for of in EVERY_KIND:
        _, found = parse_column(pl.Series([secret]), of, pl.Series([2], dtype=pl.UInt32))
        assert secret not in str(found.rows())
        lengths = {f"text, {len(secret)} characters", f"number, {len(secret)} digits"}
        assert set(found["found"]) <= lengths


def test_not_even_a_short_number_is_shown_of_a_column_of_case_keys():
    assert read(column("investigation", "case_key"), "1234", "12/05/2021") == (
        [None, None],
        [
            (2, "Case key", "not a case key", "number, 4 digits"),
            (3, "Case key", "not a case key", "text, 10 characters"),
        ],
    )


def test_what_no_single_outcome_is_called_is_none():
    assert read(OUTCOME, "Undetected", "Victim does not support") == (
        [None, None],
        [
            (2, "Outcome code", "not one of the words", "text, 10 characters"),
            (3, "Outcome code", "not one of the words", "Victim does not support"),
        ],
    )


@pytest.mark.parametrize("answer", ["F", "M", "34", "White British", "16", "no", "other"])
def test_an_answer_is_not_shown_where_only_whether_it_was_asked_may_stand(answer):
    of = column("investigation", "sex_asked")
    kind = "number" if answer.isdigit() else "text"
    unit = "digits" if answer.isdigit() else "characters"

    assert read(of, answer) == (
        [None],
        [(2, "Sex: asked", "not one of the words", f"{kind}, {len(answer)} {unit}")],
    )


def test_a_letter_alone_is_shown_nowhere_for_it_may_be_an_answer():
    assert read(TOLD, "F", "n") == (
        [None, None],
        [(row, "Told on", "not a date", "text, 1 characters") for row in (2, 3)],
    )


def test_a_day_a_short_number_and_a_word_are_shown_where_they_do_not_belong():
    assert read(column("notice", "method"), "16/07/2021 10:30", "12", "SOLO") == (
        [None] * 3,
        [
            (2, "How told", "not one of the words", "16/07/2021"),
            (3, "How told", "not one of the words", "12"),
            (4, "How told", "not one of the words", "SOLO"),
        ],
    )


def test_a_word_of_any_vocabulary_is_a_word_and_a_name_is_none():
    assert [is_word(text) for text in ("SOLO", "letter (post)", "No", "Devon", "Zebedee")] == [
        True,
        True,
        True,
        False,
        False,
    ]
