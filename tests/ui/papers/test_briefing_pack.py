"""A pack of an office that has just begun has no page that says nothing."""

import pytest

from ui import reads
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import texts_in

ADDRESS = "https://rasso.example.org/"


@pytest.fixture
def pack(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    return briefing_pack(briefing_view(reads.store_state(), None, None), ADDRESS, is_drawn=False)


def test_no_annex_is_a_heading_alone(pack):
    assert [each.heading.partition(".")[0] for each in pack.sections if each.is_annex] == [
        "Annex A",
        "Annex B",
        "Annex C",
        "Annex D",
    ]
    assert "No board is recorded before this day, so there are no changes to show." in texts_in(
        pack
    )


def test_an_annex_that_is_often_short_begins_where_the_one_before_it_ends(pack):
    assert [each.continues for each in pack.sections if each.is_annex] == [False] * 3 + [True]


def test_where_no_measure_has_a_figure_they_are_not_all_named(pack):
    said = [*texts_in(pack)]

    assert "No measure has a figure yet." in said
    assert not [text for text in said if text.startswith("No figure yet of")]


def test_the_table_of_recommendations_begins_a_page_of_its_own(pack):
    begins = [each.heading for each in pack.sections if each.begins_page]

    assert begins == ["The 15 recommendations"]
