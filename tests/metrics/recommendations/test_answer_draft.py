"""The gate names all that is missing of a draft, and the clock says how many days are left."""

from datetime import date
from typing import Any

import pytest

from metrics.finding import Finding, Line, Look, Piece, Topic
from metrics.recommendations import answer_draft as gate
from metrics.recommendations import answer_draft_text as text
from metrics.recommendations.answer_draft import answer_draft
from tests.builders import day_state

DAY = date(2021, 8, 1)
AWAITED: dict[str, Any] = {"responded_on": None, "date_basis": None, "response_due_stated_on": None}
SAID: dict[str, Any] = {
    "reason": None,
    "requirement": "P1",
    "stance": "accepted",
    "comment": "We shall.",
    "action": "Write it anew",
    "stated_as": "planned",
    "lead_organisation": "O1",
    "owner_role": "Detective inspector",
    "due_on": date(2021, 12, 1),
    "measure": "Told in time",
    "evidence": "The new letter",
}


def said(voice="force", **details):
    return SAID | {"voice": voice} | details


def drafted(
    *statements,
    day=DAY,
    approvals=(),
    parts=({},),
    publications=(),
    answered_on=None,
    invited=({},),
):
    answered = {"responded_on": answered_on, "date_basis": answered_on and "stated"}
    state = day_state(
        day,
        inspection=[{**AWAITED, **answered}],
        requirement=list(parts),
        draft_statement=list(statements),
        draft_approval=list(approvals),
        draft_publication=list(publications),
        draft_invitation=list(invited),
    )
    return answer_draft(state.tables, state.parts, "I1", day)


def approved(statement, voice="force", **details):
    return {"voice": voice, "statement": statement} | details


def missing(draft):
    return list(draft.missing.select("label", "voice", "missing", "rule").iter_rows())


def test_where_nothing_is_asked_nothing_can_be_published():
    draft = drafted(said(), parts=(), approvals=[approved(1)])

    assert text.readiness_text(draft) == text.why_not_published(draft) == text.NOTHING_ASKED


def test_each_part_needs_the_comment_of_whom_it_asks_and_always_the_commissioners():
    parts = [
        {"part": "a", "label": "1a"},
        {"part": "b", "label": "1b", "for_cps": True},
        {"part": "c", "label": "1c", "for_force": False},
    ]

    assert missing(drafted(parts=parts)) == [
        ("1a", "force", gate.NOTHING_YET, "house rule"),
        ("1a", "opcc", gate.NOTHING_YET, "the law"),
        ("1b", "force", gate.NOTHING_YET, "house rule"),
        ("1b", "cps", gate.NOTHING_YET, "courtesy"),
        ("1b", "opcc", gate.NOTHING_YET, "the law"),
        ("1c", "opcc", gate.NOTHING_YET, "the law"),
    ]


@pytest.mark.parametrize(
    ("details", "named", "rule"),
    [
        ({"stance": None}, gate.ACCEPTED, "house rule"),
        ({"action": None}, gate.ACTION_OR_REASON, "house rule"),
        ({"comment": None}, gate.COMMENT, "house rule"),
        ({"stated_as": None}, gate.STANDS, "house rule"),
        ({"lead_organisation": None}, gate.LEAD, "house rule"),
        ({"due_on": date(2021, 7, 31)}, gate.PASSED, "house rule"),
        ({"owner_role": None}, gate.OWNER, "courtesy"),
        ({"due_on": None}, gate.DATE, "courtesy"),
        ({"measure": None}, gate.MEASURE, "courtesy"),
        ({"evidence": None}, gate.EVIDENCE, "courtesy"),
    ],
)
def test_each_thing_that_is_missing_is_named_with_who_asks_for_it(details, named, rule):
    of_force = drafted(said(**details), said("opcc"))
    of_opcc = drafted(said(), said("opcc", **details))
    of_cps = drafted(said("cps", **details), parts=[{"for_force": False, "for_cps": True}])

    assert missing(of_force)[0] == ("1", "force", named, rule)
    assert len(missing(of_force)) == 3
    by_law = "the law" if named == gate.ACTION_OR_REASON else rule
    assert missing(of_opcc)[0] == ("1", "opcc", named, by_law)
    assert missing(of_cps)[0] == ("1", "cps", named, "courtesy")


