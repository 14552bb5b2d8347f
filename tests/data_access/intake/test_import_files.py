"""Files go in whole or not at all: what comes of each, and what is kept of it."""

import csv
import shutil
from typing import Any

import pytest

from data_access import maintenance
from data_access.intake.models import Upload
from data_access.intake.table_specs import table_specs
from data_access.reads import read_tallies
from data_access.store import open_store, sqlite_url
from tests.data_access.intake.office import (
    AT,
    BY,
    CASE_KEYS,
    EVERYTHING,
    OTHER,
    REFERENCE,
    all_templates,
    bring,
    cases,
    counts,
    errors_in,
    everything,
    lines,
    nothing_changes,
    template,
)
from tests.data_access.intake.reading.spreadsheets import xlsx
from tests.data_access.stores import file_of, names_in

# The meaning of a blank in a table of cases.
NOT_RECORDED = {
    column.name: "not recorded"
    for column in table_specs()["investigation"].template
    if column.name.endswith("_asked")
}
NOTICES = "Crime Ref,Decided by,Decided on"
# Columns that a file may leave blank, as the store then holds them.
WORKED_OUT: dict[str, list[dict[str, Any]]] = {
    "area": [{"force": "force"}],
    "recommendation": [{"ref": f"rape-2/{number}"} for number in (1, 2, 3)],
    "requirement": [
        {"ref": "rape-2/1", "label": "1"},
        {"ref": "rape-2/2/a", "label": "2a"},
        {"ref": "rape-2/2/b"},
        {"label": "3"},
    ],
    "action": [{"deadline_kind": "agreed"}],
    "evidence": [{"figure_owed": False}, {}],
}


@pytest.fixture(scope="module")
def loaded(starter_file, tmp_path_factory):
    """A store into which a filled template of each kind went, and what came of it. Do not write."""
    path = tmp_path_factory.mktemp("loaded") / "office.db"
    shutil.copy(starter_file, path)
    store = open_store(sqlite_url(path))
    return store, bring(store, *all_templates())


@pytest.fixture
def store(loaded, tmp_path):
    """Its copy, to be written."""
    shutil.copy(file_of(loaded[0]), tmp_path / "office.db")
    return open_store(sqlite_url(tmp_path / "office.db"))


def as_text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def exported(store, folder):
    maintenance.export(store, folder)
    maintenance.export_cases(store, folder, by=BY, at=AT)
    return [folder / f"{table}.csv" for table in EVERYTHING]


@pytest.fixture(scope="module")
def out(loaded, tmp_path_factory):
    """The folder of what ``loaded`` gives out."""
    folder = tmp_path_factory.mktemp("out")
    exported(loaded[0], folder)
    return folder


def expected(table: str, number: int, row: Any) -> dict[str, str]:
    """A row of a template as an export gives it."""
    whole = {column.name: row.get(column.name) for column in table_specs()[table].template}
    worked_out = WORKED_OUT.get(table, [{}] * len(EVERYTHING[table]))[number]
    if "case_reference" in whole:
        whole["case_key"] = CASE_KEYS[whole.pop("case_reference")]
    if "force" in whole:
        whole["force"] = "force"
    if table == "investigation":
        whole |= {name: whole[name] or word for name, word in NOT_RECORDED.items()}
    return {name: as_text(value) for name, value in (whole | worked_out).items()}


# A template of each kind


def test_a_filled_template_of_each_kind_goes_in_in_whatever_order(loaded):
    store, report = loaded

    assert EVERYTHING.keys() == table_specs().keys()
    new = {table: (len(rows), 0, 0) for table, rows in EVERYTHING.items()}
    assert counts(report) == new | {"inspection": (0, 1, 0)}
    assert report.loaded
    assert maintenance.faults(store) == []


def test_every_column_of_a_template_is_filled_somewhere():
    filled = {table: {n for row in rows for n in row} for table, rows in EVERYTHING.items()}

    assert {
        (table, column.name)
        for table, spec in table_specs().items()
        for column in spec.template
        if column.name not in filled[table]
    } == {(table, "case_key") for table, spec in table_specs().items() if "case_key" in spec.names}


