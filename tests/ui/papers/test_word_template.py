"""A document is written into the office's own template, which is refused if it could do harm."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt

from tests.ui.papers.paper_files import docx_text, squeezed, word_document
from tests.ui.papers.test_paper_files import EVERY_BLOCK, IN_WORD, MARK, png
from ui.papers.word import as_docx
from ui.papers.word_template import (
    EMBEDS,
    LOADS,
    MACROS,
    NO_FIELD,
    NO_WORD_FILE,
    SECTION_BELOW,
    refusal_of,
)

FIELD = "{{ content }}"


def as_it_is(_document):
    pass


def section_below(document):
    document.add_section()
    document.add_paragraph()


def template(*lines, change=as_it_is):
    document = Document()
    for line in lines or ("Office of the Commissioner", FIELD, "Sent by the office"):
        document.add_paragraph(line)
    change(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def with_part(content, name, part):
    """The same file with one more part, or with another one in its place."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def part_of(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def test_all_that_a_paper_says_stands_where_the_field_was():
    text = f"Office of the Commissioner {IN_WORD} Sent by the office"

    assert docx_text(as_docx(EVERY_BLOCK, template())) == squeezed(text)


def test_the_styles_header_footer_and_logo_of_the_template_are_used():
    def own(document):
        document.styles["Heading 1"].font.name = "Georgia"
        document.styles["Normal"].font.size = Pt(12)
        document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
        document.sections[0].footer.paragraphs[0].text = "Registered office"

    document = word_document(as_docx(EVERY_BLOCK, template(change=own)))
    head, foot = document.sections[0].header, document.sections[0].footer

    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Normal"].font.size == Pt(12)
    assert len([*head._element.iter(qn("w:drawing"))]) == 1
    assert [each.text for each in head.paragraphs] == ["", f"OFFICIAL-SENSITIVE. {MARK}"]
    assert foot.paragraphs[0].text == "Registered office"
    assert foot.paragraphs[1].text.startswith(EVERY_BLOCK.foot)


def test_the_marking_stands_on_a_first_page_and_on_even_pages_that_have_their_own():
    def own(document):
        document.sections[0].different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = True

    page = word_document(as_docx(EVERY_BLOCK, template(change=own))).sections[0]

    for head in (page.header, page.first_page_header, page.even_page_header):
        assert head.paragraphs[-1].text == f"OFFICIAL-SENSITIVE. {MARK}"
    for foot in (page.footer, page.first_page_footer, page.even_page_footer):
        assert foot.paragraphs[-1].text.startswith(EVERY_BLOCK.foot)


def test_styles_that_the_template_lacks_are_added():
    def without(document):
        for name in ("Title", "Heading 1", "Heading 2", "List Bullet", "List Number"):
            element = document.styles[name].element
            element.getparent().remove(element)

    document = word_document(as_docx(EVERY_BLOCK, template(change=without)))
    styles = [each.style.name for each in document.paragraphs if each.text]
    numbers = document.part.numbering_part.element
    used = {
        each.get(qn("w:val"))
        for name in ("List Bullet", "List Number")
        for each in document.styles[name].element.iter(qn("w:numId"))
    }

    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number"} <= {*styles}
    assert used <= {each.get(qn("w:numId")) for each in numbers.findall(qn("w:num"))}


TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
LINKED = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/%s" Target="https://example.org/x" TargetMode="External"/></Relationships>'
)


