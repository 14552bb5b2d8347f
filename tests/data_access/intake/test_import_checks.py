"""Files that may be loaded, files that are only checked, and the record of a loaded file."""

import hashlib
import shutil
from datetime import date

import pytest

from data_access.intake.privacy.case_key import FINGERPRINT, CaseKey
from data_access.reads import read_snapshot, read_tallies
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.writes import LONGEST_NAME, Refused
from tests.data_access.intake.office import (
    AT,
    BY,
    CASE_KEYS,
    EVERYTHING,
    KEY,
    REFERENCE,
    all_templates,
    bring,
    cases,
    counts,
    errors_in,
    everything,
    lines,
    meaning,
    nothing_changes,
    template,
)
from tests.data_access.stores import file_of, names_in
from tests.sentences import NEVER_MIX

ANOTHER_KEY = CaseKey(bytes(32))


def audited(store):
    return read_snapshot(store).tables["audit_event"].select("who", "what", "subject").row(-1)


def days_of(store, column="reported_on"):
    return read_tallies(store).tables["investigation"][column].to_list()


def choices(store):
    chosen = read_snapshot(store).tables["heading_choice"]
    return chosen.select("source", "table", "heading", "column", "confirmed_by").rows()


# Records


def test_what_a_heading_means_is_said_once_for_a_source_and_asked_anew_of_another(starter_store):
    odd = lines("Dossier,Came in", f"{REFERENCE},16/07/2021")
    said = meaning({"Dossier": "case_reference", "Came In": "reported_on"})

    assert counts(bring(starter_store, odd, table="investigation", answers=said)) == {
        "investigation": (1, 0, 0)
    }
    assert choices(starter_store) == [
        ("Unifi", "investigation", "dossier", "case_reference", BY),
        ("Unifi", "investigation", "came in", "reported_on", BY),
    ]
    assert counts(bring(starter_store, odd)) == {"investigation": (0, 0, 1)}
    assert not nothing_changes(starter_store, odd, source="Niche").errors.is_empty()


def test_what_is_said_anew_of_a_heading_takes_the_place_of_what_was_said(starter_store):
    odd = lines("Crime Ref,Date Reported,Closed", f"{REFERENCE},16/07/2021,16")
    bring(starter_store, odd, answers=meaning({"Closed": "outcome_code"}))
    dated = lines("Crime Ref,Date Reported,OC,Closed", f"{REFERENCE},16/07/2021,16,01/11/2021")

    bring(starter_store, dated, answers=meaning({"Closed": "outcome_on"}))

    assert choices(starter_store) == [("Unifi", "investigation", "closed", "outcome_on", BY)]
    assert days_of(starter_store, "outcome_on") == [date(2021, 11, 1)]


def test_nothing_is_remembered_of_files_that_were_refused_or_only_looked_at(starter_store):
    odd = lines("Dossier,Date Reported", f"{REFERENCE},16/07/2021", "50/1/21,soon")
    good = lines("Dossier,Date Reported", f"{REFERENCE},16/07/2021")
    said = meaning({"Dossier": "case_reference"})
    before = everything(starter_store)

    refused = bring(starter_store, odd, answers=said)
    looked = bring(starter_store, good, answers=said, dry_run=True)

    assert (refused.loaded, looked.loaded) == (False, False)
    assert (refused.errors.is_empty(), looked.errors.is_empty()) == (False, True)
    assert everything(starter_store) == before


def test_a_batch_says_what_came_of_which_file_from_whom_and_when(starter_store):
    upload = cases("16/07/2021", "17/07/2021")
    bring(starter_store, upload)
    bring(starter_store, cases("15/07/2021", "17/07/2021", "18/07/2021"), source="Niche", by="B")

    batches = read_snapshot(starter_store).tables["import_batch"]
    columns = ["file_name", "table", "source", "imported_by", "rows", "rows_new", "rows_changed"]
    assert batches.select(columns).rows() == [
        ("investigation.csv", "investigation", "Unifi", BY, 2, 2, 0),
        ("investigation.csv", "investigation", "Niche", "B", 3, 1, 1),
    ]
    assert batches["sha256"][0] == KEY.keyed_digest(upload.content)
    assert batches["sha256"][0] != hashlib.sha256(upload.content).hexdigest()
    assert batches.select("received_on", "imported_at", "withdrawn_at").row(0) == (
        date(2022, 6, 9),
        AT,
        None,
    )
    assert audited(starter_store) == ("B", "import", "investigation")


