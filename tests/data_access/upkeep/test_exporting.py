"""The tables come out as files with the columns of the contract."""

import csv

import pytest

from data_access import upkeep
from data_access.reads import read_snapshot
from data_access.store import StoreProblem
from data_access.tables import METADATA
from tests.data_access.stores import file_of, names_in

# The contract of `export`: the columns that each file has at least.
CONTRACT = {
    "organisation": ["name", "kind"],
    "area": ["name", "force"],
    "time_limit": "code days day_type effective_from effective_to source verified".split(),
    "setting": ["key", "value"],
    "inspection": (
        "title bodies published_on response_due_stated_on response_due_computed_on responded_on "
        "date_basis"
    ).split(),
    "finding": ["inspection", "text"],
    "recommendation": ["number", "text", "wording", "short_title"],
    "requirement": ("recommendation part text addressee deadline_kind due_on answered").split(),
    "comment": ["recommendation", "voice", "text", "effective_on", "date_basis"],
    "position": ("requirement voice state effective_on recorded_at recorded_by note").split(),
    "judgement": ("requirement performance plan reasons given_by meeting review_due_on").split(),
    "evidence": (
        "requirement action kind quote quote_section quote_paragraph strength dated_on expires_on "
        "link figure_owed"
    ).split(),
    "action": (
        "ref requirement title lead_organisation owner_role origin stated_as quote quote_section "
        "quote_paragraph opened_on first_due_on deadline_kind review_on figure_owed"
    ).split(),
    "action_update": (
        "action effective_on recorded_at recorded_by state new_due_on change_reason agreed_by "
        "waiting_on note"
    ).split(),
    "escalation": (
        "ref subject route rung side reason raised_on respond_by_on resolved_on outcome"
    ).split(),
    "meeting": ["kind", "held_on"],
    "decision": ["meeting", "text", "owner", "due_on", "done_on"],
    "ask": ["of_whom", "what", "asked_on", "due_on", "answer", "answered_on"],
    "import_batch": (
        "file_name sha256 table rows source received_on imported_at imported_by"
    ).split(),
    "content_change": ["batch", "table", "row", "was"],
    "heading_choice": "source table heading column confirmed_at confirmed_by".split(),
    "closed_month": ["month_end", "closed_at", "closed_by"],
    "audit_event": ["at", "who", "what", "subject", "detail"],
    "store_revision": ["revision"],
}


def test_export_writes_the_tables_and_columns_of_the_contract(starter_store, tmp_path):
    folder = tmp_path / "new" / "folder"

    rows = upkeep.export(starter_store, folder)

    assert names_in(folder) == sorted(f"{name}.csv" for name in CONTRACT)
    tables = read_snapshot(starter_store).tables
    for name, columns in CONTRACT.items():
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            header, *lines = csv.reader(file)
        assert [column for column in columns if column not in header] == []
        assert header == METADATA.tables[name].columns.keys()
        assert len(lines) == rows[name] == tables[name].height


def test_export_into_a_file_is_refused(starter_store):
    with pytest.raises(StoreProblem, match="is not a folder that can be written to"):
        upkeep.export(starter_store, file_of(starter_store))
