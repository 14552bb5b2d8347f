"""The lists, questions and checks of a template, and the place where it is written."""

import errno
import re
import sqlite3
from contextlib import closing
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from zipfile import ZipFile

import fastexcel
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner
from xlsxwriter.utility import xl_col_to_name

from data_access import vocabulary
from data_access.__main__ import cli
from data_access.intake import templates
from data_access.intake.table_specs import Column, ColumnKind, table_specs
from data_access.intake.templates.workbook import (
    NEVER_IN_CASES,
    NEVER_IN_CONTENT,
    REFERENCES,
    table_descriptions,
)
from data_access.store import StoreProblem, owner_only
from tests.data_access.intake.templates.filling import (
    MAIN,
    TABLE_SHEET,
    cells,
    filled,
    part,
)
from tests.sentences import NO_FOLDER_TO_WRITE

AREAS = ["Cornwall and Isles of Scilly", "Devon", "Plymouth"]
FORCES = ["Devon and Cornwall Police"]
TABLES = list(table_specs())
FILES = [f"{table}.xlsx" for table in TABLES]
TO_THE_LAST_ROW = 1_048_576
CORE = "docProps/core.xml"


@cache
def template(table: str) -> bytes:
    return templates.template_workbook(table_specs()[table], AREAS, FORCES)


def asked_for(table: str, *kinds: ColumnKind) -> list[Column]:
    columns = table_specs()[table].template
    return [column for column in columns if not kinds or column.kind in kinds]


def letter(table: str, column: Column) -> str:
    return xl_col_to_name(table_specs()[table].template.index(column))


def rules(workbook: bytes) -> dict[str, dict[str, Any]]:
    """The values that each range of the first sheet allows, by the range."""
    return {
        each.attrib["sqref"]: each.attrib | {bound.tag.split("}")[1]: bound.text for bound in each}
        for each in part(workbook, TABLE_SHEET).iter(f"{{{MAIN}}}dataValidation")
    }


def rule(workbook: bytes, table: str, column: Column) -> dict[str, Any]:
    place = letter(table, column)
    return rules(workbook)[f"{place}2:{place}{TO_THE_LAST_ROW}"]


def offered(workbook: bytes, table: str, column: Column) -> list[str]:
    """The words of a drop-down, from where its rule says they are listed."""
    source = str(rule(workbook, table, column)["formula1"])
    sheet, _, place = source.partition("!$")
    position = ascii_uppercase.index(place[0])
    ends = [int(number) for number in re.findall(r"\d+", place)]
    return [str(row[position]) for row in cells(workbook, sheet)[ends[0] - 1 : ends[-1]]]


def shown_as(workbook: bytes) -> list[str]:
    """The format of the cells of each column of the first sheet."""
    styles = part(workbook, "xl/styles.xml")
    formats = styles.iter(f"{{{MAIN}}}numFmt")
    codes = {each.get("numFmtId"): each.get("formatCode") for each in formats}
    [used] = styles.iter(f"{{{MAIN}}}cellXfs")
    built_in = {"0": "General", "1": "0"}
    shown = [(codes | built_in)[each.get("numFmtId")] for each in used]
    return [
        str(shown[int(each.get("style", "0"))])
        for each in part(workbook, TABLE_SHEET).iter(f"{{{MAIN}}}col")
    ]


def notes(workbook: bytes) -> tuple[list[str], list[tuple[str, ...]]]:
    """The paragraphs above, and the row of each column."""
    rows = [tuple(str(cell or "") for cell in row) for row in cells(workbook, "Notes")]
    blank = rows.index(("",) * 5)
    assert rows[blank + 1] == ("Column", "Required", "Meaning", "Allowed values", "Example")
    return [row[0] for row in rows[:blank]], rows[blank + 2 :]


# The sheets


