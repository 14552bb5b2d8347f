"""A pack of an office that has just begun has no page that says nothing."""

import re
from datetime import date

import pytest

from metrics.victims.victim_figures import OPENING
from ui import reads
from ui.papers.briefing_pack import briefing_pack
from ui.papers.briefing_view import briefing_view
from ui.papers.paper import Figures, Heading, Paragraph, Picture, text_of, texts_in
from ui.papers.paper_blocks import facts_of

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


def test_a_pack_of_the_day_of_publication_has_no_noughts_of_days_and_no_empty_page(
    store_for, monkeypatch
):
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))
    view = briefing_view(reads.store_state(), date(2021, 7, 16), None)
    pack = briefing_pack(view, ADDRESS, is_drawn=False)
    said = [*texts_in(pack)]

    assert not [text for text in said if re.search(r"\b0 days (ago|late)|outstanding 0", text)]
    assert "asked for at once, 16 July 2021; nothing recorded here since" in said
    (actions,) = [each for each in pack.sections if each.heading.startswith("Annex B")]
    assert actions.continues


@pytest.fixture
def pack_of(store_for, monkeypatch):
    """Makes the pack of the demonstration on a day."""
    monkeypatch.setenv("STORE_URL", store_for("demonstration"))

    def made(day):
        return briefing_pack(briefing_view(reads.store_state(), day, None), ADDRESS, is_drawn=False)

    return made


def test_before_any_action_is_recorded_its_annex_says_that_alone(pack_of):
    annexes = {each.heading[:7]: each for each in pack_of(date(2021, 9, 1)).sections}
    said = [*texts_in(pack_of(date(2021, 9, 1)))]

    assert not [text for text in said if text.startswith(("Due in the next", "None is past the"))]
    [said] = annexes["Annex B"].blocks
    shown = [each.heading for each in annexes["In shor"].blocks if isinstance(each, Figures)]
    assert shown == ["Of 15 parts for the force or CPS South West"]
    assert text_of(said.words) == "No action is recorded by this day."


def test_kinds_of_change_of_which_nothing_changed_have_no_heading_in_the_annex(pack_of):
    pack = pack_of(date(2021, 11, 15))
    [changed] = [each for each in pack.sections if each.heading.startswith("Annex E")]
    headings = [each.text for each in changed.blocks if isinstance(each, Heading)]

    assert "Actions newly complete: 1" in headings
    assert [each for each in headings if each.endswith(": 0")] == []
    assert [text for text in texts_in(pack) if text.startswith("None: ")] == [
        "None: newly reported complete, newly overdue, dates changed and changed positions."
    ]


def annex_c(store, monkeypatch):
    """The texts of Annex C on the newest day of a store: headings, and sentences."""
    monkeypatch.setenv("STORE_URL", store)
    pack = briefing_pack(briefing_view(reads.store_state(), None, None), ADDRESS, is_drawn=False)
    [annex] = [each for each in pack.sections if each.heading.startswith("Annex C")]
    return [
        text
        for each in annex.blocks
        if isinstance(each, Heading | Paragraph | Picture)
        for text in texts_of(each)
    ]


def texts_of(block):
    if isinstance(block, Picture):
        return [block.headline, block.subtitle, block.alt]
    return [block.text if isinstance(block, Heading) else text_of(block.words)]


def test_figures_about_people_have_a_heading_with_their_own_months(store_for, monkeypatch):
    said = annex_c(store_for("small"), monkeypatch)
    heading = said.index(
        "Victims told of a decision to take no further action, April 2020 to March 2021"
    )

    # What stands before it is of plans, which are no persons, and of other months.
    assert said[heading - 1].startswith("Bars of plans")
    assert said[heading + 1] == f"{OPENING} Cases of all areas, April 2020 to March 2021."
    assert re.match(r"Not known to be told: about \d+%, some \d+ of \d+ victims", said[heading + 2])


@pytest.mark.parametrize(
    ("address", "office", "link"),
    [
        ("http://127.0.0.1:8501/", "", None),
        ("http://localhost:8501/", "", None),
        ("", "", None),
        (ADDRESS, "", f"{ADDRESS}?as_at="),
        (
            "http://127.0.0.1:8501/",
            "https://rasso.office.example/",
            "https://rasso.office.example/?",
        ),
    ],
)
def test_a_paper_names_no_address_that_whoever_is_handed_it_cannot_open(
    store_for, monkeypatch, address, office, link
):
    monkeypatch.setenv("STORE_URL", store_for("starter"))
    monkeypatch.setenv("OFFICE_ADDRESS", office)

    facts = dict(facts_of(briefing_view(reads.store_state(), None, None), f"{address}?as_at=1"))

    found = facts.get("To see it again")
    assert (found or "").startswith(link or "")
    assert (found is None) == (link is None)
