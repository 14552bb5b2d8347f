"""The rows of an edition for the public: its numbers, and its sentences."""

from datetime import date

from metrics.measures.catalogue import MEASURES
from metrics.publication.edition import EditionRow
from metrics.publication.publication_text import quotation
from metrics.releases.people import Share
from ui.elements.markdown import plain
from ui.rows.publication import (
    edition_areas,
    missing_text,
    of_all_areas,
    quoted_rows,
)

AT = date(2021, 4, 30)
YEAR = "April 2020 to March 2021"
WHOSE = "all areas of Devon and Cornwall Police together"
TOLD = Share(780, 1500, False)


def row(number=TOLD, code="told_late", area=None):
    return EditionRow(MEASURES[code], area, YEAR, AT, number)


def test_the_page_shows_the_sentences_of_the_file_by_measure_and_by_area():
    rows = [row(), row(area="Plymouth"), row(area="Devon")]

    assert edition_areas(rows) == ["Devon", "Plymouth"]
    assert of_all_areas(rows, ["told_late"]) == rows[:1]
    assert of_all_areas(rows, ["told_in_time"]) == []
    assert quoted_rows(rows[:1], WHOSE).to_dicts() == [
        {
            "Measure": f"Victims told late, {YEAR}",
            "Figure": "about\u00a052%",
            "What may be said": plain(quotation(rows[0], WHOSE)),
            "Bear in mind": "–",
        }
    ]


def test_what_has_no_figure_is_named_in_one_line():
    assert missing_text([MEASURES["told_late"], MEASURES["parts_closed"]]) == (
        "Nothing yet of: Victims told late; Parts of recommendations, closed by the inspectorate."
    )
    assert missing_text([]) == ""
