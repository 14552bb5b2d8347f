"""The briefing: its sentence, its six figures, its lists, on the day and on each meeting day."""

from datetime import date

import pytest

from data_access import reads
from data_access.store import open_store
from data_access.vocabulary import DateBasis, Origin, State
from metrics.status_rules import KNOWN_ONCE_RECORDED
from tests import oracles_briefing
from tests.builders import as_rows
from tests.pages.conftest import (
    big_numbers,
    figures_of,
)
from tests.shown_tables import grids_of

BOARDS = ["2021-09-29", "2021-10-27", "2021-11-24", "2022-01-26"]
PERFORMANCE = ["2021-10-14", "2021-11-18", "2021-12-16", "2022-01-20", "2022-02-17"]


@pytest.mark.parametrize("day", [*BOARDS, *PERFORMANCE, "2022-02-28"])
def test_on_each_meeting_day_the_six_figures_equal_a_slow_recount(open_page, store_for, day):
    snapshot = reads.read_snapshot(open_store(store_for("demonstration")))

    shown = big_numbers(open_page("briefing", as_at=day))

    slow = oracles_briefing.six_figures(as_rows(snapshot.tables), date.fromisoformat(day)).values()
    assert shown == [_shown(figure) for figure in slow]


def _shown(figure):
    """The number, or a dash where there is nothing to be late."""
    return f"{len(figure.refs)}" if figure.out_of else "–"


def stood_on(rows, day):
    """The least advanced state said of each recommendation by ``day``, by loops over its rows."""
    corrected = {row["corrects"] for row in rows["position"]}
    newest = {}
    for row in sorted(rows["position"], key=lambda each: (each["effective_on"], each["id"])):
        if row["effective_on"] <= day and row["id"] not in corrected:
            newest[row["requirement"], row["voice"]] = row["state"]
    found = {}
    for number in range(1, 14):
        parts = [
            each for each in rows["requirement"] if each["recommendation"] == f"rape-1/{number}"
        ]
        asked = [
            (each["ref"], voice)
            for each in parts
            for voice in ("force", "cps")
            if each[f"for_{voice}"]
        ] or [(each["ref"], "addressee") for each in parts]
        states = [newest.get(key) for key in asked]
        recorded = [state for state in states if state]
        if not recorded:
            found[number] = "not recorded"
        elif len({*states}) == 1:
            found[number] = recorded[0]
        else:
            complete = f"{states.count('complete')} of {len(states)} complete"
            others = [
                f"{states.count(state)} {state}"
                for state in reversed(State)
                if state in states and state != "complete"
            ]
            left = [f"{states.count(None)} not recorded"] if None in states else []
            found[number] = ", ".join([complete, *others, *left])
    return found


def test_the_picture_shows_how_each_recommendation_stood_at_each_board_and_now(
    open_page, store_for
):
    rows = as_rows(reads.read_snapshot(open_store(store_for("demonstration"))).tables)
    [grid] = grids_of(open_page("briefing"))

    shown = [
        {
            day: words
            for day, _, words in (each.partition(": ") for _, each in marks)
            if day[0].isdigit() or day == "Now"
        }
        for marks in grid.rows.values()
    ]
    days = dict(zip(shown[0], [*BOARDS, "2022-02-28"], strict=True))
    slow = {name: stood_on(rows, date.fromisoformat(day)) for name, day in days.items()}
    assert list(days) == ["29 Sep 2021", "27 Oct 2021", "24 Nov 2021", "26 Jan 2022", "Now"]
    assert shown == [{name: slow[name][number] for name in days} for number in range(1, 14)]
    assert grid.links[next(iter(grid.links))] == ("recommendations?as_at=2022-02-28&rec=1")


@pytest.mark.parametrize("day", ["2022-02-28", "2021-12-01"])
def test_the_bars_beside_a_figure_are_a_slow_recount_of_the_last_eight_boards(
    open_page, store_for, day
):
    rows = as_rows(reads.read_snapshot(open_store(store_for("demonstration"))).tables)
    before = [held for held in BOARDS if held < day][-8:]

    shown = figures_of(open_page("briefing", as_at=day))

    slow = [six_figures_at_meeting(rows, held) for held in before]
    assert [figure.before for figure in shown] == [
        f"before: {', '.join(str(len(counted.refs)) for counted in of_each)}"
        for of_each in zip(*slow, strict=True)
    ]


def six_figures_at_meeting(rows, held):
    """The six figures on the day of a meeting, by what was recorded by the end of it."""
    then = date.fromisoformat(held)

    def was_known(row):
        answered = row.get("origin") == Origin.RESPONSE
        undated = row.get("date_basis") == DateBasis.DUE_DATE_USED
        return answered or undated or row["recorded_at"].date() <= then

    known = {name: list(filter(was_known, rows[name])) for name in KNOWN_ONCE_RECORDED}
    return oracles_briefing.six_figures(rows | known, then).values()
