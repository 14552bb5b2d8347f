import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metrics.day_state import LIMITS_IN_USE, NO_VALUES, VALUES, day_state_on
from metrics.measures.catalogue import MEASURES
from metrics.recommendations.measure_evidence import (
    contradictions,
    differences_of_day,
    differences_text,
    evidence_of_parts,
    measures_of_parts,
    no_differences_text,
    not_borne_out,
)
from metrics.scope import NO_INSPECTION, of_inspection
from tests import made_up, oracles_evidenced
from tests.builders import AS_AT, day_state, frame, tables
from tests.metrics.parts import JOINT, said
from tests.often import often
from tests.sentences import (
    COMPLETE_MISSED,
    COMPLETE_UNMEASURED,
    NO_FIGURE_YET,
    NONE_TO_COUNT,
    TARGET_NO_SHARE,
)

NO_LIMITS = dict.fromkeys(LIMITS_IN_USE)
# Parts of which much, one thing, and nothing is measured, in the places of the made-up ones.
MEASURED_PARTS = {"P1": "rape-1/6/b", "P2": "rape-1/5/b", "P3": "rape-1/2/b"}
COUNTS = st.integers(0, 3)


@st.composite
def made_up_values(draw):
    """Values of some of the measures: of few, of none, met and missed."""
    rows = []
    for code in draw(st.lists(st.sampled_from(list(MEASURES)), unique=True)):
        of = draw(COUNTS)
        is_of_few = draw(st.booleans())
        met = None if is_of_few else draw(st.integers(0, of))
        words = "fewer than 5 in all" if is_of_few else f"{met} of {of}"
        rows.append((code, f"title of {code}", words, met, None if is_of_few else of, is_of_few))
    return pl.DataFrame(rows, VALUES, orient="row")


def value(code, met=None, of=None):
    """One value of a share; of too few where no numbers are given."""
    words = "fewer than 5 in all" if of is None else f"{met} of {of}"
    return pl.DataFrame([(code, code, words, met, of, of is None)], VALUES, orient="row")


def part_of(ref):
    return frame("requirement", {"ref": ref})


def by_code(rows):
    return {row["code"]: row for row in rows.to_dicts()}


@often(100)
@given(made_up.STORES, made_up_values())
def test_what_is_measured_against_what_is_said_is_what_a_slow_reading_gives(rows, values):
    store = tables(**rows)
    for name, column in (("requirement", "ref"), ("position", "requirement")):
        store[name] = store[name].with_columns(pl.col(column).replace(MEASURED_PARTS))
    found = day_state_on(AS_AT, store, lambda: values)

    slow_measured = oracles_evidenced.evidenced(found.parts["ref"].to_list(), by_code(values))
    assert measures_of_parts(found).drop("title").to_dicts() == slow_measured
    slow = oracles_evidenced.against(found.parts.to_dicts(), measures_of_parts(found).to_dicts())
    assert not_borne_out(found).select("ref", "difference").rows() == slow
    assert differences_of_day(found).tail(len(slow)).equals(not_borne_out(found))


@pytest.mark.often
@settings(max_examples=25)
@given(made_up.STORES, made_up_values())
def test_what_is_not_borne_out_is_of_one_inspection_and_all_of_them_are_the_whole(rows, values):
    store = tables(**rows)
    for name, column in (("requirement", "ref"), ("position", "requirement")):
        store[name] = store[name].with_columns(pl.col(column).replace(MEASURED_PARTS))
    whole = day_state_on(AS_AT, store, lambda: values)
    refs = [*whole.tables["inspection"]["ref"], NO_INSPECTION]

    pieces = [not_borne_out(of_inspection(whole, ref)).select("ref", "difference") for ref in refs]

    assert sorted(pl.concat(pieces).rows()) == sorted(
        not_borne_out(whole).select("ref", "difference").rows()
    )


