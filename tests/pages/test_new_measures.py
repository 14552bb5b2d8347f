"""A measure that came after the record is left out of the boxes of Explore; others are compared."""

import re

import pytest

from tests.pages.as_before.new_measures import measures_as_recorded
from tests.pages.as_before.recorded import read_record

AS_IT_IS = read_record("starter")["explore?as_at=2026-11-27"]
BRIEFING = read_record("demonstration")["briefing?as_at=2022-02-28"]
PLANS = "        options: Case action plans: Case action plans"
OFFER = f"{PLANS} open with a day of review ahead (CAP)\n"
CLOSED = f"{PLANS} closed (CAP, closed plans, plans closed)\n"


def test_a_new_measure_in_a_box_of_explore_is_left_out():
    before_it_came = AS_IT_IS.replace(OFFER, "")

    assert before_it_came != AS_IT_IS
    assert measures_as_recorded(AS_IT_IS, before_it_came) == before_it_came
    assert measures_as_recorded(AS_IT_IS, AS_IT_IS) == AS_IT_IS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OFFER, ""),
        (OFFER, OFFER.replace("ahead", "to come")),
        (OFFER, OFFER.replace("\n", " (cannot stand beside this)\n")),
        (OFFER, OFFER + OFFER),
        (OFFER, CLOSED + OFFER),
        ("options: Who leads\n", "options: Who speaks\n"),
    ],
)
def test_what_was_offered_already_is_compared_as_it_stands(old, new):
    changed = AS_IT_IS.replace(old, new)

    assert changed != AS_IT_IS
    assert measures_as_recorded(changed, AS_IT_IS) != AS_IT_IS


def test_another_reference_is_no_difference_and_another_sentence_is():
    another = re.sub(r"(?<=Its reference is \*\*)\w{8}", "0123ABCD", BRIEFING)
    reworded = BRIEFING.replace("Its reference is", "Its number is")

    assert BRIEFING not in (another, reworded)
    assert measures_as_recorded(another, BRIEFING) == BRIEFING
    assert measures_as_recorded(reworded, BRIEFING) == reworded