def test_every_table_has_a_title_that_a_sheet_can_bear():
    titles = [subject.title for subject in table_descriptions().values()]

    assert list(table_descriptions()) == TABLES
    assert len({*titles, *templates.NOTES_SHEETS}) == len(TABLES) + 2
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\'")] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_template_has_the_headings_of_its_table_and_no_rows(table):
    assert cells(template(table), 0) == [
        tuple(column.heading for column in table_specs()[table].template)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_come_first_and_only_sheets_that_an_import_passes_over_follow(table):
    first, *others = fastexcel.read_excel(template(table)).sheet_names

    assert first == table_descriptions()[table].title
    assert others == list(templates.NOTES_SHEETS[: len(others)])


# Allowed values


@pytest.mark.parametrize("table", TABLES)
def test_a_drop_down_offers_the_words_of_the_vocabulary_and_no_others(table):
    workbook = template(table)

    for column in asked_for(table, ColumnKind.CODE):
        words = [word.value for word in getattr(vocabulary, column.words)]
        assert offered(workbook, table, column) == words
        assert rule(workbook, table, column)["type"] == "list"
        assert "errorStyle" not in rule(workbook, table, column)
    for column in asked_for(table, ColumnKind.YES_NO):
        assert offered(workbook, table, column) == ["yes", "no"]


@pytest.mark.parametrize("table", TABLES)
def test_areas_and_forces_are_offered_and_a_new_one_may_be_typed(table):
    workbook = template(table)

    for kind, names in ((ColumnKind.AREA, AREAS), (ColumnKind.FORCE, FORCES)):
        for column in asked_for(table, kind):
            assert offered(workbook, table, column) == names
            assert rule(workbook, table, column)["errorStyle"] == "warning"


@given(
    st.lists(
        st.text(
            st.characters(max_codepoint=0xFFFF, categories=("L", "N", "P", "S")),
            min_size=1,
            max_size=60,
        ),
        min_size=1,
        max_size=20,
        unique=True,
    )
)
def test_an_area_is_offered_whatever_it_is_called(areas):
    workbook = templates.template_workbook(table_specs()["dip_sample"], areas, [])

    (column,) = asked_for("dip_sample", ColumnKind.AREA)
    assert offered(workbook, "dip_sample", column) == areas


@pytest.mark.parametrize("table", TABLES)
def test_dates_are_shown_day_first_and_held_to_this_century(table):
    workbook = template(table)

    for column in asked_for(table, ColumnKind.DATE):
        assert shown_as(workbook)[table_specs()[table].template.index(column)] == "dd/mm/yyyy"
        held = rule(workbook, table, column)
        assert (held["type"], held["formula1"], held["formula2"]) == ("date", "36526", "73050")
        assert held.get("operator", "between") == "between"


@pytest.mark.parametrize("table", TABLES)
def test_references_and_codes_are_text_so_that_excel_makes_no_date_of_them(table):
    shown = dict(zip(asked_for(table), shown_as(template(table)), strict=True))
    other = (ColumnKind.DATE, ColumnKind.YEAR, ColumnKind.WHOLE, ColumnKind.LONG)

    assert {column: shown[column] for column in shown if column.kind not in other} == {
        column: "@" for column in shown if column.kind not in other
    }


# Notes


@pytest.mark.parametrize("table", TABLES)
def test_the_notes_begin_with_what_a_row_is_and_what_never_goes_in(table):
    above, _ = notes(template(table))
    of_cases = table_specs()[table].is_of_cases
    hashed = bool(asked_for(table, ColumnKind.REFERENCE))

    assert above[0].startswith(f"{table_descriptions()[table].title}: one row is ")
    assert above[3] == (NEVER_IN_CASES if of_cases else NEVER_IN_CONTENT)
    assert above[4:] == ([REFERENCES] if hashed else [])


# Contents that a template reveals, and that it is always the same


@pytest.mark.parametrize("table", TABLES)
def test_a_template_bears_nobodys_name(table):
    said = {each.tag.split("}")[1]: each.text for each in part(template(table), CORE)}

    assert said == {
        "title": table_descriptions()[table].title,
        "creator": None,
        "lastModifiedBy": None,
        "created": "1980-01-01T00:00:00Z",
        "modified": "1980-01-01T00:00:00Z",
    }


def test_the_same_template_has_the_same_bytes_whenever_it_is_made():
    assert templates.as_zip(AREAS, FORCES) == templates.as_zip(AREAS, FORCES)
    for archive in (templates.as_zip(AREAS, FORCES), template("notice")):
        with ZipFile(BytesIO(archive)) as opened:
            assert {each.date_time for each in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


# Places where they are written


def in_folder(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_workbook_a_table_is_written_and_again_into_the_same_folder(tmp_path):
    folder = tmp_path / "new" / "folder"

    assert templates.write_all(folder, AREAS, FORCES) == [folder / name for name in FILES]
    written = in_folder(folder)
    assert written == templates.every_file(AREAS, FORCES)
    assert written["notice.xlsx"] == template("notice")
    assert templates.write_all(folder, AREAS, FORCES) == [folder / name for name in FILES]
    assert in_folder(folder) == written


def test_what_somebody_filled_in_is_never_written_over(tmp_path):
    theirs = filled(template("meeting"), [{"Held on": date(2022, 1, 26)}])
    (tmp_path / "meeting.xlsx").write_bytes(theirs)

    with pytest.raises(StoreProblem, match=r"holds meeting\.xlsx already, and somebody may have"):
        templates.write_all(tmp_path, AREAS, FORCES)

    assert in_folder(tmp_path) == {"meeting.xlsx": theirs}


def test_a_file_in_the_place_of_the_folder_is_told_in_plain_words(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear board")

    for folder in (tmp_path / "letter.txt", tmp_path / "letter.txt" / "templates"):
        with pytest.raises(StoreProblem, match=NO_FOLDER_TO_WRITE):
            templates.write_all(folder, AREAS, FORCES)

    assert in_folder(tmp_path) == {"letter.txt": b"Dear board"}


def test_a_disk_that_fills_half_way_leaves_no_template_behind(tmp_path, monkeypatch):
    really_write = owner_only.write_file

    def write(path: Path, content: bytes) -> None:
        if path.name.startswith("notice.xlsx"):
            really_write(path, content[:100])
            raise OSError(errno.ENOSPC, "No space left on device")
        really_write(path, content)

    monkeypatch.setattr(owner_only, "write_file", write)

    with pytest.raises(StoreProblem, match=r"no space left on device\. No template was made"):
        templates.write_all(tmp_path, AREAS, FORCES)

    assert in_folder(tmp_path) == {}


# The command


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_URL", f"sqlite:///{tmp_path / 'office.db'}")
    return lambda: CliRunner().invoke(cli, ["templates", str(tmp_path / "templates")])


def add_areas(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "INSERT INTO organisation (ref, name, kind) VALUES (?, ?, ?)",
            ("next", "Next Police", vocabulary.OrganisationKind.POLICE_FORCE),
        )
        connection.executemany(
            "INSERT INTO area (name, force) VALUES (?, ?)",
            [*((name, "force") for name in AREAS), ("Devon", "next")],
        )


def test_the_command_writes_templates_where_there_is_no_store(run, tmp_path):
    result = run()

    files = templates.every_file([], [])
    assert result.stdout == f"{len(files)} templates to fill in: {tmp_path / 'templates'}\n"
    assert in_folder(tmp_path / "templates") == files
    assert [path.name for path in tmp_path.iterdir()] == ["templates"]
