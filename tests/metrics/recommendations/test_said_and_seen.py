"""What is said of each part against what is seen of it, counted by part."""

import polars as pl
from hypothesis import given

from metrics.day_state import day_state_on
from metrics.recommendations.measure_evidence import (
    Verdict,
    differences_by_part,
    differences_of_day,
    figures_by_part,
    figures_text,
    measures_of_parts,
    seen_text_of,
)
from tests import made_up
from tests.builders import AS_AT, tables
from tests.metrics.parts import parts_of, said
from tests.metrics.recommendations.test_measure_evidence import MEASURED_PARTS, made_up_values
from tests.often import often
from tests.sentences import NO_FIGURE_YET

WORDS = {
    "missed": "target missed",
    "met": "target met",
    "cannot be said: too few": "of too few to say",
    "no target is set": "shown with no target to meet",
    NO_FIGURE_YET: "without a figure yet",
}


def slowly(rows, part):
    """The words of the verdicts on one part, by loops."""
    found = []
    for verdict, words in WORDS.items():
        number = 0
        for row in rows:
            if row["requirement"] != part:
                continue
            told = row["verdict"] if row["verdict"] in WORDS else "no target is set"
            if row["said"] == "no figure yet":
                told = NO_FIGURE_YET
            number += told == verdict
        if number:
            found.append(f"{number} {words}")
    return ", ".join(found)


@often(100)
@given(made_up.STORES, made_up_values())
def test_differences_and_figures_of_each_part_are_what_a_slow_reading_gives(rows, values):
    store = tables(**rows)
    for name, column in (("requirement", "ref"), ("position", "requirement")):
        store[name] = store[name].with_columns(pl.col(column).replace(MEASURED_PARTS))
    found = day_state_on(AS_AT, store, lambda: values)
    measured, differences = (
        measures_of_parts(found).to_dicts(),
        differences_of_day(found).to_dicts(),
    )

    refs = found.parts["ref"].to_list()
    figures = figures_by_part(found)
    assert {ref: figures_text(figures.get(ref, {})) for ref in refs} == {
        ref: slowly(measured, ref) for ref in refs
    }
    assert differences_by_part(found) == {
        ref: of_part
        for ref in [row["ref"] for row in differences]
        if (
            of_part := [
                (row["kind"], row["difference"]) for row in differences if row["ref"] == ref
            ]
        )
    }


def test_the_headline_counts_only_the_parts_that_are_shown():
    parts = parts_of(
        {
            "requirement": [{"label": "1"}, {"label": "2"}],
            "position": [said("opcc", "complete", requirement="P1")],
            "judgement": [],
            "evidence": [],
        }
    )

    assert [seen_text_of(parts.head(shown)) for shown in (2, 0)] == [
        "2 parts: evidence seen for 1",
        "0 parts",
    ]
    assert seen_text_of(parts.tail(1)) == "1 part: no evidence seen here yet"


def test_a_part_of_which_much_is_measured_tells_the_worst_first():
    assert figures_text({Verdict.MISSED: 1, Verdict.MET: 2}) == "1 target missed, 2 target met"
