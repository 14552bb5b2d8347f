"""Many parts and actions are brought up to date at once, from the day that each row gives."""

from datetime import date, timedelta

import pytest

from tests.data_access import valid_entries
from tests.data_access.contents import everything
from tests.pages.conftest import everything_said, rows_under, with_folds_opened
from tests.pages.opening import opened
from tests.pages.updating import BY, errors, pressed, rows, text
from tests.sentences import NAME_OF_CATCH_UP
from tests.stopped_clock import TODAY
from ui.catch_up.form import SINCE

TOMORROW = f"{TODAY + timedelta(days=1):%d/%m/%Y}"
# Rows of the grids, by their place.
PART_1, PART_2A = 0, 1
A2, A3 = 0, 1
TITLE_1 = "1, phase one. Record victims’ protected characteristics, Force"
TITLE_2A = "2a, phase one. Understand roles; offer support throughout, Force"


@pytest.fixture
def office(file_store, monkeypatch):
    """An office's own store, and the one that pages read."""
    monkeypatch.setenv("STORE_URL", str(file_store.url))
    return file_store


def filled_in(parts=None, actions=None, by=BY):
    """The page with the cells given in both grids, by the place of their row."""
    page = opened("update", entries="many")
    for name, cells in (("parts", parts), ("actions", actions)):
        page.session_state[f"catch-up all 0 {name} grid"] = {
            "edited_rows": cells or {},
            "added_rows": [],
            "deleted_rows": [],
        }
    text(page, NAME_OF_CATCH_UP).input(by)
    return page


def test_rows_are_checked_in_a_table_and_then_recorded_from_the_day_each_gives(office):
    page = filled_in(
        parts={
            PART_1: {"State": "complete", "Since": "18/11/2021", "Source": "Letter of the force"},
            PART_2A: {"State": "und", "Note": "Training goes on"},
        },
        actions={
            A2: {"State": "complete", "Since": "4 March 2024"},
            A3: {"Date agreed": "2027-03-31", "Agreed by": "RaSSO performance meeting"},
        },
    )
    text(page, SINCE).input("6.1.2025")
    page = pressed(page, "Review")

    assert errors(page) == []
    assert rows_under(page, "What") == [
        (
            TITLE_1,
            "nothing recorded",
            "complete; Source: Letter of the force.",
            "18\xa0November\xa02021",
        ),
        (
            TITLE_2A,
            "nothing recorded",
            "under way; Training goes on",
            "6\xa0January\xa02025",
        ),
        (
            "A2. Find out how the Unifi system can better capture protected characteristics",
            "nothing recorded; no date agreed",
            "complete",
            "4\xa0March\xa02024",
        ),
        (
            "A3. Consider how and when to ask rape victims about protected characteristics",
            "nothing recorded; no date agreed",
            "due 31 March 2027; agreed by RaSSO performance meeting",
            "6\xa0January\xa02025",
        ),
    ]
    assert rows(office.url, "position") == []

    page = pressed(page, "Save")

    assert [said.value for said in page.success] == [
        "Recorded: 2 positions of parts and 2 updates of actions."
    ]
    assert [
        (
            row["requirement"],
            row["voice"],
            row["state"],
            row["effective_on"],
            row["note"],
            row["source"],
        )
        for row in rows(office.url, "position")
    ] == [
        ("rape-1/1", "force", "complete", date(2021, 11, 18), None, "Letter of the force"),
        ("rape-1/2/a", "force", "under way", date(2025, 1, 6), "Training goes on", None),
    ]
    assert [
        (row["action"], row["state"], row["effective_on"], row["new_due_on"], row["recorded_by"])
        for row in rows(office.url, "action_update")
    ] == [
        ("A2", "complete", date(2024, 3, 4), None, BY),
        ("A3", None, date(2025, 1, 6), date(2027, 3, 31), BY),
    ]


def test_an_action_is_handed_over_with_who_had_it_before(office):
    cells = {
        "Since": "14/12/2021",
        "Lead": "CPS South West",
        "Owner": "RaSSO unit head",
        "Handed over by": "Board",
        "Note": "It is for the CPS.",
    }
    page = pressed(filled_in(actions={A2: cells}), "Review")

    ((what, was, will_be, _),) = rows_under(page, "What")
    assert (what, was) == (
        "A2. Find out how the Unifi system can better capture protected characteristics",
        "nothing recorded; no date agreed; Devon and Cornwall Police, RaSSO Portfolio",
    )
    assert will_be == (
        "led by CPS South West; owner RaSSO unit head; handed over by Board; It is for the CPS."
    )
    pressed(page, "Save")
    ((lead, owner, by),) = (
        (row["new_lead"], row["new_owner"], row["handed_over_by"])
        for row in rows(office.url, "action_update")
    )
    assert (lead, owner, by) == ("cps", "RaSSO unit head", "Board")


