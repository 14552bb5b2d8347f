"""The newest value of each measure, against a slow count of what may be shown."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff_figures import people_figures
from metrics.escalations.escalation_summary import EscalationCounts, EscalationSummary
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import MeasureKind
from metrics.measures.newest_values import NONE_TO_COUNT, newest_values
from metrics.periods import Period
from metrics.victims.counted_period import Quarter
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import MEDIANS, SHARES
from metrics.victims.victim_summary import VICTIM_LIMITS, VictimSummary
from tests.builders import day_of, day_state
from tests.made_up_cases import CASE_LIMITS, case_frame, numbered
from tests.often import often
from tests.tally_builders import tally_frame
from tests.victim_builders import COUNT_TABLE, NUMBERS, with_parts

MONTH_END = day_of("2022-01-31")
YEAR = Period(day_of("2021-02-01"), MONTH_END)
OF_CASES = ("referral", "early_advice", "case_plan", "case_escalation")
FIRST_DAYS = [date(2021, month, 1) for month in (1, 4, 7, 10)]
OVER = "quarters from January 2021 to December 2021"
# A count as it may be shown; null where it is withheld.
SHOWN = st.sampled_from([None, 0, 5, 6, 7, 20, 300])


def values_of(victims=None, samples=(), years=(), **rows):
    """The newest values, by code, of a store with these rows and nothing else."""
    tables = {name: numbered(name, rows.get(name, ())) for name in OF_CASES}
    tables["investigation"] = case_frame("investigation", list(rows.get("investigation", ())))
    tables["dip_sample"] = tally_frame("dip_sample", *samples).drop("row")
    tables["training_year"] = tally_frame("training_year", *years).drop("row")
    summary = CaseSummary(MONTH_END, YEAR, tables, CASE_LIMITS, None)
    then = day_state(MONTH_END)
    escalations = EscalationSummary(
        then, EscalationCounts(then, YEAR, tables, None, has_cases=True)
    )
    found = newest_values(summary, escalations, victims)
    return {row["code"]: row for row in found.to_dicts()}


def victims_of(counts, numbers=()):
    """Four quarters; ``counts``: of a quarter's place, kind, dimension and word, as shown."""
    quarters = tuple(
        Quarter(
            first,
            MONTH_END,
            {kind: count_tables_of(kind, place, first, counts) for kind in ROW_SETS},
            pl.DataFrame(numbers if place == 0 else [], NUMBERS, orient="row"),
        )
        for place, first in enumerate(FIRST_DAYS)
    )
    return VictimSummary(quarters, dict.fromkeys(VICTIM_LIMITS), None, 4)


def count_tables_of(kind, place, first, counts):
    made = {
        dimension: {word: counts.get((place, kind, dimension, word), 0) for word in words}
        for dimension, words in ROW_SETS[kind].words.items()
    }
    # A withheld cell keeps its true count beside it: it must never be read.
    rows = [
        (dimension, None, first, word, 3 if shown is None else shown, shown is None)
        for dimension, of_words in with_parts(made).items()
        for word, shown in of_words.items()
    ]
    return pl.DataFrame(rows, COUNT_TABLE, orient="row")


def slow_share(share, counts):
    """Met and of, summed quarter by quarter; null where a word is withheld, or one is of 1 to 9.

    A quarter is of 1 to 9 also where nobody but so few is left out of it.
    """
    met = of = 0
    for place in range(4):
        sums = {}
        for name in ("numerator", "denominator", "excluded"):
            numbers = [
                counts.get((place, share.row_set, share.dimension, word), 0)
                for word in getattr(share, name)
            ]
            if None in numbers:
                return None
            sums[name] = sum(numbers)
        everybody = sums["denominator"] + sums["excluded"]
        if 0 < sums["denominator"] < 10 or 0 < everybody < 10:
            return None
        met, of = met + sums["numerator"], of + sums["denominator"]
    return met, of


@st.composite
def made_up_counts(draw):
    """Counts of the words of one share, some of them withheld; with the code of the share."""
    code = draw(st.sampled_from(sorted(SHARES)))
    share = SHARES[code]
    words = sorted(share.denominator | share.excluded)
    keys = [(place, share.row_set, share.dimension, word) for place in range(4) for word in words]
    chosen = draw(st.lists(st.sampled_from(keys), unique=True, max_size=5))
    return code, {key: draw(SHOWN) for key in chosen}


@often(150)
@given(made_up_counts())
def test_a_share_of_victims_is_the_sum_of_counts_that_are_shown_or_withheld(made):
    code, counts = made
    slow = slow_share(SHARES[code], counts)

    found = values_of(victims_of(counts))[code]

    if slow is None:
        assert (found["said"], found["met"], found["of"], found["is_withheld"]) == (
            "withheld: small number",
            None,
            None,
            True,
        )
    else:
        assert (found["met"], found["of"], found["is_withheld"]) == (*slow, False)
        begins = f"{slow[0]:,} of {slow[1]:,} (" if slow[1] else "none to count, "
        assert found["said"].startswith(begins)
        assert found["said"].endswith(OVER)


