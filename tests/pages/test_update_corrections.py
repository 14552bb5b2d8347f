"""Corrections on the Update page: a later entry replaces the wrong one, which is kept."""

from datetime import date

from metrics.text_format import day_text
from tests.pages.opening import opened
from tests.pages.updating import BY, box, errors, form_for, newest, pressed, rows, save, text, typed
from tests.sentences import CORRECTED_ALREADY, NAME_OF_ENTRY

PART = "rape-1/5/main"
SOURCE = "Source, such as a letter or minutes"
POSITION = "Which position was wrong?"
COLUMNS = ("requirement", "voice", "state", "effective_on", "note", "source", "corrects")


def said(page):
    return [words.value for words in page.success]


def of_part(store):
    return next(row for row in rows(store, "position") if row["requirement"] == PART)


def correcting(wrong):
    page = form_for("position-correction")
    box(page, "Of which part?").set_value(wrong["requirement"]).run()
    box(page, POSITION).set_value(str(wrong["id"])).run()
    return page


def shown(page):
    return [words.value for words in page.markdown if "You are about to save" in words.value]


def test_a_position_is_corrected_as_was_shown_and_what_was_said_stays_and_is_offered_no_more(
    own_store,
):
    before, wrong = rows(own_store, "position"), of_part(own_store)
    page = correcting(wrong)
    offered = box(page, POSITION).options
    assert box(page, "What it says").value == wrong["state"]
    text(page, "Effective date").input("30/09/2021")
    box(page, "What it says").set_value("not started")
    text(page, "In its words").input("The plan was put off.")
    text(page, SOURCE).input("Minutes of the board")
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")

    assert errors(page) == []
    (lines,) = shown(page)
    assert lines.split("\n")[1:3] == [
        "- Effective date: 30 September 2021, was 29 September 2021",
        "- What it says: Not started, was Under way",
    ]
    assert rows(own_store, "position") == before
    page = pressed(page, "Save")

    assert (errors(page), said(page)) == ([], ["The position is corrected."])
    assert box(page, POSITION).value is None
    assert len(box(page, POSITION).options) == len(offered)
    assert rows(own_store, "position")[:-1] == before
    assert newest(own_store, "position", *COLUMNS) == {
        "requirement": PART,
        "voice": wrong["voice"],
        "state": "not started",
        "effective_on": date(2021, 9, 30),
        "note": "The plan was put off.",
        "source": "Minutes of the board",
        "corrects": wrong["id"],
    }
    page = correcting(rows(own_store, "position")[-1])
    assert text(page, "In its words").value == "The plan was put off."
    assert text(page, SOURCE).value == "Minutes of the board"


def two_at_once(one, other):
    """Both have checked their correction; the first saves, and then the second."""
    for page in (one, other):
        text(page, NAME_OF_ENTRY).input(BY)
        pressed(page, "Review")
    return pressed(one, "Save"), pressed(other, "Save")


def test_of_two_who_correct_the_same_position_the_second_is_told_and_keeps_what_was_typed(
    own_store,
):
    before, wrong = rows(own_store, "position"), of_part(own_store)
    one, other = correcting(wrong), correcting(wrong)
    text(one, "In its words").input("Mine came first.")
    text(other, "In its words").input("Mine came second.")
    one, other = two_at_once(one, other)

    assert said(one) == ["The position is corrected."]
    assert errors(other) == [CORRECTED_ALREADY]
    assert text(other, "In its words").value == "Mine came second."
    assert rows(own_store, "position")[:-1] == before
    assert newest(own_store, "position", "note") == {"note": "Mine came first."}


def test_where_no_voice_has_spoken_there_is_nothing_to_correct(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))

    assert [words.value for words in form_for("position-correction").info] == [
        "There is no position to correct by this day."
    ]


def test_a_decision_and_a_question_are_corrected_and_what_they_said_stays(own_store):
    for record, subject, which, table, words in [
        (
            "decision-correction",
            "Of which meeting?",
            "Which decision was wrong?",
            "decision",
            "text",
        ),
        ("ask-correction", "Of whom was it asked?", "Which question was wrong?", "ask", "what"),
    ]:
        before = rows(own_store, table)
        wrong = before[0]
        label = {"text": "What was decided", "what": "What is asked"}[words]
        page = form_for(record)
        box(page, subject).set_value(wrong["meeting" if table == "decision" else "of_whom"]).run()
        box(page, which).set_value(str(wrong["id"])).run()
        assert text(page, label).value == wrong[words]
        text(page, label).input("What was meant")
        page = save(page)

        assert errors(page) == []
        assert rows(own_store, table)[:-1] == before
        assert newest(own_store, table, words, "corrects") == {
            words: "What was meant",
            "corrects": wrong["id"],
        }


