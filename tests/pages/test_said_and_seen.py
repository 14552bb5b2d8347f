"""Positions against evidence: on the briefing, on a recommendation, in the definitions."""

import re

import pytest

from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.text_format import capitalised
from metrics.victims.share_parts import SHARES
from tests.pages.conftest import captions, everything_said, figures_of
from tests.sentences import (
    COMPLETE_MISSED,
    COMPLETE_UNMEASURED,
    MONTH_END,
    NONE_CLOSED,
    NOTHING_MEASURED,
    NOVEMBER_END,
)
from tests.shown_tables import grids_of, tables_of
from ui import reads
from ui.measure_pages import pages_with_measures

# A definition leads from a word to its entry.
LINK = re.compile(r"\[([^\]]+)\]\(words\?[^)]*\)")
MISSED = COMPLETE_MISSED
NOT_MEASURED = COMPLETE_UNMEASURED


def rows_of(page, *columns):
    """The table with these columns, as plain rows."""
    [table] = [each.value for each in tables_of(page) if set(columns) <= set(each.value.columns)]
    rows = table[list(columns)].itertuples(index=False, name=None)
    return [tuple(cell.replace("\\", "") for cell in row) for row in rows]


def links_of(page):
    return [link.proto.label for link in page.get("page_link")]


# On a recommendation


def test_a_recommendation_sets_its_measures_beside_what_is_said_of_each_part(open_page):
    page = open_page("recommendations", rec="5")

    shown = rows_of(page, "Part", "Said of it", "Measure", "Newest figure", "Met or missed")
    assert [row for row in shown if row[0] in ("5b", "5c")] == [
        (
            "5b",
            "Force: reported complete; CPS: reported complete",
            "Letters that give the sender’s contact details",
            "15 of 25 (60%), sample of 3 December 2021",
            "missed",
        ),
        (
            "5c",
            "Force: under way; CPS: reported complete",
            "Meeting in the 28 days before a decision to take no further action",
            "29 of 114 (25%), quarters from January 2021 to December 2021",
            "missed",
        ),
    ]
    assert MONTH_END in captions(page)
    assert links_of(page) == ["Case action plans", "Escalations"]


@pytest.mark.parametrize("number", ["5", "7"])
def test_the_links_to_more_about_figures_promise_no_month_where_some_are_by_quarter(
    open_page, number
):
    page = open_page("recommendations", rec=number)

    said = [element.value for element in page.markdown]
    assert "More about these figures:" in said
    assert links_of(page)
    assert "By month" not in "".join(said)


@pytest.mark.parametrize(
    ("number", "figures"),
    [
        ("2", [("2 of 2", "SARC and ISVA meetings that the CPS attended")]),
        ("7", [("5 of 12", "investigators who can explain the right to review")]),
        (
            "12",
            [
                ("25", "investigators who completed the SSAIDP in the year"),
                ("70", "qualified RaSSO investigators"),
                ("32", "investigators with current accreditation"),
            ],
        ),
    ],
)
def test_figures_of_people_stand_with_their_recommendation_and_open_to_their_meaning(
    open_page, number, figures
):
    page = open_page("recommendations", rec=number)

    said = [element.value for element in page.markdown]
    assert "People, as at 31 January 2022" in said
    assert said.count("**About this figure**") == len(figures)
    assert [(figure.number, figure.title) for figure in figures_of(page)] == figures
    if number == "12":
        assert figures_of(page)[2].note == (
            "100 posts, 58% of those of areas that gave both; 1 area did not give it; financial "
            "year 2021 to 2022"
        )


def test_a_part_of_which_nothing_is_measured_says_so(open_page):
    shown = rows_of(open_page("recommendations", rec="2"), "Part", "Measure", "Newest figure")

    assert shown[-1] == ("2b", NOTHING_MEASURED, "–")


def test_a_recommendation_says_how_old_its_newest_evidence_is_and_whether_it_holds(open_page):
    said = everything_said(open_page("recommendations", rec="5")).replace("\\", "")

    assert (
        "5d: the newest evidence seen is 833 days old, out of date since 31 January 2022."
    ) in said
    assert "5c: no evidence seen." in said


@pytest.mark.parametrize("number", ["1", "2", "3", "6", "7"])
def test_figures_of_victims_are_those_that_may_be_shown_and_no_others(open_page, number):
    shown = dict(rows_of(open_page("recommendations", rec=number), "Measure", "Newest figure"))
    held = reads.store_state()

    summary = held.victim_summary(held.today, None, 4)
    assert summary
    protected = {capitalised(summary.measure(MEASURES[code]).title): code for code in SHARES}
    found = {protected[title]: words for title, words in shown.items() if title in protected}
    shares = {code: summary.share(code) for code in found}
    assert found
    assert {code for code, words in found.items() if words == "withheld: small number"} == {
        code for code, share in shares.items() if share.is_withheld
    }
    for code, share in shares.items():
        if not share.is_withheld:
            assert found[code].startswith(f"{share.met:,} of {share.of:,} (")


def test_as_at_a_past_day_figures_are_of_the_month_end_before_it(open_page):
    page = open_page("recommendations", rec="5", as_at="2021-12-02")

    figures = dict(rows_of(page, "Measure", "Newest figure"))
    assert figures["Early advice considered"].endswith("December 2020 to November 2021")
    assert figures["Letters that give the sender’s contact details"].endswith(
        "sample of 8 September 2021"
    )
    assert NOVEMBER_END in captions(page)


