"""One number of a result."""

from typing import NamedTuple

from metrics.periods import Period


class Cell(NamedTuple):
    """The number for one period, area and category of each dimension.

    ``area``: null where areas are not split. ``words``: one category per dimension of the query, in
    their order. ``value``: the count, the share (0 to 1), the median or the rate; ``met`` and
    ``of`` are as in the measure. Nulls: all three are null where withheld; the value where ``of``
    is 0.
    """

    period: Period
    area: str | None
    words: tuple[str, ...]
    met: int | None
    of: int | None
    value: float | None
    is_withheld: bool = False
