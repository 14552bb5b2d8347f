"""Sentences on telling victims, with counts that may be shown and counts that may not."""

from metrics.victims.notice_text import (
    bars_by_period,
    bars_text,
    how_fast_text,
    lateness_text,
    newest_bar_text,
    pairs_text,
    periods_without_bar_text,
    told_text,
    ways_headline_text,
    ways_text,
)
from metrics.victims.notices import NoticeStatus
from tests.victim_builders import TOLD, summary_of

BEFORE = TOLD | {NoticeStatus.IN_TIME: 30, NoticeStatus.NOT_YET: 38}
SHOWN, EARLIER = {"told": TOLD}, {"told": BEFORE}
LATE_HIDDEN = {"told": TOLD | {NoticeStatus.LATE: None}}


def test_every_group_is_said_and_who_is_exempt_is_not_among_them():
    assert told_text(summary_of(SHOWN, EARLIER)) == (
        "Of **200** decisions whose limit has passed: told in time **90**, told late **40**, not "
        "yet told **46**, sent by post and not known to be told **14**, no record of telling "
        "**10**. Exempt, and not among them: **12**."
    )


def test_a_group_that_is_withheld_says_so_and_hides_how_many_there_are():
    hidden = {"told": TOLD | {NoticeStatus.LATE: None, NoticeStatus.TO_BE_TOLD: 9}}

    assert told_text(summary_of(hidden)) == (
        "Of the decisions whose limit has passed (how many is **withheld**): told in time **60**, "
        "told late **withheld**, not yet told **8**, sent by post and not known to be told **7**, "
        "no record of telling **5**. Exempt, and not among them: **6**. Limit not passed: **9**."
    )


def test_what_has_no_limit_is_never_said_to_be_waiting_for_one():
    without = {
        "told": TOLD
        | {NoticeStatus.TOLD_BEFORE_LIMIT: 7, NoticeStatus.TO_BE_TOLD: 9, NoticeStatus.NO_LIMIT: 11}
    }
    hidden = {"told": TOLD | {NoticeStatus.NO_LIMIT: None}}

    said = told_text(summary_of(without))
    assert said.endswith("Limit not passed: **16**. No limit in force: **11**.")
    said = told_text(summary_of(hidden))
    assert said.endswith("Exempt, and not among them: **6**. No limit in force: **withheld**.")


def test_where_all_is_withheld_the_newest_quarter_that_can_be_shown_stands_in():
    hidden = {"told": dict.fromkeys(TOLD)}

    assert told_text(summary_of(SHOWN, hidden, span=1)) == (
        "How many victims were told, late or not at all, is **withheld**. Told in time, "
        "newest shown: **60% (60 of 100), July to September 2021**."
    )


def test_how_fast_is_said_as_the_days_within_which_half_were_told():
    numbers = {"days_to_tell": [1, 2, 3, 4]}

    assert how_fast_text(summary_of(SHOWN, numbers=numbers)) == (
        "Half of those told were told within **2.5 working days**."
    )


def test_how_fast_is_withheld_with_those_told_and_nothing_where_nobody_was():
    hidden = {"told": TOLD | {NoticeStatus.LATE: None}}

    assert how_fast_text(summary_of(hidden)) == "How long telling took is **withheld**."
    assert how_fast_text(summary_of({"told": {NoticeStatus.NOT_YET: 5}})) == ""


def test_a_bar_is_of_four_groups_and_those_untold_come_first():
    ((_, bar),) = bars_by_period(summary_of(SHOWN))

    assert list((bar or {}).items()) == [
        ("no record of telling", 5),
        ("not yet told, or only sent by post", 15),
        ("told late", 20),
        ("told in time", 60),
    ]


def test_a_quarter_with_a_withheld_number_has_no_bar_and_is_no_nought():
    summary = summary_of(LATE_HIDDEN, SHOWN)

    assert [bar is None for _, bar in bars_by_period(summary)] == [True, False]
    assert periods_without_bar_text(summary) == (
        "Not drawn, since a number in it is withheld: July to September 2021."
    )
    assert bars_text(summary) == (
        "Bars of decisions whose limit has passed: July to September 2021 "
        "withheld: small number; October to December 2021 5 no record of telling, 15 not yet "
        "told, or only sent by post, 20 told late, 60 told in time."
    )