@pytest.mark.parametrize("table", EVERYTHING)
def test_a_filled_template_comes_out_of_export_equal(out, table):
    with (out / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wanted = [expected(table, number, row) for number, row in enumerate(EVERYTHING[table])]
    found = [{name: row[name] for name in wanted[0]} for row in rows]
    assert [row for row in wanted if row not in found] == []


@pytest.mark.slow
def test_what_was_exported_goes_in_again_and_changes_nothing(store, tmp_path):
    files = exported(store, tmp_path / "out")

    report = bring(store, *(Upload(file.name, file.read_bytes()) for file in files))

    held = everything(store)
    assert counts(report) == {table: (0, 0, len(held[table])) for table in EVERYTHING}


# Corrections


# Together or not at all


def test_a_child_may_stand_before_its_parent_and_a_place_after_what_lies_in_it(starter_store):
    report = bring(
        starter_store,
        lines(NOTICES + ",Force", f"{REFERENCE},police,03/11/2021,Tamar", name="notice.csv"),
        lines("Crime Ref,Date Reported,Area,Force", f"{REFERENCE},16/07/2021,Saltash,Tamar"),
        lines("Name,Force", "Saltash,Tamar", name="area.csv"),
        lines("Reference,Name,Kind", "tamar,Tamar,police force", name="organisation.csv"),
    )

    assert counts(report) == {
        "organisation": (1, 0, 0),
        "area": (1, 0, 0),
        "investigation": (1, 0, 0),
        "notice": (1, 0, 0),
    }
    notices = read_tallies(starter_store).tables["notice"]
    assert notices.select("force", "area").rows() == [("tamar", "Saltash")]


def test_a_fault_in_one_file_keeps_every_other_out(starter_store):
    report = nothing_changes(
        starter_store,
        cases("16/07/2021"),
        lines("Reference,Name,Kind", "court,The court,government", name="organisation.csv"),
        lines(NOTICES, f"{REFERENCE},police,soon", f"{OTHER},cps,03/11/2021", name="notice.csv"),
    )

    assert errors_in(report) == [(2, "Decided on"), (3, "Crime reference")]
    assert report.errors["file"].unique().to_list() == ["notice.csv"]


def test_what_is_not_finished_once_every_file_is_in_keeps_them_out(starter_store):
    recommendation = EVERYTHING["recommendation"][0]

    report = nothing_changes(starter_store, template("recommendation", recommendation))

    assert report.errors.select("file", "row", "column").rows() == [("", None, "Number")]


def test_a_refused_column_hides_no_other_fault_of_its_file(starter_store):
    headings = "Crime Ref,Date Reported,OC,Outcome Date,Victim name"

    report = nothing_changes(
        starter_store,
        lines(headings, f"{REFERENCE},soon,16,,x", f"{OTHER},16/07/2021,99,01/07/2021,y"),
    )

    assert errors_in(report) == [(None, "column E"), (2, "Reported on"), (3, "Outcome code")]


def test_a_refused_column_of_content_never_comes_near_the_store(file_store):
    headings = "Reference,Name,Kind,Telephone"

    report = nothing_changes(
        file_store, lines(headings, "tamar,Quillfeather,police force,01392 496 000")
    )

    assert errors_in(report) == [(None, "column D")]
    assert names_in(file_of(file_store).parent) == ["office.db"]
    assert b"Quillfeather" not in file_of(file_store).read_bytes()


def test_two_files_about_the_same_cases_complete_each_other(starter_store):
    report = bring(
        starter_store,
        lines("Crime Ref,Date Reported,DA", f"{REFERENCE},16/07/2021,Y"),
        lines("Crime Ref,Date Reported,OC,Outcome Date", f"{REFERENCE},16/07/2021,1,01/10/2021"),
    )

    assert [(each.new, each.changed) for each in report.sheets] == [(1, 0), (0, 1)]
    investigations = read_tallies(starter_store).tables["investigation"]
    assert investigations.select("domestic_abuse", "outcome_code").rows() == [(True, "1")]


def test_every_sheet_of_a_workbook_is_read_but_the_notes(starter_store):
    def fill(book):
        for name, *rows in (
            ("Closed", ["Crime Ref", "Decided by", "Decided on"], [REFERENCE, "police", "soon"]),
            ("Notes", ["Whatever stands here"]),
            ("Cases", ["Crime Ref", "Date Reported"], [REFERENCE, "16/07/2021"], [OTHER, "never"]),
        ):
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)

    report = nothing_changes(starter_store, Upload("cases.xlsx", xlsx(fill)))

    assert [(each.sheet, each.table) for each in report.sheets] == [
        ("sheet 3", "investigation"),
        ("sheet 1", "notice"),
    ]
    assert report.errors.select("sheet", "row", "column").rows() == [
        ("sheet 1", 2, "Decided on"),
        ("sheet 3", 3, "Reported on"),
    ]


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        (lines("Crime Ref,DA", f"{REFERENCE},Y"), (None, "Reported on")),
        (lines("no table"), (None, "")),
    ],
)
def test_while_the_cases_could_not_be_read_it_is_not_said_that_they_are_missing(
    starter_store, broken, fault
):
    notices = lines(NOTICES, f"{REFERENCE},police,soon", f"{OTHER},police,03/11/2021")

    report = nothing_changes(starter_store, notices, broken)

    assert sorted(errors_in(report), key=str) == sorted([(2, "Decided on"), fault], key=str)
