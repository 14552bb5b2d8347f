"""Days typed into the forms of Update: what is stored is what the box shows."""

import re
from collections.abc import Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import NamedTuple

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.store import open_store
from data_access.tables import Inspection
from data_access.vocabulary import MeetingKind
from tests.browser.filling import A_DAY, choose, find, pick, shown, type_day
from tests.browser.looking import opened, settled
from tests.often import rounds
from tests.sentences import (
    DUE_TOO_EARLY,
    EXPIRES_TOO_EARLY,
    NAME_OF_ENTRY,
    REVIEW_TOO_EARLY,
)
from ui.forms import FORMS, THING_OF, THINGS

BY, DAY = "OPCC policy officer", date(2022, 2, 28)
SUBJECT = "[class*=st-key-subject]"
DUE = "Original due date (cannot be changed)"
BOXES = f".stForm {A_DAY}"
# What no form takes: days too late, and too early, for any of them, and what is no day.
WRONG = ["28/02/2202", "15/07/1999", "31/02/2022"]
# What is said of boxes other than those of days, which are left empty here.
LEFT_EMPTY = re.compile("Write something|Fill this in|Choose one")
# What is said of a later day before an earlier one, where nothing else has to be given first.
REVERSED = {
    "action-update": REVIEW_TOO_EARLY,
    "correction": REVIEW_TOO_EARLY,
    "occurrence": "The next time cannot be due on the day it was done, or earlier.",
    "ask-correction": "An answer cannot be due before the day it was asked.",
}


class Reversed(NamedTuple):
    """A form with two days or more, filled in validly but for their order.

    ``table``: where it is stored. ``days``: the column of each box of a day. ``choices`` and
    ``words``: what is chosen and written in the other boxes. ``refused``: days as typed one after
    the other, each with what is said beside the box. ``mended``: the day that mends the last.
    """

    table: str
    days: Mapping[str, str]
    choices: Mapping[str, str]
    words: Mapping[str, str]
    refused: list[tuple[Mapping[str, str], str]]
    mended: Mapping[str, str]


# A new frequency has two days too, and neither has to be the earlier one.
ALL_ELSE_IS_VALID = {
    "evidence": Reversed(
        "evidence",
        {
            "Effective date": "effective_on",
            "Document date": "dated_on",
            "Valid until": "expires_on",
        },
        {
            "About which action": "A5. Bring in the Niche system in 2022",
            "Who says or gives it": "Force",
            "Kind": "Document",
        },
        {"What the evidence says or shows": "Minutes of the meeting"},
        [
            (
                {
                    "Effective date": "28/02/2022",
                    "Document date": "28/02/2022",
                    "Valid until": "27/02/2022",
                },
                EXPIRES_TOO_EARLY,
            ),
            (
                {"Document date": "26/02/2022"},
                "The evidence cannot expire before the day from which it counts.",
            ),
        ],
        {"Valid until": "28/02/2022"},
    ),
    "action": Reversed(
        "action",
        {"Agreed on": "opened_on", DUE: "first_due_on", "Next review": "review_on"},
        {"Who leads": "CPS South West"},
        {"What is to be done": "Review the form"},
        [
            (
                {"Agreed on": "28/02/2022", DUE: "27/02/2022"},
                DUE_TOO_EARLY,
            ),
            (
                {DUE: "01/03/2022", "Next review": "27/02/2022"},
                "An action cannot be reviewed before the day it was opened.",
            ),
        ],
        {"Next review": "02/03/2022"},
    ),
    "escalation": Reversed(
        "escalation",
        {"Raised on": "raised_on", "Answer due on": "respond_by_on"},
        {
            "To which level": "1: the owner",
            "Formal, or settled between managers": "Formal",
            "Which side raised it": "OPCC",
        },
        {"Why": "No answer for a month"},
        [
            (
                {"Raised on": "28/02/2022", "Answer due on": "27/02/2022"},
                "An answer cannot be due before the day on which the escalation was raised.",
            )
        ],
        {"Answer due on": "01/03/2022"},
    ),
    "judgement": Reversed(
        "judgement",
        {"Effective date": "effective_on", "To be judged again by": "review_due_on"},
        {"How it is done now": "Part-assured", "The plan for it": "Assured"},
        {"Why": "The plan is sound.", "Who judged: a role or meeting": "The Commissioner"},
        [
            (
                {"Effective date": "28/02/2022", "To be judged again by": "27/02/2022"},
                "The part cannot be judged again before the day of this judgement.",
            )
        ],
        {"To be judged again by": "01/03/2022"},
    ),
    "ask": Reversed(
        "ask",
        {"Asked on": "asked_on", "Answer due on": "due_on"},
        {"Of whom": "CPS South West"},
        {"What is asked": "How many?"},
        [
            (
                {"Asked on": "28/02/2022", "Answer due on": "27/02/2022"},
                "An answer cannot be due before the day it was asked.",
            )
        ],
        {"Answer due on": "01/03/2022"},
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "records",
    [
        list(REVERSED),
        pytest.param([each for each in FORMS if each not in REVERSED], marks=pytest.mark.thorough),
    ],
)
def test_what_every_box_of_a_form_shows_is_refused_beside_it(
    planted_app, planted_store, wide, records
):
    """One page for all the forms: what is typed runs nothing on the server, a check does."""
    # Both rounds may run on one store, which has one meeting of a kind planned for a day.
    planned_on = date(2022, 3, len(records))
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=planned_on)
    writes.record(open_store(planted_store), planned, by=BY, at=datetime.now(UTC))
    with not_answered(planted_store):
        before = tables_of(planted_store)
        form = form_of(wide, planted_app, records[0])
        for place, record in enumerate(records):
            form = form if record == records[0] else chosen_form(wide, record)
            boxes = form.locator(A_DAY).all()
            # In ``make test`` they take turns from form to form.
            first = place % len(WRONG)
            for typed in [*WRONG[first:], *WRONG[:first]][: rounds(len(WRONG), 1)]:
                for box in boxes:
                    type_day(box, typed)
                check(form)
                assert {shown(box) for box in boxes} == {typed}, record
                reasons = form.locator(".stMarkdownColoredText").filter(has_not_text=LEFT_EMPTY)
                expect(reasons).to_have_count(len(boxes))
            if record in REVERSED:
                for box in boxes:
                    type_day(box, "28/02/2022" if box is boxes[0] else "27/02/2022")
                check(form)
                refused = form.locator(".stMarkdownColoredText").filter(has_text=REVERSED[record])
                expect(refused).to_be_visible()
        assert tables_of(planted_store) == before


