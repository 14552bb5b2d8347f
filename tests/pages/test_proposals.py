"""A contributor proposes on Record, the office decides on Proposals, and history shows both."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from data_access import schemas, writes
from data_access.sign_in.roles import Person
from data_access.store import open_store
from data_access.vocabulary import Role
from data_access.writes import proposals
from tests.data_access.stores import change
from tests.pages import opening
from tests.pages.conftest import everything_said
from tests.pages.filters import filter_of
from tests.pages.opening import opened
from tests.pages.updating import DAY, box, errors, newest, pressed, rows, text
from tests.sign_in import person
from ui.sign_in import current_person

AT = datetime(2022, 2, 28, 10, 30, tzinfo=UTC)
CARLA = person(Role.CONTRIBUTOR, name="Carla Contributor")
COLIN = replace(CARLA, subject="colin", name="Colin Prosecutor", organisation="cps")
RITA = person(Role.RECORDER, name="Rita Recorder")
READER = person(Role.READER, name="Ravi Reader")
ACTION = "A2"
WORDS = "The pilot *has begun*."


@pytest.fixture
def sign_in(monkeypatch):
    """A function that signs in somebody in place of whoever was."""

    def as_person(someone: Person) -> Person:
        monkeypatch.setattr(current_person, "person", lambda: someone)
        return someone

    return as_person


def proposed(store, who=CARLA, **details):
    given = {"action": ACTION, "effective_on": DAY, "note": WORDS} | details
    new = writes.validate(schemas.NewActionUpdate, **given)
    return proposals.propose(open_store(store).as_written_by(who), new, by=who.name, at=AT)


def recorded(store, note):
    new = writes.validate(schemas.NewActionUpdate, action=ACTION, effective_on=DAY, note=note)
    writes.record(open_store(store), new, by="Otto Recorder", at=AT)


def proposing(page):
    page = pressed(page, "Review")
    return page if page.error else pressed(page, "Propose")


def keys(page):
    return {button.key for button in page.button if button.key}


def links(page):
    labels = [link.proto.label for link in page.get("page_link")]
    return [label for label in labels if re.match(r"\d+ proposal", label)]


def test_a_contributor_proposes_what_is_shown_and_nothing_else_changes(own_store, sign_in):
    sign_in(CARLA)
    before = rows(own_store, "action_update")

    page = opened("update")
    box(page, "Which action?").set_value(ACTION).run()
    text(page, "In your words").input(WORDS)
    page = proposing(page)

    assert errors(page) == []
    assert page.success[0].value.startswith("Your proposal is with the office")
    assert rows(own_store, "action_update") == before
    kept = newest(own_store, "proposal", "organisation", "fields", "recorded_by", "decision")
    assert json.loads(kept.pop("fields")) == {
        "action": ACTION,
        "effective_on": DAY.isoformat(),
        "note": WORDS,
    }
    assert kept == {"organisation": "force", "recorded_by": CARLA.name, "decision": None}


def test_a_contributor_is_offered_three_forms_and_the_own_organisation_in_them(own_store, sign_in):
    sign_in(COLIN)
    tables = {name: rows(own_store, name) for name in ("action", "ask")}
    leads = {row["ref"]: row["lead_organisation"] for row in tables["action"]}

    update, evidence = opened("update"), opened("update", record="evidence")
    answer = opened("update", record="answer")

    offered = filter_of(update, "What do you want to propose?").options
    assert offered == ["An update of an action", "A piece of evidence", "An answer to a question"]
    for page, label in ((update, "Which action?"), (evidence, "About which action")):
        refs = [option.split(".")[0] for option in box(page, label).options]
        assert refs
        assert {leads[ref] for ref in refs} == {"cps"}
    assert box(evidence, "Who says or gives it").options == ["CPS"]
    assert box(evidence, "Who says or gives it").value == "cps"
    assert not [each for each in evidence.selectbox if each.label == "About which part"]
    asked = {row["what"] for row in tables["ask"] if row["of_whom"] != "cps"}
    of_answer = [each for each in answer.selectbox if each.label == "Which question"]
    assert asked.isdisjoint(option for each in of_answer for option in each.options)


@pytest.mark.usefixtures("own_store")
def test_a_link_to_a_form_of_the_office_leads_a_contributor_to_one_of_theirs(sign_in):
    sign_in(CARLA)

    assert "entries" not in [choice.key for choice in opened("update", entries="many").selectbox]
    page = opened("update", record="meeting")

    assert "“meeting” in the address cannot be chosen" in page.warning[0].value
    assert box(page, "Which action?").options


def test_the_office_accepts_and_the_history_shows_who_proposed_it(own_store, sign_in):
    proposed(own_store)
    sign_in(RITA)
    assert links(opened("update")) == ["1 proposal to accept or return"]
    assert links(opened("meetings")) == ["1 proposal to accept or return"]

    page = opened("proposals")
    assert "- In their words: The pilot \\*has begun\\*." in everything_said(page)
    page = pressed(page, "Accept")

    assert errors(page) == []
    assert [said.value for said in page.success] == ["Proposal 1 is accepted."]
    assert newest(own_store, "action_update", "note", "recorded_by") == {
        "note": WORDS,
        "recorded_by": RITA.name,
    }
    history = everything_said(opened("joint_action_plan", action=ACTION))
    assert "Rita Recorder, who accepted it from Carla Contributor" in history
    assert links(opened("update")) == []


def test_an_answer_that_was_accepted_stands_on_meetings_with_both_names(own_store, sign_in):
    open_questions = [row for row in rows(own_store, "ask") if row["answered_on"] is None]
    asked = next(row for row in open_questions if row["of_whom"] == "cps")
    given = {"ask": asked["id"], "answer": "Thirty of forty.", "answered_on": DAY}
    store, new = open_store(own_store), writes.validate(schemas.QuestionAnswered, **given)
    number = proposals.propose(store.as_written_by(COLIN), new, by=COLIN.name, at=AT)
    sign_in(RITA)
    assert asked["what"] in everything_said(opened("proposals"))
    proposals.accept(store.as_written_by(RITA), number, by=RITA.name, at=AT)

    page = opened("meetings", meeting=asked["meeting"])

    said = "Thirty of forty. (proposed by Colin Prosecutor, accepted by Rita Recorder)"
    assert said in everything_said(page)


def test_a_returned_proposal_says_why_and_is_changed_and_proposed_again(own_store, sign_in):
    sign_in(RITA)
    proposed(own_store)
    page = opened("proposals")
    refused = errors(pressed(page, "Return"))
    assert refused == ["Reason: write something."]
    text(page, "Why it is returned").input("Say which unit.")
    pressed(page, "Return")

    sign_in(CARLA)
    assert links(opened("update")) == ["1 proposal came back from the office"]
    page = opened("proposals")
    assert "**Returned by Rita Recorder:** Say which unit." in everything_said(page)
    page = pressed(page, "Change it and propose it again")
    # A browser stays on the page that the button leads to.
    page = page.switch_page("../pages/update.py").run()
    assert "Proposal 1 was returned by Rita Recorder" in page.info[0].value
    assert text(page, "In your words").value == WORDS
    text(page, "In your words").input("The pilot in Exeter has begun.")
    page = proposing(page)

    assert errors(page) == []
    assert newest(own_store, "proposal", "id", "follows", "decision") == {
        "id": 2,
        "follows": 1,
        "decision": None,
    }
    assert "Change it and propose it again" not in {b.label for b in opened("proposals").button}


def test_what_was_recorded_since_is_shown_and_agreed_to_before_it_is_accepted(own_store, sign_in):
    proposed(own_store)
    closed = writes.validate(
        schemas.NewActionUpdate, action=ACTION, effective_on=DAY, state="complete"
    )
    writes.record(open_store(own_store), closed, by="Otto Recorder", at=AT)
    sign_in(RITA)

    page = opened("proposals")

    assert "complete (Otto Recorder)" in page.warning[-1].value
    accept = next(button for button in page.button if button.label == "Accept")
    assert accept.disabled
    page.checkbox[0].check().run()
    page = pressed(page, "Accept")
    assert [said.value for said in page.success] == ["Proposal 1 is accepted."]


def test_a_tick_holds_for_what_stood_above_it_and_not_for_what_was_recorded_since(
    own_store, sign_in
):
    proposed(own_store)
    recorded(own_store, "Begun.")
    sign_in(RITA)
    page = opened("proposals")
    page.checkbox[0].check().run()
    recorded(own_store, "The Commissioner forbids it.")

    page = page.button(key="accept-1").click().run()

    assert rows(own_store, "proposal")[0]["decision"] is None
    assert not page.checkbox[0].value
    assert "forbids it" in page.warning[-1].value


def test_what_was_corrected_since_the_page_was_opened_is_read_again_before_it_is_accepted(
    own_store, sign_in
):
    proposed(own_store)
    sign_in(RITA)
    page = opened("proposals")
    store = open_store(own_store)
    change(store, f"UPDATE action SET title = 'Quite another' WHERE ref = '{ACTION}'")
    change(store, "UPDATE store_revision SET revision = revision + 1")

    page = page.button(key="accept-1").click().run()

    assert rows(own_store, "proposal")[0]["decision"] is None
    assert "Read it again" in page.warning[-1].value
    page.button(key="accept-1").click().run()
    assert rows(own_store, "proposal")[0]["decision"] == "accepted"


def test_nothing_that_somebody_typed_is_read_as_a_link_or_a_mark(own_store, sign_in):
    proposed(own_store)
    recorded(own_store, "Read [that](https://example.org) *now*.")
    sign_in(RITA)

    warned = opened("proposals").warning[-1].value

    assert r"Read \[that\](https\://example.org) \*now\*." in warned


def test_who_accepts_second_is_told_who_was_first(own_store, sign_in):
    proposed(own_store)
    sign_in(RITA)
    page = opened("proposals")
    other = open_store(own_store).as_written_by(replace(RITA, name="Otto Recorder"))
    proposals.accept(other, 1, by="Otto Recorder", at=AT)

    page.button(key="accept-1").click().run()

    assert not page.exception
    assert rows(own_store, "proposal")[0]["decided_by"] == "Otto Recorder"
    assert len([row for row in rows(own_store, "action_update") if row["note"] == WORDS]) == 1


def test_a_contributor_sees_the_own_organisation_and_takes_back_what_is_open(own_store, sign_in):
    proposed(own_store)
    sign_in(COLIN)
    assert "The pilot" not in everything_said(opened("proposals"))
    sign_in(CARLA)
    page = opened("proposals")
    assert keys(page) == {"withdraw-1"}

    page = pressed(page, "Take it back")

    assert [said.value for said in page.success] == ["Proposal 1 is withdrawn."]
    assert rows(own_store, "proposal")[0]["decision"] == "withdrawn"


@pytest.mark.parametrize("fields", ["{}", '{"note": "[redacted]"}'])
def test_a_proposal_whose_words_were_blanked_is_returned_and_not_accepted(
    own_store, sign_in, fields
):
    proposed(own_store)
    change(open_store(own_store), f"UPDATE proposal SET fields = '{fields}'")
    sign_in(RITA)

    page = pressed(opened("proposals"), "Accept")

    assert len(errors(page)) == 1
    assert rows(own_store, "proposal")[0]["decision"] is None


def test_an_organisation_of_the_settings_that_is_not_here_breaks_no_page(own_store, sign_in):
    proposed(own_store)
    sign_in(replace(CARLA, organisation="forse"))

    for page in (opened("update"), opened("update", record="evidence"), opened("proposals")):
        assert not page.exception


@pytest.mark.parametrize(
    ("who", "pages"), [(READER, ["briefing", "meetings"]), (None, ["meetings", "update"])]
)
def test_who_neither_proposes_nor_decides_sees_nothing_of_it(
    own_store, sign_in, monkeypatch, who, pages
):
    monkeypatch.setattr(opening, "FIRST", "../pages/meetings.py")
    sign_in(who)
    before = [everything_said(opened(page)) for page in pages]

    proposed(own_store)

    assert [everything_said(opened(page)) for page in pages] == before
