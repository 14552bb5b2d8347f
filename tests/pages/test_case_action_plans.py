"""Case action plans: every figure against a slow recount, and what the page says without any."""

from datetime import date

from metrics.cases.case_plans import AGE_BANDS
from tests import oracles_process as slow
from tests.made_up_cases import STARTER_DAYS
from tests.pages.conftest import big_numbers, captions, everything_said
from tests.sentences import NOVEMBER_END
from tests.shown_tables import tables_of

AS_AT = date(2022, 1, 31)
YEAR = (date(2021, 2, 1), AS_AT)
# The newest year that is released, and the month-end as at which it was counted.
RELEASED, COUNTED_AT = (date(2020, 4, 1), date(2021, 3, 31)), date(2021, 4, 30)
CLOSURE = (STARTER_DAYS["admin_finalise"], STARTER_DAYS["admin_finalise_watch"])


def nearest_5(count):
    """A count as it is released."""
    return (count + 2) // 5 * 5


def test_the_six_figures_equal_a_slow_recount(open_page, cases):
    page = open_page("case_action_plans")

    plans, referrals = cases["case_plan"], cases["referral"]
    near = slow.near_closure(plans, AS_AT, *CLOSURE)
    by_side = slow.meeting_before_nfa(
        cases["investigation"],
        referrals,
        STARTER_DAYS["meeting_before_nfa"],
        RELEASED,
        COUNTED_AT,
    )
    met, of = (nearest_5(sum(side[name] for side in by_side.values())) for name in ("met", "of"))
    decided = slow.decided_in_time(referrals, STARTER_DAYS["cps_decision"], YEAR, AS_AT)
    advice = slow.considered(cases["investigation"], referrals, cases["early_advice"], YEAR, AS_AT)
    assert big_numbers(page) == [
        f"{slow.count_open(plans, AS_AT)[0]}",
        f"{slow.answered_in_target(plans, AS_AT)['share']:.0%}",
        f"{near['near'] + near['past']}",
        f"{advice['neither']}",
        f"{decided['share']:.0%}",
        f"{met / of:.0%}",
    ]


def test_of_one_area_open_plans_are_counted_by_age_alone(open_page, cases):
    page = open_page("case_action_plans", area="Plymouth")

    plans = [plan for plan in cases["case_plan"] if plan["area"] == "Plymouth"]
    ages = slow.open_by_age(plans, AS_AT)
    shown = next(
        each.value for each in tables_of(page) if each.value.columns[0] == "Since it was issued"
    )
    assert shown.columns.to_list() == ["Since it was issued", "Open", "Answered, not closed"]
    assert shown["Open"].to_list() == [f"{number}" for number in map(ages.get, AGE_BANDS)]


def test_between_two_month_ends_the_figures_are_those_of_the_earlier(open_page):
    early, late = (open_page("case_action_plans", as_at=f"2021-12-{day}") for day in ("02", "30"))

    assert big_numbers(early) == big_numbers(late)
    assert [table.value.to_csv() for table in tables_of(early)] == [
        table.value.to_csv() for table in tables_of(late)
    ]
    assert f"{NOVEMBER_END} Cases of all areas." in captions(late)


def test_no_case_is_shown(open_page, cases):
    said = everything_said(open_page("case_action_plans", period="all"))

    assert not [row for row in cases["case_plan"] if row["case_key"] in said]
