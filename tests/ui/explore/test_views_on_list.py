"""The list of a page's views, as it was on any day."""

from datetime import date

from metrics.point_in_time import as_at
from tests.builders import tables
from ui.explore.saved_views import views_on_list

OFF = {"name": None, "parameters": None}


def names_on(day, *rows, page="explore"):
    views = as_at(tables(saved_view=rows), day)["saved_view"]
    return views_on_list(views, page)["name"].to_list()


def test_views_are_listed_by_their_names_each_on_its_page():
    rows = [{"name": "beta"}, {"name": "Gamma"}, {"name": "Alpha"}, {"page": "find"}]

    assert names_on(date(2022, 2, 28), *rows) == ["Alpha", "beta", "Gamma"]
    assert names_on(date(2022, 2, 28), *rows, page="find") == ["Told in time"]
    assert names_on(date(2022, 2, 28), *rows, page="data") == []


def test_a_view_is_listed_from_the_day_it_was_kept_until_it_is_taken_off():
    rows = [
        {"effective_on": date(2022, 1, 10)},
        {"takes_off": 1, "effective_on": date(2022, 2, 10), **OFF},
        {"effective_on": date(2022, 2, 20), "name": "Told in time"},
    ]

    days = [(1, 9), (1, 10), (2, 9), (2, 10), (2, 19), (2, 20)]
    assert [len(names_on(date(2022, *day), *rows)) for day in days] == [0, 1, 1, 0, 0, 1]


def test_of_no_views_none_are_listed():
    assert names_on(date(2022, 2, 28)) == []
