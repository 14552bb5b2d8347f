"""Very many updates of actions in one file: all of them, or a plain answer and none."""

from datetime import date, timedelta
from time import monotonic

import pytest

from data_access.reads import read_snapshot
from tests.data_access.intake.office import bring, counts, errors_in, lines, nothing_changes
from tests.often import rounds

HEADINGS = "Action,On,State,New date,Reason for the change,Agreed by,Note"
MANY, ACTIONS = rounds(1_500, 500), 57
# The headings are row 1, and the first update is row 2.
HALFWAY = MANY // 2
FIRST_DAY, FIRST_DATE = date(2021, 9, 11), date(2022, 9, 11)
# Measured at 6 s of one core for all of it; past this somebody would think that it hangs.
SECONDS = 60

pytestmark = pytest.mark.slow


def update(place: int) -> str:
    """One line of the file: each action is given another date day after day."""
    action, turn = place % ACTIONS + 1, timedelta(place // ACTIONS)
    day, due = FIRST_DAY + turn, FIRST_DATE + turn
    return f"A{action},{day:%d/%m/%Y},under way,{due:%d/%m/%Y},partner,The board,Line {place}"


def updates(broken="", number=MANY):
    """The file, with one line halfway that is ``broken``, if any."""
    rows = [update(place) for place in range(number)]
    if broken:
        rows[HALFWAY] = broken
    return lines(HEADINGS, *rows, name="updates.csv")


NOT_A_DAY = "A1,31/02/2022,under way,,,,"
NO_REASON = "A1,01/02/2022,under way,01/02/2023,,The board,"
A_CASE = "A1,01/02/2022,under way,,,,CR/012345/21 rang"


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (NOT_A_DAY, (HALFWAY + 2, "On")),
        (NO_REASON, (HALFWAY + 2, "the whole row")),
        (A_CASE, (None, "column G")),
    ],
)
def test_one_broken_row_in_very_many_refuses_the_file_and_says_which(starter_store, broken, place):
    report = nothing_changes(starter_store, updates(broken), table="action_update")

    assert errors_in(report) == [place]


def test_very_many_updates_go_in_whole_and_once_without_a_long_wait(starter_store):
    began = monotonic()
    came = counts(bring(starter_store, updates(), table="action_update"))
    took = monotonic() - began

    assert came == {"action_update": (MANY, 0, 0)}
    assert took < SECONDS
    kept = read_snapshot(starter_store).tables["action_update"]
    assert sorted(kept["note"]) == sorted(f"Line {place}" for place in range(MANY))
    assert counts(bring(starter_store, updates(), table="action_update")) == {
        "action_update": (0, 0, MANY)
    }
