"""Marks of meetings: what each decided, asked and judged, and the entries of its day."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from metrics.meetings.meeting_dates import kind_titles
from metrics.meetings.meeting_year import Business, EntriesOfDay, MeetingBrought
from metrics.text_format import capitalised, day_text
from ui.elements.bars import bar
from ui.elements.marks import Groups, Mark, MarkColumn, MarkRow, Shape, under_headings
from ui.rows.cell_format import short_day
from ui.rows.part_marks import JUDGEMENTS

BUSINESS = {
    Business.SETTLED: Shape.FULL,
    Business.OPEN: Shape.OPEN,
    Business.LATE: Shape.TRIANGLE,
}
OF_ITS_DAY = "“Entries of its day” are those that take effect on the day of the meeting."
MARKED: Groups = (
    (
        "What it brought",
        (
            MarkColumn("Held"),
            MarkColumn("Decisions", "Decided"),
            MarkColumn("Questions", "Asked"),
            MarkColumn("Parts judged", "Judged"),
        ),
    ),
)
GROUPS: Groups = (
    *MARKED,
    (
        "Entries of its day",
        (
            MarkColumn("Updates"),
            MarkColumn("New dates", "Dates"),
            MarkColumn("New actions", "Actions"),
            MarkColumn("Escalations", "Escal."),
        ),
    ),
)


def meeting_mark_rows(
    held: Sequence[MeetingBrought],
    kinds: pl.DataFrame,
    addresses: Mapping[str, str],
    chosen: str | None = None,
) -> list[MarkRow]:
    """One row per meeting held. ``addresses``: of each by its ref. ``chosen``: the one to mark."""
    titles = kind_titles(kinds)
    most = max((number for each in held for number in each.of_its_day), default=0)
    return [
        MarkRow(
            short_day(each.held_on),
            capitalised(titles[each.kind]),
            addresses[each.ref],
            under_headings(
                MARKED,
                [
                    [Mark(Shape.FULL, f"held on {day_text(each.held_on)}")],
                    _business(each.decisions, "done"),
                    _business(each.questions, "answered"),
                    [Mark(JUDGEMENTS[said], f"{part}, {said}") for part, said in each.judged],
                ],
            ),
            is_chosen=each.ref == chosen,
            cells=[bar(number, most) for number in each.of_its_day],
        )
        for each in held
    ]


def planned_mark_rows(planned: pl.DataFrame, kinds: pl.DataFrame, day: date) -> list[MarkRow]:
    """One row per planned meeting, the furthest first. ``planned``: of ``planned_meetings``."""
    titles = kind_titles(kinds)
    return [
        MarkRow(
            short_day(planned_on),
            f"{capitalised(titles[kind])}, planned",
            "",
            under_headings(MARKED, [[_planned_mark(planned_on, day)], [], [], []]),
            cells=[""] * len(EntriesOfDay._fields),
        )
        for planned_on, kind in planned.select("planned_on", "kind").reverse().iter_rows()
    ]


def _planned_mark(planned_on: date, day: date) -> Mark:
    if planned_on < day:
        return Mark(Shape.TRIANGLE, f"planned for {day_text(planned_on)}, not recorded as held")
    return Mark(Shape.BOX, f"planned for {day_text(planned_on)}")


def _business(items: Sequence[tuple[Business, str]], settled: str) -> list[Mark]:
    words = {Business.SETTLED: settled, Business.OPEN: "open", Business.LATE: "late"}
    return [Mark(BUSINESS[state], f"{words[state]}, {text}") for state, text in items]
