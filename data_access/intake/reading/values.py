"""Values of cells as text, in one form whatever kind of workbook they come from."""

import re

import polars as pl

DAY, TIME = r"\d{4}-\d\d-\d\d", r"\d\d:\d\d:\d\d"
MOMENT = rf"^({DAY})T({TIME}(?:\.\d+)?)$"
PART_OF_A_SECOND = rf"^{DAY} {TIME}\.\d+$"
# A time without a day is kept as one of the day on which a workbook's count of days begins.
TIME_ALONE = rf"^1899-12-3[01] ({TIME})$"
TIME_ALONE_1904 = rf"^1904-01-01 ({TIME})$"
MIDNIGHT = rf"^({DAY}) 00:00:00$"
DURATION = re.compile(r"PT(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})(?:\.\d+)?S)?")
WHOLE = re.compile(r"(-?\d+)\.0*")


def with_plain_values(cells: pl.DataFrame) -> pl.DataFrame:
    """``cells`` with moments as 2021-07-16 14:30:00, midnights as the day alone, no empty text.

    Shape: a text that is written as a moment is treated as one; the two cannot be told apart.
    Seconds are rounded, as a moment is stored as a part of a day that is hardly ever exact.
    """
    cell = pl.all().str.replace(MOMENT, "$1 $2")
    moment = cell.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False).dt.round("1s")
    rounded = (
        pl.when(cell.str.contains(PART_OF_A_SECOND) & moment.is_not_null())
        .then(moment.dt.strftime("%Y-%m-%d %H:%M:%S"))
        .otherwise(cell)
    )
    plain = rounded
    for pattern in (TIME_ALONE, MIDNIGHT, TIME_ALONE_1904):
        plain = plain.str.replace(pattern, "$1")
    return cells.with_columns(pl.when(pl.all() != "").then(plain))


def plain_number(text: str) -> str:
    """A number as a person writes it: 16 for 16.0."""
    whole = WHOLE.fullmatch(text)
    return whole[1] if whole else text


def plain_time(duration: str) -> str:
    """A time of the day or a length of time, from the form PT14H30M00S: 14:30:00."""
    found = DURATION.fullmatch(duration)
    if not found:
        return duration
    hours, minutes, seconds = (int(each or 0) for each in found.groups())
    return f"{hours:02}:{minutes:02}:{seconds:02}"