def test_a_day_that_a_correction_takes_out_is_shown_before_it_is_saved(own_store):
    wrong = next(row for row in rows(own_store, "decision") if row["due_on"])
    page = form_for("decision-correction")
    box(page, "Of which meeting?").set_value(wrong["meeting"]).run()
    box(page, "Which decision was wrong?").set_value(str(wrong["id"])).run()
    text(page, "By when").input("")
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")

    (lines,) = shown(page)
    assert f"- By when: empty, was {day_text(wrong['due_on'])}" in lines.split("\n")
    page = pressed(page, "Save")
    assert errors(page) == []
    assert newest(own_store, "decision", "due_on", "corrects") == {
        "due_on": None,
        "corrects": wrong["id"],
    }


def table_text(page):
    return " ".join(html.body for html in page.get("html"))


def test_a_meeting_is_corrected_in_its_place_and_its_form_shows_what_it_said(own_store):
    before = next(row for row in rows(own_store, "meeting") if row["ref"] == "board-2022-01-26")
    page = form_for("meeting-correction")
    box(page, "Which meeting is corrected or changed?").set_value(before["ref"]).run()
    assert (box(page, "Which meeting").value, text(page, "Held on").value) == (
        before["kind"],
        typed(before["held_on"]),
    )
    text(page, "Held on").input("25/01/2022")
    text(page, NAME_OF_ENTRY).input(BY)
    page = pressed(page, "Review")
    assert shown(page) == [
        "**You are about to save:**\n"
        "- Which meeting: Accountability board\n"
        "- Held on: 25 January 2022, was 26 January 2022"
    ]
    page = pressed(page, "Save")

    assert (errors(page), said(page)) == ([], ["The meeting is corrected."])
    after = next(row for row in rows(own_store, "meeting") if row["ref"] == before["ref"])
    assert after == before | {"held_on": date(2022, 1, 25)}
    assert "Held on: 26 January 2022" in table_text(page)


def test_a_day_of_a_meeting_that_its_decisions_contradict_is_refused_beside_its_box(own_store):
    ref = next(row["meeting"] for row in rows(own_store, "decision") if row["due_on"])
    before = rows(own_store, "meeting")
    page = form_for("meeting-correction")
    box(page, "Which meeting is corrected or changed?").set_value(ref).run()
    text(page, "Held on").input("28/02/2022")
    page = save(page)

    assert "before that day, so the meeting was held by then" in errors(page)[0]
    assert any(words.value.startswith(":red[Decision") for words in page.markdown)
    assert rows(own_store, "meeting") == before


def test_an_action_is_corrected_in_its_place_and_the_plan_shows_what_it_said(own_store):
    before = next(row for row in rows(own_store, "action") if row["ref"] == "A4")
    page = form_for("action-correction")
    box(page, "Which action was wrong?").set_value("A4").run()
    text(page, "What is to be done").input("What was meant")
    box(page, "Who said it, in the response").set_value("opcc")
    page = save(page)

    assert (errors(page), said(page)) == ([], ["The action is corrected."])
    after = next(row for row in rows(own_store, "action") if row["ref"] == "A4")
    assert after == before | {"title": "What was meant", "said_by": "opcc"}
    plan = opened("joint_action_plan", action="A4")
    history = table_text(plan)
    assert f"What is to be done: {before['title']}" in history
    assert "Who said it: Chief Constable" in history


def test_of_two_who_correct_the_same_action_the_second_is_told_and_keeps_what_was_typed(
    own_store,
):
    wrong = next(row for row in rows(own_store, "action") if row["ref"] == "A4")

    def opening():
        page = form_for("action-correction")
        return box(page, "Which action was wrong?").set_value(wrong["ref"]).run()

    one, other = opening(), opening()
    text(one, "What is to be done").input("Mine came first.")
    text(other, "What is to be done").input("Mine came second.")
    one, other = two_at_once(one, other)

    assert said(one) == ["The action is corrected."]
    assert errors(other) == [
        f"{BY} corrected it since you opened this page. What you typed is still here: look at what "
        "it says now, then save again."
    ]
    assert text(other, "What is to be done").value == "Mine came second."


def test_a_corrected_escalation_stays_chosen_and_can_be_corrected_again_with_what_is_typed(
    own_store,
):
    page = form_for("escalation-correction")
    box(page, "Which escalation was wrong?").set_value("X4").run()
    box(page, "To which level").set_value("1")
    page = save(page)
    assert (errors(page), said(page)) == ([], ["The escalation is corrected."])
    [row] = [row for row in rows(own_store, "escalation") if row["ref"] == "X4"]
    assert row["rung"] == 1

    box(page, "Which escalation was wrong?").set_value("X4").run()
    text(page, "Why").input("The draft cannot go on.")
    page = save(page)
    assert errors(page) == []
    [row] = [row for row in rows(own_store, "escalation") if row["ref"] == "X4"]
    assert (row["rung"], row["reason"]) == (1, "The draft cannot go on.")
