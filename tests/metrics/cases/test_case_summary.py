"""The page of case action plans, with areas, months and missing values combined."""

import polars as pl

from metrics.cases.case_figures import (
    advice_text,
    advised_text,
    case_plan_figures,
    case_plans_finding,
    closure_text,
    in_target_month_by_month,
    in_target_text,
    period_figures,
)
from metrics.cases.case_summary import CaseSummary, tables_of_area
from metrics.periods import Period
from tests.builders import day_of
from tests.made_up_cases import CASE_LIMITS, case_frame, numbered
from tests.sentences import OWN_CHOICE
from tests.tally_builders import tally_frame

MONTH_END = day_of("2022-01-31")
QUARTER = Period(day_of("2021-11-01"), MONTH_END)
NO_LIMITS = dict.fromkeys(CASE_LIMITS)
OF_CASES = ("referral", "early_advice", "case_plan")
# Case 1 is of Devon, case 2 of Cornwall.
DEVON, CORNWALL = 1, 2


def summary(area=None, limits=CASE_LIMITS, samples=(), **rows):
    tables = {name: numbered(name, rows.get(name, ())) for name in OF_CASES}
    tables["investigation"] = case_frame("investigation", rows.get("investigation", []))
    tables["dip_sample"] = tally_frame("dip_sample", *samples).drop("row")
    return CaseSummary(MONTH_END, QUARTER, tables_of_area(tables, area), limits, area)


def test_without_rows_every_figure_says_that_there_is_none():
    nothing = summary()

    assert [
        (figure.shown, figure.said)
        for figure in [*case_plan_figures(nothing), *period_figures(nothing)]
    ] == [
        ("0", "0 plans, as at 31 January 2022"),
        ("–", "0 of 0, as at 31 January 2022"),
        ("0", "0 of 0 open plans, as at 31 January 2022"),
        ("0", "0 of 0 investigations, as at 31 January 2022"),
        ("–", "0 of 0, as at 31 January 2022"),
    ]
    assert in_target_text(nothing) == "No first target passed in this period"


def test_a_month_in_which_no_first_target_passed_keeps_its_place():
    answered = {"first_target_on": "2021-11-20", "answered_on": "2021-11-20"}
    late = {"first_target_on": "2022-01-05", "answered_on": "2022-01-06"}
    before = {"first_target_on": "2021-10-31"}

    of_quarter = summary(case_plan=[answered, late, before])

    assert of_quarter.in_target_by_month.rows() == [
        (day_of("2021-11-01"), 1, 1, 1.0),
        (day_of("2021-12-01"), 0, 0, None),
        (day_of("2022-01-01"), 0, 1, 0.0),
    ]
    assert in_target_text(of_quarter) == (
        "1 of 2 plans were answered in full by their first target (50%)"
    )
    assert in_target_month_by_month(of_quarter) == (
        "Bars of plans whose first target has passed: November 2021: 100% (1 of 1); December 2021: "
        "none yet; January 2022: 0% (0 of 1)."
    )


def test_closing_is_of_the_period_and_of_days_not_recorded():
    by_cps = {"closed_reason": "admin finalised"}
    plans = [
        by_cps | {"closed_on": "2021-10-31"},
        by_cps | {"closed_on": "2021-11-01"},
        by_cps | {"closed_on": None},
    ]

    assert summary(case_plan=plans).closed_by_month.rows() == [
        (day_of("2021-11-01"), "admin finalised", 1),
        (None, "admin finalised", 1),
    ]


def test_the_finding_is_of_plans_past_closure_and_of_one_area_split_by_age_alone():
    past = {"issued_on": "2021-09-01", "target_on": "2021-10-10", "case": DEVON}
    plans = [past, past, past | {"target_on": "2021-12-01"}, past | {"closed_on": "2021-11-01"}]

    of_all, of_devon, none, no_limit = (
        case_plans_finding(summary(*args, case_plan=of))
        for *args, of in [(plans,), ("Devon", plans), ([],), (None, NO_LIMITS, plans)]
    )

    headline = "2 of 3 open case action plans are so late that the CPS may close them"
    assert {of_all.headline, of_devon.headline} == {f"{headline}, by a limit not verified"}
    assert [line.pieces[0].words for line in of_all.lines] == [
        *("0", "0", "0"),
        *("2 that the CPS may close", "1"),
    ]
    assert [line.pieces[0].words for line in of_devon.lines] == ["0", "0", "0", "3"]
    assert of_all.ask == "Chief Constable: by when will the 2 plans be answered in full?"
    assert (none.headline, none.lines, none.ask) == ("No case action plan is open", (), "")
    assert no_limit.headline == (
        "3 of 3 open case action plans are over 90 days old; no limit of closure is in force"
    )


def test_an_area_keeps_its_own_rows_of_every_table():
    both = [{"case": DEVON}, {"case": CORNWALL}]
    sampled = [{"area": "Devon"}, {"area": "Cornwall"}, {"area": None}]

    devon = summary("Devon", samples=sampled, investigation=both, referral=both, case_plan=both)

    assert {name: rows["area"].to_list() for name, rows in devon.tables.items()} == {
        "investigation": ["Devon"],
        "referral": ["Devon"],
        "early_advice": [],
        "case_plan": ["Devon"],
        "dip_sample": ["Devon"],
    }


def test_a_table_without_areas_stays_whole():
    years = pl.DataFrame({"year": [2021, 2022]})

    assert tables_of_area({"training_year": years}, "Devon")["training_year"].rows() == [
        (2021,),
        (2022,),
    ]


def test_a_limit_says_whether_it_is_verified_or_that_none_is_in_force():
    assert closure_text(summary(case_plan=[{"target_on": None}])) == (
        "0 near it and 0 past it; 1 open plan with no target is in neither count. "
        + OWN_CHOICE.format(90)
    )
    assert closure_text(summary(limits=NO_LIMITS)) == (
        "0 near it and 0 past it. A zero here means that no limit is set, not that there is "
        "nothing to count."
    )
    advised = (
        "It can follow early advice too: of **0** investigations advised early, and since neither "
        "sent to the CPS nor ended, **0** are near it and **0** past it."
    )
    limit = OWN_CHOICE.format(30)
    # A limit that was said is not said again.
    assert advised_text(summary(), f"0 near it. {limit}") == advised
    assert advised_text(summary(), "") == f"{advised} {limit}"
    assert advice_text(summary()) == (
        "Early advice considered: none yet. Early advice given within 21 days: none yet; 0 still "
        "waiting. The limit of 21 days is verified."
    )