def test_where_no_month_end_is_closed_no_figure_is_shown_and_that_is_said(open_page):
    page = open_page("recommendations", "starter", inspection="rape-1", rec="7")

    assert {row[0] for row in rows_of(page, "Newest figure")} == {"no figure yet"}
    assert NONE_CLOSED in captions(page)
    assert "People, as at" not in everything_said(page)


def test_of_a_recommendation_to_national_bodies_nothing_is_measured(open_page):
    page = open_page("recommendations", rec="8")

    assert rows_of(page, "Part", "Said of it", "Measure", "Newest figure") == [
        ("8", "asked of another body", NOTHING_MEASURED, "–")
    ]
    assert "What each figure means" not in [fold.label for fold in page.expander]
    assert MONTH_END not in captions(page)


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
    listed = rows_of(page, *SAID)
    # Where the table has a dash, or no evidence of what is for others, nothing is asked.
    asked = [
        {
            name: "no position recorded" if words == "–" else words
            for name, words in zip(SAID.values(), row, strict=True)
            if name == "Inspectorate" or words != "–"
        }
        for row in listed
    ]
    for marks, words in zip(shown, asked, strict=True):
        if "Board" not in marks:
            words.pop("Evidence")
        assert {name: marks[name] for name in SAID.values() if name in marks} == words


def test_the_picture_marks_the_parts_on_which_said_and_seen_differ(open_page):
    page = open_page("recommendations", of="cps")

    [grid] = grids_of(page)
    differ = [words for words in grid.words if words.startswith("Said and seen: ")]
    assert page.header[0].value == (
        "8 parts: evidence seen for 1; what is said and what is seen differ on 7"
    )
    assert next(iter(grid.rows)) == "4a Improve case strategies and action plans"
    assert len(differ) == 7
    assert "Said and seen: force: under way; CPS: complete" in differ
    assert grid.links["5a Consider early advice; record why not"] == (
        "recommendations?of=cps&as_at=2022-02-28&rec=5"
    )


# The list of differences


def test_the_list_of_differences_takes_in_figures_that_do_not_bear_out_what_is_said(open_page):
    page = open_page("recommendations")

    listed = rows_of(page, "Part", "Difference", "Newest evidence seen")
    of_figures = [row for row in listed if row[1].lower().startswith((MISSED, NOT_MEASURED))]
    assert of_figures == [
        (
            "5a",
            "Reported complete, target missed: early advice considered, 942 of 1,786 (53%), "
            "February 2021 to January 2022",
            "19 days old",
        ),
        (
            "5b",
            "Reported complete, target missed: letters that give the sender’s contact details, "
            "15 of 25 (60%), sample of 3 December 2021",
            "105 days old",
        ),
        (
            "7a",
            "Reported complete, target missed: investigators who can explain the right to review, "
            "5 of 12 (42%), sample of 13 December 2021",
            "47 days old",
        ),
        ("2b", "Reported complete, nothing is measured of it", "82 days old"),
        ("5", "Reported complete, nothing is measured of it", "45 days old"),
    ]
    assert len(listed) == 12


@pytest.mark.parametrize("name", ["briefing", "recommendations"])
def test_differences_are_counted_where_they_are_listed_and_on_the_briefing(open_page, name):
    said = everything_said(open_page(name))

    assert (
        "**12 differences** on 9 parts between what is said and what is seen: **3** where force "
        "and CPS differ, **4** reported complete, evidence not yet seen, **3** "
        "reported complete with a target missed, **2** reported complete with nothing measured."
    ) in said


def test_the_briefing_leads_to_every_difference(open_page):
    assert "Every difference" in links_of(open_page("briefing"))


def test_before_anything_is_said_nothing_differs(open_page):
    page = open_page("briefing", as_at="2021-07-16")

    assert "Every difference" not in links_of(page)
    assert "between what is said" not in everything_said(page)


def test_a_store_without_cases_still_says_what_nothing_is_measured_of(open_page):
    said = everything_said(open_page("briefing", "starter"))

    assert MISSED not in said


# The definitions


def test_every_measure_is_defined_in_full_with_where_it_stands(open_page):
    page = open_page("about_the_data")

    said = [element.value for element in page.markdown]
    assert [fold.label for fold in page.expander] == [
        f"{place.title}: {len(place.codes)} measures" for place in pages_with_measures()
    ]
    held = reads.store_state()
    now = held.day_state(held.today)
    for place in pages_with_measures():
        for measure in (as_counted(MEASURES[code], now.limits) for code in place.codes):
            [after] = [said[at + 1] for at, words in enumerate(said) if words == title_of(measure)]
            after = LINK.sub(r"\1", after)
            assert after.startswith(measure.definition)
            assert after.endswith(measure.caveat)
            assert set(after.split("\n")) >= {
                f"- **Counts:** {measure.numerator}",
                f"- **Out of:** {measure.denominator}",
                f"- **Left out:** {measure.exclusions}",
                f"- **Basis:** {measure.basis.words}",
                f"- **Better:** {measure.better}; target: {measure.target}",
                f"- **Source:** {measure.source}",
                f"- **Unit:** {measure.unit}",
                f"- **Stands on the page:** {place.title}",
            }


def title_of(measure):
    return f"**{capitalised(measure.title)}**"


def test_definitions_are_made_only_once_they_are_opened(open_page):
    folded = open_page("about_the_data", folded=True)

    assert "**Counts:**" not in everything_said(folded)