@pytest.mark.parametrize(
    ("values", "verdict", "said_of_it"),
    [
        (value("contact_details", 20, 20), "met", "20 of 20"),
        (value("contact_details", 19, 20), "missed", "19 of 20"),
        (value("contact_details", 0, 0), NONE_TO_COUNT, "0 of 0"),
        (value("contact_details"), "cannot be said: too few", "fewer than 5 in all"),
        (NO_VALUES, NO_FIGURE_YET, "no figure yet"),
    ],
)
def test_a_target_is_met_on_the_very_share_that_it_names(values, verdict, said_of_it):
    found = evidence_of_parts(part_of("rape-1/5/b"), values, NO_LIMITS).to_dicts()

    assert [(row["code"], row["verdict"], row["said"]) for row in found] == [
        ("contact_details", verdict, said_of_it)
    ]


def test_a_target_that_is_no_share_is_neither_met_nor_missed():
    found = by_code(evidence_of_parts(part_of("rape-1/2/a"), NO_VALUES, NO_LIMITS))

    attended = found["support_meetings_attended"]
    assert (attended["target"], attended["verdict"]) == (
        "twice a year: the Commissioner’s published response",
        TARGET_NO_SHARE,
    )
    assert found["sarc_offered"]["verdict"] == "no target is set"


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda measure: measure.code)
def test_every_target_is_a_share_that_should_be_as_large(measure):
    assert measure.target_share is None or measure.better == "up"


def test_a_title_has_the_words_of_the_limit_its_value_was_counted_with():
    part = part_of("rape-1/5/c")

    without = evidence_of_parts(part, NO_VALUES, NO_LIMITS)["title"].to_list()
    counted = evidence_of_parts(part, value("meeting_before_nfa", 1, 2), NO_LIMITS)[
        "title"
    ].to_list()

    assert (without, counted) == (
        ["meeting before no further action: no limit in force"],
        ["meeting_before_nfa"],
    )


def test_the_list_says_how_many_differences_there_are_and_of_which_kind():
    says = [said("force", "complete", requirement=ref) for ref in ("rape-1/5/b", "rape-1/2/b")]
    parts = [{"ref": "rape-1/5/b", "label": "5b"}, {"ref": "rape-1/2/b", "label": "2b"}]
    store = day_state(requirement=parts, position=says)
    measured = evidence_of_parts(
        store.tables["requirement"], value("contact_details", 15, 25), NO_LIMITS
    )
    found = contradictions(store.parts, measured)

    assert found.select("label", "difference").rows() == [
        ("5b", f"{COMPLETE_MISSED}: contact_details, 15 of 25"),
        ("2b", COMPLETE_UNMEASURED),
    ]
    assert differences_text(found) == (
        "**2 differences** on 2 parts between what is said and what is seen: **1** reported "
        "complete with a target missed, **1** reported complete with nothing measured."
    )
    assert differences_text(found.clear()) == ""


def test_without_a_position_it_is_not_said_that_positions_agree():
    agreed = [said("force", "under_way"), said("cps", "under_way")]

    assert [
        no_differences_text(day_state(requirement=[JOINT], position=says).parts)
        for says in ([], agreed[:1], agreed)
    ] == [
        "No position of the force or the CPS is recorded, so none can differ.",
        "No recorded positions differ on this day.",
        "No recorded positions differ on this day.",
    ]


def test_every_kind_of_difference_is_named_and_the_kinds_add_up_to_all():
    parts = [JOINT | {"part": "a"}, {"part": "b"}, {"part": "c"}]
    says = [
        said("force", "complete"),
        said("force", "complete", requirement="P2"),
        said("opcc", "complete", requirement="P3"),
    ]
    found = day_state(requirement=parts, position=says)

    assert differences_text(found.facts.differences) == (
        "**3 differences** on 3 parts between what is said and what is seen: **1** where force "
        "and CPS differ, **1** reported complete, evidence not yet seen, **1** "
        "evidence seen, not reported complete."
    )


def test_values_are_asked_for_only_where_differences_are():
    def asked():
        raise AssertionError("the values were asked for")

    store = day_state_on(AS_AT, tables(), asked)

    assert (store.parts.height, store.claims) == (0, 0)
    with pytest.raises(AssertionError, match="were asked for"):
        differences_of_day(store)
