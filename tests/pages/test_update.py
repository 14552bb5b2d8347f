"""Entries recorded on the Update page are in the store, and earlier ones are unchanged."""

from datetime import date

import pytest

from tests.pages.conftest import captions
from tests.pages.updating import (
    BY,
    DAY,
    again,
    box,
    errors,
    form_for,
    newest,
    pressed,
    rows,
    save,
    text,
)
from tests.sentences import (
    ASK_WHO_AGREED,
    NAME_OF_ENTRY,
    NO_NAME,
    NOT_SHOWN_AFTER,
    UPDATE_RECORDED,
)
from tests.stopped_clock import TODAY
from ui.elements.markdown import plain


def test_a_position_is_added_and_earlier_ones_stay(own_store):
    before = rows(own_store, "position")
    page = form_for("position")
    box(page, "Which part?").set_value("rape-1/6/b")
    box(page, "Whose position?").set_value("cps").run()
    box(page, "What it says").set_value("under way")
    text(page, "In its words").input("Letters are looked at.")
    page = save(page)

    assert [said.value for said in page.success] == ["The position is recorded."]
    assert rows(own_store, "position")[:-1] == before
    assert newest(
        own_store,
        "position",
        "requirement",
        "voice",
        "state",
        "effective_on",
        "note",
        "recorded_by",
    ) == {
        "requirement": "rape-1/6/b",
        "voice": "cps",
        "state": "under way",
        "effective_on": DAY,
        "note": "Letters are looked at.",
        "recorded_by": BY,
    }


def test_a_piece_of_evidence_is_added(own_store):
    page = form_for("evidence")
    text(page, "What the evidence says or shows").input("Sample of letters")
    box(page, "About which part").set_value("rape-1/6/b")
    box(page, "Who says or gives it").set_value("opcc")
    box(page, "Kind").set_value("audit")
    page = save(page)

    assert [said.value for said in page.success] == ["The evidence is recorded."]
    assert newest(
        own_store, "evidence", "title", "requirement", "voice", "kind", "figure_owed"
    ) == {
        "title": "Sample of letters",
        "requirement": "rape-1/6/b",
        "voice": "opcc",
        "kind": "audit",
        "figure_owed": False,
    }


def test_a_meeting_is_added_then_its_decision_and_that_it_is_done(own_store):
    page = form_for("meeting")
    box(page, "Which meeting").set_value("accountability board")
    page = save(page)
    assert newest(own_store, "meeting", "ref", "held_on") == {
        "ref": "board-2022-02-28",
        "held_on": DAY,
    }

    page = form_for("decision")
    box(page, "Which meeting").set_value("board-2022-02-28")
    text(page, "What was decided").input("Bring the letters to the next board")
    page = save(page)
    assert newest(own_store, "decision", "meeting", "text", "owner", "done_on") == {
        "meeting": "board-2022-02-28",
        "text": "Bring the letters to the next board",
        "owner": None,
        "done_on": None,
    }

    decision = rows(own_store, "decision")[-1]["id"]
    page = form_for("decision-done")
    box(page, "Which decision").set_value(str(decision))
    save(page)
    assert newest(own_store, "decision", "id", "done_on") == {"id": decision, "done_on": DAY}


def test_a_changed_date_needs_a_reason_and_who_agreed(own_store):
    page = form_for("action-update")
    box(page, "Which action?").set_value("A37").run()
    text(page, "New date").input("31/03/2022")
    page = save(page)
    assert errors(page) == [ASK_WHO_AGREED]

    text(page, "Who agreed the new date").input("RaSSO performance meeting")
    page = save(page)
    assert errors(page) == ["Say why the date changes."]

    box(page, "Why the date changes").set_value("partner")
    page = save(page)
    assert [said.value for said in page.success] == [UPDATE_RECORDED]
    assert newest(own_store, "action_update", "action", "new_due_on", "change_reason") == {
        "action": "A37",
        "new_due_on": date(2022, 3, 31),
        "change_reason": "partner",
    }


def test_without_a_name_nothing_is_recorded_and_it_is_asked_for_beside_its_box(own_store):
    before = rows(own_store, "meeting")
    page = form_for("meeting")
    box(page, "Which meeting").set_value("accountability board")
    page = again(page)

    assert errors(page) == [NO_NAME]
    beside = [said.value for said in page.markdown if said.value.startswith(":red[")]
    assert beside == [f":red[{plain(NO_NAME)}]"]
    assert rows(own_store, "meeting") == before


