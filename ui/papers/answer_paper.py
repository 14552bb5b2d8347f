"""The answer to an inspection as a paper, in the form of the answer of 2021: sections 1 to 4."""

from collections.abc import Iterator

from data_access.response_document import AskedPart, StatedParagraph, stated_paragraphs
from data_access.vocabulary import Voice
from metrics.frames import Row
from metrics.recommendations.answer_draft import AnswerDraft
from metrics.recommendations.answer_draft_text import (
    NOTHING_SAID,
    readiness_text,
    state_text,
)
from metrics.text_format import counted, day_text
from ui.elements.markdown import DEMONSTRATION
from ui.exports.downloads import MARKING
from ui.page import page_view
from ui.page.page_view import PageView
from ui.papers.paper import Block, Heading, Paper, Paragraph, Section, plain_words
from ui.papers.paper_blocks import (
    bullet_blocks,
    facts_of,
    paragraph,
    paragraph_blocks,
    plain_bullet_blocks,
)
from ui.rows.answers import missing_lines

ANSWER_STEM = "answer"
PUBLISHED = "Published"
ABOUT_ANSWER = (
    "The answer as it stands, in four sections: key findings, recommendations, the Chief "
    "Constable’s comments (with those of the CPS), and the Commissioner’s response. A draft says "
    "on each page that it is one, and which version. It is made when you take it, which takes some "
    "seconds; if it cannot be made, its button says that it failed, and no file comes."
)
HEADINGS = {
    Voice.FORCE: "Chief Constable’s comments",
    Voice.CPS: "Comments of the CPS",
    Voice.OPCC: "Police and Crime Commissioner’s response",
}


def answer_paper(view: PageView, draft: AnswerDraft, inspection: Row, address: str) -> Paper:
    """The answer as it stands on the day of the view: a draft until it is published."""
    is_published = draft.published_on is not None
    marks = [
        DEMONSTRATION if view.day_state.is_invented else "",
        "" if is_published else state_text(draft).removesuffix("."),
    ]
    facts = (
        ("Inspection published", day_text(inspection["published_on"])),
        ("Answer due by law", day_text(inspection["answer_due_on"])),
        ("State", state_text(draft)),
    )
    # What is published names no address inside the office.
    again = facts_of(view, page_view.address_of(view, address), *facts)
    as_published = (("As at", day_text(view.day)), *facts)
    return Paper(
        title=f"Police and Crime Commissioner’s response to {inspection['title']}",
        facts=as_published if is_published else again,
        marking=PUBLISHED if is_published else MARKING,
        mark="; ".join(filter(None, marks)),
        file_stem=view.download(f"{ANSWER_STEM}-{inspection['ref']}").stem,
        sections=tuple(_sections(view, draft)),
    )


def _sections(view: PageView, draft: AnswerDraft) -> Iterator[Section]:
    if not draft.published_on:
        lines = bullet_blocks(missing_lines(draft))
        yield Section("What is missing", (*paragraph_blocks(readiness_text(draft)), *lines))
    findings = view.day_state.tables["finding"]["text"]
    yield Section(
        "1.0 Summary of key findings",
        tuple(plain_bullet_blocks(findings, "No key finding of it is held here.")),
    )
    yield Section("2.0 Recommendations", tuple(_recommendations(view)))
    said = _paragraphs(view, draft)
    of_cps = [*_comments(view, draft, said, Voice.CPS)]
    heading = Heading(HEADINGS[Voice.CPS])
    yield Section(
        f"3.0 {HEADINGS[Voice.FORCE]}",
        (*_comments(view, draft, said, Voice.FORCE), *([heading, *of_cps] if of_cps else [])),
    )
    yield Section(f"4.0 {HEADINGS[Voice.OPCC]}", tuple(_comments(view, draft, said, Voice.OPCC)))


def _recommendations(view: PageView) -> Iterator[Block]:
    asked, parts = view.day_state.recommendations, view.day_state.local_parts
    local = parts["recommendation"].n_unique()
    makes = f"The report makes {counted(asked.height, 'recommendation')}"
    if asked["number"].max() != asked.height:
        makes = f"{counted(asked.height, 'recommendation')} of the report stand here"
    yield paragraph(f"{makes}; of {local}, something is asked of the force or of the CPS Area.")
    for row in asked.iter_rows(named=True):
        yield Heading(f"Recommendation {row['number']}")
        yield Paragraph(plain_words(row["text"]))


def _paragraphs(view: PageView, draft: AnswerDraft) -> list[StatedParagraph]:
    parts = [
        AskedPart(*row)
        for row in view.day_state.parts.select("ref", "recommendation", "label").iter_rows()
    ]
    said = {(row["requirement"], row["voice"]): row for row in draft.newest.iter_rows(named=True)}
    return stated_paragraphs(parts, said, view.day_state.facts.names)


def _comments(
    view: PageView, draft: AnswerDraft, said: list[StatedParagraph], voice: Voice
) -> Iterator[Block]:
    """The words of one body, with a heading for each part; of a draft also where it has none."""
    own = [each for each in said if each.voice == voice]
    yield from (_as_block(each) for each in own if each.part is None and not each.is_closing)
    asked = draft.asked.filter(voice=voice.value)["requirement"].to_list()
    # Those of the CPS stand in the section of the Chief Constable, so each says whose it is.
    on = f"{HEADINGS[voice]} on recommendation" if voice == Voice.CPS else "Recommendation"
    for ref, label, title in view.day_state.parts.select("ref", "label", "short_title").iter_rows():
        of_part = [each for each in own if each.part and each.part.requirement == ref]
        if of_part or ref in asked:
            yield Heading(f"{on} {label}: {title}")
            yield from map(_as_block, of_part)
            yield from paragraph_blocks("" if of_part else NOTHING_SAID)
    yield from (_as_block(each) for each in own if each.is_closing)


def _as_block(said: StatedParagraph) -> Block:
    return Paragraph(plain_words(said.text))
