"""Case action plans: every figure against a slow recount, and what the page says without any."""

import re
from datetime import date

from metrics.cases.case_figures import OF_ALL_AREAS
from metrics.cases.case_plans import AGE_BANDS
from tests import oracles_process as slow
from tests.made_up_cases import STARTER_DAYS
from tests.pages.conftest import big_numbers, bold_in, captions, everything_said, rows_under
from tests.sentences import MONTH_END, NOVEMBER_END
from tests.shown_tables import tables_of
from ui.elements.markdown import plain

AS_AT = date(2022, 1, 31)
YEAR = (date(2021, 2, 1), AS_AT)
# The quarters of the newest year, and the month-ends that they were counted at.
QUARTERS = [
    ((date(2021, 1, 1), date(2021, 3, 31)), date(2021, 4, 30)),
    ((date(2021, 4, 1), date(2021, 6, 30)), date(2021, 7, 31)),
    ((date(2021, 7, 1), date(2021, 9, 30)), date(2021, 10, 31)),
    ((date(2021, 10, 1), date(2021, 12, 31)), AS_AT),
]
CLOSURE = (STARTER_DAYS["admin_finalise"], STARTER_DAYS["admin_finalise_watch"])


def test_the_sentence_says_what_is_open_answered_and_near_closure(open_page, cases):
    page = open_page("case_action_plans")

    still_open, _ = slow.count_open(cases["case_plan"], AS_AT)
    answered = slow.answered_in_target(cases["case_plan"], AS_AT)
    near = slow.near_closure(cases["case_plan"], AS_AT, *CLOSURE)
    assert bold_in(page, f"**{still_open} ") == [
        f"{still_open} case action plans",
        f"{answered['share']:.0%}",
        f"{near['near'] + near['past']}",
    ]
    assert f"{MONTH_END} Cases of all areas." in captions(page)


def meetings_of_the_quarters(cases):
    """By who decided, the meetings before the decisions of a year, as each quarter was counted."""
    counted = [
        slow.meeting_before_nfa(
            cases["investigation"], cases["referral"], STARTER_DAYS["meeting_before_nfa"], *quarter
        )
        for quarter in QUARTERS
    ]
    return {
        side: {
            name: sum(each[side][name] for each in counted) for name in ("met", "of", "one_role")
        }
        for side in ("police", "cps")
    }


def test_the_six_figures_equal_a_slow_recount(open_page, cases):
    page = open_page("case_action_plans")

    plans, referrals = cases["case_plan"], cases["referral"]
    near = slow.near_closure(plans, AS_AT, *CLOSURE)
    by_side = meetings_of_the_quarters(cases).values()
    met, of = (sum(side[name] for side in by_side) for name in ("met", "of"))
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


def test_the_share_with_a_day_of_review_ahead_equals_a_slow_recount(open_page, cases):
    known = slow.known("case_plan", cases["case_plan"], AS_AT)
    still_open = [plan for plan in known if slow.is_open(plan)]
    ahead = [plan for plan in still_open if plan["review_on"] and plan["review_on"] >= AS_AT]

    share = f"{len(ahead) / len(still_open):.0%} ({len(ahead):,} of {len(still_open):,})"
    said = plain(f"Open plans with a day of review ahead: {share}.")
    assert said in [words.value for words in open_page("case_action_plans").markdown]


