"""What a contributor proposes counts nowhere until the office accepts it, and is never lost."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from data_access import maintenance, schemas, writes
from data_access.reads import read_snapshot
from data_access.sign_in import sessions
from data_access.store import NotAllowed, open_store, sqlite_url
from data_access.tables import RECORDED_IN
from data_access.vocabulary import ProposalDecision, ProposalKind, Role
from data_access.writes import Overtaken, Refused, proposals
from tests.data_access.contents import everything, rows
from tests.data_access.stores import change
from tests.data_access.valid_entries import BOARD, EMPTY_UPDATE, KINDS, VALID, prepare, record
from tests.sign_in import person

AT = datetime(2022, 2, 1, 10, 30, tzinfo=UTC)
NEXT_DAY = datetime(2022, 2, 2, 9, tzinfo=UTC)
DAY = date(2022, 1, 31)
CARLA = person(Role.CONTRIBUTOR, name="Carla Contributor")
COLIN = replace(CARLA, subject="colin", name="Colin Prosecutor", organisation="cps")
RITA = person(Role.RECORDER, name="Rita Recorder")
OTTO = person(Role.RECORDER, name="Otto Recorder")
HANDED_OVER = {"new_lead": "cps", "handed_over_by": "The board", "note": "Agreed there."}
# Tables that say that something was proposed, and no more.
OF_PROPOSALS = {"proposal", "audit_event", "store_revision"}


def update(**details):
    given = {"action": "A2", "effective_on": DAY, "note": "The pilot has begun."} | details
    return writes.validate(schemas.NewActionUpdate, **given)


def evidence(**details):
    given = {
        "title": "Minutes of the pilot",
        "action": "A2",
        "voice": "force",
        "kind": "document",
        "effective_on": DAY,
    }
    return writes.validate(schemas.NewEvidence, **given | details)


def answer(**details):
    given = {"ask": 1, "answer": "Thirty of forty.", "answered_on": DAY} | details
    return writes.validate(schemas.QuestionAnswered, **given)


def propose(store, new=None, *, who=CARLA, at=AT, follows=None):
    own = store.as_written_by(who)
    return proposals.propose(own, new or update(), by=who.name, at=at, follows=follows)


def accept(store, number=1, *, who=RITA, at=NEXT_DAY, seen=None):
    return proposals.accept(store.as_written_by(who), number, by=who.name, at=at, seen=seen)


def give_back(store, number=1, reason="Say which unit.", *, who=RITA, at=NEXT_DAY):
    new = writes.validate(schemas.ProposalReturned, proposal=number, reason=reason)
    proposals.return_(store.as_written_by(who), new, by=who.name, at=at)


def as_others_see(store):
    return {name: held for name, held in everything(store).items() if name not in OF_PROPOSALS}


ENTRIES = {"action_update": update, "evidence": evidence, "ask": answer}


@pytest.mark.parametrize("table", ENTRIES)
def test_until_it_is_accepted_a_proposal_changes_no_other_table(file_store, table):
    prepare(file_store, "answer")
    before = as_others_see(file_store)

    number = propose(file_store, ENTRIES[table]())
    give_back(file_store, number)
    propose(file_store, ENTRIES[table](), follows=number)

    assert as_others_see(file_store) == before


@pytest.mark.parametrize("table", ENTRIES)
def test_accepted_it_is_recorded_as_if_the_office_had_recorded_it(file_store, tmp_path, table):
    prepare(file_store, "answer")
    maintenance.backup(file_store, tmp_path / "same.db")
    same = open_store(sqlite_url(tmp_path / "same.db"))
    number = propose(file_store, ENTRIES[table]())
    before = rows(file_store, "store_revision")[0]["revision"]

    ref = accept(file_store, number)

    assert ref == writes.record(same, ENTRIES[table](), by=RITA.name, at=NEXT_DAY)
    assert as_others_see(file_store) == as_others_see(same)
    assert rows(file_store, "store_revision")[0]["revision"] == before + 1
    recorded = rows(same, "audit_event")[-1]
    accepted, entry = rows(file_store, "audit_event")[-1], rows(file_store, "audit_event")[-2]
    assert [entry[name] for name in ("who", "what", "subject")] == [
        recorded[name] for name in ("who", "what", "subject")
    ]
    assert (accepted["what"], accepted["subject"]) == ("accept proposal", "proposal 1")
    kept = rows(file_store, "proposal")[0]
    assert kept["recorded_row"] == rows(file_store, table)[-1]["id"]


def test_a_proposal_is_kept_with_who_proposed_and_who_decided_it(starter_store):
    propose(starter_store)
    accept(starter_store)

    assert rows(starter_store, "proposal") == [
        {
            "id": 1,
            "organisation": "force",
            "kind": "action-update",
            "action": "A2",
            "ask": None,
            "seen": 0,
            "fields": json.dumps(
                {"action": "A2", "effective_on": "2022-01-31", "note": "The pilot has begun."}
            ),
            "follows": None,
            "recorded_at": "2022-02-01 10:30:00.000000",
            "recorded_by": "Carla Contributor",
            "decision": "accepted",
            "decided_at": "2022-02-02 09:00:00.000000",
            "decided_by": "Rita Recorder",
            "reason": None,
            # A server counts on when what was tried is taken back.
            "recorded_row": rows(starter_store, "action_update")[0]["id"],
        }
    ]


def test_a_returned_proposal_says_why_and_is_sent_again_once(file_store):
    propose(file_store)
    give_back(file_store, reason="Say which unit.")

    number = propose(file_store, update(note="The pilot in Exeter has begun."), follows=1)
    with pytest.raises(Overtaken, match="Proposal 1 was sent again already"):
        propose(file_store, update(note="Another."), follows=1)

    first, second = rows(file_store, "proposal")
    assert (first["decision"], first["reason"]) == ("returned", "Say which unit.")
    assert (second["id"], second["follows"], second["decision"]) == (number, 1, None)


@pytest.mark.parametrize("follows", [1, 99])
def test_only_what_was_returned_to_ones_own_organisation_is_sent_again(file_store, follows):
    propose(file_store)

    with pytest.raises(Refused):
        propose(file_store, update(note="Another."), follows=follows)
    give_back(file_store)
    theirs = writes.validate(schemas.NewActionUpdate, action="A20", effective_on=DAY, note="x")
    change(file_store, "UPDATE action SET lead_organisation = 'cps' WHERE ref = 'A20'")
    with pytest.raises(Refused, match="no proposal"):
        propose(file_store, theirs, who=COLIN, follows=follows)

    assert len(rows(file_store, "proposal")) == 1


def test_a_contributor_takes_back_what_is_open_of_the_own_organisation_and_sends_it_again(
    file_store,
):
    propose(file_store)

    with pytest.raises(Refused, match="another organisation"):
        proposals.withdraw_proposal(file_store.as_written_by(COLIN), 1, by=COLIN.name, at=AT)
    proposals.withdraw_proposal(file_store.as_written_by(CARLA), 1, by=CARLA.name, at=AT)
    with pytest.raises(Overtaken, match="was withdrawn on 01/02/2022 by Carla Contributor"):
        accept(file_store)
    number = propose(file_store, update(note="The pilot in Exeter has begun."), follows=1)

    first, second = rows(file_store, "proposal")
    assert (first["decision"], first["reason"]) == (ProposalDecision.WITHDRAWN, None)
    assert (second["id"], second["follows"], second["decision"]) == (number, 1, None)


# Whose it is


def of_others():
    """Entries that are of no action or question of the force, and what is said of each."""
    return {
        "an action of the CPS": (update(action="A20"), "does not lead A20: choose"),
        "evidence on it": (evidence(action="A20"), "does not lead A20: choose"),
        "evidence on a part alone": (
            evidence(action=None, requirement="rape-1/1"),
            "which of your actions",
        ),
        "evidence on another part": (evidence(requirement="rape-1/2"), "is about another part"),
        "another voice": (evidence(voice="opcc"), "in its own name"),
        "that a figure is owed": (evidence(figure_owed=True), "Only the office records whether"),
        "a question to the CPS": (answer(ask=2), "no such question"),
        "a question of nobody": (answer(ask=99), "no such question"),
        "an action of nobody": (update(action="A999"), "There is no action A999"),
        "a correction": (update(corrects=1), "cannot be proposed"),
        "a meeting": (writes.validate(KINDS["meeting"], **VALID["meeting"]), "cannot be proposed"),
    }


@pytest.mark.parametrize("what", of_others())
def test_what_is_not_of_the_own_organisation_cannot_be_proposed(file_store, what):
    prepare(file_store, "answer")
    record(file_store, "ask", of_whom="cps", meeting=BOARD)
    change(file_store, "UPDATE action SET lead_organisation = 'cps' WHERE ref = 'A20'")
    new, sentence = of_others()[what]

    with pytest.raises(Refused, match=sentence):
        propose(file_store, new)

    assert rows(file_store, "proposal") == []


def test_an_action_that_was_handed_over_is_proposed_for_by_who_has_it(file_store):
    record(file_store, "action_update", **EMPTY_UPDATE | HANDED_OVER)

    with pytest.raises(Refused, match="does not lead A2"):
        propose(file_store)
    assert propose(file_store, who=COLIN) == 1


def test_an_action_handed_over_meanwhile_is_not_accepted_for_who_had_it(file_store):
    propose(file_store)
    record(file_store, "action_update", **EMPTY_UPDATE | HANDED_OVER)

    with pytest.raises(Refused, match="does not lead A2: choose"):
        accept(file_store, seen=1)


ALL = [role for role in Role if role != Role.CONTRIBUTOR]


@pytest.mark.parametrize("role", ALL)
def test_nobody_else_proposes_whatever_page_is_bypassed(file_store, role):
    someone = replace(person(role), organisation="force")

    with pytest.raises(NotAllowed):
        propose(file_store, who=someone)


@pytest.mark.parametrize("write", [accept, give_back])
def test_a_contributor_decides_nothing_and_records_nothing(file_store, write):
    propose(file_store)

    with pytest.raises(NotAllowed, match="only the role recorder may do this"):
        write(file_store, who=CARLA)
    with pytest.raises(NotAllowed, match="only the role recorder may do this"):
        writes.record(file_store.as_written_by(CARLA), update(), by=CARLA.name, at=AT)
    with pytest.raises(NotAllowed, match="in the name of the person who signed in"):
        proposals.propose(file_store.as_written_by(CARLA), update(), by="Another", at=AT)


def test_where_nobody_signs_in_nobody_proposes(file_store):
    with pytest.raises(Refused, match="sign in as one"):
        proposals.propose(file_store, update(), by="Anybody", at=AT)


def test_an_organisation_of_the_settings_that_is_not_here_is_named(file_store):
    with pytest.raises(Refused, match="you are of forse, which is no organisation here"):
        propose(file_store, who=replace(CARLA, organisation="forse"))


def test_an_organisation_with_a_new_name_proposes_as_before(file_store):
    change(file_store, "UPDATE organisation SET name = 'The Constabulary' WHERE ref = 'force'")

    assert accept(file_store, propose(file_store)) == 1


def test_the_organisation_is_that_of_the_session(file_store):
    ends_at = datetime(2022, 2, 1, 18, tzinfo=UTC)
    sessions.begin_session(file_store, "key", CARLA, at=AT, ends_at=ends_at)

    found = sessions.read_session(file_store, "key")

    assert found
    assert found.person == CARLA


# Today's state


def test_what_could_not_be_recorded_cannot_be_proposed(starter_store):
    late = update(new_due_on=date(2022, 4, 1), agreed_by="The board")
    seen = accept(starter_store, propose(starter_store, late))

    with pytest.raises(Refused, match="The action has this date already: give another one"):
        propose(
            starter_store, update(new_due_on=date(2022, 4, 1), agreed_by="The board", seen=seen)
        )
    with pytest.raises(Overtaken, match="since you opened this page"):
        propose(starter_store, update(seen=0))


def test_of_two_recorders_at_once_one_is_told_who_accepted_it(starter_store):
    propose(starter_store)

    def outcome(who):
        try:
            return accept(starter_store, who=who)
        except Overtaken as overtaken:
            return str(overtaken)

    with ThreadPoolExecutor(2) as both:
        told, recorded = sorted(
            both.map(outcome, (RITA, OTTO)), key=lambda said: isinstance(said, int)
        )

    assert [recorded] == [row["id"] for row in rows(starter_store, "action_update")]
    who = rows(starter_store, "proposal")[0]["decided_by"]
    assert told == (f"Proposal 1 was accepted on 02/02/2022 by {who}. Nothing was changed.")


def test_what_was_recorded_since_is_named_and_looked_at_before_it_is_accepted(file_store):
    propose(file_store, evidence())
    closed = update(state="complete", note="Done.")
    writes.record(file_store, closed, by="Otto Recorder", at=AT)
    before = everything(file_store)

    with pytest.raises(Overtaken, match=r"Otto Recorder .* since \(from 31/01/2022: complete"):
        accept(file_store)
    assert everything(file_store) == before
    assert accept(file_store, seen=1) == "E73"


def test_an_update_under_the_number_of_a_withdrawn_one_is_one_recorded_since(file_store):
    writes.record(file_store, update(), by="Otto Recorder", at=AT)
    propose(file_store, update(state="complete"))
    change(file_store, "DELETE FROM action_update")
    stopped = update(note="The office stopped it.")
    assert writes.record(file_store, stopped, by="Otto Recorder", at=NEXT_DAY) == 1

    with pytest.raises(Overtaken, match="Otto Recorder recorded something on A2 since"):
        accept(file_store)


def test_what_a_writer_saw_is_what_there_was_whatever_is_said_of_it(file_store):
    propose(file_store, update(seen=9999))

    assert rows(file_store, "proposal")[0]["seen"] == 0


def test_a_next_review_of_what_was_closed_since_is_refused(file_store):
    propose(file_store, update(new_review_on=date(2022, 3, 1)))
    writes.record(file_store, update(state="complete"), by="Otto Recorder", at=AT)

    with pytest.raises(Refused, match="leave the next review empty"):
        accept(file_store, seen=1)
    assert rows(file_store, "proposal")[0]["decision"] is None


def test_a_question_that_was_answered_or_corrected_since_is_refused(file_store):
    prepare(file_store, "answer")
    propose(file_store, answer())
    propose(file_store, answer(answer="Twenty of forty."))
    accept(file_store, 2)

    with pytest.raises(Overtaken, match="already answered"):
        accept(file_store, 1)


def test_a_second_press_proposes_nothing_twice(file_store):
    propose(file_store)

    with pytest.raises(Overtaken, match="proposed already, as proposal 1"):
        propose(file_store)


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [("", "write something"), ("x" * 5000, "at most"), ("Ring 07700 900123.", "looks like")],
)
def test_a_reason_that_says_nothing_or_too_much_is_refused(file_store, reason, sentence):
    propose(file_store)

    with pytest.raises(Refused, match=sentence):
        give_back(file_store, reason=reason)


# Texts that should never have been typed


def test_what_is_blanked_in_the_record_is_blanked_in_what_was_proposed(file_store):
    propose(file_store, update(note="Told by Zenobia."))
    give_back(file_store)
    accept(file_store, propose(file_store, update(note="As Zenobia says."), follows=1))

    maintenance.redact(file_store, "action_update", 1, "note", by="A. Writer", at=NEXT_DAY)

    assert maintenance.places_with_text(file_store, "Zenobia") == []
    notes = [json.loads(row["fields"])["note"] for row in rows(file_store, "proposal")]
    assert notes == ["[redacted]", "[redacted]"]


@pytest.mark.parametrize(
    ("said", "name", "left"),
    [
        ("Begun.\nZenobia Quill said so.", "Zenobia Quill", "Begun.\n[redacted] said so."),
        ("Begun.\tZenobia Quill said so.", "Zenobia Quill", "Begun.\t[redacted] said so."),
        ('He said "Bobbin" then.', '"Bobbin"', "He said [redacted] then."),
        ("A note by Note.", "note", "A [redacted] by [redacted]."),
        ("As of 2022-01-31.", "2022-01-31", "As of [redacted]."),
    ],
)
def test_words_are_taken_out_of_what_a_proposal_says_and_nothing_else_of_it(
    file_store, said, name, left
):
    propose(file_store, update(note=said))

    maintenance.redact_text(file_store, name, by="A. Writer", at=NEXT_DAY)

    assert json.loads(rows(file_store, "proposal")[0]["fields"]) == {
        "action": "A2",
        "effective_on": "2022-01-31",
        "note": left,
    }
    assert accept(file_store)


def test_a_proposal_whose_words_were_blanked_can_only_be_returned(file_store):
    propose(file_store)
    maintenance.redact(file_store, "proposal", 1, "fields", by="A. Writer", at=NEXT_DAY)

    with pytest.raises(Refused, match="The words of this proposal were blanked"):
        accept(file_store)
    give_back(file_store)

    assert rows(file_store, "proposal")[0]["fields"] == "{}"


def test_a_name_that_was_proposed_stays_out_of_an_older_backup_that_is_restored(
    file_store, tmp_path
):
    propose(file_store, update(note="As Zenobia says."))
    maintenance.backup(file_store, tmp_path / "older.db")
    maintenance.redact_text(file_store, "Zenobia", by="A. Writer", at=NEXT_DAY)

    maintenance.restore(tmp_path / "older.db", file_store.url, NEXT_DAY)

    restored = open_store(file_store.url)
    assert json.loads(rows(restored, "proposal")[0]["fields"])["note"] == "As [redacted] says."
    assert b"Zenobia" not in file_store.path.read_bytes()


def test_a_backup_of_before_the_acceptance_brings_back_nothing_that_was_blanked_after_it(
    file_store, tmp_path
):
    propose(file_store, update(note="As Zenobia says."))
    maintenance.backup(file_store, tmp_path / "older.db")
    accept(file_store)
    maintenance.redact(file_store, "action_update", 1, "note", by="A. Writer", at=NEXT_DAY)

    maintenance.restore(tmp_path / "older.db", file_store.url, NEXT_DAY)

    assert maintenance.places_with_text(open_store(file_store.url), "Zenobia") == []


def test_every_kind_is_a_schema_whose_fields_are_columns_of_its_table(file_store):
    tables = read_snapshot(file_store).tables
    assert {*proposals.KINDS} == {*ProposalKind}
    own = {"seen", "ask"}
    for kind, table in RECORDED_IN.items():
        assert {*proposals.KINDS[kind].model_fields} - own <= {*tables[table].columns}