def test_a_hand_over_whose_days_are_reversed_is_refused_and_then_saved_as_it_is_shown(
    planted_app, planted_store, wide
):
    form = form_of(wide, planted_app, "action-update")
    effective, _, review = form.locator(A_DAY).all()
    for label, words in {
        "Who answers for it now: one role, never a name": "Senior prosecutor",
        "Who handed it over: a role or meeting": "Accountability board",
        "In your words": "It is for the CPS.",
        NAME_OF_ENTRY: BY,
    }.items():
        form.get_by_label(label).fill(words)
    type_day(effective, "28/02/2022")
    type_day(review, "27/02/2022")
    pick(form.get_by_role("combobox", name="Handed over to"), "CPS South West")
    check(form)
    expect(form.locator(".stMarkdownColoredText")).to_have_text(REVIEW_TOO_EARLY)
    type_day(review, "01/03/2022")
    check(form)
    expect(form.get_by_text("Handed over to: CPS South West")).to_be_visible()
    form.get_by_role("button", name="Save").click()
    expect(wide.get_by_text("is recorded.")).to_be_visible()
    update = read_snapshot(open_store(planted_store)).tables["action_update"].to_dicts()[-1]
    assert (update["effective_on"], update["new_review_on"]) == (DAY, date(2022, 3, 1))
    assert (update["new_lead"], update["new_owner"]) == ("cps", "Senior prosecutor")