def test_the_day_an_inspection_was_answered_is_filled_in_once(own_store):
    page = form_for("response")
    box(page, "Which inspection").set_value("rape-2")
    page = save(page)

    assert [said.value for said in page.success] == ["The answer is recorded."]
    answered = {row["ref"]: row for row in rows(own_store, "inspection")}["rape-2"]
    assert (answered["responded_on"], answered["date_basis"]) == (DAY, "stated")
    assert "Rape inspection, phase two" not in box(form_for("response"), "Which inspection").options


def test_that_no_answer_was_published_is_recorded_with_who_and_when(file_store, monkeypatch):
    """A store of the starter content alone, as at today: the answer to phase two is long due."""
    url = str(file_store.url)
    monkeypatch.setenv("STORE_URL", url)
    page = form_for("no-response")
    box(page, "Which inspection").set_value("rape-2")
    save(page)

    said = {row["ref"]: row for row in rows(url, "inspection")}["rape-2"]
    assert (said["none_published_by"], said["responded_on"]) == (TODAY, None)
    assert said["answer_recorded_by"] == BY
    assert (
        "Rape inspection, phase two" not in box(form_for("no-response"), "Which inspection").options
    )


def test_a_refusal_names_all_that_is_missing_or_wrong_as_the_form_does(own_store):
    before = rows(own_store, "evidence")
    page = form_for("evidence")
    text(page, "Where it is kept (a web address)").input("the cupboard")
    page = save(page)

    assert errors(page) == [
        "What the evidence says or shows: write something. Who says or gives it: choose one from "
        "the list. Kind: choose one from the list. Where it is kept (a web address): write a web "
        "address that starts with https://."
    ]
    assert rows(own_store, "evidence") == before


@pytest.mark.usefixtures("own_store")
def test_looked_at_as_at_an_earlier_day_the_form_says_that_later_entries_are_not_shown():
    words = NOT_SHOWN_AFTER.format("1 December 2021")
    said = {}
    for day in ("2021-12-01", "2022-02-28"):
        page = form_for("action-update")
        page.query_params["as_at"] = day
        page.run()
        box(page, "Which action?").set_value("A37").run()
        said[day] = captions(page)

    assert words in said["2021-12-01"]
    assert [caption for caption in said["2022-02-28"] if "not shown here" in caption] == []


def test_a_saved_entry_is_read_back_until_something_is_done_and_who_and_which_meeting_stay(
    own_store,
):
    page = form_for("decision")
    meeting = rows(own_store, "meeting")[-1]["ref"]
    box(page, "Which meeting").set_value(meeting)
    text(page, "What was decided").input("Bring the letters")
    page = save(page)

    number = newest(own_store, "decision", "id")["id"]
    written = [words.value for words in page.markdown if "It reads" in words.value]
    assert len(written) == 1
    assert written[0].startswith(f"**It reads, as number {number}:**\n- Which meeting: ")
    assert written[0].endswith("\n- What was decided: Bring the letters")
    assert text(page, NAME_OF_ENTRY).value == BY
    assert box(page, "Which meeting").value == meeting
    assert text(page, "What was decided").value == ""

    # Whoever lost the answer presses on the screen before: a press on nothing that is there.
    for _ in range(2):
        page = page.run()
        assert [said.value for said in page.success] == ["The decision is recorded."]
    page = pressed(page, "Review")
    for _ in range(2):
        assert [said.value for said in page.success] == []
        page = page.run()


@pytest.mark.usefixtures("own_store")
def test_closed_is_a_word_of_the_inspectorate_alone():
    offered = {}
    for voice in ("force", "cps", "addressee", "opcc", "inspectorate"):
        page = form_for("position")
        box(page, "Which part?").set_value("rape-1/6/b")
        box(page, "Whose position?").set_value(voice).run()
        offered[voice] = box(page, "What it says").options

    assert [voice for voice, words in offered.items() if "Closed" in words] == ["inspectorate"]
    assert "Evidence seen" in offered["opcc"]
    assert all("Complete" not in words for words in offered.values())
