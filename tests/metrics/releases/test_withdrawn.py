"""Whether figures about people in a pack that was given out still stand."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from metrics.releases.tables import ALL
from metrics.releases.withdrawn import BY_ANOTHER_RULE, stands_text
from metrics.victims.share_definitions import PASSED

RELEASED, GIVEN_OUT, LATER = (datetime(2022, 2, day, 12, tzinfo=UTC) for day in (1, 10, 20))
YEAR_BEFORE, NEWEST_YEAR, AUTUMN = (
    (date(2019, 4, 1), 12),
    (date(2020, 4, 1), 12),
    (date(2021, 10, 1), 3),
)
COUNTED_AT = {
    YEAR_BEFORE: date(2020, 4, 30),
    NEWEST_YEAR: date(2021, 4, 30),
    AUTUMN: date(2022, 1, 31),
}
TOLD = dict.fromkeys([*PASSED, ALL], 20) | {ALL: 100}
WORDS = {
    NEWEST_YEAR: "April 2020 to March 2021",
    AUTUMN: "October to December 2021",
}


def store(withdrawn=(), withdrawn_at=LATER, released_at=RELEASED):
    """The tables of a store in which three periods are released, some of them withdrawn."""
    periods = [*enumerate(COUNTED_AT.items(), start=1)]
    releases = [
        (place, "decisions", first, months, counted_at, released_at)
        for place, ((first, months), counted_at) in periods
    ]
    counts = [
        (place, "told", None, category, shown)
        for place, _ in periods
        for category, shown in TOLD.items()
    ]
    return {
        "release": pl.DataFrame(
            releases,
            ["id", "row_set", "first", "months", "counted_at", "recorded_at"],
            orient="row",
        ),
        "released_count": pl.DataFrame(
            counts, ["release", "table", "area", "category", "shown"], orient="row"
        ),
        "release_withdrawal": pl.DataFrame(
            [(*key, "The file was of 2019.", withdrawn_at, "A. Officer") for key in withdrawn],
            {
                "first": pl.Date,
                "months": pl.Int64,
                "reason": pl.String,
                "recorded_at": pl.Datetime(time_zone="UTC"),
                "recorded_by": pl.String,
            },
            orient="row",
        ),
    }


def pack(as_at=date(2022, 2, 9), given_out=GIVEN_OUT):
    return {"ref": "S1", "as_at": as_at, "recorded_at": given_out}


@pytest.mark.parametrize("period", [NEWEST_YEAR, AUTUMN])
def test_a_pack_says_which_of_its_figures_were_withdrawn_when_by_whom_and_why(period):
    assert stands_text(store([period]), pack()) == (
        f"It quotes figures about people of {WORDS[period]}, withdrawn on 20 February 2022 by "
        "A. Officer: The file was of 2019."
    )


def test_each_period_that_was_withdrawn_has_a_sentence():
    said = stands_text(store([AUTUMN, NEWEST_YEAR]), pack())

    assert said.count("It quotes") == 2
    assert said.index(WORDS[NEWEST_YEAR]) < said.index(WORDS[AUTUMN])


def test_figures_that_nobody_withdrew_stand():
    assert stands_text(store(), pack()) == ""


def test_a_period_that_stood_in_no_pack_of_then_is_not_said_to_be_quoted():
    # An older year is not in a pack; nor is a quarter that was counted after its day.
    assert stands_text(store([YEAR_BEFORE]), pack()) == ""
    assert stands_text(store([AUTUMN]), pack(as_at=date(2022, 1, 30))) == ""


def test_a_pack_that_was_given_out_after_the_withdrawal_quotes_nothing_of_it():
    withdrawn = store([NEWEST_YEAR], withdrawn_at=datetime(2022, 2, 5, tzinfo=UTC))

    assert stands_text(withdrawn, pack()) == ""


def test_a_pack_given_out_before_the_first_release_says_that_its_counts_had_another_rule():
    assert stands_text(store(released_at=LATER), pack()) == BY_ANOTHER_RULE


def test_where_nothing_was_ever_released_a_pack_has_nothing_to_say_of_people():
    nothing = {name: frame.clear() for name, frame in store([AUTUMN]).items()}

    assert stands_text(nothing, pack()) == ""
