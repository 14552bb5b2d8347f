"""A column that could name a person is refused by its heading and by what stands in it."""

import re
from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.intake.table_specs import ColumnKind, allowed_words, table_specs
from data_access.intake.validation.pii_columns import ColumnRefusal, refuse_columns
from tests.sentences import TAKE_OUT

CASES = [spec for spec in table_specs().values() if spec.is_of_cases]
NOTICE = table_specs()["notice"]
ACTION = table_specs()["action"]
REMOVE = "Delete the column in the spreadsheet, and send it again."
UNKNOWN = "Colour"
FORENAMES = "Jane John Sarah Mohammed Emma David Lucy Peter Zoe Adam".split()
SURNAMES = "Smith Jones O’Brien Patel Taylor-West Brown Evans Khan Walker McDonald".split()
FULL_NAMES = [f"{first} {last}" for first in FORENAMES for last in SURNAMES]
RARE_NAMES = [f"{a}{b} {c}well" for a in ("Zeb", "Quil", "Thra") for b in "aeiou" for c in SURNAMES]


def frame(columns, first_row=2):
    """Rows as a Table has them: c0, c1, ... and the spreadsheet's numbers."""
    cells = {f"c{place}": pl.Series(column, dtype=pl.String) for place, column in columns.items()}
    return pl.DataFrame(cells).with_row_index("row", offset=first_row)


def reasons(heading, cells, spec=NOTICE):
    return [each.why for each in refuse_columns([heading], frame({0: list(cells)}), spec)]


@pytest.mark.parametrize("spec", table_specs().values(), ids=lambda spec: spec.table)
def test_no_heading_of_our_own_is_refused(spec):
    for column in spec.columns:
        for heading in (column.heading, column.heading.upper(), *column.synonyms):
            assert reasons(heading, [None], spec) == [], heading


def test_no_heading_of_a_case_file_is_refused_while_its_table_is_not_known():
    headings = {
        heading
        for spec in CASES
        for column in spec.columns
        for heading in (column.heading, column.name, *column.synonyms)
    }

    assert {each: why for each in headings if (why := reasons(each, [None], None))} == {}


@pytest.mark.parametrize(
    "heading",
    (
        "Name of area|Station name|Team name|Told by|Informed by telephone|Contacted by e-mail|"
        "Street offences|Age in years|Victim count|Officers trained|Reviewing unit|"
        "Supervisor review|Days open|Number of comments|Date of summary|Moment|Namely|Crime type|"
        "Notified|Policing area"
    ).split("|"),
)
def test_a_heading_that_only_resembles_a_private_one_is_let_in(heading):
    assert reasons(heading, [None]) == []


@pytest.mark.parametrize(
    ("looks_like", "headings"),
    {
        "a name": (
            "Name|NAME|Victim Name|VictimName|victim_name1|Name of victim|Surname|Fore name|"
            "First Name|Suspect name 2|Officer name|Force officer name|Alias|Initials"
        ).split("|"),
        "a person": (
            "Victim|Suspect 1|OIC|Officer in the case|Owner|Created by|Victim/Suspect|Lead officer"
        ).split("|"),
        "a date of birth": ["DOB", "D.O.B.", "Victim DOB", "DateOfBirth", "Year of birth"],
        "an address": ["Address", "Victim's address line 1", "Street", "Town", "Offence location"],
        "a postcode": ["Postcode", "Post Code", "Victim post-code"],
        "a telephone number": ["Phone", "Mobile No.", "Victim tel", "Contact number", "Landline"],
        "an e-mail address": ["E-mail", "Email address", "Victim's email"],
        "a number of a person": ("NHS number|NI No|PNC ID|Custody ref|Victim ID|Username").split(
            "|"
        ),
        "a school or a doctor": ["School", "Victim’s employer", "GP"],
        "an officer’s number": ["Collar number", "Collar No", "Warrant number", "OIC ID"],
        "free text": (
            "Notes|Comments|MO|Free text|Summary|Crime Circumstances|Narrative|Latest update|"
            "Complainant's details|Enquiry log|Details"
        ).split("|"),
    }.items(),
)
def test_a_heading_that_promises_what_could_name_a_person_is_refused(looks_like, headings):
    wanted = [f"its heading is that of {looks_like}"]

    assert {each: reasons(each, [None]) for each in headings} == dict.fromkeys(headings, wanted)


def test_free_text_is_what_published_content_is_made_of():
    assert reasons("Comments", ["Words of the force."], ACTION) == []
    assert reasons("Owner name", ["Words of the force."], ACTION) == [
        "its heading is that of a name"
    ]


def test_a_refusal_says_which_column_why_and_what_to_do_and_nothing_of_the_file():
    rows = frame(
        {0: ["50/1234/21", "50/1235/21"], 2: ["x", "y"], 27: ["16/07/2021", "ask jane@quill.org"]},
        first_row=7,
    )

    assert refuse_columns(["Crime ref", "Jane’s notes", "Told on"], rows, NOTICE) == [
        ColumnRefusal(1, "C", "its heading is that of free text", REMOVE),
        ColumnRefusal(2, "AB", "an e-mail address stands in row 8", TAKE_OUT, (8,)),
    ]


