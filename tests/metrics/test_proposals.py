"""Which proposals wait, which came back, and whose name stands beside what was accepted."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from data_access.vocabulary import ProposalKind
from metrics import proposals

AT = datetime(2022, 2, 1, tzinfo=UTC)


def frame(*rows):
    """Proposals of the force that say who decided them, and how."""
    every = {
        "organisation": "force",
        "kind": "evidence",
        "action": "A2",
        "seen": 4,
        "follows": None,
        "recorded_at": AT,
        "recorded_by": "Carla",
        "decision": None,
        "decided_at": None,
        "decided_by": None,
        "recorded_row": None,
    }
    numbers = ("follows", "recorded_row", "seen")
    schema = dict.fromkeys(every, pl.String()) | dict.fromkeys(numbers, pl.Int64())
    given = [every | row | {"id": place} for place, row in enumerate(rows, 1)]
    moment = pl.Datetime("us", "UTC")
    return pl.DataFrame(
        given, {**schema, "recorded_at": moment, "decided_at": moment, "id": pl.Int64()}
    )


def decided(decision, **others):
    return {"decision": decision, "decided_at": AT, "decided_by": "Rita"} | others


def numbers(rows):
    return rows["id"].to_list()


def test_what_is_open_waits_and_what_was_returned_is_sent_again_once():
    rows = frame(decided("returned"), {"follows": 1}, decided("returned"), decided("withdrawn"), {})

    assert numbers(proposals.undecided(rows)) == [2, 5]
    assert numbers(proposals.to_send_again(rows)) == [3]
    assert numbers(proposals.decided(rows)) == [4, 3, 1]


def test_an_organisation_has_its_own_and_the_office_all():
    rows = frame({}, {"organisation": "cps"})

    assert numbers(proposals.of_organisation(rows, "cps")) == [2]
    assert numbers(proposals.of_organisation(rows, None)) == [1, 2]


def test_what_was_recorded_of_its_action_after_it_was_written_is_later():
    numbered = {"id": [2, 3, 4, 5, 6, 7], "action": ["A2", "A2", "A2", "A2", "A3", "A2"]}
    later = AT + timedelta(days=1)
    updates = pl.DataFrame(numbered | {"recorded_at": [later, *[AT] * 5]})
    (proposal,) = frame({}).to_dicts()

    assert numbers(proposals.updates_since(proposal, updates)) == [7, 5, 2]
    unseen = proposals.updates_since(proposal | {"seen": None}, updates)
    assert numbers(unseen) == [7, 5, 4, 3, 2]


def test_only_what_was_accepted_of_its_kind_has_a_proposer():
    of_another = decided("accepted", kind="answer", recorded_row=1)
    rows = frame(of_another, decided("accepted", recorded_row=2), decided("returned"))
    evidence = pl.DataFrame({"id": [1, 2, 3]})

    found = proposals.with_proposers(evidence, rows, ProposalKind.EVIDENCE)

    assert found.rows() == [(1, None, None), (2, "Carla", "Rita"), (3, None, None)]
    assert proposals.with_proposers(evidence, rows.clear(), ProposalKind.EVIDENCE) is evidence


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "No proposal waits for the office."),
        (1, "**1 proposal** waits for the office."),
        (2, "**2 proposals** wait for the office."),
    ],
)
def test_how_many_wait_is_said_in_a_sentence(number, words):
    assert proposals.waiting_text(number) == words
