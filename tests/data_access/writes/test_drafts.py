"""The draft of an answer keeps every version, and counts nowhere until it is published."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from data_access import schemas, writes
from data_access.reads import read_snapshot
from data_access.text_types import LONGEST_TEXT
from data_access.vocabulary import Voice
from data_access.writes import Invalid, Overtaken, Refused
from metrics.day_state import day_state_on
from tests import arriving_inspection as arriving
from tests.arriving_inspection import ANSWERED_ON, AT, BY, DRAFTED_ON, REF
from tests.data_access.contents import everything, rows

PUBLISHED_AT = datetime(2022, 1, 28, 15, tzinfo=UTC)
OF_DRAFTS = {
    *("draft_statement", "draft_remark", "draft_approval", "draft_invitation"),
    *("audit_event", "store_revision"),
}
PART = f"{REF}/1"
LATER = datetime(2022, 3, 10, 10, tzinfo=UTC)


@pytest.fixture
def office(file_store):
    """A store into which the inspection has just come."""
    arriving.load(file_store)
    return file_store


def newest(store):
    """The id of the newest version of each body."""
    return {Voice(row["voice"]): row["id"] for row in rows(store, "draft_statement")}


def ready(store):
    arriving.draft(store)
    arriving.approve(store, *newest(store), newest=newest(store))
    return max(newest(store).values())


def publish(store, seen, day=ANSWERED_ON, at=PUBLISHED_AT, waived=None):
    return writes.record(store, arriving.published(seen, day, waived), by=BY, at=at)


def opening(**details):
    given = {"inspection": REF, "voice": "force", "effective_on": DRAFTED_ON, **details}
    return writes.validate(schemas.NewDraftOpening, **given)


def remark(**details):
    given = {"requirement": PART, "text": "Ask the unit.", "effective_on": DRAFTED_ON}
    return writes.validate(schemas.NewDraftRemark, **given | details)


def test_a_draft_changes_no_other_table_and_no_part_action_or_figure_of_the_day(office):
    before = everything(office)
    day_before = day_state_on(DRAFTED_ON, read_snapshot(office).tables)

    ready(office)
    writes.record(office, remark(), by=BY, at=AT)
    writes.record(office, opening(comment="I welcome the report."), by=BY, at=AT)

    after = everything(office)
    assert {name: after[name] for name in after if name not in OF_DRAFTS} == {
        name: before[name] for name in before if name not in OF_DRAFTS
    }
    day_after = day_state_on(DRAFTED_ON, read_snapshot(office).tables)
    for derived in ("parts", "actions", "recommendations", "figures_owed"):
        assert getattr(day_after, derived).equals(getattr(day_before, derived)), derived
    # Only that the answer was begun in time is known now.
    clocks = [each.inspections.drop("is_known_in_time") for each in (day_before, day_after)]
    assert clocks[0].equals(clocks[1])


def test_every_version_stays_and_the_second_writer_sees_that_the_first_was_faster(office):
    first = arriving.say(office, PART, Voice.FORCE)
    second = arriving.say(office, PART, Voice.FORCE, stance="partly accepted", seen=first)

    with pytest.raises(Overtaken, match="what you typed is still here"):
        arriving.say(office, PART, Voice.FORCE, stance="not accepted", seen=first)
    # What another body says of the part is no version of it.
    arriving.say(office, PART, Voice.OPCC, seen=0)

    kept = [
        (row["id"], row["voice"], row["stance"], row["recorded_by"])
        for row in rows(office, "draft_statement")
    ]
    assert kept == [
        (first, "force", "accepted", BY),
        (second, "force", "partly accepted", BY),
        (second + 1, "opcc", "accepted", BY),
    ]


def test_a_version_that_says_nothing_new_is_not_kept(office):
    arriving.say(office, PART, Voice.FORCE)

    with pytest.raises(Refused, match="what it says already"):
        arriving.say(office, PART, Voice.FORCE, effective_on=date(2022, 1, 9))


@pytest.mark.parametrize(
    ("details", "field", "why"),
    [
        ({"reason": "No money."}, "reason", "the law asks for one of the two"),
        ({"stated_as": "done"}, "due_on", "no date to come"),
        ({"action": None}, "stated_as", "give the action that is taken or proposed too"),
        ({"evidence": None, "figure_owed": True}, "figure_owed", "say what shows it"),
        ({"voice": "inspectorate"}, "voice", "Choose one from the list"),
        # The answer prints the link, so it would be refused on the day of publication.
        (
            {"link": "https://example.org/open?id=20261129101"},
            "link",
            "looks like a crime or case reference",
        ),
        ({"action": "Ä" * 5000}, "action", f"Write at most {LONGEST_TEXT} characters"),
        ({"owner_role": "Inspector & sergeant"}, "owner_role", "Name one role"),
        ({"link": "drawer 3"}, "link", "Write a web address"),
        ({"comment": "Ring 01234 567890."}, "comment", "a telephone number"),
    ],
)
def test_what_contradicts_itself_is_refused_beside_its_field(details, field, why):
    with pytest.raises(Invalid) as refused:
        arriving.statement(PART, Voice.FORCE, **details)

    assert why in refused.value.reasons[field]


def test_an_empty_statement_is_refused():
    empty = {"requirement": PART, "voice": "force", "effective_on": DRAFTED_ON}
    with pytest.raises(Invalid, match="Nothing is filled in"):
        writes.validate(schemas.NewDraftStatement, **empty)


@pytest.mark.parametrize("day", [date(2021, 12, 5), date(2022, 1, 11)])
def test_nothing_is_drafted_before_the_inspection_or_on_a_day_to_come(office, day):
    with pytest.raises(Refused, match=r"published on|in the future"):
        arriving.say(office, PART, Voice.FORCE, effective_on=day)


@pytest.mark.parametrize("part", ["rape-1/1", "nom-2024/3", "rape-9/1"])
def test_only_an_answer_that_is_still_to_come_is_drafted(office, part):
    at = datetime(2026, 1, 10, tzinfo=UTC)
    if part == "nom-2024/3":
        arriving.say(office, part, Voice.FORCE, effective_on=date(2024, 9, 1), at=at)
        assert len(rows(office, "draft_statement")) == 1
        return
    with pytest.raises(Refused, match=r"held here already|There is no part"):
        arriving.say(office, part, Voice.FORCE)


def test_an_approval_is_of_the_newest_version_and_given_once(office):
    first = arriving.say(office, PART, Voice.FORCE)
    second = arriving.say(office, PART, Voice.FORCE, stance="partly accepted", seen=first)

    with pytest.raises(Overtaken, match="another version"):
        arriving.approve(office, Voice.FORCE, newest={Voice.FORCE: first})
    arriving.approve(office, Voice.FORCE, newest={Voice.FORCE: second})
    with pytest.raises(Overtaken, match="approved already, by Chief Constable"):
        arriving.approve(office, Voice.FORCE, newest={Voice.FORCE: second})
    with pytest.raises(Refused, match="No comment of the CPS is drafted yet"):
        arriving.approve(office, Voice.CPS, newest={Voice.CPS: 0})

    assert [row["statement"] for row in rows(office, "draft_approval")] == [second]


def test_published_the_draft_is_an_answer_of_comments_positions_actions_and_evidence(office):
    number = publish(office, ready(office))

    comments = [row for row in rows(office, "comment") if row["recommendation"].startswith(REF)]
    told = {(row["section"], row["paragraph"]): row["text"] for row in comments}
    assert len(told) == len(comments) == 2 * (12 + 2 + 12) + 2
    positions = rows(office, "stated_position")
    of_it = [row for row in positions if row["requirement"].startswith(REF)]
    actions = [row for row in rows(office, "action") if (row["requirement"] or "").startswith(REF)]
    evidence = [
        row for row in rows(office, "evidence") if row["action"] in {a["ref"] for a in actions}
    ]
    assert len(of_it) == 12 + 2 + 14
    assert (len(actions), len(evidence)) == (26, 26)
    for row in (*of_it, *actions, *evidence):
        assert row["quote"] in told[row["quote_section"], row["quote_paragraph"]]
    assert actions[0] | {"id": 0, "ref": ""} == {
        "id": 0,
        "ref": "",
        "requirement": PART,
        "title": f"Rewrite the letter for {PART}",
        "lead_organisation": "force",
        "owner_role": "Detective superintendent",
        "origin": "response",
        "stated_as": "planned",
        "quote": f"The force will change how victims are told, for {PART}.",
        "quote_section": "3",
        "quote_paragraph": 1,
        "opened_on": "2022-01-28",
        "first_due_on": "2022-06-30",
        "deadline_kind": "agreed",
        "review_on": None,
        "recorded_at": "2022-01-28 15:00:00.000000",
        "recorded_by": BY,
        "kind": "action",
        "said_by": "force",
        "time_stated": None,
        "latest_on": None,
    }
    assert {(row["kind"], row["strength"], row["voice"]) for row in evidence} == {
        ("statement", "weak", voice) for voice in ("force", "cps", "opcc")
    }
    assert {row["stated_as"] for row in of_it} == {"planned", "left to another body"}
    inspection = rows(office, "inspection")[-1]
    assert (inspection["responded_on"], inspection["date_basis"]) == ("2022-01-28", "stated")
    assert rows(office, "draft_publication")[0]["id"] == number


def test_what_is_refused_is_not_being_taken_forward(office):
    ready(office)
    without = dict.fromkeys("action stated_as owner_role due_on measure evidence".split())
    refusal: dict[str, Any] = without | {"stance": "not accepted", "reason": "It is unlawful."}
    arriving.say(office, PART, Voice.FORCE, **refusal)
    arriving.approve(office, Voice.FORCE, newest=newest(office))

    publish(office, max(newest(office).values()))

    stated = {
        (row["requirement"], row["voice"]): row["stated_as"]
        for row in rows(office, "stated_position")
    }
    assert stated[PART, "force"] == "not being taken forward"


def test_it_is_published_once_and_then_no_longer_changed(office):
    seen = ready(office)
    publish(office, seen)
    before = everything(office)

    for again in (
        lambda: publish(office, seen),
        lambda: arriving.say(office, PART, Voice.FORCE, stance="not accepted"),
        lambda: writes.record(office, remark(), by=BY, at=AT),
        lambda: arriving.approve(office, Voice.FORCE, newest=newest(office)),
    ):
        with pytest.raises(Overtaken, match="published on 28/01/2022"):
            again()
    assert everything(office) == before


def test_nothing_is_published_without_what_the_law_asks_for(office):
    with pytest.raises(Refused, match="Nothing is drafted yet"):
        publish(office, 0)
    said = arriving.say(office, PART, Voice.FORCE)
    with pytest.raises(Refused, match="be invited to comment by a day"):
        publish(office, said, waived="No time")
    arriving.draft(office, but=(PART, f"{REF}/6", f"{REF}/10/a"))
    with pytest.raises(Refused) as lacking:
        publish(office, max(newest(office).values()), waived="No time")

    assert str(lacking.value).endswith("or why there is none. Complete 1; 6; 10a.")
    assert rows(office, "draft_publication") == []
    assert rows(office, "inspection")[-1]["responded_on"] is None


def test_house_rules_are_waived_with_a_reason_and_a_silent_cps_holds_nothing_up(office):
    arriving.draft(office, but=(PART, f"{REF}/3"))
    arriving.say(office, PART, Voice.OPCC)
    arriving.say(office, f"{REF}/3", Voice.FORCE)
    arriving.say(office, f"{REF}/3", Voice.OPCC, lead_organisation=None)
    seen = max(newest(office).values())

    with pytest.raises(Refused) as not_met:
        publish(office, seen)
    assert str(not_met.value) == (
        "House rules are not met: 1, Chief Constable; 3, Commissioner; approval of the Chief "
        "Constable; approval of the CPS; approval of the Commissioner. Complete these, or say why "
        "they are waived."
    )
    with pytest.raises(Overtaken, match="1 newer version came since"):
        publish(office, seen - 1, waived="The 56th day")
    publish(office, seen, waived="The 56th day")

    assert rows(office, "draft_publication")[0]["waived_because"] == "The 56th day"
    stated = {(row["requirement"], row["voice"]) for row in rows(office, "stated_position")}
    assert (PART, "force") not in stated
    assert (f"{REF}/3", "cps") not in stated
    # Nobody leads it, so it stands in the answer and not on the plan.
    assert (f"{REF}/3", "opcc") in stated
    led = {(row["requirement"], row["said_by"]) for row in rows(office, "action")}
    assert (f"{REF}/3", "force") in led
    assert (f"{REF}/3", "opcc") not in led


def test_nothing_is_published_of_an_inspection_of_which_no_recommendation_is_held(office):
    said = {"comment": "We welcome it.", "effective_on": LATER.date()}
    new = opening(inspection="rape-2", voice="opcc", **said)
    seen = writes.record(office, new, by=BY, at=LATER)
    approval = {"inspection": "rape-2", "voice": "opcc", "approved_by": "The Commissioner"}
    new = writes.validate(
        schemas.NewDraftApproval, **approval, seen=seen, effective_on=LATER.date()
    )
    writes.record(office, new, by=BY, at=LATER)
    before = everything(office)
    publication = {"inspection": "rape-2", "responded_on": LATER.date(), "seen": seen}

    with pytest.raises(Refused, match="No recommendation of this inspection is held here"):
        writes.record(
            office, writes.validate(schemas.DraftPublished, **publication), by=BY, at=LATER
        )

    assert everything(office) == before


def test_an_action_whose_date_has_passed_is_a_house_rule_and_does_not_go_onto_the_plan(office):
    arriving.draft(office)
    arriving.say(office, PART, Voice.FORCE, due_on=date(2022, 1, 15))
    arriving.approve(office, *newest(office), newest=newest(office))
    before = everything(office)

    with pytest.raises(Refused, match="House rules are not met: 1, Chief Constable"):
        publish(office, max(newest(office).values()))
    assert everything(office) == before

    publish(office, max(newest(office).values()), waived="It was done meanwhile.")
    led = {(row["requirement"], row["said_by"]) for row in rows(office, "action")}
    assert (PART, "force") not in led


def test_the_chief_officer_is_given_time_to_comment():
    day = {"inspection": REF, "effective_on": DRAFTED_ON, "comment_by": DRAFTED_ON}
    with pytest.raises(Invalid) as refused:
        writes.validate(schemas.NewDraftInvitation, **day)
    assert refused.value.reasons == {"comment_by": "Give a day after the one on which it was sent."}


@pytest.mark.parametrize("day", [date(2021, 12, 5), date(2022, 1, 29)])
def test_an_answer_is_not_published_before_its_inspection_or_in_the_future(office, day):
    seen = ready(office)

    with pytest.raises(Refused, match=r"before it was published|in the future"):
        publish(office, seen, day)
