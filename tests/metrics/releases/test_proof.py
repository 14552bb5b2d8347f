"""What a reader works out of rounded counts, and what is not released because of it."""

from datetime import date

import pytest

from metrics.releases.counting import CountedPeriod
from metrics.releases.make import Release, enough_of_all, enough_of_areas, narrowed, release
from metrics.releases.proof import Attack, Known, NotProved
from metrics.releases.rule import Ends, ends, rounded
from metrics.releases.tables import ALL
from metrics.victims.categorical import NO_LIMIT
from metrics.victims.referred_decisions import Met
from metrics.victims.row_sets import ROW_SETS

QUARTER = date(2021, 4, 1)


def known_of(total, parts, **more_known):
    """A total and its parts, each known as it is released."""
    known = Known()
    counts = {"whole": total, **parts}
    places = {
        name: known.add(((QUARTER, 3), None, "told", name), count) for name, count in counts.items()
    }
    known.add_up([places["whole"]], [places[name] for name in parts])
    for name, place in places.items():
        known.tell(place, more_known.get(name) or ends(rounded(known.counts[place])))
    return {known_place: name for name, known_place in places.items()}, Attack(known)


def narrow_of(total, parts, **more_known):
    names, attack = known_of(total, parts, **more_known)
    return [names[place] for place in attack.narrow()]


def test_a_small_count_beside_a_rounded_total_keeps_its_five_values():
    assert narrow_of(103, {"told": 100, "not told": 3}) == []


def test_a_small_count_is_narrow_where_rounding_leaves_two_values():
    # The parts are at least 18, 13 and 0, and the whole at most 32.
    assert narrow_of(32, {"told": 18, "late": 13, "not told": 1}) == ["not told"]


def test_a_count_that_could_be_small_is_asked_for_whether_it_is_or_not():
    """Else a reader who does the same would see from the release that it is not small."""
    between = {"few": Ends(4, 5), "whole": Ends(0, 200)}

    assert narrow_of(104, {"many": 100, "few": 4}, **between) == ["few"]
    assert narrow_of(105, {"many": 100, "few": 5}, **between) == ["few"]
    assert narrow_of(106, {"many": 100, "few": 6}, whole=Ends(0, 200), few=Ends(5, 6)) == []


def test_a_number_that_is_told_elsewhere_narrows_a_count_unless_so_few_keep_no_three_values():
    def narrow(*, told=None, is_given_up=False):
        known = Known()
        whole, named, other = (
            known.add(((QUARTER, 12), area, "told", "late"), count)
            for area, count in ((None, 28), ("Devon", 26), ("not recorded", 2))
        )
        known.add_up([whole], [named, other])
        for place in (whole, named):
            known.tell(place, ends(rounded(known.counts[place])))
        if told is not None:
            known.come_to([other], told)
        if is_given_up:
            known.told_elsewhere.add(((QUARTER, 12), "not recorded"))
        return [known.counts[place] for place in Attack(known).narrow()]

    # At least 28 in all, and at most 27 in Devon.
    assert narrow() == []
    assert narrow(told=2) == [2]
    assert narrow(told=2, is_given_up=True) == []


def test_without_an_answer_of_the_solver_nothing_is_proved():
    known = Known()
    known.tell(known.add(((QUARTER, 3), None, "told", "late"), 3), Ends(3, 4))
    known.add_up([0], (), 2)

    with pytest.raises(NotProved):
        Attack(known).narrow()


# Releases


def counted(row_set, middles=None, **counts):
    """A quarter with these counts, by dimension and word."""
    of_all = {
        dimension: dict.fromkeys(words, 0) | counts.get(dimension, {})
        for dimension, words in ROW_SETS[row_set].words.items()
    }
    return CountedPeriod(row_set, QUARTER, 3, of_all, {}, {"": middles or {}})


OFFERS = ("offered and accepted", "offered, not known to be accepted", "no offer recorded")
# Of 33 victims, 6 accepted a SARC and 7 an ISVA, and so on.
SERVICES = {"any_service": (12, 17, 4), "sarc": (6, 10, 17), "isva": (7, 13, 13)}


def quarter_of(services):
    """A quarter of reports with these offers, of whom every victim was asked everything."""
    asked = {
        name: {"own account": 33} for name in ROW_SETS["reports"].words if name.endswith("_asked")
    }
    offers = {name: dict(zip(OFFERS, of, strict=True)) for name, of in services.items()}
    return counted("reports", domestic_abuse={"yes": 33}, **asked, **offers)


def test_a_table_that_would_give_a_small_count_away_goes_with_those_that_would_tell_why():
    """Hardly any victim was offered both, so the services tell how many were offered nothing."""
    quarter = quarter_of(SERVICES)
    wanted = Release(quarter, enough_of_all(quarter))

    assert [name[2:] for name in narrowed(wanted)] == [("any_service", "no offer recorded")]
    released = release(quarter)
    assert [name for name, _ in wanted.shown if (name, None) not in released.shown] == [
        "any_service",
        "sarc",
        "isva",
        "support_accepted",
        "sarc_offered",
        "isva_referral_offered",
    ]
    assert narrowed(released) == []


def test_where_most_was_recorded_everything_is_released():
    quarter = quarter_of({**SERVICES, "any_service": (10, 15, 8)})

    assert release(quarter).shown == enough_of_all(quarter)


def test_a_table_of_which_more_than_a_quarter_is_small_is_not_released():
    why = dict(zip(ROW_SETS["unsought_advice"].words["why"], (12, 3, 3, 22), strict=True))

    assert release(counted("unsought_advice", why=why)).shown == {}


def test_a_year_goes_without_areas_before_it_goes_without_a_table():
    """Of 32 meetings, shown as 30, at least 18 were in Devon and 13 in Plymouth."""
    of_both = {"Devon": 18, "Plymouth": 13, "Cornwall": 1}
    by_area = {
        area: {
            "meeting": {Met.BOTH: number, Met.NOT_KNOWN: 20, Met.NONE: 20, NO_LIMIT: 0},
        }
        for area, number in of_both.items()
    }
    of_all = {"meeting": {Met.BOTH: 32, Met.NOT_KNOWN: 60, Met.NONE: 60, NO_LIMIT: 0}}
    year = CountedPeriod("referred_decisions", QUARTER, 12, of_all, by_area)

    assert release(year).shown == {
        ("meeting", None): {Met.BOTH: 30, Met.NOT_KNOWN: 60, Met.NONE: 60, ALL: 150}
    }
    assert {area for _, area in enough_of_areas(year)} == {*of_both}
