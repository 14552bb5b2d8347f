"""What was raised at each level, and what should have been."""

from metrics.briefing_findings import due_and_raised
from tests.metrics.escalations.test_escalation_summary import summary

IN_CASES = [
    {"about": "referral", "side": "police", "rung": 1, "raised_on": "2022-01-03"}
    | {"resolved_on": "2022-01-05", "outcome": "changed"},
    {"about": "referral", "side": "cps", "rung": 1, "raised_on": "2022-01-04"},
    {"about": "case action plan", "side": "cps", "rung": 3, "raised_on": "2022-01-31"},
    {"about": "referral", "side": "cps", "rung": 4, "raised_on": "2021-01-31"},
]
LATE_PLANS = [{"case": 2, "target_on": "2022-01-21"}, {"case": 3, "target_on": "2021-11-01"}]


def test_each_level_has_the_plans_due_there_beside_those_raised_there_in_the_period():
    of_cases = summary(of_cases=IN_CASES, plans=LATE_PLANS)

    page, briefing = due_and_raised(of_cases, 4), due_and_raised(of_cases)

    assert (
        page.headline
        == briefing.headline
        == "1 case plan should have reached the assistant chief constable and did not; none did"
    )
    assert [line.pieces[0].words for line in briefing.lines] == ["1 due, not raised", "0 raised"]
    assert [line.pieces[0].number for line in page.lines] == [1, 0, 0, 1, 0, 0, 1, 0]
    assert {line.full for line in page.lines} == {1}
    assert page.base == "All levels, not raised: 2, 31 January 2022."


def test_nothing_raised_and_nothing_late_is_no_picture():
    nothing = due_and_raised(summary(), 4)

    assert (nothing.lines, nothing.ask) == ([], "")
