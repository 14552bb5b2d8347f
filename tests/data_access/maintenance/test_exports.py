"""The tables come out as files with the columns of the contract."""

import csv

import pytest

from data_access import maintenance
from data_access.intake.mapping.headings import guess_tables
from data_access.reads import read_snapshot, read_table
from data_access.store import StoreProblem
from data_access.tables import METADATA, TALLY_NAMES
from data_access.vocabulary import Characteristic
from data_access.writes.releases import record_releases
from tests.data_access.stores import AT, SUMMER, names_in
from tests.sentences import NO_FOLDER_TO_WRITE
from tests.tally_builders import case_key, load

# The contract of `export`: its files, and the columns that each has at least where no test looks at
# a whole row of its table.
WHOLE_ROWS = (
    "organisation area finding recommendation requirement comment stated_position "
    "meeting position judgement evidence action action_update occurrence escalation decision ask "
    "meeting_outcome proposal saved_view sealed_document"
).split()
CONTRACT: dict[str, list[str]] = {name: [] for name in WHOLE_ROWS} | {
    "time_limit": "code days day_type effective_from effective_to source verified".split(),
    "setting": ["key", "value"],
    "inspection": "none_published_by answer_recorded_at answer_recorded_by".split(),
    "draft_statement": (
        "inspection requirement voice stance comment action stated_as lead_organisation owner_role "
        "due_on measure evidence link figure_owed reason closing effective_on recorded_at "
        "recorded_by"
    ).split(),
    "draft_remark": "requirement text effective_on recorded_at recorded_by".split(),
    "draft_approval": (
        "inspection voice statement approved_by source effective_on recorded_at recorded_by"
    ).split(),
    "draft_invitation": (
        "inspection comment_by source effective_on recorded_at recorded_by"
    ).split(),
    "draft_publication": (
        "inspection statement effective_on recorded_at recorded_by waived_because"
    ).split(),
    "published_fact": "ref recommendation text dated effective_on source verified".split(),
    "recurrence": (
        "ref requirement action title said_by time_stated times_a_year quote quote_section "
        "quote_paragraph effective_on"
    ).split(),
    "frequency": ("recurrence every unit agreed_by effective_on recorded_at recorded_by").split(),
    "meeting_closing": ["meeting", "recorded_at", "recorded_by"],
    "minutes_version": ["meeting", "text", "recorded_at", "recorded_by"],
    "minutes_approval": (
        "meeting approved_by_meeting text entries sha256 recorded_at recorded_by"
    ).split(),
    "meeting_kind": (
        "ref title is_board chair members every unit nth weekday series_from retired_on "
        "recorded_at recorded_by"
    ).split(),
    "agenda_entry": (
        "meeting item text place speaker minutes left_out recorded_at recorded_by"
    ).split(),
    "frozen_agenda": ["meeting", "planned_on", "as_at", "sha256", "recorded_at", "recorded_by"],
    "frozen_item": ["agenda", "place", "item", "topic", "text", "speaker", "minutes"],
    "import_batch": (
        "file_name sha256 table rows source received_on imported_at imported_by columns"
    ).split(),
    "content_change": ["batch", "table", "row", "was", "recorded_at", "recorded_by"],
    "heading_choice": "source table heading column confirmed_at confirmed_by".split(),
    "value_choice": "source table column value means confirmed_at confirmed_by".split(),
    "release": "row_set first months counted_at batch recorded_at recorded_by".split(),
    "released_count": ["release", "table", "area", "category", "shown"],
    "release_withdrawal": ["first", "months", "reason", "recorded_at", "recorded_by"],
    "closed_month": ["month_end", "closed_at", "closed_by"],
    "sealed_content": ["document", "content"],
    "access_event": ["at", "subject", "name", "what", "done_to", "view"],
    "audit_event": ["at", "who", "what", "subject", "detail"],
    "store_revision": ["revision"],
}