def test_decisions_and_reasons_equal_a_slow_recount_where_they_may_be_shown(open_page, cases):
    page = open_page("case_action_plans")

    by_side = meetings_of_the_quarters(cases)
    of, met, one = (
        sum(side[name] for side in by_side.values()) for name in ("of", "met", "one_role")
    )
    assert rows_under(page, "Before the decision") == [
        ("A meeting of both", f"{met}"),
        ("A meeting, not known to be of both", f"{one}"),
        ("No meeting in that time", f"{of - met - one}"),
    ]
    assert rows_under(page, "Decided by") == [
        ("Police", f"{by_side['police']['of']}"),
        ("CPS", f"{by_side['cps']['of']}"),
    ]
    advice = [
        slow.considered(cases["investigation"], cases["referral"], cases["early_advice"], *quarter)
        for quarter in QUARTERS
    ]
    assert rows_under(page, "Not sought because") == [
        (reason.capitalize(), f"{sum(each[f'because: {reason}'] for each in advice)}")
        for reason in (
            "victim does not support",
            "no suspect identified",
            "evidence clear",
            "urgent charging decision",
        )
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
    old, number = ages["over 90 days"], ages.total()
    assert f"Open plans by age: {old} of {number} over 90 days old" in [
        each.value for each in page.header
    ]


def test_of_one_area_nothing_is_said_of_victims_updated(open_page):
    page = open_page("case_action_plans", area="Plymouth")

    assert OF_ALL_AREAS in [each.value for each in page.markdown]
    assert "victim updated" not in everything_said(page).lower().replace(OF_ALL_AREAS.lower(), "")


def test_the_tables_of_plans_equal_a_slow_recount(open_page, cases):
    page = open_page("case_action_plans")

    plans = cases["case_plan"]
    ages = slow.open_by_age(plans, AS_AT)
    assert [row[:2] for row in rows_under(page, "Since it was issued")] == [
        (band.capitalize(), f"{ages[band]}")
        for band in ("0-28 days", "29-56 days", "57-90 days", "over 90 days")
    ]
    assert [row[2:5] for row in rows_under(page, "Since it was issued")] == [
        tuple(map(str, slow.open_by_target(plans, AS_AT, band)))
        for band in ("0-28 days", "29-56 days", "57-90 days", "over 90 days")
    ]
    sides = slow.open_by_side(plans, AS_AT)
    assert [row[:2] for row in rows_under(page, "Must act")] == [
        ("Police", f"{sides['police']}"),
        ("CPS", f"{sides['cps']}"),
        ("Not recorded", f"{sides['not recorded']}"),
    ]
    told = slow.told_near_closure(plans, AS_AT, *CLOSURE)
    assert rows_under(page, "Victim updated") == [
        ("Yes, on or after the target", f"{told['yes']}"),
        ("No, last before the target", f"{told['no']}"),
        ("No day recorded", f"{told['not recorded']}"),
    ]


def test_closing_is_shown_by_month_and_reason_and_is_no_decision(open_page, cases):
    page = open_page("case_action_plans")

    closed = slow.closed_by_month(cases["case_plan"], AS_AT)
    reasons = ("admin finalised", "answered", "decided", "withdrawn", "not recorded")
    months = [date(2022, 1, 1), *(date(2021, month, 1) for month in range(12, 1, -1))]
    assert rows_under(page, "Month") == [
        (f"{month:%B %Y}", *(f"{closed[month, reason]}" for reason in reasons)) for month in months
    ]
    assert "Administrative closure is not a decision. It is never counted as NFA." in [
        caption.value for caption in page.caption
    ]


def test_answers_are_shown_month_by_month_beside_the_chart(open_page, cases):
    page = open_page("case_action_plans", period="3")

    expected = []
    for month in (date(2022, 1, 1), date(2021, 12, 1), date(2021, 11, 1)):
        of_month = [
            plan
            for plan in cases["case_plan"]
            if plan["first_target_on"] and plan["first_target_on"].replace(day=1) == month
        ]
        due = slow.answered_in_target(of_month, AS_AT)
        expected.append((f"{month:%B %Y}", f"{due['of']}", f"{due['met']}", f"{due['share']:.0%}"))
    assert rows_under(page, "First target in") == expected
    met, of = (sum(int(row[place]) for row in expected) for place in (2, 1))
    (said,) = page.subheader
    assert re.findall("[0-9]+%?", said.value) == [f"{met}", f"{of}", f"{met / of:.0%}"]


def test_early_advice_files_and_days_equal_a_slow_recount(open_page, cases):
    page = open_page("case_action_plans")

    referrals = cases["referral"]
    advice = slow.considered(cases["investigation"], referrals, cases["early_advice"], YEAR, AS_AT)
    assert [row[:2] for row in rows_under(page, "Early advice")] == [
        ("Neither sought nor a reason recorded", f"{advice['neither']}"),
        ("Sought", f"{advice['sought']}"),
        ("Not sought, reason recorded", f"{advice['reason']}"),
        ("Not sought, reason given as “other”", f"{advice['other']}"),
    ]
    returned = slow.returned_by_reason(referrals, YEAR, AS_AT)
    assert {reason.lower(): int(files) for reason, files in rows_under(page, "Reason")} == {
        reason: returned[reason]
        for reason in (
            "evidence missing",
            "disclosure",
            "victim personal statement",
            "digital evidence",
            "form incomplete",
            "support details missing",
            "other",
            "not recorded",
        )
    }
    days = slow.days_with(referrals, YEAR, AS_AT)
    assert rows_under(page, "With") == [
        (
            {"police": "Police", "cps": "CPS"}[side["side"]],
            f"{side['files']}",
            *(f"{side[part]:.10g}\u00a0days" for part in ("median", "lower", "upper")),
            f"{side['not_recorded']}",
        )
        for side in days
    ]


def test_an_area_narrows_every_figure_and_areas_are_compared_no_more(open_page, cases):
    page = open_page("case_action_plans", area="Plymouth")

    plans = [plan for plan in cases["case_plan"] if plan["area"] == "Plymouth"]
    assert big_numbers(page)[0] == f"{slow.count_open(plans, AS_AT)[0]}"
    assert "Cases of Plymouth alone." in everything_said(page)
    assert "By area" not in [header.value for header in page.header]


def test_areas_add_up_to_the_whole(open_page, cases):
    page = open_page("case_action_plans")

    rows = rows_under(page, "Area")
    assert [row[0] for row in rows] == [
        "Cornwall and Isles of Scilly",
        "Devon",
        "Plymouth",
        "Not recorded",
    ]
    assert sum(int(row[1]) for row in rows) == slow.count_open(cases["case_plan"], AS_AT)[0]


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
