"""Two papers are compared figure by figure, row by row and sentence by sentence."""

from dataclasses import replace

from tests.ui.papers.test_paper_files import paper_of
from ui.papers.paper import (
    Bullets,
    Figures,
    Heading,
    PaperFigure,
    PaperTable,
    Paragraph,
    Picture,
    Section,
    words_of,
)
from ui.papers.paper_readings import ChangedReading, changed_readings

COLUMNS = ("Action", "Owner", "Late")


def rows(*cells):
    return tuple(tuple(map(words_of, row)) for row in cells)


def actions(*cells):
    return PaperTable("Overdue actions", COLUMNS, rows(*cells), (1, 1, 1))


def found(then, now):
    return [
        (each.where, each.what, each.was, each.now)
        for each in changed_readings(paper_of(*then), paper_of(*now))
    ]


def test_the_same_paper_has_no_difference():
    blocks = [Heading("Overdue: 1"), actions(("**A1** Review", "CPS", "3 days"))]

    assert found(blocks, blocks) == []


def test_a_figure_reads_otherwise_by_its_number_or_what_stands_beside_it():
    def panel(number, beside):
        return [Figures("Of 5 actions", (PaperFigure(number, "overdue", beside),))]

    assert found(panel("2", "1 last time"), panel("3", "1 last time")) == [
        ("In short", "overdue", "2; 1 last time", "3; 1 last time")
    ]
    assert found(panel("2", "oldest 3 days"), panel("2", "oldest 4 days")) == [
        ("In short", "overdue", "2; oldest 3 days", "2; oldest 4 days")
    ]


def test_a_cell_reads_otherwise_in_the_row_of_the_same_action():
    then = [actions(("**A1** Review", "CPS", "3 days"), ("**A2** Train", "Force", "1 day"))]
    now = [actions(("**A2** Train", "Force", "9 days"), ("**A1** Review", "CPS", "3 days"))]

    assert changed_readings(paper_of(*then), paper_of(*now)) == [
        ChangedReading("Overdue actions", "A2 Train: Late", "1 day", "9 days")
    ]


def test_a_row_of_only_one_paper_is_one_difference():
    one = ("**A1** Review", "CPS", "3 days")

    assert found([actions()], [actions(one)]) == [
        ("Overdue actions", "A1 Review", "not there", "Owner: CPS; Late: 3 days")
    ]
    assert found([actions(one)], [actions()]) == [
        ("Overdue actions", "A1 Review", "Owner: CPS; Late: 3 days", "not there")
    ]


def test_rows_of_one_name_are_told_apart_by_more_columns():
    then = [actions(("Review", "CPS", "3 days"), ("Review", "Force", "1 day"))]
    now = [actions(("Review", "CPS", "3 days"), ("Review", "Force", "2 days"))]

    assert found(then, now) == [("Overdue actions", "Review, Force: Late", "1 day", "2 days")]


def test_a_sentence_is_the_same_with_other_numbers_and_another_with_other_words():
    then = [Paragraph(words_of("**2** late.")), Bullets((words_of("Nothing."),))]
    now = [Paragraph(words_of("**3** late.")), Bullets((words_of("A1 is new."),))]

    assert found(then, now) == [
        ("In short", "", "2 late.", "3 late."),
        ("In short", "", "Nothing.", "not there"),
        ("In short", "", "not there", "A1 is new."),
    ]


def test_what_came_stands_with_what_went_of_the_same_section():
    def paper(first, row):
        return [Paragraph(words_of(first)), actions((row, "CPS", "3 days"))]

    assert [
        (where, was) for where, _, was, _ in found(paper("Ay.", "A1"), paper("Bee.", "A2"))
    ] == [
        ("In short", "Ay."),
        ("In short", "not there"),
        ("Overdue actions", "Owner: CPS; Late: 3 days"),
        ("Overdue actions", "not there"),
    ]


def test_a_row_stays_the_same_where_another_of_its_name_comes_or_goes():
    one, other = ("Review", "CPS", "3 days"), ("Review", "Force", "1 day")

    assert found([actions(one)], [actions(one, other)]) == [
        ("Overdue actions", "Review, Force", "not there", "Late: 1 day")
    ]
    assert found([actions(one, other)], [actions(one)]) == [
        ("Overdue actions", "Review, Force", "Late: 1 day", "not there")
    ]


def test_of_sentences_that_differ_in_numbers_alone_one_that_is_gone_is_one_difference():
    def listed(*actions):
        return [Bullets(tuple(words_of(f"{each} is late.") for each in actions))]

    assert found(listed("A1", "A2", "A3"), listed("A2", "A3")) == [
        ("In short", "", "A1 is late.", "not there")
    ]


def test_of_a_picture_its_headline_and_the_clauses_that_differ_are_given():
    def drawn(headline, *clauses):
        alt = f"Bars of plans: {'; '.join(clauses)}."
        return [Picture(headline, "As at the end of the month.", b"", alt)]

    then, now = drawn("2 of 5 late", "May 2 late", "June none"), drawn("3 of 5 late", "May 3 late")
    assert found(then, now) == [
        ("In short", "", "2 of 5 late", "3 of 5 late"),
        ("In short", "", "May 2 late", "May 3 late"),
        ("In short", "", "June none", "not there"),
    ]
    assert found(then, then) == []


def test_an_annex_that_has_another_letter_since_is_the_same():
    def lettered(letter):
        section = Section(f"Annex {letter}. Changes", (Paragraph(words_of("None.")),))
        return replace(paper_of(), sections=(section,))

    assert changed_readings(lettered("E"), lettered("D")) == []
