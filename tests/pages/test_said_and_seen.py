"""Positions against evidence: on the briefing, on a recommendation, in the definitions."""

import pytest

from metrics.measures.catalogue import MEASURES
from metrics.releases.people import table_of
from metrics.releases.tables import SHARES
from metrics.text_format import capitalised
from metrics.victims.victim_figures import left_out_text, months_text, share_text
from tests.pages.conftest import captions, everything_said
from tests.sentences import NOVEMBER_END
from tests.shown_tables import grids_of, tables_of
from ui import reads


def rows_of(page, *columns):
    """The table with these columns, as plain rows."""
    [table] = [each.value for each in tables_of(page) if set(columns) <= set(each.value.columns)]
    rows = table[list(columns)].itertuples(index=False, name=None)
    return [tuple(cell.replace("\\", "") for cell in row) for row in rows]


# On a recommendation


@pytest.mark.parametrize("number", ["1", "2", "3", "6", "7"])
def test_figures_about_people_are_those_of_the_newest_release(open_page, number):
    shown = dict(rows_of(open_page("recommendations", rec=number), "Measure", "Newest figure"))
    held = reads.store_state()

    summary = held.people(held.today, None, None)
    assert summary
    titles = {capitalised(summary.measure(MEASURES[code]).title): code for code in SHARES}
    found = {titles[title]: words for title, words in shown.items() if title in titles}
    seen = {code: of for code in found if (of := summary.seen(table_of(code)))}
    shares = {code: share for code, of in seen.items() if (share := of.share(code))}
    assert shares
    assert {code: found[code] for code in seen} == {
        code: f"{share_text(share)}, {months_text(seen[code].chosen)}"
        + left_out_text(seen[code].chosen, None, code, share.of)
        for code, share in shares.items()
    }


def test_as_at_a_past_day_figures_are_of_the_month_end_before_it(open_page):
    page = open_page("recommendations", rec="5", as_at="2021-12-02")

    figures = dict(rows_of(page, "Measure", "Newest figure"))
    assert figures["Early advice considered"].endswith("December 2020 to November 2021")
    assert figures["Letters that give the sender’s contact details"].endswith(
        "sample of 8 September 2021 in Devon"
    )
    assert NOVEMBER_END in captions(page)


# The picture of every part

SAID = {
    "The response": "The response",
    "Force says": "Force",
    "CPS says": "CPS",
    "Other body says": "Other body",
    "OPCC has seen": "Evidence",
    "Inspectorate": "Inspectorate",
}


@pytest.mark.parametrize("store", ["demonstration", "starter"])
def test_the_picture_says_of_each_part_what_the_table_in_words_says(open_page, store):
    page = open_page("recommendations", store)
    [grid] = grids_of(page)

    shown = [dict(words.split(": ", 1) for _, words in marks) for marks in grid.rows.values()]
    # The table is in the order of the parts; the picture begins with what is contradicted.
    of_parts = {part: row for part, *row in rows_of(page, "Part", *SAID)}
    titled = {
        name: [part for part in of_parts if name.startswith(f"{part} ")] for name in grid.rows
    }
    listed = [of_parts[part] for [part] in titled.values()]
    # Where the table has a dash, or no evidence of what is for others, nothing is asked.
    asked = [
        {
            name: "not recorded" if words == "–" else words
            for name, words in zip(SAID.values(), row, strict=True)
            if name == "Inspectorate" or words != "–"
        }
        for row in listed
    ]
    for marks, words in zip(shown, asked, strict=True):
        if "Board" not in marks:
            words.pop("Evidence")
        assert {name: marks[name] for name in SAID.values() if name in marks} == words


# The definitions


def test_definitions_are_made_only_once_they_are_opened(open_page):
    folded = open_page("about_the_data", folded=True)

    assert "**Counts:**" not in everything_said(folded)
