"""Two papers are compared figure by figure, row by row and sentence by sentence."""

import pytest

from tests.ui.papers.test_paper_files import paper_of
from ui.papers.paper import (
    Bullets,
    Figures,
    Heading,
    PaperFigure,
    PaperTable,
    Paragraph,
    Picture,
    words_of,
)
from ui.papers.paper_readings import AGE, DESCRIPTION, ChangedReading, changed_readings

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
        ("In short", "overdue", "2", "3")
    ]
    assert found(panel("2", "oldest 3 days"), panel("2", "oldest 4 days")) == [
        ("In short", "overdue", "2; oldest 3 days", "2; oldest 4 days")
    ]


@pytest.mark.parametrize("compared", ["0 last time", "1,204 on 26 January 2022"])
def test_a_figure_is_the_same_whichever_meeting_it_is_compared_with(compared):
    def panel(beside):
        return [Figures("Of 5 actions", (PaperFigure("2", "overdue", beside),))]

    assert found(panel("1 last time; fewer is better"), panel(f"{compared}; fewer is better")) == []
    assert found(panel(compared), panel("")) == []


def test_a_cell_reads_otherwise_in_the_row_of_the_same_action():
    then = [actions(("**A1** Review", "CPS", "3 days"), ("**A2** Train", "Force", "1 day"))]
    now = [actions(("**A2** Train", "Force", "9 days"), ("**A1** Review", "CPS", "3 days"))]

    assert changed_readings(paper_of(*then), paper_of(*now)) == [
        ChangedReading(
            "Overdue actions",
            "A2 Train: Late",
            "1 day",
            "9 days",
            "A2 Train",
            "Action",
            "Overdue actions A2 Train Force 1 day Force 9 days",
        )
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


def test_a_sentence_that_reads_otherwise_in_words_too_is_one_difference():
    def sentence(text):
        return [Paragraph(words_of(text))]

    then, now = "Force now under way, see below.", "Force now complete, see below."
    assert found(sentence(then), sentence(now)) == [("In short", "", then, now)]


def test_sentences_about_two_things_are_two_differences_however_alike():
    def moved(part):
        return [Bullets((words_of(f"{part}: CPS now under way and not reported complete"),))]

    assert [(was, now) for _, _, was, now in found(moved("5b"), moved("12b"))] == [
        ("5b: CPS now under way and not reported complete", "not there"),
        ("not there", "12b: CPS now under way and not reported complete"),
    ]


def test_of_what_a_picture_shows_only_the_clauses_that_differ_are_given():
    months = [
        f"month {number} had {number} late of 20, and {number} on time" for number in "abcdef"
    ]

    def shown(*clauses):
        return [Paragraph(words_of(f"Bars of plans: {'; '.join(clauses)}."))]

    assert found(shown(*months), shown(*months[1:], "month g had 7 late")) == [
        (
            "In short",
            "",
            f"Bars of plans: {months[0]}; …",
            "Bars of plans: … month g had 7 late.",
        )
    ]


def test_a_picture_reads_otherwise_by_its_headline_and_its_words_are_counted_alone():
    def drawn(headline, alt):
        return paper_of(Picture(headline, "As at the end of the month.", b"", alt))

    changed = changed_readings(drawn("2 of 5 late", "Two bars."), drawn("3 of 5 late", "A bar."))
    assert [(each.was, each.counted_as) for each in changed] == [
        ("2 of 5 late", ""),
        ("As at the end of the month. Two bars.", DESCRIPTION),
    ]
    assert changed_readings(drawn("2 of 5", "Two bars."), drawn("2 of 5", "Two bars.")) == []


@pytest.mark.parametrize(
    ("was", "now", "only_moved"),
    [
        ("oldest 1,990 days", "oldest 2,000 days", True),
        ("52 days left", "42 days left", True),
        ("44 days old", "45 days old", False),
        ("oldest 3 days; 2 late", "oldest 13 days; 3 late", False),
        ("asked for 3 days ago; 5 days old", "asked for 13 days ago; 6 days old", False),
        ("the answer is 3 months old", "the answer is 4 months old", True),
        ("the answer is 3 months old", "the answer is 6 months old", False),
        ("oldest 3 working days", "oldest 13 working days", False),
    ],
)
def test_days_that_only_moved_on_with_those_between_are_counted_alone(was, now, only_moved):
    then, later = (paper_of(Paragraph(words_of(text))) for text in (was, now))

    assert [each.counted_as for each in changed_readings(then, later, 10)] == [
        AGE if only_moved else ""
    ]
    assert [each.counted_as for each in changed_readings(then, later)] == [""]
