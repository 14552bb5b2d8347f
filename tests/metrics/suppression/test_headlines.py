"""A headline figure of a year is withheld only where nothing else would keep a person hidden."""

from typing import Any, NamedTuple

import pytest

from metrics.disclosure import AT_LEAST
from metrics.suppression.history import History
from metrics.suppression.linked_tables import CostLevel
from metrics.suppression.possible_counts import Worlds
from metrics.victims.victim_figures import WITHHELD, number_figure, share_figure
from tests.crowded_stores import crowded_history
from ui.reads import OpenStore

SHARES = ("told_in_time", "told_as_asked", "preference_recorded", "right_explained")
NUMBERS = ("not_yet_told", "no_record_of_telling")


def headlines_shown(summary):
    """How many of the headline figures of Victim communication are shown, of the newest year."""
    of_year = summary.of(None, 4)
    figures = [
        *(share_figure(of_year, code) for code in SHARES),
        *(number_figure(of_year, code) for code in NUMBERS),
    ]
    return sum(figure.shown != WITHHELD for figure in figures)


def test_more_quarters_of_the_demonstration_never_show_fewer_headline_figures(store_for):
    state = OpenStore(store_for("demonstration")).state()
    newest = state.victim_summary(state.today, None, None)
    assert newest

    shown = [
        headlines_shown(state.victim_summary(each.counted_at, None, None))
        for each in newest.quarters
    ]

    # Each number but the first three is of a whole year.
    assert shown == [2, 2, 2, *[6] * (len(newest.quarters) - 3)]


class Watched(NamedTuple):
    """The headline figures that are withheld in a year, and those that could be shown instead."""

    withheld: list[tuple[str, int]]
    needlessly: list[tuple[str, int]]


@pytest.fixture
def watched(monkeypatch):
    """Watches years as they are protected; ``needlessly``: withholding all else would be safe."""
    seen, hide_cheapest = Watched([], []), History._hide_cheapest

    def hide(history: History, secrets: Any, must: Any, newest: Any, before: Any) -> Any:
        hidden = hide_cheapest(history, secrets, must, newest, before)
        for row, flags in [*zip(newest, hidden, strict=True)][1:] if hidden is not None else ():
            for name, table in history._periods.tables.items():
                if table.level != CostLevel.HEADLINE:
                    continue
                parts = [
                    column
                    for column, cell in enumerate(history._periods.cells)
                    if cell and cell[0] == name and cell[1] not in table.minor
                ]
                numbers = secrets.counts[row, parts]
                if min(numbers) < AT_LEAST or not flags[parts].any():
                    continue
                seen.withheld.append((name, int(numbers.sum())))
                all_else = must | secrets.may_hide
                all_else[row, parts] = must[row, parts]
                worlds = Worlds(secrets, all_else)
                if not any(worlds.constraining(place) for place in worlds.unsafe()):
                    seen.needlessly.append((name, int(numbers.sum())))
        return hidden

    monkeypatch.setattr(History, "_hide_cheapest", hide)
    return seen


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seed", "withheld"),
    [
        (1, [("parts of told_in_time", 483)]),
        pytest.param(0, [], marks=pytest.mark.thorough),
        pytest.param(2, [("parts of told_in_time", 452)], marks=pytest.mark.thorough),
    ],
)
def test_a_headline_figure_is_withheld_only_where_withholding_all_else_is_not_safe(
    watched, seed, withheld
):
    crowded_history(seed, 1_400, ("decisions",), 8)

    assert watched == (withheld, [])