def test_the_headline_sets_the_newest_quarter_beside_the_oldest():
    assert newest_bar_text(summary_of(EARLIER, SHOWN)) == (
        "October to December 2021: 20% of victims (20 of 100) not recorded as told; "
        "50% (50 of 100) in July to September 2021"
    )
    assert newest_bar_text(summary_of(LATE_HIDDEN, SHOWN)) == (
        "October to December 2021: 20% of victims (20 of 100) not recorded as told"
    )


def test_where_no_quarter_can_be_drawn_that_is_said():
    summary = summary_of(LATE_HIDDEN, LATE_HIDDEN)

    assert newest_bar_text(summary) == "Victims told: withheld: small number throughout"
    assert periods_without_bar_text(summary) == (
        "No chart of telling is drawn, since a number of each period is withheld."
    )


def test_pairs_of_ways_that_can_be_shown_are_counted():
    pairs = {"telephone; telephone": None, "telephone; e-mail": 12, "e-mail; e-mail": None}

    assert pairs_text(summary_of({"asked_and_used": pairs})) == (
        "62 of 72 pairs can be shown, 61 of them 0. All areas together. "
        "Bold: told in the way asked for."
    )


NOBODY = {"not told": 9, "exempt": 8}
WAYS = {"face to face": 40, "telephone": 45, "letter by post": 7, "not recorded": 6, **NOBODY}


def test_the_ways_of_telling_are_named_from_the_most_frequent_and_of_nobody_untold_or_exempt():
    assert ways_text(summary_of({"method": WAYS})) == (
        "Told or written to: by telephone 45, face to face 40, by letter in the post 7 and in a "
        "way not recorded 6."
    )


def test_a_way_that_is_withheld_comes_last_and_an_area_is_told_of_all_areas():
    hidden = {"method": WAYS | {"telephone": None, "letter by post": None}}

    assert ways_text(summary_of(hidden, area="Devon")) == (
        "Told or written to (all areas together, October to December 2021): face to face 40 and in "
        "a way not recorded 6. Withheld: how many by telephone and by letter in the post."
    )


def test_where_nobody_was_told_no_way_is_named():
    assert ways_text(summary_of({"method": {"not told": 12}})) == ""


def test_where_every_way_is_withheld_it_is_said_once():
    assert ways_text(summary_of({"method": {"telephone": None, "e-mail": None, "exempt": 12}})) == (
        "How many were told or written to by telephone and by e-mail is withheld: small number."
    )


def test_the_headline_of_ways_names_the_most_frequent_pairs_of_a_way_asked_for():
    pairs = {
        "telephone; telephone": 30,
        "video; video": 20,
        "video; not told": 14,
        "not recorded; telephone": 80,
        "no preference; video": 90,
    }
    title = "The way asked for, and the way used"

    assert ways_headline_text(summary_of({"asked_and_used": pairs})) == (
        f"{title}: most often telephone as asked (30) and video as asked (20)"
    )
    hidden = pairs | {"video; video": None}
    assert ways_headline_text(summary_of({"asked_and_used": hidden})) == (
        f"{title}: of those shown, most often telephone as asked (30) and video asked for, "
        "not told (14)"
    )
    assert ways_headline_text(summary_of({"asked_and_used": {"video; video": None}})) == title


def test_the_headline_of_lateness_says_how_many_were_told_within_the_limit_and_very_late():
    bands = {"within the limit": 1200, "over 20 working days late": 7}

    assert lateness_text(summary_of({"lateness": bands})) == (
        "How late: 1,200 within the limit, 7 over 20 working days late"
    )
    hidden = bands | {"over 20 working days late": None}
    assert lateness_text(summary_of({"lateness": hidden})) == "How late: 1,200 within the limit"
    assert lateness_text(summary_of({"lateness": dict.fromkeys(bands)})) == "How late"
