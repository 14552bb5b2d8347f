"""What is kept of a paper is all of it, so the same paper can be written from it again."""

import json
from dataclasses import replace

import pytest

from tests.ui.papers.test_paper_files import EVERY_BLOCK
from ui.papers.paper import PaperTable, Section
from ui.papers.paper_content import NoContent, content_of, paper_of


def test_a_paper_comes_back_whole_with_its_reference():
    annex = Section("Annex", EVERY_BLOCK.sections[0].blocks[:2], is_annex=True)
    paper = replace(EVERY_BLOCK, sections=(*EVERY_BLOCK.sections, annex))
    again = paper_of(content_of(paper))

    assert again == paper
    assert again.reference == paper.reference


def test_what_is_kept_begins_its_pages_where_the_paper_did():
    (table,) = [each for each in EVERY_BLOCK.sections[0].blocks if isinstance(each, PaperTable)]
    sections = (
        Section("One", ()),
        Section("Two", (replace(table, is_whole=True),)),
        Section("Three", (), is_annex=True),
        Section("Four", (), is_annex=True, continues=True),
    )
    paper = replace(EVERY_BLOCK, sections=sections)
    kept = json.loads(content_of(paper))

    assert paper_of(json.dumps(kept)) == paper
    for each in kept["sections"]:
        del each["continues"]
        for block in each["blocks"]:
            del block["is_whole"]
    assert [each.heading for each in paper_of(json.dumps(kept)).sections] == [
        "One",
        "Two",
        "Three",
        "Four",
    ]


def test_the_content_is_data_with_the_texts_as_they_are():
    content = json.loads(content_of(EVERY_BLOCK))
    figures = content["sections"][0]["blocks"][1]

    assert content["title"] == "Briefing: Rape, phase one"
    assert figures == {
        "kind": "Figures",
        "heading": "Of 5 actions",
        "figures": [["2", "overdue", "1 last time"], ["0", "undated", ""]],
    }


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"sections":[{"heading":"A"}]}'])
def test_what_was_blanked_is_no_paper(content):
    with pytest.raises(NoContent):
        paper_of(content)
