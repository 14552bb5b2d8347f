"""The newest value of each measure, in the words of its page."""

import pytest

from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff_figures import people_figures
from metrics.escalations.escalation_summary import EscalationCounts
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import MeasureKind
from metrics.measures.newest_values import newest_values
from metrics.periods import Period
from metrics.releases.people import table_of
from metrics.releases.tables import ALL
from metrics.text_format import NONE_TO_COUNT
from tests.builders import day_of, day_state
from tests.made_up_cases import CASE_LIMITS, case_frame, numbered
from tests.released import TOLD, summary_of, with_median, year
from tests.tally_builders import tally_frame

MONTH_END = day_of("2022-01-31")
YEAR = Period(day_of("2021-02-01"), MONTH_END)
OF_CASES = ("referral", "early_advice", "case_plan", "case_escalation")


def values_of(people=None, samples=(), years=(), **rows):
    """The newest values, by code, of a store with these rows and nothing else."""
    tables = {name: numbered(name, rows.get(name, ())) for name in OF_CASES}
    tables["investigation"] = case_frame("investigation", list(rows.get("investigation", ())))
    tables["dip_sample"] = tally_frame("dip_sample", *samples).drop("row")
    tables["training_year"] = tally_frame("training_year", *years).drop("row")
    summary = CaseSummary(MONTH_END, YEAR, tables, CASE_LIMITS, None)
    then = day_state(MONTH_END)
    escalations = EscalationCounts(then, YEAR, tables, None)
    found = newest_values(summary, escalations, people)
    return {row["code"]: row for row in found.to_dicts()}


OF_PEOPLE = {"told": {**TOLD, ALL: 100}, table_of("told_as_asked"): {"met": None, ALL: 60}}


@pytest.mark.parametrize(
    ("told", "said", "met", "of", "is_of_few"),
    [
        ({"told in time": 60, ALL: 100}, "60% (60 of 100)", 60, 100, False),
        # A few are the most that they can be, so that a target is missed where it is.
        ({"told late": 95, ALL: 100}, "fewer than 5 of 100", 4, 100, False),
        # Whether a target is met cannot be told of too few, or where too few are left out.
        ({"told in time": 40, ALL: 45}, "40 of 45", None, None, True),
        ({"told in time": 100, ALL: 100}, "all but fewer than 5 of 100", None, None, True),
        ({ALL: None}, "fewer than 5 in all", None, None, True),
    ],
)
def test_a_share_of_people_is_said_as_its_page_says_it(told, said, met, of, is_of_few):
    found = values_of(summary_of(year(2020, {"told": told})))["told_in_time"]

    assert found == {
        "code": "told_in_time",
        "title": "victims told in time",
        "said": f"{said}, April 2020 to March 2021",
        "met": met,
        "of": of,
        "is_of_few": is_of_few,
    }


def test_a_median_of_people_is_said_with_the_rounded_number_that_it_is_of():
    found = values_of(summary_of(year(2020, with_median("days_to_tell", 4, 80))))

    said = "4 working days, median of 80, April 2020 to March 2021"
    assert (found["days_to_tell"]["said"], found["days_to_tell"]["is_of_few"]) == (said, False)


def test_what_the_newest_year_does_not_have_is_of_the_year_in_which_the_pages_see_it():
    found = values_of(summary_of(year(2019, OF_PEOPLE), year(2020, {"told": OF_PEOPLE["told"]})))

    assert found["told_in_time"]["said"].endswith("April 2020 to March 2021")
    assert found["told_as_asked"]["said"] == (
        "fewer than 5 of 60, April 2019 to March 2020; 20 others told are left out"
    )
    assert "days_to_tell" not in found


def test_a_median_of_work_is_of_ten_or_more():
    days = {"requested_on": "2021-06-01", "given_on": "2021-06-11"}
    found = values_of(early_advice=[days] * 9)["early_advice_days"]

    said = "too few for a median, February 2021 to January 2022"
    assert (found["said"], found["is_of_few"]) == (said, True)


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
        f"{met:,} of {of:,} ({percent}), sample of 30 November 2021 of the whole force"
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
            "escalations_open": "0 escalations, as at 31 January 2022",
            "escalations_changed": "none to count, as at 31 January 2022",
            "escalations_days": "none resolved, as at 31 January 2022",
            "escalation_rate": "0 for 0 referrals, as at 31 January 2022",
            "past_point_actions": "0 of 0 open joint actions, as at 31 January 2022",
            "past_point_plans": "0 case action plans, as at 31 January 2022",
        }
        == said
    )


def test_every_measure_of_work_has_a_value_where_there_is_something():
    of_the_plan = {code for code in MEASURES if code.startswith(("parts_", "actions_", "figures_"))}
    kinds = (
        "contact details in letters",
        "investigators who can explain the right to review",
        "SARC and ISVA meetings the CPS attended",
    )
    trained = {"ssaidp_completed": 1, "qualified": 2, "accredited": 3}

    found = values_of(None, [{"kind": kind} for kind in kinds], [trained])

    of_people = {code for code, measure in MEASURES.items() if measure.protected}
    assert list(found) == [code for code in MEASURES if code not in of_the_plan | of_people]


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
        "9 of 12 (75%), sample of 31 January 2022 of the whole force",
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
        (
            "support_meetings_attended",
            "14 of 20",
            "14 of 20, sample of 30 November 2021 of the whole force",
        ),
        ("investigators_qualified", "7", "posts not recorded; financial year 2021 to 2022"),
    ]
