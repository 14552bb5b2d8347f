"""The answer to an inspection as a document: its paragraphs, where each stands, and who says it.

It has the form of the answer of 2021: 1 key findings, 2 recommendations, 3 the Chief Constable's
comments (and those of the CPS, where it is asked), 4 the Commissioner's response.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

from data_access.vocabulary import SO_ALREADY, SPEAKERS, Voice

Said = Mapping[str, Any]
SECTIONS = {Voice.FORCE: "3", Voice.CPS: "3", Voice.OPCC: "4"}
NO_DATE = "No date is agreed."


class AskedPart(NamedTuple):
    """A part of a recommendation, by its refs, with the name that the document gives it."""

    requirement: str
    recommendation: str
    name: str


class StatedParagraph(NamedTuple):
    """A paragraph of section 3 or 4.

    ``part``: null in what a body says before its comments, and after (``is_closing``).
    ``is_quote``: its first position is quoted from here.
    """

    section: str
    paragraph: int
    voice: Voice
    part: AskedPart | None
    text: str
    is_quote: bool = False
    is_closing: bool = False


def stated_paragraphs(
    parts: Sequence[AskedPart],
    statements: Mapping[tuple[str | None, str], Said],
    names: Mapping[str, str],
) -> list[StatedParagraph]:
    """Every paragraph of sections 3 and 4, in order, numbered from 1 in each section.

    ``statements``: what is said, as a row of ``draft_statement``, by the ref of the part (null: in
    general) and the voice. ``names``: of organisations by their refs.
    """
    numbers = {section: count(1) for section in SECTIONS.values()}
    return [
        StatedParagraph(SECTIONS[voice], next(numbers[SECTIONS[voice]]), voice, *said)
        for voice in SPEAKERS
        for said in _said_by(voice, parts, statements, names)
    ]


def quote_of(statement: Said) -> str | None:
    """The words of a body on a part that its first position is quoted by; null for none."""
    words = statement["comment"] or statement["reason"]
    return _one_line(words) if words else None


def _said_by(
    voice: Voice,
    parts: Sequence[AskedPart],
    statements: Mapping[tuple[str | None, str], Said],
    names: Mapping[str, str],
) -> Iterator[tuple[AskedPart | None, str, bool, bool]]:
    general = statements.get((None, voice), {})
    yield from ((None, text, False, False) for text in _lines(general.get("comment")))
    for part in parts:
        statement = statements.get((part.requirement, voice))
        if statement is None:
            continue
        if statement["comment"]:
            yield part, _one_line(statement["comment"]), True, False
        if outcome := _outcome_text(statement, names):
            yield part, outcome, not statement["comment"], False
    yield from ((None, text, False, True) for text in _lines(general.get("closing")))


def _outcome_text(statement: Said, names: Mapping[str, str]) -> str:
    """Whether it is accepted, and the action with its owner, date, measure and evidence."""
    sentences = [_sentence(statement["stance"])]
    if statement["reason"]:
        sentences.append(_sentence(f"No action is taken or proposed: {statement['reason']}"))
    if statement["action"]:
        stated_as = statement["stated_as"] or "action"
        sentences.append(_sentence(f"{stated_as}: {statement['action']}"))
        sentences += _particulars(statement, names)
    return " ".join(filter(None, sentences))


def _particulars(statement: Said, names: Mapping[str, str]) -> Iterator[str]:
    lead = names.get(statement["lead_organisation"] or "", "")
    owner = ", ".join(filter(None, (lead, statement["owner_role"])))
    shown = " ".join(filter(None, (statement["evidence"], statement["link"])))
    if owner:
        yield _sentence(f"Owner: {owner}")
    if statement["due_on"]:
        yield f"To be done by {statement['due_on'].day} {statement['due_on']:%B %Y}."
    elif statement["stated_as"] not in SO_ALREADY:
        yield NO_DATE
    if statement["measure"]:
        yield _sentence(f"Measured by: {statement['measure']}")
    if shown:
        yield _sentence(f"Shown by: {shown}")


def _sentence(text: str | None) -> str:
    """The text in one line with a capital letter and a full stop; empty for null."""
    line = _one_line(text or "")
    return line[:1].upper() + line[1:].removesuffix(".") + "." if line else ""


def _lines(text: str | None) -> list[str]:
    """The lines of a text that are not blank, each a paragraph."""
    return [_one_line(line) for line in (text or "").splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())
