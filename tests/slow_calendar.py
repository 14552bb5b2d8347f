"""A slow and simple second opinion on working days: the rules of bank holidays, and loops."""

from datetime import date, timedelta
from functools import cache

ONE_DAY = timedelta(days=1)
MONDAY, SATURDAY = 0, 5
# Exceptions to the rules: in each of these years, a holiday was moved to the second day.
MOVED = {date(2020, 5, 4): date(2020, 5, 8), date(2022, 5, 30): date(2022, 6, 2)}
ONCE = (
    date(2022, 6, 3),  # Platinum Jubilee
    date(2022, 9, 19),  # State funeral of Queen Elizabeth II
    date(2023, 5, 8),  # Coronation of King Charles III
)


def is_working_day(day: date) -> bool:
    """Whether the day is neither at a weekend nor a bank holiday of England and Wales."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The weekdays of one year on which banks are closed."""
    easter = easter_sunday(year)
    found = [
        next_weekday_off(date(year, 1, 1), []),
        easter - 2 * ONE_DAY,
        easter + ONE_DAY,
        first_monday(date(year, 5, 1)),
        first_monday(date(year, 5, 25)),
        first_monday(date(year, 8, 25)),
    ]
    christmas = next_weekday_off(date(year, 12, 25), [])
    boxing_day = date(year, 12, 26)
    # The day after Christmas keeps its own day where it can; Christmas then moves past it.
    if christmas > boxing_day and boxing_day.weekday() < SATURDAY:
        found += [boxing_day, next_weekday_off(boxing_day, [boxing_day])]
    else:
        found += [christmas, next_weekday_off(boxing_day, [christmas])]
    moved = [MOVED.get(day, day) for day in found]
    return frozenset([*moved, *(day for day in ONCE if day.year == year)])


def next_weekday_off(day: date, taken: list[date]) -> date:
    """``day``, or the next weekday after it that is not taken."""
    while day.weekday() >= SATURDAY or day in taken:
        day += ONE_DAY
    return day


def first_monday(day: date) -> date:
    """The first Monday on or after ``day``."""
    while day.weekday() != MONDAY:
        day += ONE_DAY
    return day


def easter_sunday(year: int) -> date:
    """Easter of the Western churches: the Sunday after the full moon on or after 21 March."""
    # The moon comes back to the same days every nineteen years, less the leap days dropped.
    century = year // 100
    age = (19 * (year % 19) + century - century // 4 - (8 * century + 13) // 25 + 15) % 30
    age -= age // 28 * (1 - 29 // (age + 1) * ((21 - year % 19) // 11))
    full_moon = date(year, 3, 21) + age * ONE_DAY
    return next_sunday(full_moon)


def next_sunday(day: date) -> date:
    """The first Sunday after ``day``."""
    day += ONE_DAY
    while day.weekday() != MONDAY + 6:
        day += ONE_DAY
    return day


def working_days_after(day: date, at_most: int) -> list[date]:
    """``day``, then the first, second and further working days after it, up to ``at_most``."""
    found = [day]
    while len(found) <= at_most:
        day += ONE_DAY
        if is_working_day(day):
            found.append(day)
    return found


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start``, up to and including ``end``."""
    number = 0
    while start < end:
        start += ONE_DAY
        number += is_working_day(start)
    return number
