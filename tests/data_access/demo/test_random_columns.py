"""Chance falls the same way everywhere, from the levels of each group."""

import polars as pl
import pytest

from data_access.demo.cases import random_columns
from data_access.demo.cases.random_columns import Dice

MANY = pl.DataFrame({"case": range(20_000)})
FIRST_PARTS = [0.38982088335202925, 0.30308310069059086, 0.5587155311827766]
FIRST_KEYS = ["8fe3c50a9c6afc45f4ed253b350eabdb", "fcd272abfe7c507d846ce7a9099f947f"]


def test_the_same_numbers_give_the_same_draws_on_every_machine():
    dice = Dice(2021, 1, 0)

    assert dice.parts(MANY.head(3)).to_list() == FIRST_PARTS
    assert dice.keys(2).to_list() == FIRST_KEYS


def test_another_number_gives_other_draws():
    assert Dice(1).keys(1).to_list() != Dice(2).keys(1).to_list() != Dice(2, 1).keys(1).to_list()


def test_each_row_is_drawn_from_the_level_of_its_group():
    groups = pl.when(pl.col("case") < 10_000).then(pl.lit("charged")).otherwise(pl.lit("unknown"))

    rows = MANY.with_columns(code=Dice(1).words(MANY, "outcome", groups))

    codes = [set(part["code"]) for part in (rows.head(10_000), rows.tail(10_000))]
    assert codes == [{"1", "1A"}, {"18"}]


def test_a_group_that_no_level_knows_is_an_error():
    with pytest.raises(KeyError, match="nowhere"):
        Dice(1).words(MANY, "outcome", pl.lit("nowhere"))


def test_of_several_forces_more_is_referred():
    of_one, of_several = Dice(1), Dice(1, several_forces=True)

    shares = [
        dice.happens(MANY, "referred", pl.lit("unsupported")).mean()
        for dice in (of_one, of_several)
    ]
    assert shares == pytest.approx([0.035, 0.36], abs=0.01)
    assert of_several.days(MANY, "with_cps").equals(of_one.days(MANY, "with_cps"))


@pytest.mark.parametrize("several_forces", [False, True])
@pytest.mark.parametrize("kind", ["shares", "chances"])
def test_every_level_makes_sense(kind, several_forces):
    for what in random_columns._read()[kind]:
        for level in getattr(random_columns, f"level_{kind}")(what, several_forces).values():
            if kind == "shares":
                assert len(set(level.words)) == len(level.words)
                assert (level.up_to > 0).all()
            else:
                assert 0 < level < 1 or (what, level) == ("referred", 1)


def test_every_number_of_days_makes_sense():
    for what in random_columns._read()["days"]:
        for level in random_columns.level_days(what).values():
            assert sorted(level) == level
            assert len(level) == len(random_columns.QUANTILES)


def test_several_forces_have_levels_of_their_own_for_groups_that_there_are():
    said = random_columns._read()

    for kind, own in said["several_forces"].items():
        for what, by_group in own.items():
            assert by_group.keys() == said[kind][what].keys()