def test_a_median_is_withheld_where_the_count_behind_it_is():
    numbers = [("days_to_tell", None, float(days)) for days in range(1, 12)]
    told = MEDIANS["days_to_tell"].words[0]
    counts = {(0, "decisions", "told", told): 11}

    shown = values_of(victims_of(counts, numbers))["days_to_tell"]
    hidden = values_of(victims_of(dict.fromkeys(counts), numbers))["days_to_tell"]
    none = values_of(victims_of({}))["days_to_tell"]

    assert [(each["said"], each["is_withheld"]) for each in (shown, hidden, none)] == [
        (f"6 working days, median of 11, {OVER}", False),
        ("withheld: small number", True),
        (f"none to count, {OVER}", False),
    ]


@pytest.mark.parametrize(
    ("met", "of", "percent"),
    [
        (0, 1000, "0%"),
        (1, 1000, "under 1%"),
        (5, 1000, "under 1%"),
        (6, 1000, "1%"),
        (994, 1000, "99%"),
        (995, 1000, "over 99%"),
        (999, 1000, "over 99%"),
        (1000, 1000, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_none_or_to_all(met, of, percent):
    sample = {"sampled": of, "passed": met}

    assert values_of(samples=[sample])["contact_details"]["said"] == (
        f"{met:,} of {of:,} ({percent}), sample of 30 November 2021"
    )


def test_of_nothing_every_share_of_the_work_has_none_to_count():
    found = values_of()

    said = {code: row["said"] for code, row in found.items()}
    shares = [code for code in said if MEASURES[code].kind == MeasureKind.SHARE]
    assert all(said[code].startswith((NONE_TO_COUNT, "0 of 0")) for code in shares)
    assert (
        said
        | {
            "case_plans_open": "0 plans, as at 31 January 2022",
            "case_plans_answered_in_target": "none to count, as at 31 January 2022",
            "case_plans_near_closure": "0 of 0, as at 31 January 2022",
            "case_plans_admin_finalised": "0 of 0, February 2021 to January 2022",
            "early_advice_neither": "0 of 0, February 2021 to January 2022",
            "early_advice_considered": "none to count, February 2021 to January 2022",
            "early_advice_in_time": "none to count, February 2021 to January 2022",
            "early_advice_days": "none to count, February 2021 to January 2022",
            "files_accepted": "none to count, February 2021 to January 2022",
            "days_with_police": "none to count, February 2021 to January 2022",
            "days_with_cps": "none to count, February 2021 to January 2022",
            "cps_decision_in_time": "none to count, February 2021 to January 2022",
            "escalations_open": (
                "none of a joint action, as at 31 January 2022, and none in a case, "
                "as at 31 January 2022"
            ),
            "escalations_changed": "0 of 0 answers, as at 31 January 2022",
            "escalations_days": "none resolved, as at 31 January 2022",
            "escalation_rate": "0 for 0 referrals, as at 31 January 2022",
            "past_point_actions": "0 of 0 open joint actions, as at 31 January 2022",
            "past_point_plans": "0 case action plans, as at 31 January 2022",
        }
        == said
    )


def test_every_measure_of_cases_and_people_has_a_value_where_there_is_something():
    of_the_plan = {code for code in MEASURES if code.startswith(("parts_", "actions_", "figures_"))}
    kinds = (
        "contact details in letters",
        "investigators who can explain the right to review",
        "SARC and ISVA meetings the CPS attended",
    )
    year = {"ssaidp_completed": 1, "qualified": 2, "accredited": 3}

    found = values_of(victims_of({}), [{"kind": kind} for kind in kinds], [year])

    assert list(found) == [code for code in MEASURES if code not in of_the_plan]


def test_the_newest_sample_and_year_by_the_month_end_stand_for_people():
    samples = [
        {"kind": "investigators who can explain the right to review", "sampled_on": on}
        | {"sampled": 12, "passed": passed}
        for on, passed in (("2021-06-01", 3), ("2022-01-31", 9), ("2022-02-01", 12))
    ]
    years = [
        {"area": "Devon", "year": 2021, "posts": 60, "ssaidp_completed": 15, "qualified": 30},
        {"area": "Cornwall", "year": 2021, "posts": 40, "ssaidp_completed": 10},
        {"year": 2020, "ssaidp_completed": 1, "qualified": 1, "accredited": 1},
    ]

    found = values_of(samples=samples, years=years)

    people = ("review_understood", "ssaidp_completed", "investigators_qualified")
    assert [found[code]["said"] for code in people] == [
        "9 of 12 (75%), sample of 31 January 2022",
        "25; 100 posts, 25% of them; financial year 2021 to 2022",
        "30; 100 posts, 50% of those of areas that gave both; 1 area did not give it; "
        "financial year 2021 to 2022",
    ]
    assert "investigators_accredited" not in found


def test_figures_of_people_say_of_how_many_and_when():
    samples = tally_frame("dip_sample", {"kind": "SARC and ISVA meetings the CPS attended"})
    years = tally_frame("training_year", {"posts": None, "qualified": 7})
    tables = {"dip_sample": samples, "training_year": years}

    found = people_figures(CaseSummary(MONTH_END, YEAR, tables, CASE_LIMITS, None))

    assert [(each.measure.code, each.shown, each.note) for each in found] == [
        ("support_meetings_attended", "14 of 20", "14 of 20, sample of 30 November 2021"),
        ("investigators_qualified", "7", "posts not recorded; financial year 2021 to 2022"),
    ]
