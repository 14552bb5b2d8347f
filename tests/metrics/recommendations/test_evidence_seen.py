from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given

from metrics.recommendations.evidence_seen import (
    ages_text,
    figures_owed,
    newest_seen,
    seen_evidence,
    seen_text,
)
from tests import made_up, oracles
from tests.builders import AS_AT, day_state, frame
from tests.metrics.parts import one_part, said
from tests.often import often


def test_two_voices_and_two_pieces_of_evidence_still_make_one_row():
    part = one_part(
        said("force", "complete"),
        said("opcc", "complete"),
        judgements=[{}, {}],
        evidence=[{}, {}, {"kind": "audit"}],
    )

    assert (part["document"], part["audit"], part["data"]) == (2, 1, 0)
    assert seen_text(part) == "2 documents, 1 audit"


def test_where_all_that_was_seen_has_expired_none_still_holds():
    gone = {"expires_on": AS_AT - timedelta(1)}

    assert seen_text(one_part(evidence=[gone])) == "none still valid"
    assert seen_text(one_part(evidence=[gone | {"kind": "statement"}])) == "none seen"
    assert seen_text(one_part(evidence=[gone, {}])) == "1 document"


@pytest.mark.parametrize(("days_left", "seen"), [(1, 1), (0, 1), (-1, 0)])
def test_evidence_holds_until_the_end_of_its_last_day(days_left, seen):
    part = one_part(evidence=[{"expires_on": AS_AT + timedelta(days_left)}])

    assert part["document"] == seen


def test_evidence_with_a_part_of_its_own_does_not_count_for_the_part_of_its_action_too():
    parts = day_state(
        requirement=[{}, {"part": "b"}],
        action=[{"requirement": "P2"}],
        evidence=[{"requirement": "P1", "action": "A1"}],
    ).parts

    assert parts["document"].to_list() == [1, 0]


# Age of the newest piece


@often(100)
@given(made_up.stores_with("requirement", "evidence", "action"))
def test_the_newest_evidence_of_each_part_is_that_of_a_slow_search(rows):
    store = day_state(**rows)
    seen = seen_evidence(
        store.tables["evidence"].filter(pl.col("requirement").is_not_null()), AS_AT
    )
    slow: dict[str, tuple[Any, Any]] = {}
    for piece in seen.to_dicts():
        known = slow.get(piece["requirement"])
        age = (piece["dated_on"] or piece["effective_on"], piece["id"])
        if known is None or age > known[0]:
            slow[piece["requirement"]] = (age, piece["expires_on"])

    assert sorted(newest_seen(seen).rows()) == sorted(
        (part, on, expires_on if expires_on and expires_on < AS_AT else None)
        for part, ((on, _), expires_on) in slow.items()
    )


def test_how_old_the_newest_evidence_is_and_whether_it_holds():
    parts = [{"part": "a"}, {"part": "b"}, {"part": "c"}, {"part": "d"}]
    gone = {"expires_on": AS_AT - timedelta(1)}
    evidence = [
        {"dated_on": "2022-02-27"},
        {"effective_on": "2021-10-27"},
        {"requirement": "P2", "effective_on": "2022-02-28", **gone},
        {"requirement": "P3", "kind": "statement"},
        {"requirement": None, "action": "A1", "effective_on": "2022-02-18"},
    ]
    found = day_state(requirement=parts, action=[{"requirement": "P4"}], evidence=evidence)

    assert ages_text(found.facts.newest_seen, AS_AT) == {
        "P1": "1 day old",
        "P2": "0 days old, out of date since 27 February 2022",
        "P4": "10 days old",
    }


# Figures owed


CLAIMS = made_up.stores_with("evidence", "ask")


@often(100)
@given(CLAIMS)
def test_figures_owed_are_what_a_slow_reading_gives(rows):
    evidence, asks = (frame(name, *rows[name]) for name in ("evidence", "ask"))

    found = figures_owed(evidence, asks).to_dicts()

    assert found == oracles.figures_owed(evidence.to_dicts(), asks.to_dicts())
