"""Files that leave the force contain case keys, and nothing that names anybody."""

import io
import re

import polars as pl
import pytest
import xlsxwriter
from typer.testing import CliRunner

from data_access.__main__ import cli
from data_access.intake.privacy.case_key import CaseKey, make_key, read_key
from data_access.intake.privacy.pseudonymise_file import name_of_result, pseudonymise_sheets
from data_access.store import StoreProblem
from tests.data_access.intake.office import wording
from tests.data_access.intake.privacy.planted import found_in

KEY = CaseKey(bytes(range(32)))
PLANTED = [
    "50/1234/21",
    "50/1235/21",
    "Zebedee",
    "Quillfeather",
    "1985",
    "White British",
    "PL1 2AB",
]
CASES = [
    "Extract for Zebedee Quillfeather,,,,,,,,",
    "Crime Ref,Date Reported,OC,Victim Name,DOB,Ethnicity (16+1),IC code,Notes,LPA,Colour",
    "50/1234/21,16/07/2021,16,Zebedee Quillfeather,12/03/1985,W1 White British,IC1,PL1 2AB,Devon,b",
    "50-1235-21,17 July 2021,Zebedee,Zoe Quillfeather,13/03/1985,N4 Declined,White,,Plymouth,c",
    "n/a,2021-07-18,15,Ann Quillfeather,n/a,Not stated,,x,Devon,d",
]


def file_of(*lines):
    return "\r\n".join(lines).encode()


def key_of(reference, force="force"):
    return KEY.case_keys(force, pl.Series([reference]))[0]


def of(*lines, force="force", table=None, answers=None):
    return pseudonymise_sheets(file_of(*lines), KEY, force, table, answers)


def test_references_become_case_keys_answers_whether_asked_and_the_rest_is_left_out():
    (result,) = of(*CASES)

    assert result.table == "investigation"
    assert result.rows.to_dicts() == [
        {
            "Case key": key_of("50/1234/21"),
            "Reported on": "2021-07-16",
            "Outcome code": "16",
            "Race: asked": "own account",
            "Area": "Devon",
        },
        {
            "Case key": key_of("50/1235/21"),
            "Reported on": "2021-07-17",
            "Outcome code": None,
            "Race: asked": "prefers not to say",
            "Area": "Plymouth",
        },
        {
            "Case key": None,
            "Reported on": "2021-07-18",
            "Outcome code": "15",
            "Race: asked": "not recorded",
            "Area": "Devon",
        },
    ]
    assert result.changed == {
        "A": "turned into case keys",
        "D": "left out: its heading is that of a name",
        "E": "left out: its heading is that of a date of birth",
        "F": "turned into whether it was asked",
        "G": "left out: this service reads nothing from it",
        "H": "left out: its heading is that of free text",
        "J": "left out: this service reads nothing from it",
    }
    assert result.errors.select("row", "column", "found").rows() == [
        (4, "Outcome code", "text, 7 characters"),
        (5, "Crime reference", ""),
    ]


def test_a_name_that_slipped_in_among_the_places_does_not_leave():
    rows = [f"50/{number}/21,16/07/2021,North Devon" for number in range(1000, 1009)]

    (result,) = of("Crime Ref,Date Reported,LPA", *rows, "50/1/21,16/07/2021,Sarah Quillfeather")

    assert result.rows["Area"].to_list() == ["North Devon"] * 9 + [None]
    assert result.errors.select("row", "column", "rule", "found").rows() == [
        (11, "Area", "looks like a name", "")
    ]


def test_a_result_is_not_pseudonymised_again():
    (result,) = of(*CASES)

    with pytest.raises(StoreProblem, match="No column holds crime references"):
        of(*result.rows.write_csv().splitlines())


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["Crime Ref,Reference,Date Reported", "1/1/21,1/2/21,16/07/2021"], "Columns A and B both"),
        (["Crime Ref,Date Reported", "Jane Smith,16/07/2021"], "No column holds crime references"),
        (["Crime Ref,Area", "50/1234/21,Devon"], "It is not clear which table"),
        (["Title,Lead,Opened on,Reference,Origin", "a,b,1/1/2022,c,d"], "It is not clear which"),
        (["", ""], "holds nothing|empty"),
    ],
)
def test_what_cannot_be_understood_is_told_in_plain_words(lines, says):
    with pytest.raises(StoreProblem, match=says):
        of(*lines)


def test_the_table_can_be_named_where_the_headings_leave_it_open():
    (result,) = of("Crime Ref,Decision Date", "50/1234/21,16/07/2021", table="review_request")

    assert result.rows.columns == ["Case key", "Decided on"]


@pytest.mark.parametrize("table", ["action", "dip_sample ", "nothing"])
def test_only_a_table_of_cases_can_be_named(table):
    with pytest.raises(StoreProblem, match=r"^There is no table of cases of that name\. Use"):
        of(*CASES, table=table)