@pytest.mark.parametrize(
    "records",
    [
        ["evidence"],
        pytest.param(["action", "escalation", "judgement", "ask"], marks=pytest.mark.thorough),
    ],
)
def test_reversed_days_are_refused_beside_their_box_and_once_mended_stored_as_shown(
    planted_app, planted_store, wide, records
):
    form = form_of(wide, planted_app, records[0])
    for record in records:
        form = form if record == records[0] else chosen_form(wide, record)
        case = ALL_ELSE_IS_VALID[record]
        boxes = {label: form.get_by_label(label, exact=True) for label in case.days}
        for label, words in {**case.words, NAME_OF_ENTRY: BY}.items():
            form.get_by_label(label, exact=True).fill(words)
        for label, choice in case.choices.items():
            pick(form.get_by_role("combobox", name=label), choice)
        before = rows_of(planted_store, case.table, "audit_event")
        for days, reason in case.refused:
            for label, digits in days.items():
                type_day(boxes[label], digits)
            check(form)
            expect(form.locator(".stMarkdownColoredText")).to_have_text(reason)
        assert rows_of(planted_store, case.table, "audit_event") == before

        for label, digits in case.mended.items():
            type_day(boxes[label], digits)
        check(form)
        is_shown = {column: shown(boxes[label]) for label, column in case.days.items()}
        form.get_by_role("button", name="Save").click()
        expect(wide.get_by_test_id("stAlertContentSuccess")).to_be_visible()
        *earlier, new = rows_of(planted_store, case.table)[0]
        assert earlier == before[0]
        assert {column: f"{new[column]:%d/%m/%Y}" for column in is_shown} == is_shown


def test_the_day_that_a_box_shows_is_the_day_that_is_stored(planted_app, planted_store, wide):
    before = tables_of(planted_store)["meeting"]
    form = form_of(wide, planted_app, "meeting")
    box = form.locator(A_DAY)
    choose(form.get_by_label("Which meeting"), "Accountability board")
    form.get_by_label(NAME_OF_ENTRY).fill(BY)
    for day, reason in [
        ("31/02/2022", "31/02/2022 is not a day. Write it like 16/07/2021."),
        ("01/03/2022", "This is after today, 28 February 2022."),
        (
            "15/07/2021",
            "The first inspection was published on 16/07/2021: give that day or a later one.",
        ),
    ]:
        type_day(box, day)
        check(form)
        expect(form.locator(".stMarkdownColoredText")).to_have_text(reason)

    type_day(box, "11/10/2021")
    check(form)
    expect(form.get_by_text("Held on: 11 October 2021")).to_be_visible()
    assert shown(box) == "11/10/2021"
    form.get_by_role("button", name="Save").click()
    expect(wide.get_by_text("The meeting is recorded")).to_be_visible()
    assert [row for row in tables_of(planted_store)["meeting"] if row not in before] == [
        ("board-2021-10-11", date(2021, 10, 11))
    ]


def rows_of(store, *names):
    """The rows of some tables of the store."""
    tables = read_snapshot(open_store(store)).tables
    return [tables[name].to_dicts() for name in names]


def tables_of(store):
    """What the store holds of meetings, and of every write to it."""
    tables = read_snapshot(open_store(store)).tables
    return {
        "meeting": tables["meeting"].select("ref", "held_on").rows(),
        "audit_event": tables["audit_event"].rows(),
    }


@contextmanager
def not_answered(store):
    """Meanwhile the answer to one inspection is not held, so that every form is about something."""

    def answered(values):
        with open_store(store).writing(
            BY, "record test", "an answer", at=datetime.now(UTC)
        ) as session:
            inspection = session.scalars(select(Inspection)).first()
            was = {name: getattr(inspection, name) for name in values}
            for name, value in values.items():
                setattr(inspection, name, value)
        return was

    was = answered({"responded_on": None, "date_basis": None})
    try:
        yield
    finally:
        answered(was)


def form_of(page, url, record):
    """The form, after the first choice in each box that asks what it is about."""
    opened(page, f"{url}/update?record={record}")
    return asked(page)


def chosen_form(page, record):
    """The form of another kind of entry, chosen on the page that is open."""
    of_the_last = page.locator(BOXES).first.element_handle()
    things = page.get_by_role("combobox", name="About what?")
    find(things, THINGS[THING_OF[record]][0], exact=True)
    page.wait_for_url("**thing=*")
    settled(page)
    choice = page.get_by_role("combobox", name="What do you want to record?")
    find(choice, FORMS[record].label, exact=True)
    page.wait_for_url(f"**record={record}*")
    page.wait_for_function("box => !box.isConnected", arg=of_the_last)
    settled(page)
    return asked(page)


def asked(page):
    form, asked = page.locator(".stForm:not(:has(.st-key-find))"), page.locator(SUBJECT)
    for place in range(3):
        expect(form.or_(asked.nth(place)).first).to_be_visible()
        if form.count():
            break
        choose(asked.nth(place).get_by_role("combobox"))
    expect(page.locator(BOXES).first).to_be_visible()
    return form


def check(form):
    form.get_by_role("button", name="Review").click()
    settled(form.page)
