from metrics.headline_figures import (
    CODES,
    AtMeeting,
    action_figures,
    at_meetings_text,
    before_text,
    earlier_numbers,
    key_to_bars_text,
    numbers_then,
    part_figures,
)
from tests.builders import AS_AT, day_of, day_state
from tests.metrics.figures_shown import PLAN

EARLIER = [
    AtMeeting(day_of("2022-01-26"), dict.fromkeys(CODES, 2)),
    AtMeeting(day_of("2022-02-17"), dict.fromkeys(CODES, 1)),
]


def test_the_numbers_of_a_meeting_are_those_that_the_figures_had_on_its_day():
    now = day_state(AS_AT, action=PLAN, position=[{"state": "complete"}])

    figures = [*part_figures(now, None), *action_figures(now, None)]
    assert numbers_then(now) == {figure.measure.code: figure.value for figure in figures}
    assert tuple(numbers_then(now)) == CODES


def test_the_words_say_what_the_number_was_at_each_meeting():
    overdue, _, _ = action_figures(day_state(action=PLAN), None)

    assert earlier_numbers(overdue, EARLIER) == [2, 1]
    assert before_text(overdue, EARLIER) == "before: 2, 1"
    assert (
        at_meetings_text(overdue, EARLIER)
        == "Before: 2 on 26 January 2022 and 1 on 17 February 2022."
    )
    assert key_to_bars_text(EARLIER) == "; bars: the last 2 boards, and now"


def test_with_no_meeting_before_there_are_no_words_of_it():
    overdue, _, _ = action_figures(day_state(action=PLAN), None)

    assert (key_to_bars_text([]), at_meetings_text(overdue, [])) == ("", "")
