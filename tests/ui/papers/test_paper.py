"""A paper is data: its words come from the marks of pages, and its reference from its words."""

from dataclasses import replace

from ui.papers.paper import (
    Bullets,
    Figures,
    Heading,
    Paper,
    PaperFigure,
    PaperTable,
    Paragraph,
    Picture,
    Run,
    Section,
    plain_words,
    text_of,
    texts_in,
    words_of,
)

PAPER = Paper(
    title="Briefing",
    facts=(("As at", "28 February 2022"),),
    marking="OFFICIAL-SENSITIVE",
    mark="",
    file_stem="briefing",
    sections=(
        Section(
            "In short",
            (
                Heading("Dates"),
                Paragraph(words_of("**3** late.")),
                Bullets((plain_words("One."), plain_words("Two."))),
                Figures("Of 5 actions", (PaperFigure("3", "late", "2 last time"),)),
                PaperTable(
                    "Actions", ("Ref.", "Late"), ((words_of("JA-1"), words_of("3 days")),), (1, 2)
                ),
                Picture("Actions by date", "Open actions.", b"png", "A line for each action"),
            ),
        ),
    ),
)


def test_bold_words_and_badges_become_runs_without_their_marks():
    assert words_of("**12 days late**; :orange-badge[under way], :gray[no date]") == (
        Run("12 days late", is_bold=True),
        Run("; "),
        Run("under way"),
        Run(", "),
        Run("no date"),
    )


def test_what_somebody_typed_is_text_whatever_it_looks_like():
    typed = r"\*\*A\*\* \& \<b\>B\</b\> \#let x \$1\$ “q”"

    assert text_of(words_of(typed)) == "**A** & <b>B</b> #let x $1$ “q”"


def test_a_character_that_no_file_can_hold_is_replaced():
    assert text_of(words_of("a\x00b\u202ec\ud800")) == "a\ufffdb\ufffdc\ufffd"


def test_texts_come_in_the_order_in_which_they_are_read():
    assert list(texts_in(PAPER)) == (
        "Briefing|As at|28 February 2022|In short|Dates|3 late.|One.|Two.|Of 5 actions|3|late|"
        "2 last time|Ref.|Late|JA-1|3 days|Actions by date|Open actions.|A line for each action"
    ).split("|")


def test_the_reference_is_of_what_the_paper_says():
    other_day = replace(PAPER, facts=(("As at", "1 March 2022"),))
    invented = replace(PAPER, mark="Demonstration: not real")
    renamed = replace(PAPER, file_stem="other")

    assert renamed.reference == PAPER.reference
    assert len({PAPER.reference, other_day.reference, invented.reference}) == 3
    assert len(PAPER.reference) == 8
