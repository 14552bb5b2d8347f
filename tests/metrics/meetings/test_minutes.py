"""Minutes assemble from what was recorded at a meeting; approved ones say what changed since."""

import pytest

from data_access.seals import SealedEntry, entries_as_json, entries_of, entry_hash, seal
from metrics.meetings.agenda import AgendaItem
from metrics.meetings.minutes import Seal, approval_text, draft_text, may_approve, minutes_of
from tests.builders import frame, usual_tables

SEAL = Seal(entries_of, entry_hash, seal)
BOARD, PERFORMANCE = "accountability board", "RaSSO performance meeting"
MEETINGS = [
    {"ref": "M1", "held_on": "2022-01-26", "kind": BOARD},
    {"ref": "P1", "held_on": "2022-02-10", "kind": PERFORMANCE},
    {"ref": "M2", "held_on": "2022-02-28", "kind": BOARD},
]
BY_OTTO = {"recorded_at": "2022-01-27T12:00", "recorded_by": "Otto Recorder"}
TITLE = "Accountability board, 26 January 2022"
ITEMS = [
    AgendaItem("part P1", "Parts", "1, Record characteristics: due soon"),
    AgendaItem("action A1", "Overdue", "A1, Review the policy, 12 days late"),
    AgendaItem("question 4", "Asked", "The force: How many?"),
]


def tables(*outcomes, **others):
    given = {"meeting": MEETINGS, "meeting_outcome": outcomes, "action": [{}]}
    return usual_tables(**given | others)


def outcome(kind, item="action A1", table=None, row=None, **details):
    return {"kind": kind, "item": item, "table": table, "row": row} | details


def called(key):
    return f"What {key} is"


def test_everything_recorded_at_a_meeting_stands_in_the_order_of_its_agenda():
    now = tables(
        outcome("decision", table="decision", row=1),
        outcome("update", "part P1", "action_update", 1),
        outcome("not reached", item="added 9", place=9, said="Time ran out"),
        outcome("question", table="ask", row=1),
        outcome("taken back", item="action A1", takes_back=4),
        outcome("no change", item="action A1"),
        decision=[{"due_on": "2022-02-09"}, {"text": "Typed on Record"}],
        action_update=[{"note": "Begun", "agreed_by": None}],
        # What was taken back is left out where the store is read.
        ask=[{"id": 2, "meeting": "M1", "what": "Who?"}, {"id": 3, "what": "Elsewhere"}],
    )

    assert draft_text(now, "M1", TITLE, ITEMS, called) == (
        "Accountability board, 26 January 2022\n\n"
        "1. 1, Record characteristics: due soon\nUpdate: Begun.\n\n"
        "2. A1, Review the policy, 12 days late\n"
        "Decision: Ask for the figures. OPCC policy officer, by 9 February 2022.\nNo change.\n\n"
        "Not on its agenda: What added 9 is\nNot reached: Time ran out.\n\n"
        "Also recorded of this meeting\n"
        "Decision: Typed on Record. OPCC policy officer.\n"
        "Question: Devon and Cornwall Police: Who?\n\n"
        "Nothing was recorded of 1 item\n3. The force: How many?"
    )


def test_minutes_of_a_meeting_at_which_nothing_was_recorded_say_so():
    assert draft_text(tables(), "M1", TITLE, ITEMS, called) == (
        f"{TITLE}\n\nNothing was recorded at this meeting."
    )


def test_what_was_recorded_of_a_meeting_elsewhere_is_all_of_its_minutes_if_no_item_was():
    judged = {
        "meeting": "M1",
        "requirement": "R4a",
        "performance": "not assured",
        "plan": "part-assured",
        "reasons": "No date.",
        "given_by": "Commissioner",
    }
    part = {"ref": "R4a", "label": "4a", "short_title": "Improve action plans"}
    now = tables(decision=[{"text": "Ask for it"}], judgement=[judged], requirement=[part])

    assert draft_text(now, "M1", TITLE, ITEMS, called) == (
        f"{TITLE}\n\nRecorded of this meeting\n"
        "Decision: Ask for it. OPCC policy officer.\n"
        "Judgement of 4a, Improve action plans: How it is done now: not assured; the plan: "
        "part-assured. No date. Judged by Commissioner."
    )


