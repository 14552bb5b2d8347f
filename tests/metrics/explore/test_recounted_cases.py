"""Every answer about cases, coverage against rows counted by hand in each period and each area."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plan_queries import share_conditions
from data_access import vocabulary as words
from metrics.explore.allowed_dimensions import first_splits, second_splits, why_no_area
from metrics.explore.case_counts import count_cases
from metrics.explore.period_lengths import finest, grains_of
from metrics.explore.period_ranges import months_between
from metrics.explore.quantity import AREA
from metrics.explore.query import Coverage
from metrics.explore.query_text import cell_text
from metrics.explore.registry import QUANTITIES
from metrics.explore.run_query import Sources, run_query
from metrics.explore.valid_query import settle
from metrics.measures.case_query import CaseQuery
from metrics.measures.measure import Family, MeasureKind
from metrics.periods import Limit, Period
from tests.builders import AS_AT, Row
from tests.made_up import any_of, maybe
from tests.made_up_cases import (
    ADVICE,
    AREAS,
    CASE_ESCALATIONS,
    DAYS,
    GRACE_DAYS,
    GRACES,
    INVESTIGATIONS,
    PLANS,
    REFERRALS,
    case_frame,
    numbered,
)
from tests.often import rounds
from tests.oracles_case_answers import TRAINED, newest_year, recounted
from tests.oracles_case_answers import Asked as AskedSlowly
from tests.tally_builders import tally_frame

# Making rows up takes longer than counting them.
FEW, MANY = 100, 3_000
OF_CASES = [code for code, each in QUANTITIES.items() if each.family == Family.CASES]
DAYS_ALLOWED = {
    "admin_finalise": 90,
    "admin_finalise_advice": 30,
    "admin_finalise_watch": 14,
    "early_advice": 14,
    "meeting_before_nfa": 28,
    "cps_decision": 28,
    "stale": 30,
}
LIMITS = {name: Limit(days, verified=True) for name, days in DAYS_ALLOWED.items()}
MONTHS = months_between(date(2021, 7, 1), AS_AT)
NAMED = sorted({area or "not recorded" for area in AREAS.values()})
COVERAGE = Coverage(AS_AT, None, MONTHS, [], NAMED)
OF_AREAS = maybe(st.sampled_from(["Devon", "Cornwall"]))
NUMBERS = maybe(st.integers(0, 30))
SAMPLES = st.lists(
    st.fixed_dictionaries(
        {
            "area": OF_AREAS,
            "kind": any_of(words.DipKind),
            "sampled_on": DAYS,
            "sampled": st.integers(0, 30),
            "passed": st.integers(0, 30),
        }
    ),
    max_size=6,
)
YEARS = st.lists(
    st.fixed_dictionaries(
        {
            "area": OF_AREAS,
            "year": st.integers(2019, 2022),
            **dict.fromkeys(("posts", "ssaidp_completed", "qualified", "accredited"), NUMBERS),
        }
    ),
    max_size=6,
)
OTHER_TABLES = ("investigation", "referral", "early_advice", "case_escalation")
MADE = st.fixed_dictionaries(
    {
        "investigation": INVESTIGATIONS,
        "referral": REFERRALS,
        "early_advice": ADVICE,
        "case_plan": PLANS,
        "case_escalation": CASE_ESCALATIONS,
    }
)


@st.composite
def asked_of_cases(draw):
    """A question about cases as an address has it, of which nothing is refused."""
    quantity = QUANTITIES[draw(st.sampled_from(OF_CASES))]
    by = draw(st.sampled_from([None, *first_splits(quantity)]))
    by2 = draw(st.sampled_from([None, *second_splits(quantity, by)])) if by else None
    splits = tuple(each for each in (by, by2) if each)
    is_open = why_no_area(quantity, splits) is None
    area = draw(maybe(st.sampled_from(NAMED))) if is_open else None
    of_areas = AREA in splits or bool(area)
    every, _ = finest(quantity, COVERAGE, splits, of_areas=of_areas)
    grains = grains_of(quantity, splits, of_areas=of_areas) if "period" in splits else ()
    span = sorted(draw(st.lists(st.sampled_from(every), max_size=2, min_size=2)))
    first, last = (draw(maybe(st.just(each))) for each in span)
    return {
        "measure": quantity.code,
        "by": by,
        "by2": by2,
        "area": area,
        "from": first and f"{first.first:%Y-%m}",
        "to": last and f"{last.last:%Y-%m}",
        "grain": draw(maybe(st.sampled_from(grains))) if grains else None,
    }


def sources_of(made):
    """Sources of results from made-up rows, each as at its own day."""

    def read(code, period, by_area, dimension):
        day = min(AS_AT, period.last) if QUANTITIES[code].on_the_day else AS_AT
        query = CaseQuery(made, LIMITS, GRACES, period, day, by_area, dimension)
        return count_cases(code, query)

    return Sources(None, read, lambda _: pytest.fail("The plan is not asked for."))


def slowly(query, made):
    """By period, area and words, what rows come to that are counted by hand."""
    groups: dict[str | None, list[str]] = {area: [area] for area in NAMED}
    if AREA not in query.splits:
        groups = {None: [query.area] if query.area else []}
    return {
        (span, name, words): found
        for span in query.spans
        for name, areas in groups.items()
        for words, found in recounted(
            query.quantity.code,
            query.dimensions,
            of_areas(query, span, areas, made),
        ).items()
    }


def of_areas(query, span, areas, made):
    """The rows for one period and some areas, or all."""
    day = min(AS_AT, span.last) if query.quantity.on_the_day else AS_AT
    rows = {name: frame.to_dicts() for name, frame in made.items()}
    newest = newest_year(rows["training_year"], day)
    if areas:
        rows = {
            name: [row for row in of if (row["area"] or "not recorded") in areas]
            for name, of in rows.items()
        }
    return AskedSlowly(rows, tuple(span), day, DAYS_ALLOWED, GRACE_DAYS, newest)


def frames_of(made, samples, years):
    frames = {name: case_frame(name, rows) for name, rows in made.items()}
    frames |= {
        name: tally_frame(name, *rows).drop("row")
        for name, rows in (("dip_sample", samples), ("training_year", years))
    }
    return frames


def is_counted_alike(asked, frames):
    settled = settle(asked, COVERAGE)
    assert settled.refused == []
    query = settled.query
    found = {
        cell[:3]: (cell.met, cell.of, cell.value) for cell in run_query(query, sources_of(frames))
    }
    slow = slowly(query, frames)
    # A count without rows needs no line, and a share of nothing reveals nothing.
    assert {place: says(query, figures) for place, figures in found.items()} == {
        place: says(query, slow.get(place, (None, None, None))) for place in found
    }
    assert not {place for place in slow.keys() - found.keys() if any(slow[place])}
    return True


def says(query, figures):
    """What is said of a place: a count of nothing is nought, a share of nothing is none.

    Nor are people nought of whom nobody sent a number.
    """
    met, of, value = figures
    is_counted = query.quantity.kind == MeasureKind.COUNT and query.quantity.code not in TRAINED
    nothing = 0.0 if is_counted else None
    return met or 0, of or 0, nothing if value is None else pytest.approx(float(value))


def test_people_of_whom_nobody_sent_a_number_are_not_nought():
    query = settle({"measure": "ssaidp_completed"}, COVERAGE).query
    sent = tally_frame("training_year", {"ssaidp_completed": 0}).drop("row")

    said = [
        [cell_text(query.quantity, cell) for cell in run_query(query, sources_of(rows))]
        for rows in ({"training_year": sent.clear()}, {"training_year": sent})
    ]

    assert said == [["not recorded"], ["0, of 96"]]


@settings(max_examples=rounds(MANY, FEW))
@given(asked_of_cases(), MADE, SAMPLES, YEARS)
def test_every_answer_about_cases_is_what_rows_come_to(asked, made, samples, years):
    assert is_counted_alike(asked, frames_of(made, samples, years))


# The test of every answer asks too seldom of any one of them.
@pytest.mark.parametrize("code", sorted(share_conditions(AS_AT)))
@settings(max_examples=rounds(MANY // 10, FEW // 2))
@given(plans=PLANS, by=maybe(st.just(AREA)))
def test_every_share_of_plans_is_what_rows_come_to(code, plans, by):
    made = {name: [] for name in OTHER_TABLES} | {"case_plan": plans}

    assert is_counted_alike({"measure": code, "by": by}, frames_of(made, [], []))


def plans_updated(on):
    """Plans open, answered and closed, near closure and not, whose victims were updated ``on``."""
    long_ago, lately = AS_AT - timedelta(100), AS_AT - timedelta(30)
    closed = {"closed_on": lately, "closed_reason": "admin finalised"}
    states: tuple[Row, ...] = ({}, {"answered_on": lately}, closed)
    plans = [
        {"case": 1, "issued_on": long_ago, "target_on": target, "victim_updated_on": on} | state
        for target in (long_ago, lately, None)
        for state in states
    ]
    nothing = frames_of({name: [] for name in OTHER_TABLES}, [], [])
    return nothing | {"case_plan": numbered("case_plan", plans)}


def test_no_number_of_work_tells_whether_a_victim_was_updated():
    """Such a number is about people, who are counted in releases alone."""
    every = Period(MONTHS[0].first, AS_AT)
    updated, not_updated = (
        {
            code: sources_of(plans_updated(on)).cases(code, every, False, None).rows()
            for code in OF_CASES
        }
        for on in (AS_AT, None)
    )

    assert updated == not_updated