SIGNS = {
    "an e-mail address": ["jane@quill.org", "see jane.smith@police.uk"],
    "a telephone number": ["07700 900123", "+44 7700 900123", "01752-123456"],
    "a postcode": ["PL1 2AB", "pl12ab", "lives in EX4 3PQ"],
    "an address": ["12 High Street", "3A, Long Lane", "Flat 3", "4 Quill Rd, Plymouth"],
}


@pytest.mark.parametrize("heading", ["Told on", "How told", "ISVA offered", "Number", UNKNOWN])
@pytest.mark.parametrize(
    ("sign", "cell"), [(sign, cell) for sign, cells in SIGNS.items() for cell in cells]
)
def test_one_cell_that_leads_to_a_person_refuses_its_column_with_its_row(heading, sign, cell):
    cells = [None] * 500 + [f" {cell} "] + [None] * 500

    assert reasons(heading, cells) == [f"{sign} stands in row 502"]


def test_a_few_rows_are_named_and_all_are_given():
    cells = ["PL1 2AB"] * 1234

    (refusal,) = refuse_columns(["Told on"], frame({0: cells}), NOTICE)

    assert refusal.why == "a postcode stands in rows 2 to 1235"
    assert refusal.rows == tuple(range(2, 1236))
    assert reasons("Told on", ["PL1 2AB", None, "PL1 2AD", "EX4 3PQ"]) == [
        "a postcode stands in rows 2, 4 and 5"
    ]


def test_references_are_refused_in_a_column_that_no_table_knows():
    assert reasons(UNKNOWN, ["50/1234/21", None]) == ["a crime or case reference stands in row 2"]


def test_a_column_of_references_is_hashed_and_may_hold_what_looks_like_a_telephone():
    assert reasons("Crime ref", ["01752123456", "50/1234/21", "PL1 2AB"]) == []


@pytest.mark.parametrize("cells", [FULL_NAMES, ["Smith, J", "JONES J", "brown"], SURNAMES])
def test_names_in_place_of_references_are_refused(cells):
    assert reasons("Crime ref", cells) == ["most of its cells look like names, not references"]


@pytest.mark.parametrize("kind", [ColumnKind.VALUE, ColumnKind.PERCEIVED])
def test_answers_about_characteristics_are_not_looked_at(kind):
    spec = table_specs()["investigation"]
    heading = next(each.heading for each in spec.columns if each.kind == kind)

    assert reasons(heading, [*FULL_NAMES, "jane@quill.org", "PL1 2AB"], spec) == []


NAMES = {
    "full names": FULL_NAMES,
    "names without a common forename": RARE_NAMES,
    "surname first": [f"{name.split()[1]}, {name.split()[0]}" for name in FULL_NAMES],
    "capitals": [name.upper() for name in FULL_NAMES],
    "small letters": [name.lower() for name in FULL_NAMES],
    "initial and surname": [f"{name[0]}. {name.split()[1]}" for name in FULL_NAMES],
    "ranks": [f"DC {name}" for name in FULL_NAMES],
    "some blank": [None, "", "-", *FULL_NAMES, None],
    "few officers, many cases": FULL_NAMES[:40] * 50,
}


@pytest.mark.parametrize("cells", NAMES.values(), ids=NAMES)
@pytest.mark.parametrize("heading", [UNKNOWN, "How told", "Told by", "Told on"])
def test_a_column_of_names_is_refused_by_what_stands_in_it(heading, cells):
    assert reasons(heading, cells) == ["its cells look like names"]


@pytest.mark.parametrize("cells", [FORENAMES, SURNAMES, ["Jane Smith"]])
def test_forenames_surnames_or_a_single_name_are_refused_in_a_column_nobody_knows(cells):
    assert reasons(UNKNOWN, cells) == ["its cells look like names"]


def test_a_few_words_that_are_not_on_the_list_are_no_names():
    cells = ["Face To Face"] * 9 + ["Carrier Pigeon", "Smoke Signal", "Singing Telegram"]

    assert reasons("How told", cells) == []


def test_persons_in_place_of_areas_are_refused_and_areas_are_not():
    spec = table_specs()["investigation"]
    areas = ["North Devon", "South Hams", "West Cornwall", "East Devon", "Plymouth", "Torbay"]

    assert reasons("Area", FULL_NAMES, spec) == ["its cells look like names"]
    assert reasons("Area", areas * 3, spec) == []
    assert reasons("Force", ["Devon and Cornwall Police"] * 9, spec) == []


@pytest.mark.parametrize(
    "cells",
    [
        ["Sapphire East", "Sapphire West", "Public Protection"] * 20,
        ["Not Recorded", "Face To Face", "Letter By Hand", "No Preference"],
        ["July", "August", "September"] * 9,
        ["Rape", "Attempted Rape"] * 9,
        ["yes", "no"] * 9,
        [str(number) for number in range(1000)],
        [None] * 9,
        [],
    ],
)
def test_teams_months_numbers_and_our_own_words_are_no_names(cells):
    assert reasons(UNKNOWN, cells) == []


