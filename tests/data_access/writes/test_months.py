"""Months are closed up to a day in one step, in their order, and stay closed."""

from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from data_access import schemas, writes
from data_access.__main__ import cli
from data_access.reads import read_snapshot
from data_access.writes import Refused
from tests.data_access.intake.office import bring, cases

AT = datetime(2022, 6, 10, tzinfo=UTC)


def close(store, until, first=None):
    entry = writes.validate(schemas.MonthsClosed, until=until, first=first)
    writes.record(store, entry, by="A. Writer", at=AT)


def ends(store):
    return sorted(read_snapshot(store).tables["closed_month"]["month_end"])


@pytest.fixture
def reported_in_february(starter_store):
    bring(starter_store, cases("16/02/2022"))
    return starter_store


FEBRUARY, MARCH, APRIL, MAY = (
    date(2022, 2, 28),
    date(2022, 3, 31),
    date(2022, 4, 30),
    date(2022, 5, 31),
)


def test_every_month_that_ended_by_a_day_is_closed_from_the_first_report_on(reported_in_february):
    close(reported_in_february, date(2022, 4, 15))
    assert ends(reported_in_february) == [FEBRUARY, MARCH]

    close(reported_in_february, MAY)
    assert ends(reported_in_february) == [FEBRUARY, MARCH, APRIL, MAY]


def test_a_later_month_may_be_the_first(reported_in_february):
    close(reported_in_february, MAY, first=date(2022, 4, 2))

    assert ends(reported_in_february) == [APRIL, MAY]


@pytest.mark.parametrize(
    ("until", "first", "says"),
    [
        ("2022-02-27", None, "no month to close up to 27/02/2022: the next ends on 28/02/2022"),
        ("2022-06-10", None, "That month has not ended yet: choose an earlier one"),
        ("2022-06-30", None, "That month has not ended yet: choose an earlier one"),
        ("2022-05-31", "2022-01-31", "The first report is of February 2022"),
        ("2022-03-31", "2022-05-31", "The first month is after the last"),
        (None, None, "Until"),
    ],
)
def test_what_cannot_be_closed_is_refused_and_nothing_is_closed(
    reported_in_february, until, first, says
):
    with pytest.raises(Refused, match=says):
        close(reported_in_february, until, first)

    assert ends(reported_in_february) == []


def test_a_first_month_is_given_once_alone(reported_in_february):
    close(reported_in_february, FEBRUARY)

    with pytest.raises(Refused, match="are closed already: leave the first month empty"):
        close(reported_in_february, MAY, first=APRIL)
    assert ends(reported_in_february) == [FEBRUARY]


def test_without_a_case_there_is_no_month_to_close(starter_store):
    with pytest.raises(Refused, match="No investigation is loaded yet"):
        close(starter_store, MAY)


def test_the_command_closes_up_to_a_day_and_says_what_it_closed(reported_in_february, monkeypatch):
    url = reported_in_february.url.render_as_string(hide_password=False)
    monkeypatch.setenv("STORE_URL", url)

    def give(*words):
        return CliRunner().invoke(cli, ["close-months", *words])

    several = give("--from", "15/03/2022", "--until", "31/05/2022", "--by", "A. Writer")
    again = give("--until", "2022-05-31")
    no_day = give("--until", "soon")

    assert several.exit_code == 0, several.output
    assert several.stdout == "3 month-ends closed: 31/03/2022 to 31/05/2022.\n"
    assert again.exit_code == 1
    assert again.stderr == (
        "There is no month to close up to 31/05/2022: the next ends on 30/06/2022.\n"
    )
    assert no_day.exit_code == 2
    assert ends(reported_in_february) == [MARCH, APRIL, MAY]
