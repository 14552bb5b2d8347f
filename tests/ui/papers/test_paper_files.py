"""A paper says the same as Word and as PDF, in tags and styles that a screen reader follows."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from tests.ui.papers.paper_files import (
    docx_text,
    pdf_alternatives,
    pdf_links,
    pdf_tags,
    pdf_text,
    root_of,
    squeezed,
    word_document,
)
from ui.papers.paper import (
    Bullets,
    Figures,
    Heading,
    Paper,
    PaperFigure,
    PaperTable,
    Paragraph,
    Picture,
    Section,
    plain_words,
    words_of,
)
from ui.papers.pdf import as_pdf
from ui.papers.word import as_docx

MARK = "Demonstration: not real"


def png(height: int = 20) -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, height), "white").save(content, "PNG")
    return content.getvalue()


def paper_of(*blocks, title="Briefing", is_annex=False, mark="") -> Paper:
    return Paper(
        title=title,
        facts=(
            ("As at", "28 February 2022"),
            ("Link", "https://rasso.example.org/?as_at=2022-02-28"),
        ),
        marking="OFFICIAL-SENSITIVE",
        mark=mark,
        file_stem="briefing",
        sections=(Section("In short", blocks, is_annex),),
    )


EVERY_BLOCK = paper_of(
    Paragraph(words_of("Of **5 actions**, **2** late."), is_lead=True),
    Figures(
        "Of 5 actions",
        (PaperFigure("2", "overdue", "1 last time"), PaperFigure("0", "undated", "")),
    ),
    Heading("Needs your attention"),
    Bullets((words_of("**First.** One"), words_of("Second")), is_numbered=True),
    Bullets((words_of("Plain"),)),
    PaperTable(
        "Overdue actions",
        ("Ref.", "Action"),
        ((words_of("JA-1"), words_of("**Review** it")), (words_of("JA-2"), words_of("Train"))),
        (1, 4),
    ),
    Picture("Actions by date", "Open actions.", png(), "A line for each action"),
    Paragraph(words_of("Source: the published response."), is_quiet=True),
    title="Briefing: Rape, phase one",
    mark=MARK,
)
HOSTILE = "\n".join(
    [
        "Office of <b>Ann & Bob</b> “Ltd” 'x'",
        '#let x = 1; #image("/etc/passwd") #eval("1") $x^2$ @ref <label> *b* _i_ `c` // c [a]',
        '{ INCLUDETEXT "c:\\\\secret" } { PAGE } =1+1 %PDF <w:t>',
        "שלום עולם مرحبا بالعالم",
    ]
)


# What stands beside a picture for who cannot see it is no text of the page.
IN_WORD = (
    "Briefing: Rape, phase one As at: 28 February 2022 "
    "Link: https://rasso.example.org/?as_at=2022-02-28 In short Of 5 actions, 2 late. "
    "Of 5 actions 2 overdue; 1 last time 0 undated Needs your attention First. One Second Plain "
    "Ref. Action JA-1 Review it JA-2 Train Actions by date Open actions. "
    "Source: the published response."
)
# A PDF writes out the marks of lists, and what stands at the top and the foot of each page.
IN_PDF = IN_WORD.replace("overdue;", "overdue").replace("Plain", "• Plain")
IN_PDF = IN_PDF.replace("First.", "1. First.").replace("Second", "2. Second")
IN_PDF = f"OFFICIAL-SENSITIVE {MARK} {IN_PDF} {EVERY_BLOCK.foot} Page 1 of 1"


@pytest.mark.parametrize(
    ("write", "read", "text"), [(as_pdf, pdf_text, IN_PDF), (as_docx, docx_text, IN_WORD)]
)
def test_the_texts_of_a_paper_are_in_its_file_in_order_and_nothing_else_is(write, read, text):
    assert read(write(EVERY_BLOCK)) == squeezed(text)


def test_a_pdf_has_a_tag_for_each_part_and_is_in_british_english():
    pdf = as_pdf(EVERY_BLOCK)
    tags, root, metadata = pdf_tags(pdf), root_of(pdf), PdfReader(BytesIO(pdf)).metadata

    assert [tag for tag in tags if tag in ("Title", "H1", "H2")] == [
        "Title",
        "H1",
        "H2",
        "H2",
        "H2",
    ]
    assert (tags.count("Table"), tags.count("THead"), tags.count("TH"), tags.count("TD")) == (
        1,
        1,
        2,
        4,
    )
    assert (tags.count("L"), tags.count("LI")) == (2, 3)
    assert pdf_alternatives(pdf) == ["A line for each action"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert metadata
    assert metadata.title == "Briefing: Rape, phase one"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_a_word_document_has_the_parts_that_word_knows():
    document = word_document(as_docx(EVERY_BLOCK))
    styles = [each.style.name for each in document.paragraphs if each.text]
    head, *_ = document.tables[0].rows

    assert [style for style in styles if style.startswith(("Title", "Heading", "List"))] == [
        "Title",
        "Heading 1",
        "Heading 2",
        "Heading 2",
        "List Number",
        "List Number",
        "List Bullet",
        "Heading 2",
    ]
    assert [cell.text for cell in head.cells] == ["Ref.", "Action"]
    assert [each.tag for each in head._tr.trPr] == [qn("w:cantSplit"), qn("w:tblHeader")]
    below = document.tables[0]._tbl.getnext()
    assert [each.get(qn("w:line")) for each in below.iter(qn("w:spacing"))] == ["120"]
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "A line for each action"
    assert document.core_properties.title == "Briefing: Rape, phase one"
    assert document.core_properties.language == "en-GB"
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {
        "en-GB"
    }


@pytest.mark.parametrize("is_annex", [False, True])
def test_the_marking_the_mark_the_reference_and_the_number_stand_on_every_page(is_annex):
    paper = paper_of(*(Paragraph(words_of("A line.")) for _ in range(120)), mark=MARK)
    paper = replace(paper, sections=(*paper.sections, Section("Annex", (), is_annex)))
    pages = [squeezed(each.extract_text()) for each in PdfReader(BytesIO(as_pdf(paper))).pages]
    document = word_document(as_docx(paper))

    assert len(pages) == (4 if is_annex else 3)
    for number, page in enumerate(pages, start=1):
        for said in ("OFFICIAL-SENSITIVE", MARK, paper.foot, f"Page {number} of {len(pages)}"):
            assert squeezed(said) in page
    assert document.sections[0].header.paragraphs[0].text == f"OFFICIAL-SENSITIVE. {MARK}"
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.text.startswith(paper.foot)
    fields = [each.text.strip() for each in foot._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert all(each.footer.is_linked_to_previous for each in list(document.sections)[1:])


@pytest.mark.parametrize(("write", "read"), [(as_pdf, pdf_text), (as_docx, docx_text)])
def test_what_looks_like_an_instruction_is_text(write, read):
    words = plain_words(HOSTILE)
    text = read(
        write(
            paper_of(
                Heading(HOSTILE),
                Paragraph(words),
                Bullets((words,)),
                PaperTable("x", ("A",), ((words,),), (1,)),
                title=HOSTILE.replace("\n", " "),
            )
        )
    )

    # A PDF is read from left to right, Hebrew and Arabic too.
    for line in HOSTILE.splitlines()[:3]:
        assert text.count(squeezed(line)) == 5


def test_a_word_document_has_no_field_but_the_numbers_of_pages():
    with ZipFile(BytesIO(as_docx(paper_of(Paragraph(plain_words(HOSTILE)))))) as archive:
        body = archive.read("word/document.xml").decode()

    assert "instrText" not in body
    assert "fldSimple" not in body


@pytest.mark.parametrize(("write", "read"), [(as_docx, docx_text), (as_pdf, pdf_text)])
def test_what_no_file_can_hold_is_replaced_wherever_it_was_typed(write, read):
    typed = "Item\x0b one\x1b"
    paper = replace(
        paper_of(title=typed),
        facts=(("Chair", typed),),
        sections=(Section(typed, (Heading(typed), *EVERY_BLOCK.sections[0].blocks)),),
    )

    assert read(write(paper)).count(squeezed("Item\ufffd one")) == 4


def test_text_that_no_font_has_is_named_in_a_pdf():
    pdf = as_pdf(paper_of(Paragraph(plain_words("Done 👍🏽 by 汉 and ✓"))))

    assert squeezed("[thumbs up sign][emoji modifier fitzpatrick type-4]") in pdf_text(pdf)
    assert squeezed("by [cjk unified ideograph-6c49] and") in pdf_text(pdf)


@pytest.mark.parametrize(("write", "read"), [(as_pdf, pdf_text), (as_docx, docx_text)])
@pytest.mark.parametrize("text", ["x" * 5000, "word " * 1000])
def test_a_text_of_five_thousand_letters_goes_in_whole(write, read, text):
    words = plain_words(text)
    table = PaperTable("x", ("A", "B"), ((words, words),), (1, 9))
    paper = paper_of(Heading(text), table, title=text)

    pages = read(write(paper)).replace("OFFICIAL-SENSITIVE", "")
    assert pages.count(text[0]) >= 4 * text.count(text[0])


@pytest.mark.parametrize(("write", "read"), [(as_pdf, pdf_text), (as_docx, docx_text)])
def test_no_letter_of_text_from_right_to_left_is_lost(write, read):
    text = "שלום עולם مرحبا بالعالم"
    words = plain_words(text)
    table = PaperTable("x", ("A",), ((words,),), (1,))
    read_back = read(write(paper_of(Heading(text), Paragraph(words), table, title=text)))

    # A PDF is read from left to right, so the letters come in another order.
    letters = squeezed(text)
    assert {each: read_back.count(each) for each in letters} == {
        each: 4 * letters.count(each) for each in letters
    }


def test_a_word_document_keeps_text_that_no_font_of_a_pdf_has():
    text = "Done 👍🏽 by 汉 and ✓"

    assert squeezed(text) in docx_text(as_docx(paper_of(Paragraph(plain_words(text)))))


@pytest.mark.parametrize("filling", range(45, 48))
def test_what_says_what_a_table_is_is_not_left_behind_with_its_heading(filling):
    lines = [Paragraph(words_of("A line.")) for _ in range(filling)]
    table = PaperTable("Actions", ("Reference",), ((words_of("JA-1"),),), (1,))
    says = Paragraph(words_of("These are late."))
    paper = paper_of(*lines, Heading("Late actions"), says, table)
    pages = [each.extract_text() for each in PdfReader(BytesIO(as_pdf(paper))).pages]
    document = word_document(as_docx(paper))

    (found,) = [page for page in pages if "Late actions" in page]
    assert "These are late." in found
    assert "JA-1" in found
    [*_, last] = [each for each in document.paragraphs if each.text == "These are late."]
    assert last.paragraph_format.keep_with_next
    [head] = document.tables[0].rows[0].cells
    assert head.paragraphs[0].paragraph_format.keep_with_next


@pytest.mark.parametrize("words", ["", " is late" * 30])
@pytest.mark.parametrize("filling", range(36, 47))
def test_a_page_never_ends_after_a_row_or_two_of_a_table(filling, words):
    lines = [Paragraph(words_of("A line.")) for _ in range(filling)]
    rows = tuple((words_of(f"JA-{number}{words}"),) for number in range(1, 6))
    table = PaperTable("Actions", ("Reference",), rows, (1,))
    paper = paper_of(*lines, Heading("Late actions"), table)
    pages = [each.extract_text() for each in PdfReader(BytesIO(as_pdf(paper))).pages]
    document = word_document(as_docx(paper))

    (found,) = [page for page in pages if "Late actions" in page]
    assert all(f"JA-{number}" in found for number in range(1, 4))
    kept = [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)
        for row in document.tables[0].rows
    ]
    assert kept == [True] * 3 + [False, True, False]


@pytest.mark.parametrize("filling", range(38, 50))
@pytest.mark.parametrize("number", [3, 4, 7])
def test_no_page_begins_with_the_last_row_of_a_table(filling, number):
    lines = [Paragraph(words_of("A line.")) for _ in range(filling)]
    rows = tuple((words_of(f"JA-{place}"),) for place in range(1, number + 1))
    table = PaperTable("Actions", ("Reference",), rows, (1,))
    pdf = as_pdf(paper_of(*lines, Heading("Late actions"), table))
    pages = [each.extract_text() for each in PdfReader(BytesIO(pdf)).pages]

    (found,) = [page for page in pages if f"JA-{number}" in page]
    assert f"JA-{number - 1}" in found
    assert pdf_tags(pdf).count("TR") == number + 1


def test_long_last_rows_of_a_table_go_on_overleaf():
    long = words_of("late " * 100)
    table = PaperTable(
        "Actions", ("A", "B"), ((words_of("JA-1"), long), *[(long, long)] * 9), (1, 9)
    )
    pages = PdfReader(BytesIO(as_pdf(paper_of(table)))).pages

    assert squeezed("".join(each.extract_text() for each in pages)).count("late") == 1_900


@pytest.mark.parametrize("filling", range(40, 50))
def test_the_first_of_several_paragraphs_of_a_section_stands_with_the_next(filling):
    lines = tuple(Paragraph(words_of("A line.")) for _ in range(filling))
    said = (Paragraph(words_of("It is welcome.")), Paragraph(words_of("It is clear.")))
    paper = replace(paper_of(), sections=(Section("1.0", lines), Section("2.0 Response", said)))
    pages = [each.extract_text() for each in PdfReader(BytesIO(as_pdf(paper))).pages]

    (found,) = [page for page in pages if "2.0 Response" in page]
    assert "It is welcome." in found
    assert "It is clear." in found


@pytest.mark.parametrize(("number", "is_one_page"), [(15, True), (40, False)])
def test_a_whole_table_goes_overleaf_with_its_heading_unless_it_is_long(number, is_one_page):
    lines = [Paragraph(words_of("A line.")) for _ in range(25)]
    rows = tuple((words_of(f"JA-{place} {'late ' * 50}"),) for place in range(1, number + 1))
    table = PaperTable("Actions", ("Reference",), rows, (1,), is_whole=True)
    paper = paper_of(*lines, Heading("Late actions"), table)
    first, second, *_ = [page.extract_text() for page in PdfReader(BytesIO(as_pdf(paper))).pages]
    kept = [
        bool(row.cells[0].paragraphs[0].paragraph_format.keep_with_next)
        for row in word_document(as_docx(paper)).tables[0].rows
    ]

    assert ("Late actions" in second, "JA-1 " in second) == (is_one_page, is_one_page)
    assert ("Late actions" in first, "JA-3 " in first) == (not is_one_page, not is_one_page)
    assert kept.count(True) == (number if is_one_page else 4)


@pytest.mark.parametrize("filling", range(44, 48))
def test_the_first_of_two_paragraphs_under_a_heading_is_not_left_behind_with_it(filling):
    lines = [Paragraph(words_of("A line.")) for _ in range(filling)]
    said = [Paragraph(words_of(each)) for each in ("The force agrees.", "Accepted. By 30 June.")]
    paper = paper_of(*lines, Heading("Recommendation 1"), *said)
    pages = [each.extract_text() for each in PdfReader(BytesIO(as_pdf(paper))).pages]

    (found,) = [page for page in pages if "Recommendation 1" in page]
    assert "Accepted. By 30 June." in found
    [*_, first, _] = word_document(as_docx(paper)).paragraphs
    assert first.paragraph_format.keep_with_next


def places_in(pdf, *said):
    """How far from the left each of these texts begins in a PDF, in points."""
    places: dict[str, float] = {}

    def visit(text, page, line, *_):
        places.setdefault(text.strip(), page[4] + line[4])

    PdfReader(BytesIO(pdf)).pages[0].extract_text(visitor_text=visit)
    return [places[each] for each in said]


def test_a_long_word_of_a_table_does_not_reach_into_the_next_column():
    row = tuple(map(plain_words, ("superintendent,", "24\u00a0November\u00a02021", "Seen")))
    table = PaperTable("x", ("Whose", "Given", "Note"), (row,), (2, 2, 40))
    pdf, document = as_pdf(paper_of(table)), word_document(as_docx(paper_of(table)))
    whose, given, note = places_in(pdf, "Whose", "Given", "Note")
    in_word = [cell.width.pt for cell in document.tables[0].rows[0].cells]

    assert given - whose == pytest.approx(in_word[0], abs=1)
    assert note - given == pytest.approx(in_word[1], abs=1)
    assert given - whose > 60
    assert note - given > 75


def test_the_headings_of_a_long_table_stand_again_on_each_page():
    rows = tuple((words_of(f"JA-{number}"), words_of("Review the policy")) for number in range(400))
    paper = paper_of(PaperTable("Actions", ("Reference", "Action"), rows, (1, 4)), is_annex=True)
    pages = [each.extract_text() for each in PdfReader(BytesIO(as_pdf(paper))).pages][1:]

    assert len(pages) > 5
    assert all("Reference" in page for page in pages)
    assert docx_text(as_docx(paper)).count("JA-") == 400


def sides_of(sections):
    """Which way each page of a paper lies, as PDF and as each section of it as Word."""
    paper = replace(paper_of(), sections=tuple(sections))
    boxes = [each.mediabox for each in PdfReader(BytesIO(as_pdf(paper))).pages]
    parts = word_document(as_docx(paper)).sections
    pdf = ["stands" if box.height > box.width else "lies" for box in boxes]
    return pdf, ["stands" if each.page_height > each.page_width else "lies" for each in parts]


def test_a_tall_picture_of_an_annex_is_on_a_page_that_stands_under_the_heading_of_the_annex():
    tall = Picture("Actions by date", "Open actions.", png(height=40), "A line for each action")
    wide = Picture("Actions by date", "Open actions.", png(), "A line for each action")
    line = Paragraph(words_of("A line."))

    assert sides_of([Section("A", (tall, line), is_annex=True)]) == (
        ["stands", "stands", "lies"],
        ["stands", "stands", "lies"],
    )
    assert sides_of([Section("A", (wide, line), is_annex=True)]) == (
        ["stands", "lies"],
        ["stands", "lies"],
    )


def test_an_annex_begins_a_page_unless_it_continues_on_that_of_the_one_before():
    line = Paragraph(words_of("A line."))
    first = Section("Annex A", (line,), is_annex=True)

    assert sides_of([first, Section("Annex B", (line,), is_annex=True)]) == (
        ["stands", "lies", "lies"],
        ["stands", "lies", "lies"],
    )
    assert sides_of([first, Section("Annex B", (line,), is_annex=True, continues=True)]) == (
        ["stands", "lies"],
        ["stands", "lies"],
    )


def test_a_paper_that_says_nothing_is_still_one():
    assert pdf_tags(as_pdf(paper_of())).count("H1") == 1
    assert docx_text(as_docx(paper_of())).startswith("Briefing")


def test_the_address_of_a_page_is_a_link_and_is_not_broken_up():
    address = f"https://rasso.example.org/?as_at=2022-02-28&inspection={'rape-' * 20}1"
    paper = replace(paper_of(), facts=(("To see it again", address), ("Note", "javascript:x")))
    links = word_document(as_docx(paper)).part.rels.values()
    pdf = as_pdf(paper)
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)

    assert {*pdf_links(pdf)} == {address}
    assert [each.target_ref for each in links if each.is_external] == [address]
    assert address in text.replace("\n", "")
    assert squeezed(f"To see it again: {address}") in docx_text(as_docx(paper))