def test_what_is_caught_up_on_about_days_before_a_meeting_is_not_new_since_it(office):
    valid_entries.record(office, "meeting")
    complete = {"State": "complete", "Since": "18/11/2021"}
    pressed(pressed(filled_in({PART_1: complete}), "Review"), "Save")

    (sentence,) = (
        each.value
        for each in with_folds_opened(opened("briefing")).markdown
        if each.value.startswith("Since the")
    )

    assert sentence.partition(": ")[2].startswith(
        "**0 parts** newly reported complete, **0 actions** and **2 parts past their own date** "
        "newly overdue, **1 action** newly past a time in words, **no deadlines** moved after the "
        "date had passed. Entered since, and not new: **1 part** reported complete by then."
    )


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"State": "complete", "Since": "31/02/2022"}, "Since: 31/02/2022 is not a day."),
        ({"State": "complete"}, "Since: give a day."),
        ({"State": "complete", "Since": "16/07/1921"}, "Since: give a day from 2000 to 2099."),
        (
            {"State": "complete", "Since": TOMORROW},
            "Since: The day from which it counts is in the future.",
        ),
        ({"State": "complete", "Since": "01/01/2021"}, "from before the action was opened"),
        ({"Since": "01/01/2022"}, "Nothing is filled in"),
        (
            {
                "Since": "01/01/2022",
                "Lead": "A body unheard of",
                "Handed over by": "Board",
                "Note": "It was asked to",
            },
            "Lead: A body unheard of is not one of: Devon and Cornwall Police, ",
        ),
        (
            {"Since": "01/01/2022", "Date agreed": "31/12/2020", "Agreed by": "Board"},
            "Date agreed: An action cannot be due before the day it was opened.",
        ),
        (
            {"Since": "01/01/2022", "Date agreed": "30/2/2023", "Agreed by": "Board"},
            "Date agreed: 30/2/2023 is not a day. Write it like 16/07/2021.",
        ),
        *(
            (
                {"Since": "01/01/2022", "State": "complete", heading: "ring 01752 123456"},
                f"{heading}: this looks like a telephone number",
            )
            for heading in ("Source", "Note", "Waiting on", "Agreed by", "Handed over by", "Owner")
        ),
        (
            {"State": "finished", "Since": "01/01/2022"},
            "State: finished is not one of: not started, ",
        ),
        ({"State": "not", "Since": "01/01/2022"}, "State: not begins not started and not being"),
    ],
)
def test_a_row_that_is_wrong_is_named_with_its_reason_and_no_row_is_recorded(office, cells, reason):
    before = everything(office)
    right = {"State": "complete", "Since": "18/11/2021"}

    parts = {PART_1: right, PART_2A: {"State": "complete", "Since": "15/07/2021"}}
    page = pressed(filled_in(parts, {A2: right, A3: cells}), "Review")

    (said,) = errors(page)
    heading, early, wrong = said.split("\n")
    assert heading == "Nothing was recorded. 2 rows to mend:"
    assert early.startswith(f"- **{TITLE_2A}**: Since: The inspection was published on 16/07/2021")
    assert wrong.startswith(
        "- **A3. Consider how and when to ask rape victims about protected characteristics**: "
    )
    assert reason in wrong
    assert everything(office) == before
    assert page.session_state["catch-up all 0 actions grid"]["edited_rows"] == {
        A2: right,
        A3: cells,
    }


@pytest.mark.parametrize("words", ["NA", "null", "nan", "None", "007", "1e5", "=1+1", "a, b"])
def test_words_that_programs_take_for_nothing_or_for_numbers_are_stored_as_typed(office, words):
    cells = {"State": "complete", "Since": "18/11/2021", "Note": words, "Source": f" {words} "}
    pressed(pressed(filled_in({PART_1: cells}), "Review"), "Save")

    (row,) = rows(office.url, "position")
    assert (row["note"], row["source"]) == (words, words)


def test_a_day_for_all_rows_that_is_none_is_refused_beside_its_box_and_nothing_is_recorded(office):
    page = filled_in({PART_1: {"State": "complete", "Since": "18/11/2021"}})
    text(page, SINCE).input("31/02/2022")
    page = pressed(page, "Review")

    said = "31/02/2022 is not a day. Write it like 16/07/2021."
    assert errors(page) == [f"Nothing was recorded. {SINCE}: {said}"]
    assert f":red[{said}]" in [each.value for each in page.markdown]
    assert text(page, SINCE).value == "31/02/2022"
    assert "Save" not in [button.label for button in page.button]
    assert rows(office.url, "position") == []


@pytest.mark.usefixtures("office")
def test_a_page_with_no_row_filled_in_says_so():
    assert errors(pressed(filled_in(), "Review")) == [
        "No row is filled in: there is nothing to record."
    ]


def test_who_missed_an_entry_is_told_sees_it_and_can_record_after_it(office):
    cells = {PART_1: {"State": "complete", "Since": "18/11/2021"}}
    page = filled_in(cells)
    valid_entries.record(office, "position", by="Second writer")

    page = pressed(page, "Review")

    (said,) = errors(page)
    assert f"- **{TITLE_1}**: Second writer recorded something on it" in said
    page = pressed(page, "Review")
    assert errors(page) == []
    assert rows_under(page, "What")[0][2] == (
        "complete The state recorded from 31 January 2022 stays."
    )
    pressed(page, "Save")
    assert [row["recorded_by"] for row in rows(office.url, "position")] == ["Second writer", BY]


def test_what_was_checked_and_then_changed_is_checked_again(office):
    page = pressed(filled_in({PART_1: {"State": "complete", "Since": "18/11/2021"}}), "Review")
    page.session_state["catch-up all 0 parts grid"] = {
        "edited_rows": {PART_1: {"State": "under way", "Since": "18/11/2021"}},
        "added_rows": [],
        "deleted_rows": [],
    }

    page = pressed(page, "Save")

    assert "You changed the entry after that." in everything_said(page)
    assert rows(office.url, "position") == []


def test_what_was_reviewed_still_stands_after_another_page_was_opened(office):
    page = pressed(filled_in({PART_1: {"State": "complete", "Since": "18/11/2021"}}), "Review")
    page.switch_page("../pages/meetings.py").run()
    page.switch_page("../pages/update.py")
    page.query_params["entries"] = "many"
    page.run()
    text(page, NAME_OF_CATCH_UP).input(BY)
    pressed(pressed(page, "Review"), "Save")

    assert [row["state"] for row in rows(office.url, "position")] == ["complete"]
