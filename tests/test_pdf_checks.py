"""What ``make documents`` looks for: every kind of document is asked for, and a fault is found."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, BooleanObject, ContentStream, NameObject

from benchmarks.open_documents import ASKED
from benchmarks.pdf_structure import faults_of
from benchmarks.pdf_ua import in_words
from data_access.commands.documents import DocumentKind
from tests.ui.papers.test_paper_files import EVERY_BLOCK
from ui.papers.paper_command import MAKERS
from ui.papers.pdf import as_pdf

PDF = as_pdf(EVERY_BLOCK)


def test_every_kind_of_document_can_be_asked_for_and_is_opened_and_looked_through():
    assert [*ASKED] == [*MAKERS] == [*DocumentKind]


def test_a_pdf_has_what_a_screen_reader_needs():
    assert faults_of(PDF) == []


@pytest.mark.parametrize(
    ("break_it", "fault"),
    [
        (lambda root, _: root.pop("/Lang"), "it has no language"),
        (lambda root, _: root.pop("/StructTreeRoot"), "it has no tags"),
        (lambda root, _: root.pop("/MarkInfo"), "it is not marked as tagged"),
        (lambda root, _: root.pop("/Metadata"), "it does not say that it follows PDF/UA"),
        (
            lambda root, _: root["/ViewerPreferences"].update(
                {NameObject("/DisplayDocTitle"): BooleanObject(False)}
            ),
            "its window shows the name of the file",
        ),
        (lambda _, tags: tags["/Figure"].pop("/Alt"), "a picture has no description"),
        (lambda _, tags: tags["/TH"].pop("/A"), "a heading of a table does not say what it heads"),
        (
            lambda _, tags: renamed(tags["/H1"], "/H3"),
            "a heading of level 3 follows one of level 0",
        ),
        (lambda _, tags: renamed(tags["/LI"], "/TR"), "a TR stands in a L"),
        (
            lambda _, tags: tags["/TR"].update({NameObject("/K"): ArrayObject()}),
            "the rows of a table have 0 or 2 cells",
        ),
        (lambda root, _: note_of(root).pop("/Contents"), "a link on page 1 has no description"),
        (lambda root, _: note_of(root).pop("/StructParent"), "a link on page 1 has no tag"),
    ],
)
def test_each_fault_of_a_pdf_is_said_in_words(break_it, fault):
    writer = PdfWriter(clone_from=BytesIO(PDF))
    break_it(writer.root_object, first_tags(writer.root_object["/StructTreeRoot"]))
    broken = BytesIO()
    writer.write(broken)

    assert fault in faults_of(broken.getvalue())


def test_a_head_and_foot_that_are_read_as_words_of_the_page_are_a_fault():
    writer = PdfWriter(clone_from=BytesIO(PDF))
    page = writer.pages[0]
    content = ContentStream(page.get_contents(), writer)
    for operands, _ in content.operations:
        if operands and operands[0] == "/Artifact":
            operands[0] = NameObject("/P")
    page.replace_contents(content)
    broken = BytesIO()
    writer.write(broken)

    assert "page 1 has no head or foot that is decoration" in faults_of(broken.getvalue())


def renamed(node, tag):
    node[NameObject("/S")] = NameObject(tag)


def note_of(root):
    (note,) = root["/Pages"]["/Kids"][0]["/Annots"]
    return note.get_object()


def first_tags(node):
    """The first element of each tag, by its tag."""
    found: dict[str, Any] = {}
    left = [node]
    while left:
        each = left.pop(0).get_object()
        if isinstance(each, ArrayObject):
            left = [*each, *left]
        elif isinstance(each, dict):
            if "/S" in each:
                found.setdefault(each["/S"], each)
            left = [*([each["/K"]] if "/K" in each else []), *left]
    return found


def test_what_the_checker_found_and_what_it_could_not_look_at_are_faults():
    rules = [
        {"rule": "A-1", "status": "crashed", "reason": "KeyError"},
        {"rule": "B-1", "status": "ran"},
    ]
    found = [
        {"rule": "B-1", "severity": "error", "page": 2, "message": "no heading"},
        {"rule": "C-1", "severity": "info", "page": 1, "message": "long"},
    ]

    assert in_words({"error": None, "rules": rules, "findings": found}) == [
        "outloud could not look for A-1: KeyError",
        "B-1 on page 2: no heading",
    ]
    assert in_words({"error": "PdfError: x", "rules": [], "findings": []}) == [
        "outloud could not read it: PdfError: x"
    ]
