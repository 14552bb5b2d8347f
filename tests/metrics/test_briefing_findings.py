"""The findings of the Briefing: sentences, pictures and what takes their place."""

import pytest

from metrics.briefing_findings import contradictions, findings, of_victims, said_and_shown
from metrics.escalations.escalation_summary import EscalationSummary
from metrics.finding import Line, Look, Piece, Topic
from metrics.releases.people import table_of
from metrics.releases.tables import ALL
from tests.builders import AS_AT, day_state
from tests.released import TOLD, summary_of, year


def found(day=AS_AT, **rows):
    state = day_state(day, **rows)
    return findings(state, EscalationSummary(state, None), None)


def squares(*numbers):
    names = ("Said", "Shown", "Closed")
    return [
        Line(name, [Piece(Look.DONE, number, f"{number}")], 2)
        for name, number in zip(names, numbers, strict=True)
    ]


def test_what_is_said_is_set_beside_what_is_shown_and_closed():
    says = [
        {"requirement": "P1", "state": "complete"},
        {"requirement": "P2", "state": "complete"},
        {"requirement": "P2", "voice": "opcc", "state": "complete"},
    ]
    parts = [{"part": "a", "label": "1a"}, {"part": "b", "label": "1b"}]

    finding = said_and_shown(day_state(requirement=parts, position=says))

    assert finding.headline == "2 of 2 parts are said complete; 1 shown"
    assert finding.lines == squares(2, 1, 0)


def test_parts_said_complete_that_do_not_hold_up_are_each_counted_once():
    says = [
        {"requirement": "P1", "state": "complete"},
        {"requirement": "P2", "state": "complete"},
        {"requirement": "P2", "voice": "opcc", "state": "complete"},
    ]
    parts = [{"part": "a", "label": "1a"}, {"part": "b", "label": "1b"}]

    finding = contradictions(day_state(requirement=parts, position=says))

    assert finding.headline == "1 of 2 parts said complete lacks evidence"
    assert finding.lines == [
        Line("Lack evidence only", [Piece(Look.UNKNOWN, 1, "1")], 2),
        Line("Neither", [Piece(Look.DONE, 1, "1")], 2),
    ]
    assert finding.ask == "Chief Constable: what shows that 1a is complete?"


def test_a_part_whose_evidence_is_out_of_date_is_not_counted_as_said_complete():
    says = [{"voice": "opcc", "state": "complete"}]
    old = [{"expires_on": "2022-02-27"}]

    finding = contradictions(day_state(requirement=[{}], position=says, evidence=old))

    assert finding.headline == "0 of 1 part are said complete; 1 shown"


def test_before_anything_is_recorded_the_answer_speaks():
    stated = [{"requirement": "P1", "stated_as": "in place"}]

    finding = said_and_shown(day_state(stated_position=stated))

    assert finding.headline == (
        "The answer of 2021 said that 1 of 1 part was in place; no evidence is recorded here yet"
    )
    assert [(line.name, line.pieces[0].number) for line in finding.lines] == [
        ("In place", 1),
        ("To come", 0),
        ("Not done", 0),
        ("Not said", 0),
        ("Shown", 0),
    ]


def test_victims_not_known_to_be_told_lead_and_the_others_stand_beside_them():
    unknown = {table_of("not_known_to_be_told"): {"met": 25, "not met": 75, ALL: 100}}
    told = {"told": TOLD | {"told in time": 55, ALL: 100}}
    people = summary_of(year(2020, told | unknown))

    finding = of_victims(people, has_files=True)

    assert finding.headline == (
        "In the year to March 2021, about 20% of victims were told late that nobody will be "
        "charged; 25% are not known to be told"
    )
    [line] = finding.lines
    assert line.pieces == [
        Piece(Look.DONE, 55, "55% in time"),
        Piece(Look.MISSED, 20, "20% late"),
        Piece(Look.UNKNOWN, 25, "25% not known"),
    ]
    assert finding.ask == (
        "Chief Constable and CPS: for about 25 decisions nothing recorded says that the victim was "
        "told. Who will check each, and by when?"
    )


@pytest.mark.parametrize(
    ("has_files", "headline"),
    [
        (
            True,
            "Nothing can be said here yet of whether victims were told that nobody will be charged",
        ),
        (
            False,
            "No file has come here that says whether victims were told that nobody will be charged",
        ),
    ],
)
def test_without_figures_of_victims_the_finding_says_whose_they_are_to_send(has_files, headline):
    finding = of_victims(None, has_files=has_files)

    assert (finding.headline, finding.lines) == (headline, ())


@pytest.mark.parametrize(
    ("due_on", "headline"),
    [
        ("2022-02-26", "Phase two, answer to be published: 2 days late"),
        ("2022-03-01", "Phase two, answer to be published: 1 day left"),
        ("2022-04-01", None),
    ],
)
def test_an_answer_that_is_late_or_due_soon_takes_the_place_of_the_last_finding(due_on, headline):
    inspection = {
        "short_title": "Phase two",
        "responded_on": None,
        "date_basis": None,
        "published_on": "2022-01-02",
        "response_due_computed_on": due_on,
        "response_due_stated_on": None,
        "none_published_by": "2022-02-27",
    }

    last = found(inspection=[inspection])[-1]

    assert (last.headline if last.topic == Topic.ANSWER else None) == headline


def test_actions_of_which_nothing_is_recorded_lead_the_last_finding():
    promised = {"origin": "response", "opened_on": "2021-09-10"}

    last = found(action=[promised, promised])[-1]

    assert (
        last.headline
        == "No escalation is recorded here: all 2 open joint actions stand as the answer left them"
    )