def test_the_law_asks_that_the_chief_officer_be_invited_to_comment_by_a_day():
    both = [said(), said("opcc")], [approved(1), approved(2, "opcc")]
    draft = drafted(*both[0], approvals=both[1], invited=())

    assert missing(draft) == [(None, "force", gate.INVITED, "the law")]
    assert text.why_not_published(draft).endswith("is here: 1 thing missing now.")
    assert text.invitation_text(drafted(*both[0], approvals=both[1])) == (
        "The chief officer was invited on 16 July 2021 (a letter) to comment by 13 August 2021."
    )
    assert text.why_not_published(drafted(*both[0], approvals=both[1])) == ""


@pytest.mark.parametrize(
    "details",
    [
        {},
        {"due_on": DAY},
        {"stated_as": "in place", "due_on": None},
        {"stated_as": "done", "due_on": None},
        dict.fromkeys(SAID) | {"requirement": "P1", "stance": "not accepted", "reason": "No law."},
    ],
)
def test_a_comment_with_an_action_or_a_reason_for_none_is_complete(details):
    draft = drafted(said(**details), said("opcc"), approvals=[approved(1), approved(2, "opcc")])

    assert missing(draft) == []
    assert text.readiness_text(draft) == "Ready to publish: nothing is missing."


def test_an_approval_holds_until_the_body_says_something_else_and_names_what_changed():
    versions = [said(), said("opcc"), said(comment="We may."), said(requirement=None)]
    draft = drafted(
        *versions, approvals=[approved(1, approved_by="Chief Constable"), approved(2, "opcc")]
    )

    rows = draft.approvals.select("voice", "version", "approved_version", "approved_by", "changed")
    assert rows.rows() == [
        ("force", 4, 1, "Chief Constable", ["1", "beginning and end"]),
        ("opcc", 2, 2, "The Commissioner", []),
    ]
    assert missing(draft) == [(None, "force", gate.APPROVAL, "house rule")]
    assert text.readiness_text(draft) == (
        "All that the law asks for is here. 1 house rule not met."
    )
    assert text.waiving_text(draft) == (
        "1 house rule is not met: to publish now, say why you waive it."
    )


def test_a_past_day_has_the_versions_and_approvals_of_that_day_alone():
    earlier, later = date(2021, 7, 20), date(2021, 7, 25)
    statements = [
        said(effective_on=earlier),
        said("opcc", effective_on=earlier),
        said(comment="We may.", effective_on=later),
    ]
    approvals = [approved(1, effective_on=earlier), approved(3, effective_on=later)]

    then = drafted(*statements, approvals=approvals, day=date(2021, 7, 24))
    before = drafted(*statements, approvals=approvals, day=date(2021, 7, 19))

    assert (then.version, then.said("P1", "force")["comment"]) == (2, "We shall.")
    assert then.approvals["approved_version"].to_list() == [1, None]
    assert (before.version, before.newest_id, before.said("P1", "force")) == (0, 0, None)
    assert text.state_text(before) == "Nothing is drafted yet."


def test_what_is_published_is_never_called_a_draft_and_a_draft_never_published():
    statements = [said(), said("opcc")]
    on = date(2021, 7, 30)
    published = {"statement": 2, "effective_on": on}

    assert text.state_text(drafted(*statements)) == "Draft, version 2: not published."
    now = drafted(*statements, publications=[published], answered_on=on)
    assert text.standing_text(now) == "Published on 30 July 2021, as version 2."
    then = drafted(*statements, publications=[published], answered_on=on, day=date(2021, 7, 29))
    assert text.state_text(then) == "Draft, version 2: not published."
    otherwise = drafted(*statements, answered_on=on)
    assert text.standing_text(otherwise) == (
        "Draft, version 2: not published from here. Its answer was recorded in another way, so "
        "the draft is kept and counts nowhere."
    )