# Looking only


@pytest.mark.slow
def test_a_dry_run_leaves_the_file_as_it_was_byte_for_byte(file_store):
    before = file_of(file_store).read_bytes()

    report = bring(file_store, *all_templates(), dry_run=True)

    new = {table: (len(rows), 0, 0) for table, rows in EVERYTHING.items()}
    assert counts(report) == new | {"inspection": (0, 1, 0)}
    assert not report.loaded
    assert file_of(file_store).read_bytes() == before
    assert names_in(file_of(file_store).parent) == ["office.db"]


# Files that may be loaded


def test_cases_are_refused_until_somebody_accepts_that_nobody_signs_in(starter_store):
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match="set ACCEPT_NO_SIGN_IN=yes"):
        bring(starter_store, cases("16/07/2021"), accepts_no_sign_in=False)

    assert everything(starter_store) == before
    content = template("meeting", *EVERYTHING["meeting"])
    assert counts(bring(starter_store, content, accepts_no_sign_in=False)) == {"meeting": (1, 0, 0)}


def test_cases_never_go_into_a_demonstration(store_for, tmp_path):
    shutil.copy(store_for("demonstration").removeprefix("sqlite:///"), tmp_path / "demo.db")
    demonstration = open_store(sqlite_url(tmp_path / "demo.db"))
    before = everything(demonstration)

    with pytest.raises(StoreProblem, match=NEVER_MIX):
        bring(demonstration, cases("16/07/2021"))

    assert everything(demonstration) == before
    meeting = template("meeting", *EVERYTHING["meeting"])
    assert counts(bring(demonstration, meeting)) == {"meeting": (1, 0, 0)}


def test_another_key_than_before_is_refused(starter_store):
    bring(starter_store, cases("16/07/2021"))
    before = everything(starter_store)

    with pytest.raises(StoreProblem, match="not the key that the cases in this store were read"):
        bring(starter_store, cases("16/07/2021"), key=ANOTHER_KEY)

    assert everything(starter_store) == before


def test_without_a_key_no_reference_goes_in_but_case_keys_do(starter_store):
    keyed = lines("Case key,Date Reported", f"{CASE_KEYS[REFERENCE]},16/07/2021")

    assert errors_in(nothing_changes(starter_store, cases("16/07/2021"), key=None)) == [
        (None, "Crime reference")
    ]
    assert counts(bring(starter_store, keyed, key=None)) == {"investigation": (1, 0, 0)}


def test_case_keys_of_the_force_do_not_bind_the_office_to_its_own_key(starter_store):
    keyed = lines("Case key,Date Reported", f"{CASE_KEYS[REFERENCE]},16/07/2021")

    bring(starter_store, keyed, key=ANOTHER_KEY)

    assert read_snapshot(starter_store).tables["setting"].filter(key=FINGERPRINT).is_empty()
    assert counts(bring(starter_store, cases("16/07/2021"))) == {"investigation": (0, 0, 1)}


def test_a_file_cannot_have_come_on_a_day_that_is_still_to_be(starter_store):
    before = everything(starter_store)

    with pytest.raises(
        Refused, match="A file cannot have come on 12/06/2022, before this century or"
    ):
        bring(starter_store, cases("16/07/2021"), received_on=date(2022, 6, 12))

    assert everything(starter_store) == before


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"by": "j.doe@example.org"}, "Type your name alone: there is an e-mail address in it"),
        ({"by": " "}, "Type your name"),
        ({"source": "x" * (LONGEST_NAME + 1)}, "Who sent it: write 1 to 80 characters"),
        ({"source": "Unifi, CR/97531/21"}, "Who sent it: .* a crime or case reference"),
        ({"answers": meaning({"01392 496 000": "outcome_on"})}, "A heading .* a telephone number"),
        ({"answers": meaning({"Jane Thornbury": "outcome_on"})}, "looks like somebody’s name"),
    ],
)
def test_what_would_be_kept_of_the_sender_may_lead_to_nobody(starter_store, said, refusal):
    before = everything(starter_store)

    with pytest.raises(Refused, match=refusal):
        bring(starter_store, cases("16/07/2021"), **said)

    assert everything(starter_store) == before
