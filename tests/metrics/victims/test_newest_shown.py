"""The newest period shown of a withheld share, and its direction: from shown counts alone."""

from datetime import date

import pytest

from metrics.victims.newest_shown import (
    YearOnYear,
    newest_direction,
    newest_shown,
    share_a_year_before,
)
from metrics.victims.notices import NoticeStatus
from metrics.victims.share_parts import Part, parts_of
from metrics.victims.victim_figures import newest_shown_text, share_figure
from metrics.victims.victim_summary import WITHHELD, Share
from tests.victim_builders import TOLD, summary_of

CODE = "told_in_time"
SHOWN, SECRET = {"told": TOLD}, {"told": TOLD | {NoticeStatus.LATE: None}}
TO_MARCH_2022 = date(2021, 4, 1)
# The years of all areas, of those told in time, and of those not.
OFTEN, SELDOM = (300, 100), (100, 300)


def year_of(met, rest, left_out=0, *, others=None):
    """The counts of a year: null where one is withheld. ``others``: what they all come to."""
    parts = {Part.MET: met, Part.REST: rest, Part.LEFT_OUT: left_out}
    return {parts_of(CODE): parts | ({None: others} if others else {})}


def summary_of_years(*years, area=None):
    return summary_of({}, area=area, areas=[{area: each} for each in years])


def way(*years, area=None):
    """The direction of the newer of two years."""
    newest = newest_direction(summary_of_years(*years, area=area), CODE)
    return None if newest is None else newest[1]


@pytest.mark.parametrize(
    ("newer", "older", "said"),
    [
        (OFTEN, SELDOM, YearOnYear.HIGHER),
        (SELDOM, OFTEN, YearOnYear.LOWER),
        (OFTEN, OFTEN, YearOnYear.UNCLEAR),
        ((200, 200), (210, 190), YearOnYear.UNCLEAR),
        ((0, 0), OFTEN, None),
        (OFTEN, (3, 4), None),
    ],
)
@pytest.mark.parametrize("area", [None, "Devon"])
def test_a_year_is_higher_or_lower_than_the_one_before_if_by_more_than_chance(
    newer, older, said, area
):
    assert way(year_of(*older), year_of(*newer), area=area) == said


def test_a_withheld_year_has_a_direction_if_all_that_it_could_be_has_it():
    # Of 400, 290 were not told in time; at most 110 were, whatever is withheld.
    hidden = year_of(None, 290, None, others=400)

    assert way(year_of(*OFTEN), hidden) == YearOnYear.LOWER
    assert way(hidden, year_of(*OFTEN)) == YearOnYear.HIGHER
    # It could be 0 of 290, or 110 of 400: higher or not than 5%, nobody can tell.
    assert way(year_of(20, 380), hidden) is None


def test_a_withheld_year_is_never_said_to_be_as_the_one_before():
    # It could be 300 of 400 to 310 of 410, which would each be as before.
    hidden = year_of(None, 100, None, others=410)

    assert way(year_of(*OFTEN), hidden) is None


def test_nothing_is_said_where_no_shown_count_limits_what_is_withheld():
    hidden = year_of(None, 290, None)

    assert way(year_of(*OFTEN), hidden) is None


def test_the_newest_period_is_the_one_that_ends_last_and_the_longer_of_two():
    summary = summary_of(SHOWN, SECRET, areas=[{None: SHOWN}])
    [year] = summary.years

    assert (year.first, year.MONTHS) == (TO_MARCH_2022, 12)
    assert newest_shown(summary, CODE) == (year, Share(60, 100, 6))
    assert newest_shown(summary_of(SECRET), CODE) is None


def test_the_newest_shown_is_named_with_its_direction():
    summary = summary_of(SHOWN, SECRET, span=1, areas=[{None: year_of(*OFTEN)}, {None: SHOWN}])

    assert newest_shown_text(summary, CODE) == (
        "60% (60 of 100), April 2021 to March 2022; lower than the year before"
    )
    assert share_figure(summary, CODE).note == (
        "small number; newest shown 60% (60 of 100), April 2021 to March 2022; lower than the year "
        "before"
    )


def test_a_direction_of_other_months_than_are_shown_names_them():
    hidden = year_of(None, 290, None, others=400)
    summary = summary_of(SHOWN, SECRET, span=1, areas=[{None: year_of(*OFTEN)}, {None: hidden}])

    assert newest_shown_text(summary, CODE) == (
        "60% (60 of 100), July to September 2021; April 2021 to March 2022 lower than the year "
        "before"
    )


def test_the_share_of_a_year_before_is_that_of_the_one_period_chosen_if_there_is_one():
    def before(*years, span=4):
        summary = summary_of_years(*years, area="Devon").of("Devon", span)
        return share_a_year_before(summary, CODE)

    assert before(year_of(*SELDOM), year_of(*OFTEN)) == Share(100, 400, 0)
    assert before(year_of(*SELDOM), year_of(*OFTEN), span=None) is None
    assert before(year_of(*OFTEN)) is None
    assert before(year_of(None, 290, None), year_of(*OFTEN)) == WITHHELD