def test_a_word_of_the_force_leaves_as_ours_and_what_is_left_out_is_told():
    (result,) = of(
        "Extract",
        "Crime Ref,Date Reported,DA,Disability",
        "50/1234/21,16/07/2021,affirm,None",
        "End of extract",
        answers=wording(
            {
                ("domestic_abuse", "affirm"): "yes",
                ("Disability", "none"): "not recorded",
            }
        ),
    )

    assert result.rows["Domestic abuse"].to_list() == ["yes"]
    assert result.rows["Disability: asked"].to_list() == ["not recorded"]
    assert result.notices == (
        "1 row not read, above the headings: row 1.",
        "1 row not read, below the table, taken for remarks: row 4.",
        "“None” in column D, Disability, counts as not recorded: its source writes it for a blank.",
    )


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("Smith_notices_2021.xlsx", "notices_2021-pseudonymised.csv"),
        ("notices.csv", "notices-pseudonymised.csv"),
        ("Jane Smith.csv", "pseudonymised.csv"),
        ("50-1234-21 outcomes 2021 Smith.ods", "outcomes-2021-pseudonymised.csv"),
    ],
)
def test_the_name_of_the_result_names_nobody(name, result):
    assert name_of_result(name) == result


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.delenv("CASE_KEY", raising=False)
    monkeypatch.setenv("CASE_KEY_FILE", str(tmp_path / "usual" / "case.key"))
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path}/no/store.db")

    def give(*words):
        return CliRunner().invoke(cli, ["pseudonymise", *map(str, words)])

    return give


@pytest.fixture
def file(tmp_path):
    (tmp_path / "desk").mkdir()
    path = tmp_path / "desk" / "Quillfeather cases 2021.csv"
    path.write_bytes(file_of(*CASES))
    return path


def test_the_command_writes_a_file_beside_it_and_says_what_it_left_out(run, file, tmp_path):
    (expected,) = of(*CASES)

    result = run(file)

    written = file.with_name("cases-2021-pseudonymised.csv")
    made = read_key(tmp_path / "usual" / "case.key")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        f"A key was made: {tmp_path / 'usual' / 'case.key'}. Keep a copy in the force's safe: "
        "without it the next file would make other cases of the same references.",
        f"3 rows for investigation: {written}",
        *(f"Column {letter}: {change}." for letter, change in expected.changed.items()),
        *expected.notices,
    ]
    assert result.stderr.splitlines() == [
        f"Row {row}, {column}: {rule}; left blank."
        for row, column, rule in expected.errors.select("row", "column", "rule").rows()
    ]
    assert pl.read_csv(written)["Case key"].to_list() == [
        *made.case_keys("force", pl.Series(["50/1234/21", "50/1235/21"])),
        None,
    ]


def test_nothing_that_was_planted_leaves_the_force(run, file, tmp_path):
    key = make_key(tmp_path / "force.key").secret.hex()
    out = tmp_path / "out"
    out.mkdir()

    result = run(file, "--key-file", tmp_path / "force.key", "--out", out / "result.csv")

    (out / "screen.txt").write_text(result.stdout.replace(str(file), "") + result.stderr)
    assert result.exit_code == 0
    assert found_in([out], [*PLANTED, key, key[:16]]) == []
    assert {word for _, word in found_in([file], PLANTED)} == {*PLANTED} - {"50/1235/21"}


def test_a_file_that_is_there_is_never_written_over(run, file):
    there = file.with_name("cases-2021-pseudonymised.csv")
    there.write_text("mine")

    result = run(file)

    assert (result.exit_code, there.read_text()) == (1, "mine")
    assert result.stderr == f"There is a file {there} already. Move it away, or use --out.\n"


@pytest.mark.parametrize("spoilt", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\x00" * 90, None])
def test_what_cannot_be_read_is_told_in_a_sentence_and_nothing_is_written(run, tmp_path, spoilt):
    file = tmp_path / "cases.csv"
    if spoilt is not None:
        file.write_bytes(spoilt)

    result = run(file)

    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert re.search("Traceback|Error|errno", result.stderr) is None
    assert list(tmp_path.glob("*pseudonymised*")) == []


def test_a_workbook_of_two_sheets_becomes_two_files(run, tmp_path):
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        for name, headings in {
            "one": ["Crime Ref", "Date Reported", "OC"],
            "two": ["Crime Ref", "Date Ended", "Withdrawal stage"],
        }.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, headings)
            sheet.write_row(1, 0, ["50/1234/21", "16/07/2021"])
    (tmp_path / "cases.xlsx").write_bytes(content.getvalue())

    result = run(tmp_path / "cases.xlsx")

    assert result.exit_code == 0
    assert {
        path.name: pl.read_csv(path).columns for path in sorted(tmp_path.glob("cases-p*.csv"))
    } == {
        "cases-pseudonymised-2.csv": ["Case key", "Ended on", "Stage"],
        "cases-pseudonymised.csv": ["Case key", "Reported on", "Outcome code"],
    }
