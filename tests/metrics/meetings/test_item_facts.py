"""What a meeting needs to know of an item stands on it: what was promised, dates, the last word."""

from metrics.meetings.item_facts import item_facts
from tests.builders import day_state

QUOTE = "We will review the policy by March"


def lines_of(key, **rows):
    found = item_facts(day_state(**rows), key)
    assert found
    return dict(found.lines)


def test_an_action_has_its_promise_dates_last_word_and_what_was_asked():
    updates = [
        {"note": "Begun", "state": "under way", "effective_on": "2021-11-01", "agreed_by": None},
        {
            "new_due_on": "2022-02-20",
            "change_reason": "system roll-out",
            "effective_on": "2021-12-01",
        },
    ]
    rows = {"action": [{"first_due_on": "2022-01-31", "quote": QUOTE}], "action_update": updates}
    now = day_state(**rows)

    facts = item_facts(now, "action A1")

    assert facts
    assert facts.lines == [
        ("Who", "Devon and Cornwall Police, Detective inspector"),
        (
            "By when",
            "due 20 February 2022, 8 days late; first agreed 31 January 2022, 1 change since",
        ),
        ("Last word", "“Begun”; under way; updated 1 December 2021"),
    ]
    assert facts.origin == (("Promised", f"“{QUOTE}”"), ("Asked for", "1, Record them."))
    assert facts.is_late
    assert (facts.action, facts.part, facts.lead) == ("A1", "P1", "O1")
    assert facts.word == ("action_update", 1)


def test_an_action_of_which_nothing_was_recorded_says_so():
    assert lines_of("action A1", action=[{}]) == {
        "Who": "Devon and Cornwall Police, Detective inspector",
        "By when": "no date agreed",
        "Last word": "nothing recorded since",
    }


def test_a_part_has_what_each_body_says_and_the_judgement():
    said = lines_of("part P1", action=[{}], position=[{"note": "By May"}], judgement=[{}])

    assert said == {
        "Who": "Devon and Cornwall Police",
        "By when": "no date of its own",
        "Force": "under way, 1 October 2021: “By May”",
        "Board’s judgement": "part-assured; the plan assured; 24 November 2021",
        "Actions": "A1, Review the policy (no date agreed)",
    }


def test_an_escalation_has_its_reason_and_what_is_known_of_its_action():
    now = day_state(action=[{}], escalation=[{}])

    facts = item_facts(now, "escalation X1")

    assert facts
    assert facts.title == "X1 about A1, Review the policy"
    assert facts.lines[0] == ("Why", "No answer")
    assert facts.action == "A1"


def test_open_business_has_when_it_was_decided_or_asked():
    rows = {"meeting": [{}], "decision": [{"due_on": "2022-02-09"}], "ask": [{}]}

    assert lines_of("decision 1", **rows) == {
        "Decided": "26 January 2022: “Ask for the figures”",
        "Who": "OPCC policy officer",
        "By when": "9 February 2022",
        "Last word": "not done",
    }
    assert lines_of("question 1", **rows) == {
        "Asked": "26 January 2022: “How many?”",
        "Who": "Devon and Cornwall Police",
        "By when": "no date agreed",
        "Last word": "not answered",
    }


def test_nothing_is_known_of_an_item_that_is_not_there_or_was_added_by_hand():
    now = day_state(action=[{}])

    assert [item_facts(now, key) for key in ("action A9", "added 3", "decision x")] == [None] * 3


def test_a_claim_and_an_inspection_say_what_is_owed():
    claim = {"title": "All letters are checked", "figure_owed": True, "quote": "all letters"}

    assert lines_of("evidence E1", evidence=[claim]) == {
        "Promised": "“all letters”",
        "Claimed by": "force",
        "Claimed": "27 October 2021",
        "Figure": "not yet requested",
    }
    assert lines_of("inspection I1")["Published"] == "16 July 2021"


def test_an_action_of_no_part_has_no_measure():
    facts = item_facts(day_state(action=[{"requirement": None}]), "action A1")

    assert facts
    assert (facts.part, facts.measures) == (None, [])
