"""One number of an answer."""

from typing import NamedTuple

from metrics.periods import Period


class Cell(NamedTuple):
    """What was counted in one period, of one area, of one word of each dimension.

    ``area``: null where areas are not told apart. ``words``: of the dimensions asked by, in their
    order. ``value``: the count, the share (0 to 1), the median or the rate; ``met`` of ``of``, as
    the measure has them. Nulls: all three where it is withheld; the value of none.
    """

    period: Period
    area: str | None
    words: tuple[str, ...]
    met: int | None
    of: int | None
    value: float | None
    is_withheld: bool = False