def state(**rows):
    now = tables(**rows)
    return minutes_of(now, "M1", now["meeting"], SEAL), now["meeting"]


def test_minutes_say_whether_they_may_still_change():
    under_way, meetings = state()
    draft, _ = state(meeting_closing=[{}])
    edited, _ = state(
        meeting_closing=[{}], minutes_version=[{"text": "One."}, {"text": "Two."} | BY_OTTO]
    )

    assert [each.can_change for each in (under_way, draft, edited)] == [False, True, True]
    assert approval_text(under_way, meetings).endswith("is added to these minutes.")
    assert approval_text(draft, meetings) == "Nobody has approved these minutes."
    assert approval_text(edited, meetings) == (
        "Nobody has approved these minutes. Last edited by Otto Recorder."
    )
    assert (edited.text(lambda: "Draft"), edited.seen) == ("Two.", 2)
    assert (draft.text(lambda: "Draft"), draft.seen) == ("Draft", 0)


DECISION = {"text": "Ask for the figures"}


def sealed(decisions, meetings=MEETINGS, **changed):
    """Minutes approved when the first decision said ``DECISION``, with what ``changed`` since."""
    said = frame("decision", DECISION).row(0, named=True)
    entries = [SealedEntry(1, "decision", 1, entry_hash(said))]
    approval = {
        "meeting": "M1",
        "approved_by_meeting": "M2",
        "text": "The board decided.",
        "entries": entries_as_json(entries),
    }
    approval["sha256"] = seal(*approval.values())
    return state(
        meeting_closing=[{}],
        meeting_outcome=[outcome("decision", table="decision", row=1)],
        decision=decisions,
        minutes_approval=[approval | changed],
        meeting=meetings,
        minutes_version=[{"text": "Before."}],
    )


CHANGES = {
    "nothing": ([DECISION], 0),
    "done since, which changes nothing decided": ([DECISION | {"done_on": "2022-02-20"}], 0),
    "corrected": ([DECISION, {"text": "Another", "corrects": 1}], 1),
    "blanked": ([{"text": "[redacted]"}], 1),
    "gone": ([], 1),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_behind_approved_minutes_is_counted_and_their_text_stays(change):
    decisions, changed = CHANGES[change]

    minutes, meetings = sealed(decisions)

    assert (minutes.changed, minutes.can_change, minutes.is_unbroken) == (changed, False, True)
    assert minutes.text(lambda: "Draft") == "The board decided."
    assert approval_text(minutes, meetings) == (
        "Approved at the meeting of 28 February 2022, and sealed."
        + (" 1 entry changed since these minutes were approved." if changed else "")
    )


CHANGED_BY_HAND = {
    "another text": {"text": "The board decided otherwise."},
    "other entries": {"entries": "[]"},
    "entries of no table": {"entries": '[[1, "decisiom", 1, "x"]]'},
    "entries that nobody can read": {"entries": '[[1, "decision"'},
    "another meeting that approved them": {"approved_by_meeting": "M3"},
    "another hash": {"sha256": "0" * 64},
}


@pytest.mark.parametrize("change", CHANGED_BY_HAND)
def test_minutes_that_are_no_longer_the_sealed_ones_say_so(change):
    later = {"ref": "M3", "held_on": "2022-02-28", "kind": BOARD}
    now = [*MEETINGS, later]
    minutes, meetings = sealed([DECISION], now, **CHANGED_BY_HAND[change])

    assert approval_text(minutes, meetings) == (
        "Approved at the meeting of 28 February 2022, and sealed. They are no longer what was "
        "sealed: a text was taken out of them since, or the store was changed by hand."
    )


def test_before_the_meeting_that_approved_them_minutes_are_a_draft():
    now = tables(meeting_closing=[{}], minutes_approval=[{"entries": "[]", "sha256": "x"}])

    earlier = minutes_of(now, "M1", now["meeting"].head(2), SEAL)

    assert (earlier.approval, earlier.is_closed) == (None, True)


def test_minutes_are_approved_by_a_later_meeting_of_their_kind():
    held = tables()["meeting"]

    assert [row["ref"] for row in may_approve(held, "M1")] == ["M2"]
    assert may_approve(held, "M2") == []
