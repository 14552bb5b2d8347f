"""Made-up cases in which a count could be found, were what is listed not listed as it is."""

from itertools import product

import numpy as np
import polars as pl
import pytest

from metrics.disclosure import THRESHOLD
from metrics.suppression.linked_tables import CountTable
from metrics.victims.allowed_tables import ALLOWED_TABLES
from tests import oracles_meaning
from tests.oracles_meaning import ACCEPTED, NO_OFFER, OFFERED, POSSIBLE
from tests.oracles_quarters import AND
from tests.protected import protect_period

FURTHEST_FIRST = (ACCEPTED, OFFERED, NO_OFFER)
OFFERS: list[tuple[str, ...]] = [
    (FURTHEST_FIRST[min(sarc, isva)], FURTHEST_FIRST[sarc], FURTHEST_FIRST[isva])
    for sarc, isva in product(range(3), repeat=2)
]
TOLD, REVIEWED = POSSIBLE["review_steps"].values()
STEPS: list[tuple[str, ...]] = [
    (*told[:4], reviewed[3], told[4], reviewed[4])
    for told, reviewed in product(TOLD, REVIEWED)
    if told[:3] == reviewed[:3]
]
COUNTED_TWICE = ("support_ended", "told_of_right", "review")
DIMENSIONS = {
    "reports": ("any_service", "sarc", "isva"),
    "review_steps": (
        "scheme",
        "support_ended",
        "qualifying",
        "told_of_right",
        "review",
        "qualifying_and_told_of_right",
        "qualifying_and_review",
    ),
}
BORNE: dict[str, list[tuple[str, ...]]] = {"reports": OFFERS, "review_steps": STEPS}
# Of thousands made up, those of which something is found: where nothing is listed as tied, and
# where whose support had ended is counted by itself too.
WHERE_NOTHING_IS_TIED = (260, 451, 855, 1848)
WHERE_ENDED_IS_COUNTED_TWICE = (64, 85, 146, 161, 184)


def made_up(kind, seed):
    """Cases that bear a few of the words that go together, some few of them and some many."""
    chance, borne = np.random.default_rng(seed), BORNE[kind]
    number = int(chance.integers(3, 8))
    picked = [borne[place] for place in chance.choice(len(borne), number, replace=False)]
    often = [int(chance.choice([1, 2, 3, 5, 6, 8, 12, 20])) for _ in picked]
    rows = [words for words, times in zip(picked, often, strict=True) for _ in range(times)]
    return pl.DataFrame(rows, dict.fromkeys(DIMENSIONS[kind], pl.String), orient="row")


def protected_and_rows(kind, seed, single):
    """The counts of what is made up, of the ``single`` dimensions and those that are listed."""
    rows, crossed = made_up(kind, seed), ALLOWED_TABLES[kind].crossed
    ties = {AND.join(names): names for names in ALLOWED_TABLES[kind].tied}
    tied = rows.with_columns(
        pl.concat_str(names, separator="; ").alias(name) for name, names in ties.items()
    )
    count_tables = {
        **dict.fromkeys(single, CountTable()),
        **dict.fromkeys(crossed, CountTable(by_area=False)),
        **{name: CountTable(by_area=False, ties=names) for name, names in ties.items()},
    }
    return protect_period(tied, count_tables), rows


@pytest.mark.parametrize("seed", WHERE_NOTHING_IS_TIED)
def test_nobody_who_knows_what_the_words_mean_narrows_what_is_withheld(seed):
    protected, rows = protected_and_rows("reports", seed, DIMENSIONS["reports"])

    assert oracles_meaning.narrowed(protected, rows, POSSIBLE["reports"]) == []


@pytest.mark.parametrize("seed", WHERE_ENDED_IS_COUNTED_TWICE)
def test_nobody_finds_a_few_whose_support_had_ended_by_taking_one_count_from_another(seed):
    single = ALLOWED_TABLES["review_steps"].single
    protected, rows = protected_and_rows("review_steps", seed, single)

    few = {row[:3] for row in protected.rows() if 0 < row[3] < THRESHOLD}
    assert few.isdisjoint(oracles_meaning.narrowed(protected, rows, POSSIBLE["review_steps"]))
    assert oracles_meaning.followed(protected, rows, POSSIBLE["review_steps"]) == []
    # Deriving them is no coincidence: counted by itself, the category gives them away too.
    twice, _ = protected_and_rows("review_steps", seed, (*single, *COUNTED_TWICE))
    assert oracles_meaning.followed(twice, rows, POSSIBLE["review_steps"])
