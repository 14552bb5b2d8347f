"""Groups of fewer than ten people are withheld, so that neither "none" nor "all" is shown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metrics.victims.allowed_tables import ALLOWED_TABLES
from metrics.victims.notice_text import bars_by_period
from metrics.victims.row_sets import ROW_SETS
from metrics.victims.share_parts import SHARES
from metrics.victims.victim_summary import WITHHELD, Share
from tests.oracles_groups import is_too_few, read_slowly
from tests.victim_builders import summary_of

SIX = {"yes": 6}
TEN = {"yes": 10}
OFFERED = "isva_offered"


def counts(*quarters, dimension=OFFERED, kind="decisions", **chosen):
    """The figures of quarters that have these counts of one dimension."""
    return summary_of(*({dimension: made} for made in quarters), **chosen).counts(kind, dimension)


def shown(found):
    """The counts that are shown, those of nought left out."""
    return {word: number for word, number in found.items() if number != 0}


# One dimension


@pytest.mark.parametrize("made", [{"yes": 5}, {"yes": 5, "no": 4}, {"yes": 9}])
def test_of_one_to_nine_no_word_is_shown_and_no_nought(made):
    assert counts(made) == {"yes": None, "no": None, "not recorded": None}


def test_of_ten_every_word_is_shown_and_of_nobody_noughts_are():
    assert counts(TEN) == {"yes": 10, "no": 0, "not recorded": 0}
    assert counts({}) == {"yes": 0, "no": 0, "not recorded": 0}


def test_where_the_total_is_withheld_what_is_shown_must_come_to_ten():
    assert counts({"yes": 9, "no": None}) == {"yes": None, "no": None, "not recorded": None}
    assert counts({"yes": 10, "no": None}) == {"yes": 10, "no": None, "not recorded": 0}


def test_how_many_there_are_is_shown_as_it_is():
    assert summary_of({OFFERED: SIX}).how_many("decisions", OFFERED) == 6
    assert summary_of({OFFERED: SIX}, {OFFERED: TEN}).how_many("decisions", OFFERED) == 16
    assert summary_of({OFFERED: TEN | {"no": None}}).how_many("decisions", OFFERED) is None
    assert summary_of({}).how_many("decisions", OFFERED) == 0
    devon = summary_of({}, area="Devon", areas=[{"Devon": {OFFERED: SIX}}])
    assert devon.how_many("decisions", OFFERED) == 6
    assert devon.how_many("decisions", "decided_by_and_told") is None
    with pytest.raises(ValueError, match="cannot be split by enhanced"):
        summary_of({}).how_many("decisions", "enhanced")


def test_nobody_finds_a_quarter_of_six_from_all_quarters_less_those_before():
    before, after = counts(TEN, TEN, TEN), counts(TEN, TEN, TEN, SIX)

    assert shown(before) == {"yes": 30}
    assert after == {"yes": None, "no": None, "not recorded": None}
    assert shown(counts(SIX, TEN, TEN, span=1)) == {"yes": 10}


def test_a_nought_that_alone_is_left_of_several_quarters_is_withheld():
    one, other = {"yes": 12, "no": None}, {"yes": None, "no": 12}

    assert counts(one, other) == {"yes": None, "no": None, "not recorded": None}
    assert shown(counts(one, one)) == {"yes": 24, "no": None}


def test_an_area_of_six_in_a_year_shows_no_word_and_no_number_of_it():
    areas = [{"Devon": {"told": {"not yet told": 6}}, "Plymouth": {"told": {"not yet told": 16}}}]
    devon, plymouth = (summary_of({}, area=area, areas=areas) for area in ("Devon", "Plymouth"))

    assert set(devon.counts("decisions", "told").values()) == {None}
    assert devon.number("not_yet_told") is None
    assert plymouth.number("not_yet_told") == 16
    assert plymouth.counts("decisions", "told")["told late"] == 0


# Two dimensions crossed


def test_a_row_of_fewer_than_ten_is_withheld_and_the_others_stand():
    made = {"police; told in time": 40, "cps; told in time": 6, "cps; told late": None}
    found = counts(made, dimension="decided_by_and_told")

    assert {word: number for word, number in found.items() if word.startswith("cps")} == (
        dict.fromkeys(word for word in found if word.startswith("cps"))
    )
    assert found["police; told in time"] == 40
    assert found["police; told late"] == 0


def test_a_row_of_noughts_among_ten_others_is_shown():
    found = counts({"police; told in time": 40}, dimension="decided_by_and_told")

    assert [number for word, number in found.items() if word.startswith("cps")] == [0] * 9


def test_a_row_of_noughts_among_fewer_than_ten_is_withheld():
    found = counts({"police; told in time": 9}, dimension="decided_by_and_told")

    assert set(found.values()) == {None}


def test_rows_of_stage_by_reason_are_reasons_as_the_page_has_them():
    made = {
        "report; well-being": 6,
        "statement; well-being": 5,
        "report; fear of court": 6,
        "report; other": 30,
    }
    found = counts(made, dimension="stage_and_reason", kind="support_ends")

    assert {word: number for word, number in shown(found).items() if number} == {
        "report; well-being": 6,
        "statement; well-being": 5,
        "report; other": 30,
    }
    assert found["statement; fear of court"] is None


# Shares


def test_a_share_of_six_in_one_quarter_is_withheld_in_all_that_it_is_added_to():
    six, ten = {"told": {"told in time": 6, "exempt": 30}}, {"told": {"told in time": 10}}

    assert summary_of(six, ten).share("told_in_time").is_withheld
    assert summary_of(six, ten, span=1).share("told_in_time") == (10, 10, 0)
    assert summary_of({}, ten).share("told_in_time") == (10, 10, 0)


def test_a_quarter_of_six_has_no_bar_and_one_of_ten_has():
    six, ten = {"told": {"told in time": 6}}, {"told": {"told in time": 10}}

    assert [(each.first, bar is None) for each, bar in bars_by_period(summary_of(six, ten))] == [
        (date(2021, 7, 1), True),
        (date(2021, 10, 1), False),
    ]
    summary = summary_of(six, ten)
    [(_, told), _] = summary.counts_of_each(summary.quarters, "decisions", "told")
    assert set(told.values()) == {None}


# Against a slow reading of the rule

SMALL_OR_NOT = st.sampled_from([None, 0, 0, 0, 5, 6, 9, 10, 40])
LISTED = [
    (kind, dimension) for kind, listed in ALLOWED_TABLES.items() for dimension in listed.dimensions
]


@st.composite
def a_dimension(draw):
    """A dimension of the list, and counts of it in two quarters."""
    kind, dimension = draw(st.sampled_from(LISTED))
    words = ROW_SETS[kind].words[dimension]
    few = st.lists(st.sampled_from(words), max_size=6)
    made = [{word: draw(SMALL_OR_NOT) for word in draw(few)} for _ in range(2)]
    return kind, dimension, words, made


@pytest.mark.often
@given(a_dimension())
def test_every_dimension_is_read_as_a_slow_reader_would(asked):
    kind, dimension, words, made = asked

    slow = [read_slowly(dimension, words, each) for each in made]
    added = {
        word: None if None in (one[word], two[word]) else one[word] + two[word]
        for one, two in [slow]
        for word in words
    }
    numbers = [number for each in made for number in each.values()]
    of = None if None in numbers else sum(numbers)
    assert counts(*made, dimension=dimension, kind=kind) == read_slowly(dimension, words, added, of)


@given(st.sampled_from([*SHARES]), st.lists(SMALL_OR_NOT, min_size=3, max_size=3))
def test_no_share_is_out_of_one_to_nine_nor_says_of_so_few_that_all_are_left_out(code, numbers):
    share = SHARES[code]
    one_of_each = (share.numerator, share.denominator - share.numerator, share.excluded)
    made = {min(words): number for words, number in zip(one_of_each, numbers, strict=True) if words}
    found = summary_of({share.dimension: made}).share(code)

    met, rest, left_out = (made[min(words)] if words else 0 for words in one_of_each)
    is_small = is_too_few([met, rest]) or is_too_few([met, rest, left_out])
    assert found.is_withheld == (is_small or None in (met, rest))


def test_a_share_of_nobody_is_said_beside_none_left_out_or_beside_ten():
    recorded = {left_out: {"not recorded": left_out} for left_out in (8, 10, 0)}
    shares = {
        left_out: summary_of({OFFERED: made}).share(OFFERED) for left_out, made in recorded.items()
    }

    assert shares == {8: WITHHELD, 10: Share(0, 0, 10), 0: Share(0, 0, 0)}