def with_link(kind):
    rels = part_of(template(), RELS).replace(b"</Relationships>", LINKED % kind)
    return with_part(template(), RELS, rels)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (template("No field"), NO_FIELD),
        (template(f"Before {FIELD} after"), NO_FIELD),
        (
            template(FIELD, change=section_below),
            SECTION_BELOW,
        ),
        (with_part(template(), "word/vbaProject.bin", b"x"), MACROS),
        (
            with_part(
                template(),
                TYPES,
                part_of(template(), TYPES).replace(
                    b"wordprocessingml.document.main", b"document.macroEnabled.main"
                ),
            ),
            MACROS,
        ),
        (with_part(template(), "word/embeddings/a.bin", b"x"), EMBEDS),
        (with_link(b"image"), LOADS),
        (with_link(b"attachedTemplate"), LOADS),
        (with_link(b"hyperlink"), ""),
        (b"no file of Word", NO_WORD_FILE),
        (b"", NO_WORD_FILE),
        (template()[:2000], NO_WORD_FILE),
        (with_part(template(), "word/document.xml", b"<broken"), NO_WORD_FILE),
        (
            with_part(
                template(),
                "word/document.xml",
                b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
            ),
            NO_WORD_FILE,
        ),
        (b"x" * 10_000_001, "It is larger than 10 MB."),
        (
            with_part(template(), "word/media/bomb.png", b"\0" * 31_000_000),
            "It is larger than 30 MB unpacked.",
        ),
    ],
    ids=range(16),
)
def test_a_template_that_cannot_be_used_is_refused_in_words(content, refusal):
    assert refusal_of(content) == refusal


def test_a_usable_template_is_not_refused():
    assert refusal_of(template()) == ""


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
VML = '<w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml">{}</v:rect></w:pict>'


def with_rels(relationship, as_bytes=str.encode):
    """The template with one more relationship of its document, written as given."""
    rels = part_of(template(), RELS).decode().partition("?>")[2]
    return with_part(
        template(),
        RELS,
        as_bytes(rels.replace("</Relationships>", f"{relationship}</Relationships>")),
    )


def with_runs(*runs):
    """The template with runs of XML in its header, where nobody looks for them."""

    def add(document):
        of_header = document.sections[0].header.paragraphs[0]._p
        for run in runs:
            of_header.append(parse_xml(f'<w:r xmlns:w="{WORD}">{run}</w:r>'))

    return template(change=add)


def link(kind, target="https://example.org/x"):
    return f'<Relationship Id="rId99" Type="{OFFICE}/{kind}" Target="{target}"'


FIELD_ENDS = '<w:fldChar w:fldCharType="end"/>'


def instruction(words):
    return f"<w:instrText>{words}</w:instrText>"


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (with_rels(link("image") + " TargetMode='External'/>"), LOADS),
        (with_rels(link("image") + ' TargetMode = "External"/>'), LOADS),
        (with_rels(link("image") + ' TargetMode="&#69;xternal"/>'), LOADS),
        (with_rels(link("image", "https://a.org/hyperlink") + ' TargetMode="External"/>'), LOADS),
        (
            with_rels(
                link("image").replace("<Relationship", f'<p:Relationship xmlns:p="{PACKAGE}"')
                + ' TargetMode="External"/>'
            ),
            LOADS,
        ),
        (
            with_rels(
                link("image") + ' TargetMode="External"/>', lambda text: text.encode("utf-16")
            ),
            LOADS,
        ),
        (with_runs(instruction('INCLUDEPICTURE "https://example.org/x.png" \\d')), LOADS),
        (with_runs(instruction(" includeTe"), instruction('xt "C:\\x"')), LOADS),
        (with_runs(instruction('DDEAUTO c:\\x "y"')), LOADS),
        (with_runs(VML.format('<v:imagedata src="https://example.org/x.png"/>')), LOADS),
        (with_runs(instruction("PAGE"), FIELD_ENDS, instruction('LINK Excel "x"')), LOADS),
        (with_runs(instruction("PAGE"), FIELD_ENDS, instruction("DATE")), ""),
        (with_runs(instruction(' HYPERLINK "https://example.org/"')), ""),
        (with_rels(link("aFChunk", "a.html") + "/>"), EMBEDS),
        (with_rels(link("oleObject", "a.bin") + "/>"), EMBEDS),
        (with_rels(link("vbaProject", "a.bin") + "/>"), MACROS),
    ],
    ids=range(16),
)
def test_what_a_template_loads_is_found_however_it_is_written(content, refusal):
    assert refusal_of(content) == refusal


def test_a_locked_template_is_refused_in_words():
    content = bytearray(template())
    # The bit of the list of contents that says that a part is encrypted.
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert refusal_of(bytes(content)) == NO_WORD_FILE
