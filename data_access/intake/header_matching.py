"""Which column of a table each heading of a file means, and which table a sheet holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.intake.table_specs import NEVER_ASKED_FOR, Column, Kind, Layout, folded, layouts

# Headings that every sheet of cases may bear say nothing about which table it is.
EVERYWHERE = (Kind.FORCE, Kind.AREA, Kind.REFERENCE, Kind.KEY)
# Either of them says which case a row is about.
CASE = frozenset({"case_reference", "case_key"})
# (source's heading, folded) -> the column's name, as somebody confirmed it
Remembered = Mapping[str, str]


@dataclass(frozen=True)
class Matching:
    """What the headings of a sheet mean for one table.

    ``columns``: by the place of the heading, from 0. ``unused``: places that mean nothing here.
    """

    layout: Layout
    columns: dict[int, Column]
    unused: list[int]

    @property
    def is_clear(self) -> bool:
        """True where every column that must be there is there, and once."""
        return not self.missing and not self.twice

    @property
    def missing(self) -> list[str]:
        """The headings of columns that must be there and are not."""
        given = {column.name for column in self.columns.values()}
        absent = [
            column.heading
            for column in self.layout.columns
            if column.required and column.name not in given
        ]
        has_case = any(column.kind == Kind.REFERENCE for column in self.layout.columns)
        return ["Crime reference", *absent] if has_case and not given & CASE else absent

    @property
    def twice(self) -> list[tuple[str, list[int]]]:
        """Columns that several headings mean, and the places of those headings."""
        places: dict[str, list[int]] = {}
        for place, column in self.columns.items():
            places.setdefault(column.name, []).append(place)
        return [
            (self.columns[found[0]].heading, found) for found in places.values() if len(found) > 1
        ]


def match(headings: Sequence[str], layout: Layout, remembered: Remembered) -> Matching:
    """What ``headings`` mean for ``layout``: as remembered, else as they are known."""
    by_name = {
        column.name: column for column in layout.columns if column.kind not in NEVER_ASKED_FOR
    }
    found: dict[int, Column] = {}
    for place, heading in enumerate(headings):
        column = by_name.get(remembered.get(folded(heading), "")) or layout.known(heading)
        if column:
            found[place] = column
    unused = [place for place in range(len(headings)) if place not in found]
    return Matching(layout, _answers_give_way(found), unused)


def guess(headings: Sequence[str], remembered: Mapping[str, Remembered]) -> list[Layout]:
    """The tables that a sheet with ``headings`` may hold; more than one: it is open.

    What counts is how many columns a table has there, less those that it must have and lacks: a
    heading that two tables share does not make a whole sheet the one that asks for least.
    """
    marks, present = {}, {}
    for layout in layouts().values():
        matching = match(headings, layout, remembered.get(layout.table, {}))
        own = [each for each in matching.columns.values() if each.kind not in EVERYWHERE]
        if own:
            lacks = len(matching.missing)
            present[layout.table] = len(own)
            marks[layout.table] = (len(own) - lacks, -lacks, -len(matching.unused))
    best = [table for table, mark in marks.items() if mark == max(marks.values())]
    most = max((present[table] for table in best), default=0)
    # One that would use more of the columns may be meant, though it lacks one that it must have.
    nearly = [table for table, number in present.items() if number > most]
    return [layouts()[table] for table in [*best, *nearly]]


def wrong_headings(matching: Matching, letters: Sequence[str]) -> list[tuple[str, str, str]]:
    """What is wrong with the headings as a whole: the rule, what to do, the column.

    ``letters``: how the spreadsheet calls the place of each heading.
    """
    missing = [
        ("a column is missing", f"Add the column “{heading}”.", heading)
        for heading in matching.missing
    ]
    twice = [
        (
            "two columns of one meaning",
            f"Columns {' and '.join(letters[at] for at in places)} both mean “{heading}”: "
            "keep one of them.",
            heading,
        )
        for heading, places in matching.twice
    ]
    return missing + twice


def _answers_give_way(found: dict[int, Column]) -> dict[int, Column]:
    """Where whether it was asked stands beside the answer itself, the answer is not needed.

    Nor is what an officer perceived beside what the victim said, wherever the two stand.
    """
    best: dict[str, int] = {}
    for column in found.values():
        best[column.name] = min(_rank(column), best.get(column.name, _rank(column)))
    seen: set[str] = set()
    kept = {}
    for place, column in found.items():
        is_answer = column.kind in NEVER_ASKED_FOR
        if is_answer and (column.name in seen or _rank(column) > best[column.name]):
            continue
        seen.add(column.name)
        kept[place] = column
    return kept


def _rank(column: Column) -> int:
    """0 for whether it was asked, then the answer, then what was perceived."""
    return NEVER_ASKED_FOR.index(column.kind) + 1 if column.kind in NEVER_ASKED_FOR else 0
