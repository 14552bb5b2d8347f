"""Before Catch up saves, it shows what stood of the date of each action."""

from data_access import schemas
from data_access.vocabulary import State
from tests.builders import AS_AT, day_state
from ui.catch_up.grid import Filled
from ui.catch_up.rows_to_save import check_rows


def was(**action):
    """What is shown to have stood of the one action before an update of it."""
    update = schemas.NewActionUpdate(action="A1", effective_on=AS_AT, state=State.UNDER_WAY)
    (row,) = check_rows([Filled("A1", update)], day_state(action=[action])).to_dicts()
    return row["Was"].replace("\\", "")


def test_the_time_that_the_answer_states_in_words_is_not_called_no_date():
    timed = {"time_stated": "in 2021", "latest_on": "2021-12-31"}

    assert was(**timed) == (
        "nothing recorded; “in 2021”, by 31 December 2021 at the latest: that time has passed"
    )
    assert was(first_due_on="2022-03-31") == "nothing recorded; due 31 March 2022"
    assert was() == "nothing recorded; no date agreed"