def test_export_writes_the_tables_and_columns_of_the_contract(starter_store, tmp_path):
    folder = tmp_path / "new" / "folder"

    rows = maintenance.export(starter_store, folder)

    assert names_in(folder) == sorted(f"{name}.csv" for name in CONTRACT)
    with starter_store.reading() as connection:
        tables = {name: read_table(connection, name) for name in CONTRACT}
    for name, columns in CONTRACT.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert [column for column in columns if column not in header] == []
        assert header == METADATA.tables[name].columns.keys()
        assert len(lines) == rows[name] == tables[name].height


def test_counts_before_they_were_rounded_are_in_no_export(starter_store, tmp_path):
    record_releases(starter_store, [SUMMER], batch=None, after=0, at=AT)

    maintenance.export(starter_store, tmp_path / "export")

    files = [*(tmp_path / "export").iterdir()]
    (number,) = lines_of(tmp_path / "export/released_count.csv")
    assert (number["table"], number["shown"]) == ("told", "70")
    assert [file.name for file in files if SUMMER.counts in file.read_text("utf-8")] == []


def test_neither_export_goes_into_a_file(starter_store, tmp_path):
    (tmp_path / "letter.txt").touch()

    with pytest.raises(StoreProblem, match=NO_FOLDER_TO_WRITE):
        maintenance.export(starter_store, tmp_path / "letter.txt")
    with pytest.raises(StoreProblem, match=NO_FOLDER_TO_WRITE):
        maintenance.export_cases(starter_store, tmp_path / "letter.txt", by="A. Writer", at=AT)


def test_an_export_without_rows_of_cases_says_nothing_of_a_case(starter_store, tmp_path):
    load(starter_store, "investigation", {})

    maintenance.export(starter_store, tmp_path / "out")

    assert [name for name in names_in(tmp_path / "out") if name.split(".")[0] in TALLY_NAMES] == []
    assert [
        path.name
        for path in (tmp_path / "out").iterdir()
        if case_key(1).encode() in path.read_bytes()
    ] == []


def test_rows_of_cases_are_exported_as_they_count_now(starter_store, tmp_path):
    load(starter_store, "investigation", {"area": "Devon"}, {"case": 2})
    batch = load(starter_store, "investigation", {"area": "Plymouth", "domestic_abuse": False})
    load(starter_store, "notice", {"told_on": "2021-11-05", "method": "video"})

    rows = maintenance.export_cases(starter_store, tmp_path, by="A. Writer", at=AT)

    assert rows == dict.fromkeys(TALLY_NAMES, 0) | {"investigation": 2, "notice": 1}
    assert sorted(path.stem for path in tmp_path.glob("*.csv")) == sorted(TALLY_NAMES)
    first, second = lines_of(tmp_path / "investigation.csv")
    asked = {each.column: "not recorded" for each in Characteristic}
    assert second == {
        "batch": str(batch),
        "force": "force",
        "area": "Plymouth",
        "case_key": case_key(1),
        "reported_on": "2021-07-16",
        "domestic_abuse": "false",
        "outcome_code": "",
        "outcome_on": "",
        "suspect_interviewed": "",
        **asked,
    }
    assert (first["case_key"], first["area"], first["domestic_abuse"]) == (case_key(2), "", "")
    (notice,) = lines_of(tmp_path / "notice.csv")
    assert (notice["told_on"], notice["method"], notice["area"]) == (
        "2021-11-05",
        "video",
        "Plymouth",
    )


def test_an_export_of_rows_of_cases_is_in_the_audit(starter_store, tmp_path):
    maintenance.export_cases(starter_store, tmp_path, by="A. Writer", at=AT)

    event = read_snapshot(starter_store).tables["audit_event"].drop("id").row(-1)
    assert event == (AT, "A. Writer", "export", "rows of cases", None)


def test_what_is_exported_of_each_table_is_known_again_by_its_headings(starter_store, tmp_path):
    for table in TALLY_NAMES:
        load(starter_store, table, {})

    maintenance.export_cases(starter_store, tmp_path, by="A. Writer", at=AT)

    for table in TALLY_NAMES:
        (line,) = lines_of(tmp_path / f"{table}.csv")
        assert [layout.table for layout in guess_tables(list(line), {})] == [table]


def lines_of(file):
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
