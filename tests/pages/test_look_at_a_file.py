"""Looking at a file tells nothing of cases that are held; loading it does, by name, and little."""

import pytest

from data_access.reads import read_snapshot
from data_access.store import open_store
from tests.pages.test_data import csv, data_page, labels, loaded, looked_at, office, shown

__all__ = ["office"]

HELD = ["77/0001/21,10/07/2021,yes,16,03/11/2021"]
REPORT = "Crime reference,Reported on"
NOTICE = "Crime reference,Number,Decided by,Decided on"
GUESSES = [f"77/{number:04d}/21,1,police,12/07/2021" for number in range(1, 5)]


@pytest.mark.usefixtures("office")
def test_a_look_says_the_same_of_cases_that_are_held_and_of_others():
    first = looked_at(data_page(), csv(HELD))
    (not_held,) = shown(first, "Columns read")
    loaded(first)

    page = looked_at(data_page(), csv(HELD))

    (sheet,) = shown(page, "Columns read")
    assert sheet == not_held
    assert [sheet[name] for name in ("Rows", "New", "Changed", "The same")] == ["1", *"–––"]
    assert "Load" in labels(page)
    (said,) = loaded(page).success
    assert said.value.startswith("Loaded: 0 new rows, 0 changed, 1 as they were.")


@pytest.mark.usefixtures("office")
def test_a_look_with_columns_left_out_says_nothing_of_what_is_held():
    loaded(looked_at(data_page(), csv(HELD)))
    late = csv(["77/0001/21,03/12/2021", "77/0002/21,03/12/2021"], REPORT)

    page = looked_at(data_page(), late)

    assert not page.error
    assert "Load" in labels(page)


@pytest.mark.usefixtures("office")
def test_a_look_at_guesses_names_no_case_as_known_or_unknown():
    loaded(looked_at(data_page(), csv(HELD)))

    page = looked_at(data_page(), csv(GUESSES, NOTICE, name="Guesses.csv"))

    assert [error.value for error in page.error] == []


def test_a_load_that_does_not_fit_says_no_row_and_is_recorded(office):
    loaded(looked_at(data_page(), csv(HELD)))
    page = looked_at(data_page(), csv(GUESSES, NOTICE, name="Guesses.csv"))

    page = loaded(page, by="A. Guesser")

    (rule,) = shown(page, "How often")
    assert (rule["What is wrong"], rule["How often"]) == ("no such case", "fewer than 5")
    event = read_snapshot(open_store(office)).tables["audit_event"].row(-1, named=True)
    assert [event[name] for name in ("who", "what", "subject", "detail")] == [
        *("A. Guesser", "refuse import", "notice", "4 rows")
    ]


@pytest.mark.usefixtures("office")
def test_only_so_many_loads_are_refused_in_a_day(monkeypatch):
    monkeypatch.setattr("data_access.intake.import_checks.MOST_A_DAY", 1)
    loaded(looked_at(data_page(), csv(HELD)))
    guess = csv(GUESSES, NOTICE, name="Guesses.csv")
    loaded(looked_at(data_page(), guess), by="A. Guesser")

    page = loaded(looked_at(data_page(), guess), by="A. Guesser")

    assert [error.value for error in page.error] == [
        "1 loads of cases were refused today, which is as many as may be in a day. Mend the files "
        "where they are made, and load them tomorrow."
    ]
