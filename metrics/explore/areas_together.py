"""Several areas counted as one: the sum of what each of them shows, and no more."""

from collections.abc import Sequence

from metrics.explore.query import Cell
from metrics.measures.measure import MeasureKind

PER_HUNDRED = 100


def place_of_areas(areas: Sequence[str]) -> str:
    """The name of areas that are counted as one, such as "Devon + Plymouth"."""
    return " + ".join(areas)


def add_areas(kind: MeasureKind, each_area: Sequence[Sequence[Cell]]) -> list[Cell]:
    """The cells of all areas added up, place by place; withheld where that of one area is.

    ``each_area``: the cells of each area alone. Errors: ValueError for medians.
    """
    by_place: dict[tuple[object, ...], list[Cell]] = {}
    for cell in (cell for cells in each_area for cell in cells):
        by_place.setdefault((cell.period, cell.words), []).append(cell)
    return [add_cells(kind, cells) for cells in by_place.values()]


def add_cells(kind: MeasureKind, cells: Sequence[Cell]) -> Cell:
    """The sum of ``cells``, at the place of the first. Errors: ValueError for medians.

    Nulls: a count is null where that of one of the cells was never sent; the value of a share or
    rate where it is of none.
    """
    if kind == MeasureKind.MEDIAN:
        raise ValueError("The median of several areas cannot be worked out from their own medians.")
    first = cells[0]
    if any(cell.is_withheld for cell in cells):
        return first._replace(met=None, of=None, value=None, is_withheld=True)
    met, of = _sum([cell.met for cell in cells]), _sum([cell.of for cell in cells])
    if kind == MeasureKind.COUNT:
        numbers = [cell.value for cell in cells if cell.value is not None]
        if len(numbers) < len(cells):
            return first._replace(met=None, of=None, value=None)
        return first._replace(met=met, of=of, value=sum(numbers))
    units = PER_HUNDRED if kind == MeasureKind.RATE else 1
    return first._replace(met=met, of=of, value=units * (met or 0) / of if of else None)


def _sum(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None
