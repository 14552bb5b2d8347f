"""The steps of each scheme by itself, and what can be said where most is withheld."""

from data_access.vocabulary import Side
from metrics.victims.review_figures import (
    explained_in_words,
    may_be_said,
    scheme_in_words,
    steps_of,
)
from metrics.victims.work import WITHHELD, Share
from tests.victim_builders import work_of

POLICE: dict[str, dict[str, int | None]] = {
    "scheme_and_told_of_right": {
        "police; yes": 30,
        "police; no": 5,
        "police; not recorded": 5,
        "police; support had ended": 50,
        "cps; yes": 20,
    },
    "scheme_and_review": {
        "police; no review asked for": 25,
        "police; review asked for, not decided": 5,
        "police; original decision stands": 7,
        "police; overturned": None,
        "police; support had ended": 50,
        "cps; no review asked for": 20,
    },
}


def test_the_steps_of_the_police_scheme_leave_out_whose_support_had_ended():
    assert [tuple(step) for step in steps_of(work_of(POLICE), Side.POLICE)] == [
        ("Told of the decision, and the time to ask is over", 40, None, True),
        ("Told of the right to review", 30, Share(30, 40, 50), True),
        ("Asked for a review", None, WITHHELD, True),
        ("Decided", None, None, True),
        ("Original decision stands", 7, None, False),
        ("Overturned", None, None, False),
        ("Beside: support had ended, outside the scheme", 50, None, False),
    ]


def test_the_steps_of_the_cps_scheme_are_of_cps_decisions_alone():
    assert [tuple(step) for step in steps_of(work_of(POLICE), Side.CPS)] == [
        ("Told of the decision, and the time to ask is over", 20, None, True),
        ("Told of the right to review", 20, Share(20, 20, 0), True),
        ("Asked for a review", 0, Share(0, 20, 0), True),
        ("Decided", 0, None, True),
        ("Original decision stands", 0, None, False),
        ("Overturned", 0, None, False),
    ]


def test_each_scheme_has_its_own_sentence_that_ends_where_nobody_asked():
    work = work_of(POLICE)

    assert scheme_in_words(work, Side.POLICE) == (
        "Police scheme: told of the right to review **75% (30 of 40)**, asked for a review "
        "**withheld**; original decision stands **7**, overturned **withheld**."
    )
    assert scheme_in_words(work, Side.CPS) == (
        "CPS scheme: told of the right to review **100% (20 of 20)**; **nobody** asked for one."
    )


def test_how_many_asked_is_said_where_their_share_is_withheld():
    asked = {
        "scheme_and_review": {
            "police; no review asked for": None,
            "police; review asked for, not decided": 5,
            "police; overturned": 6,
        }
    }

    assert scheme_in_words(work_of(asked), Side.POLICE) == (
        "Police scheme: told of the right to review **none**, asked for a review **11**; original "
        "decision stands **0**, overturned **6**."
    )


def test_a_scheme_that_is_withheld_says_so_of_each_step():
    hidden = {name: dict.fromkeys(counts) for name, counts in POLICE.items()}

    assert scheme_in_words(work_of(hidden), Side.POLICE) == (
        "Police scheme: told of the right to review **withheld**, asked for a review "
        "**withheld**; original decision stands **withheld**, overturned **withheld**."
    )


def test_a_reader_is_told_in_how_many_quarters_something_can_be_said():
    assert may_be_said(work_of({}, POLICE), Side.POLICE) == (
        "Of July to December 2021, 5 of the 6 shares of the police scheme can be shown. Of the 2 "
        "quarters counted, one by one: told of the right in 1 (1 with none), asked in 0 (1 with "
        "none), acknowledged in time in 0 (2 with none), decided in time in 0 (2 with none), "
        "stands in 0 (2 with none), overturned in 0 (2 with none)."
    )


def test_whether_the_right_was_explained_on_telling_can_be_said_of_all_decisions():
    explained = {"right_explained": {"yes": 66, "no": 22, "not recorded": 8, "not told": 4}}

    assert explained_in_words(work_of(explained)) == (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        "of the police or the CPS: **75% (66 of 88)**; of 12 it is not recorded, or "
        "they were not told."
    )
    hidden = {"right_explained": {"yes": None, "no": 22}}
    assert explained_in_words(work_of(hidden)) == (
        "Whether the right was explained when the victim was told is recorded with each decision, "
        "of the police or the CPS: **withheld: small number**."
    )
