"""An answer is written, approved and published on its page, and nothing typed there is lost."""

from datetime import UTC, date, datetime

import pytest

from data_access.store import open_store
from data_access.vocabulary import Voice
from metrics.recommendations.answer_draft_text import NO_DRAFT_SHOWN
from tests import arriving_inspection as arriving
from tests.arriving_inspection import PARTS, REF
from tests.pages.conftest import everything_said
from tests.pages.opening import opened
from tests.pages.updating import BY, DAY, box, errors, pressed, rows, save, text
from tests.sentences import NAME_OF_ENTRY
from tests.shown_tables import tables_of

PUBLISHED_ON = date(2022, 2, 1)
NOW = datetime(2022, 2, 28, 12, tzinfo=UTC)
PART = f"{REF}/1"
ARABIC = "نرحب بالتقرير"


@pytest.fixture
def arrived(own_store):
    """A demonstration into which the inspection came on 1 February 2022."""
    arriving.load(open_store(own_store), PUBLISHED_ON)
    return own_store


def page_of(**address):
    page = opened("answer", inspection=REF, **address)
    assert not page.exception
    return page


def comment(page):
    return text(page, "The comment, as the answer will print it")


def newest(store):
    return {Voice(row["voice"]): row["id"] for row in rows(store, "draft_statement")}


def drafted(store, but=()):
    office = open_store(store)
    arriving.draft(office, but=but, at=NOW, effective_on=DAY)


def approved(store):
    office, ids = open_store(store), newest(store)
    arriving.approve(office, *ids, newest=ids, at=NOW, effective_on=DAY)


@pytest.mark.usefixtures("arrived")
def test_an_inspection_that_has_come_is_the_next_to_be_answered_with_its_days_and_all_missing():
    page = opened("answer")

    said = everything_said(page)
    assert "Rape inspection, phase three, answer to be published: 28 days left" in said
    assert "Nothing is drafted yet." in said
    by_law, by_office, courteous = (each.value for each in tables_of(page)[:3])
    assert by_law[["Who says it", "Missing"]].values.tolist()[:2] == [
        ["Chief Constable", "The invitation to comment by a day"],
        ["Commissioner", "Nothing is said yet"],
    ]
    assert {*by_office["Who says it"]} == {"Chief Constable"}
    assert {*courteous["Who says it"]} == {"CPS"}
    assert "once all that the law asks for is here: 15 things missing now." in said
    assert "No invitation of the chief officer to comment is recorded." in said


def test_a_comment_is_saved_as_a_version_and_the_next_form_begins_with_it(arrived):
    page = page_of(part=PART, voice="force")
    assert box(page, "Who leads it").value == "force"
    box(page, "Is it accepted?").set_value("partly accepted")
    comment(page).input(f"{ARABIC} \U0001f46e We shall.")
    page = save(page)

    assert errors(page) == []
    [row] = rows(arrived, "draft_statement")
    assert (row["stance"], row["effective_on"], row["recorded_by"]) == (
        "partly accepted",
        DAY,
        BY,
    )
    assert "Version 1 of 1, saved by OPCC policy officer on 28 February 2022." in everything_said(
        page
    )
    assert comment(page).value == f"{ARABIC} \U0001f46e We shall."


def test_of_two_who_write_of_one_part_the_second_sees_the_firsts_version_and_loses_nothing(
    arrived,
):
    page = page_of(part=PART, voice="force")
    comment(page).input("What the second typed.")
    arriving.say(open_store(arrived), PART, Voice.FORCE, at=NOW, effective_on=DAY)

    page = save(page)
    assert "saved another version since you opened this page" in errors(page)[0]
    assert [said.value for said in page.warning][-1].startswith("OPCC policy officer saved version")
    assert f"The force will change how victims are told, for {PART}" in everything_said(page)
    assert comment(page).value == "What the second typed."

    [tick] = [each for each in page.checkbox if each.label.startswith("I have compared")]
    page = tick.check().run()
    text(page, NAME_OF_ENTRY).input("Another officer")
    page = pressed(pressed(page, "Review"), "Save")

    assert errors(page) == []
    assert [(row["comment"], row["recorded_by"]) for row in rows(arrived, "draft_statement")] == [
        (f"The force will change how victims are told, for {PART}.", BY),
        ("What the second typed.", "Another officer"),
    ]


def test_once_complete_and_approved_it_is_published_and_the_plan_follows(arrived):
    drafted(arrived)
    approved(arrived)
    before = len(rows(arrived, "action"))
    page = page_of()
    assert "Ready to publish: nothing is missing." in everything_said(page)

    page = save(page)

    assert errors(page) == []
    assert "Published on 28 February 2022, as version 28." in everything_said(page)
    assert len(rows(arrived, "action")) == before + 26
    assert "not published" not in everything_said(page)
    again = page_of(part=PART, voice="force")
    assert not [each for each in again.button if each.label == "Review"]


def test_an_invitation_is_recorded_and_house_rules_are_waived_with_a_reason_on_the_page(arrived):
    page = page_of()
    text(page, "Sent on").input("28/02/2022")
    text(page, "Comments asked for by").input("14/03/2022")
    page = save(page)
    assert errors(page) == []
    assert "was invited on 28 February 2022 to comment by 14 March 2022." in everything_said(page)

    drafted(arrived, but=(PART,))
    arriving.say(open_store(arrived), PART, Voice.OPCC, at=NOW, effective_on=DAY)
    page = page_of()
    said = everything_said(page)
    assert "All that the law asks for is here. 4 house rules not met." in said
    assert "4 house rules are not met" in said
    text(page, "Why the house rules that are not met are waived").input("The 56th day")
    page = save(page)

    assert errors(page) == []
    assert f"House rules waived by {BY}" in everything_said(page)


def test_a_reader_of_a_past_day_sees_that_days_draft_and_no_form(arrived):
    drafted(arrived)
    page = page_of(part=PART, voice="force", as_at="2022-02-27")

    assert "Nothing is said yet." in everything_said(page)
    assert not [each for each in page.button if each.label == "Review"]


@pytest.mark.usefixtures("arrived")
@pytest.mark.parametrize("address", [{"part": "rape-9/1"}, {"voice": "nobody"}])
def test_a_part_or_body_that_there_is_not_is_refused_in_words(address):
    page = page_of(**address)

    assert "cannot be chosen under" in page.warning[0].value


@pytest.mark.usefixtures("own_store")
@pytest.mark.parametrize("address", [{}, {"inspection": "rape-1"}])
def test_a_part_or_body_of_a_link_is_refused_in_words_where_no_answer_is_drafted(address):
    page = opened("answer", part="zzz", voice="force", **address)

    assert [said.value for said in page.warning] == [
        f"“zzz” in the address chooses nothing here. {NO_DRAFT_SHOWN} "
        f"“force” in the address chooses nothing here. {NO_DRAFT_SHOWN}"
    ]
    assert not {"part", "voice"} & set(page.query_params)


def test_every_part_can_be_opened(arrived):
    drafted(arrived, but=(PART,))

    page = page_of()

    links = [link.proto.query_string for link in page.get("page_link")]
    assert [f"part={part.replace('/', '%2F')}" in "".join(links) for part in PARTS] == [True] * 14
