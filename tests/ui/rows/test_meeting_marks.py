"""The marks of meetings: a shape for what each decided, asked and judged, and its words."""

from datetime import date

from data_access.vocabulary import Assurance, MeetingKind
from metrics.meetings.meeting_year import Business, EntriesOfDay, Judged, MeetingBrought
from tests.builders import KINDS, frame
from ui.elements.bars import bar
from ui.elements.marks import Mark, MarkRow, Shape
from ui.rows.meeting_marks import meeting_mark_rows, planned_mark_rows

DAY = date(2022, 2, 28)
TITLES = frame("meeting_kind", *KINDS)


def test_a_meeting_held_has_a_mark_for_each_thing_and_bars_of_the_entries_of_its_day():
    board = MeetingBrought(
        "B1",
        MeetingKind.BOARD,
        date(2022, 1, 26),
        [(Business.SETTLED, "Ask the force"), (Business.LATE, "Publish")],
        [(Business.OPEN, "How many?")],
        [Judged("1", Assurance.NOT_ASSURED), Judged("4a", Assurance.PART_ASSURED)],
        EntriesOfDay(4, 2, 0, 0),
    )
    other = board._replace(ref="B0", of_its_day=EntriesOfDay(8, 0, 0, 1))

    rows = meeting_mark_rows([board, other], TITLES, {"B1": "?b1", "B0": "?b0"}, chosen="B1")

    assert rows[0] == MarkRow(
        "26 Jan 2022",
        "Accountability board",
        "?b1",
        [
            [Mark(Shape.FULL, "Held: held on 26 January 2022")],
            [
                Mark(Shape.FULL, "Decisions: done, Ask the force"),
                Mark(Shape.TRIANGLE, "Decisions: late, Publish"),
            ],
            [Mark(Shape.OPEN, "Questions: open, How many?")],
            [
                Mark(Shape.TRIANGLE, "Parts judged: 1, not assured"),
                Mark(Shape.HALF, "Parts judged: 4a, part-assured"),
            ],
        ],
        is_chosen=True,
        cells=[bar(4, 8), bar(2, 8), bar(0, 8), bar(0, 8)],
    )
    assert (rows[1].address, rows[1].is_chosen) == ("?b0", False)


def test_a_planned_meeting_has_a_shape_of_its_own_and_another_once_its_day_has_passed():
    planned = frame(
        "meeting",
        {
            "ref": "M1",
            "held_on": None,
            "recorded_at": "2022-01-20T12:00:00",
            "planned_on": date(2022, 2, 27),
        },
        {
            "ref": "M2",
            "kind": MeetingKind.PERFORMANCE,
            "held_on": None,
            "recorded_at": "2022-01-20T12:00:00",
            "planned_on": DAY,
        },
    )

    assert [
        (row.name, row.title, row.address, row.marks[0])
        for row in planned_mark_rows(planned, TITLES, DAY)
    ] == [
        (
            "28 Feb 2022",
            "RaSSO performance meeting, planned",
            "",
            [Mark(Shape.BOX, "Held: planned for 28 February 2022")],
        ),
        (
            "27 Feb 2022",
            "Accountability board, planned",
            "",
            [
                Mark(
                    Shape.TRIANGLE,
                    "Held: planned for 27 February 2022, not recorded as held",
                )
            ],
        ),
    ]


def test_where_nothing_is_held_or_planned_there_is_no_row():
    assert meeting_mark_rows([], TITLES, {}) == []
    assert planned_mark_rows(frame("meeting"), TITLES, DAY) == []
