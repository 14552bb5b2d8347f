"""Words in the boxes of answers, agendas, plans and packs: refused beside their box, or kept."""

from datetime import UTC, datetime

import pytest

from data_access import schemas, writes
from data_access.store import open_store
from data_access.vocabulary import MeetingKind, Voice
from tests import arriving_inspection as arriving
from tests.arriving_inspection import PARTS, REF
from tests.kept_stores import copied
from tests.pages.opening import opened
from tests.pages.updating import BY, DAY, box, rows, save, text, typed
from ui.elements.day_box import PLACEHOLDER
from ui.page.find_box import BOX

AT = datetime(2022, 2, 28, 9, tzinfo=UTC)
PART, BOARD = PARTS[0], f"board-{DAY}"
PERSONAL, LONG = "Ring 01752 123456", "x" * 5000
ODD = "=SUM(A1) <script>*now*</script> שלום, \u202bthe pilot 👩🏽‍⚖️"
ROLE, LINK = "Superintendent שלום 👩🏽‍⚖️", "https://example.org/ö?a=1"
NOT_TYPED = "Or else: why no action is taken or proposed"


@pytest.fixture(scope="module")
def office_once(store_for, tmp_path_factory):
    """A demonstration with an inspection to answer, and a board planned for its day."""
    url = copied(store_for("demonstration"), tmp_path_factory.mktemp("office") / "office.db")
    store = open_store(url)
    arriving.load(store, DAY)
    arriving.say(store, PART, Voice.CPS, at=AT, effective_on=DAY)
    planned = schemas.NewPlannedMeeting(kind=MeetingKind.BOARD, planned_on=DAY)
    writes.record(store, planned, by=BY, at=AT)
    return url


@pytest.fixture
def office(office_once, own_copy):
    """``office_once``, of the test's own."""
    return own_copy(office_once)


def unfolded(name, *folds, **address):
    page = opened(name, **address)
    for fold in folds:
        page.session_state[f"fold-{fold}"] = True
    return page.run()


def agenda_item():
    page = unfolded("meetings", "agenda-item")
    page = box(page, "Whose agenda is changed?").set_value(BOARD).run()
    [item] = [each for each in page.selectbox if each.label.startswith("Which item of it")]
    return item.set_value("new").run()


def planned_meeting():
    page = opened("update", record="meeting-planned")
    page = box(page, "Which meeting is planned?").set_value("RaSSO performance meeting").run()
    text(page, "Planned for").input(typed(DAY))
    return page


# How the form is opened, and the table that it writes.
FORMS = {
    "comment": (
        lambda: opened("answer", inspection=REF, part=PART, voice="force"),
        "draft_statement",
    ),
    "beginning": (lambda: opened("answer", inspection=REF, voice="opcc"), "draft_statement"),
    "remark": (lambda: unfolded("answer", "remarks", inspection=REF, part=PART), "draft_remark"),
    "agenda": (agenda_item, "agenda_entry"),
    "plan": (planned_meeting, "meeting"),
    "kind": (lambda: opened("update", record="meeting-kind"), "meeting_kind"),
    "pack": (lambda: unfolded("briefing", "documents", "given-out"), "sealed_document"),
}


def boxes(page):
    """The boxes for words of the one form, without that for the writer's name."""
    return [
        each
        for each in [*page.text_input, *page.text_area]
        if each.form_id and each.key != BOX and not each.label.startswith("Your name")
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("wrong", [PERSONAL, LONG])
def test_words_that_are_not_taken_are_refused_beside_their_box_and_stay_there(office, form, wrong):
    opens, table = FORMS[form]
    page, before = opens(), rows(office, table)
    for each in boxes(page):
        each.input(wrong)

    page = save(page)

    beside = [said.value for said in page.markdown if said.value.startswith(":red[")]
    assert len(beside) == len(boxes(page))
    assert {each.value for each in boxes(page)} == {wrong}
    assert rows(office, table) == before


@pytest.mark.parametrize("form", FORMS)
def test_odd_words_are_kept_as_they_were_typed_without_the_spaces_around_them(office, form):
    opens, table = FORMS[form]
    page, typed = opens(), []
    for each in boxes(page):
        if each.label == NOT_TYPED or each.placeholder == PLACEHOLDER:
            continue
        role, link = each.label.startswith("Which role"), "web address" in each.label
        typed.append(ROLE if role else LINK if link else ODD)
        each.input(f"  {typed[-1]} ")
    page = save(page)

    assert not page.error
    stored = rows(office, table)[-1].values()
    assert sorted(typed) == sorted(value for value in stored if value in (ODD, ROLE, LINK))
