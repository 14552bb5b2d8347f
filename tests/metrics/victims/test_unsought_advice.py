import pytest

from metrics.victims.unsought_advice import unsought_advice
from tests.builders import AS_AT, day_of
from tests.made_up_cases import OF_VICTIMS, case_frame, numbered

EVENT_ON = day_of("2022-01-10")
REASONED = {"sought": False, "requested_on": None, "reason_on": EVENT_ON}


def reasons_of(*advice):
    """The reasons counted for the one investigation, referred on the day."""
    tables = {name: case_frame(name, []) for name in OF_VICTIMS} | {
        "investigation": case_frame("investigation", [{}]),
        "referral": numbered("referral", [{"referred_on": EVENT_ON}]),
        "early_advice": numbered("early_advice", advice),
    }
    return unsought_advice(tables, AS_AT).rows()


def test_a_reason_counts_in_the_month_of_the_first_referral():
    unsupported = {**REASONED, "not_sought_reason": "victim does not support"}

    assert reasons_of(unsupported) == [("Devon", day_of("2022-01-01"), "victim does not support")]


@pytest.mark.parametrize(
    "advice",
    [
        {**REASONED, "not_sought_reason": "other"},
        {**REASONED, "not_sought_reason": None},
        {**REASONED, "not_sought_reason": "evidence clear", "sought": True},
        {**REASONED, "not_sought_reason": "evidence clear", "reason_on": day_of("2022-01-11")},
    ],
)
def test_other_no_reason_a_request_and_a_later_reason_are_not_in_it(advice):
    assert reasons_of(advice) == []