BORN = [date(1950 + place % 55, 1 + place % 12, 1 + place % 28) for place in range(100)]
WAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d-%b-%y", "%d/%m/%y", "%Y"]


@pytest.mark.parametrize("way", [*WAYS, "%Y-%m-%d %H:%M:%S"])
def test_days_long_past_are_refused_in_a_column_nobody_knows(way):
    cells = [f"{born:{way}}" for born in BORN]

    assert reasons(UNKNOWN, cells) == ["its cells look like dates of birth"]


@pytest.mark.parametrize("way", WAYS)
def test_days_of_the_last_years_are_no_dates_of_birth(way):
    cells = [f"{born.replace(year=2019 + born.year % 4):{way}}" for born in BORN]

    assert reasons(UNKNOWN, cells) == []
    assert reasons("Told on", [f"{born:{way}}" for born in BORN]) == []


def test_days_are_long_past_beside_those_of_the_other_columns():
    young = [f"01/02/{2016 + place % 3}" for place in range(20)]
    told = ["03/04/2035"] * 20

    assert refuse_columns([UNKNOWN, "Told on"], frame({0: young, 1: told}), NOTICE) == [
        ColumnRefusal(0, "A", "its cells look like dates of birth", REMOVE)
    ]
    assert reasons(UNKNOWN, young) == []


SENTENCE = "she said that it was late and that nobody came to the house"


@pytest.mark.parametrize(
    "cells", [[SENTENCE], [SENTENCE, None, SENTENCE, "ok"], ["ok"] * 99 + [SENTENCE] * 4]
)
def test_free_text_is_refused_in_a_column_nobody_knows(cells):
    assert reasons(UNKNOWN, cells) == ["its cells are free text"]


def test_a_long_text_in_a_few_of_many_cells_is_a_remark_and_no_column_of_text():
    assert reasons(UNKNOWN, ["ok"] * 99 + [SENTENCE] * 3) == []


def test_long_labels_of_codes_are_no_free_text_but_many_different_texts_are():
    labels = [f"Outcome {number}: {SENTENCE}" for number in range(19)]
    spec = table_specs()["investigation"]

    assert reasons("Outcome code", labels * 50, spec) == []
    assert reasons("Outcome code", [f"{SENTENCE} {n}" for n in range(20)], spec) == [
        "its cells are free text"
    ]


@pytest.mark.parametrize("spec", CASES, ids=lambda spec: spec.table)
def test_a_file_filled_in_as_the_template_asks_is_never_refused(spec):
    template = spec.template
    rows = frame(
        {
            place: [
                *([column.example] * 30),
                *(allowed_words(column.words) if column.kind == ColumnKind.CODE else []),
                *[None] * 40,
            ][:60]
            for place, column in enumerate(template)
        }
    )

    assert refuse_columns([column.heading for column in template], rows, spec) == []


def test_published_text_may_name_bodies_and_days_but_leads_to_nobody():
    texts = ["Devon and Cornwall Police", SENTENCE, "16 July 2021", "1,693 in 2020/21", None]
    planted = {
        "write to jane@quill.org": "an e-mail address stands in row 7",
        "ring 07700 900123": "a telephone number stands in row 7",
        "of PL1 2AB": "a postcode stands in row 7",
        "case 50/1234/21": "a crime or case reference stands in row 7",
    }

    assert reasons("Title", texts, ACTION) == []
    assert {cell: reasons("Title", [*texts, cell], ACTION) for cell in planted} == {
        cell: [why] for cell, why in planted.items()
    }


def test_the_number_in_a_web_address_is_no_reference():
    cells = ["https://www.example.org/reports/1234567890", None]

    assert reasons("Link", cells, table_specs()["evidence"]) == []


def test_a_heading_that_somebody_explained_is_read_as_that_column():
    known = {column.name: column for column in NOTICE.columns}
    rows = frame({0: ["50/1234/21"], 1: ["16/07/1975"]})
    explained = {0: known["case_reference"], 1: known["told_on"]}

    assert refuse_columns(["Our file", "Seen"], rows, NOTICE, explained) == []
    assert [each.position for each in refuse_columns(["Our file", "Seen"], rows, NOTICE)] == [0, 1]
    assert [
        each.why for each in refuse_columns(["Victim name", "Seen"], rows, NOTICE, explained)
    ] == ["its heading is that of a name"]


@pytest.mark.often
@given(
    st.lists(st.none() | st.text(max_size=80), min_size=1, max_size=30),
    st.text(max_size=30),
    st.sampled_from([*table_specs().values(), None]),
)
def test_no_message_holds_a_word_of_the_file(cells, heading, spec):
    rows = frame({0: [cell and f"{cell}qzx" for cell in cells]})

    for refusal in refuse_columns([f"{heading} qzx"], rows, spec):
        assert re.search("qzx", repr(refusal)) is None