@pytest.mark.parametrize(
    ("day", "clock", "days"),
    [
        ("2021-07-16", "answer to be published: 55 days left", [(1, "other"), (55, "done")]),
        ("2021-09-09", "answer to be published: due today", [(56, "other")]),
        ("2021-09-10", "not held here: when was it published?", []),
    ],
)
def test_the_days_gone_and_left_for_an_answer_stand_in_one_bar(day, clock, days):
    on = date.fromisoformat(day)
    [row] = day_state(on, inspection=[AWAITED]).inspections.to_dicts()

    finding = text.of_answer(row, on)

    assert finding.headline.endswith(clock)
    assert [(each.number, each.look) for line in finding.lines for each in line.pieces] == days


def test_an_answer_that_was_not_published_in_time_has_taken_longer_than_was_given():
    late = AWAITED | {"none_published_by": date(2021, 9, 12)}
    day = date(2021, 9, 13)
    [row] = day_state(day, inspection=[late]).inspections.to_dicts()

    assert text.of_answer(row, day, "More.") == Finding(
        "Rape inspection, answer to be published: 4 days late",
        [
            Line(
                "",
                [Piece(Look.DONE, 56, "56 days given"), Piece(Look.MISSED, 4, "4 days late")],
                60,
            )
        ],
        "Published on 16 July 2021, due on 9 September 2021.",
        "More.",
        topic=Topic.ANSWER,
    )


def test_the_next_to_be_answered_is_the_one_due_first_of_those_that_ask_for_something():
    inspections: list[dict[str, Any]] = [
        {"ref": "late", "published_on": "2021-06-01", "response_due_computed_on": None},
        {"ref": "second", "published_on": "2021-07-20", "response_due_computed_on": None},
        {"ref": "first", "published_on": "2021-07-18", "response_due_computed_on": None},
        {"ref": "empty", "published_on": "2021-07-17", "response_due_computed_on": None},
        {"ref": "none", "published_on": "2021-07-10", "answer_owed": False},
    ]
    state = day_state(DAY, inspection=[{**AWAITED, **each} for each in inspections])

    assert text.to_answer(state.inspections, ["late", "second", "first", "none"]) == [
        "first",
        "second",
    ]


def test_where_none_is_awaited_it_names_those_that_may_not_have_been_published():
    not_held, not_owed = (
        day_state(date(2022, 2, 28), inspection=[{**AWAITED, **each}]).inspections
        for each in ({}, {"answer_owed": False})
    )

    assert text.none_awaited(not_held) == Finding(
        "1 answer may have been published: not recorded here yet",
        base="Rape inspection. Say under Record whether the answer was published; if none was, "
        "draft it.",
    )
    assert text.none_awaited(not_owed) == Finding(
        "No answer is awaited: for each inspection it is published, or none is owed"
    )


def test_what_is_missing_is_what_a_slow_reading_of_every_combination_finds():
    fields = ["stance", "comment", "action", "stated_as", "lead_organisation", "owner_role"]
    for pattern in range(2 ** len(fields)):
        gone = {name for place, name in enumerate(fields) if pattern >> place & 1}
        found = gate.missing_of({**SAID, **dict.fromkeys(gone)}, "force", DAY)
        expected = {gate.ACCEPTED} if "stance" in gone else set()
        if "action" in gone:
            expected |= {gate.ACTION_OR_REASON}
        else:
            names = {
                "comment": gate.COMMENT,
                "stated_as": gate.STANDS,
                "lead_organisation": gate.LEAD,
                "owner_role": gate.OWNER,
            }
            expected |= {name for field, name in names.items() if field in gone}
        assert {name for name, _ in found} == expected, gone
