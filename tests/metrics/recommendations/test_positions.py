import polars as pl
import pytest
from hypothesis import given, settings

from metrics.recommendations.positions import with_voices
from metrics.status_rules import differences
from tests import made_up, oracles
from tests.builders import AS_AT, frame
from tests.metrics.parts import parts_of, said
from tests.often import often
from tests.sentences import SEEN_EXPIRED

SAID = made_up.stores_with("requirement", "position", "judgement", "evidence")


# Against the slow way


@often(100)
@given(SAID)
def test_what_each_voice_says_is_what_a_slow_reading_gives(rows):
    slow = oracles.with_voices(
        frame("requirement", *rows["requirement"]).to_dicts(),
        frame("position", *rows["position"]).to_dicts(),
        frame("judgement", *rows["judgement"]).to_dicts(),
        frame("evidence", *rows["evidence"]).to_dicts(),
        AS_AT,
    )

    assert [without_immediate(row) for row in parts_of(rows).to_dicts()] == slow
    assert parts_of(rows)["immediate"].to_list() == [
        oracles.is_still_immediate(part) for part in slow
    ]


def without_immediate(row):
    return {column: value for column, value in row.items() if column != "immediate"}


@pytest.mark.often
@settings(max_examples=50)
@given(SAID)
def test_the_order_in_which_rows_are_kept_changes_nothing(rows):
    parts, positions, judgements, evidence = (
        frame(name, *rows[name]) for name in ("requirement", "position", "judgement", "evidence")
    )

    as_kept = with_voices(parts, positions, judgements, evidence, AS_AT)
    backwards = with_voices(
        parts, positions.reverse(), judgements.reverse(), evidence.reverse(), AS_AT
    )

    assert as_kept.to_dicts() == backwards.to_dicts()


def test_a_part_whose_evidence_was_seen_and_has_all_expired_is_among_the_differences():
    gone = {"expires_on": "2022-02-27"}
    seen = [said("force", "complete"), said("opcc", "complete")]
    rows = {"requirement": [{}], "position": seen, "judgement": []}
    no_figures = pl.DataFrame(schema={"requirement": pl.String, "words": pl.String})

    assert [
        differences(parts_of(rows | {"evidence": evidence}), no_figures)["difference"].to_list()
        for evidence in ([gone], [gone, {}], [])
    ] == [[SEEN_EXPIRED], [], []]
