"""An item in Meeting mode says who speaks of it, and how long."""

from metrics.meetings.agenda import AgendaItem
from ui.meetings.item import speaking_lines


def test_who_speaks_of_an_item_and_how_long_is_said_where_the_agenda_says_so():
    item = AgendaItem("added 1", "Added by the office", "Welcome")

    assert speaking_lines(item) == []
    assert speaking_lines(item._replace(speaker="The chair", minutes=1)) == [
        ("Who speaks", "The chair"),
        ("Time", "1 minute"),
    ]
    assert speaking_lines(item._replace(minutes=5)) == [("Time", "5 minutes")]
