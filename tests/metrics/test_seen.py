from datetime import timedelta

import pytest

from metrics.seen import seen_in_words
from tests.builders import AS_AT, standing
from tests.metrics.parts import one_part, said


def test_two_voices_and_two_pieces_of_evidence_still_make_one_row():
    part = one_part(
        said("force", "complete"),
        said("opcc", "complete"),
        judgements=[{}, {}],
        evidence=[{}, {}, {"kind": "audit"}],
    )

    assert (part["document"], part["audit"], part["data"]) == (2, 1, 0)
    assert seen_in_words(part) == "2 documents, 1 audit"


def test_a_statement_is_not_evidence_seen():
    part = one_part(evidence=[{"kind": "statement"}])

    assert seen_in_words(part) == "none seen"


def test_where_all_that_was_seen_has_expired_none_still_holds():
    gone = {"expires_on": AS_AT - timedelta(1)}

    assert seen_in_words(one_part(evidence=[gone])) == "none that still holds"
    assert seen_in_words(one_part(evidence=[gone | {"kind": "statement"}])) == "none seen"
    assert seen_in_words(one_part(evidence=[gone, {}])) == "1 document"


@pytest.mark.parametrize(("days_left", "seen"), [(1, 1), (0, 1), (-1, 0)])
def test_evidence_holds_until_the_end_of_its_last_day(days_left, seen):
    part = one_part(evidence=[{"expires_on": AS_AT + timedelta(days_left)}])

    assert part["document"] == seen


def test_evidence_of_an_action_alone_counts_for_the_part_of_the_action():
    parts = standing(action=[{}], evidence=[{"requirement": None, "action": "A1"}]).parts

    assert parts["document"].to_list() == [1]


def test_evidence_with_a_part_of_its_own_does_not_count_for_the_part_of_its_action_too():
    parts = standing(
        requirement=[{}, {"part": "b"}],
        action=[{"requirement": "P2"}],
        evidence=[{"requirement": "P1", "action": "A1"}],
    ).parts

    assert parts["document"].to_list() == [1, 0]
