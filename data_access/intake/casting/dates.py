"""Parses dates in any usual notation, always with the day before the month."""

import re
from datetime import date

MONTHS = (
    "january february march april may june july august september october november december"
).split()
MONTH_NUMBERS = {
    name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])
} | {"sept": 9}
TIME = r"(?:[t ](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?: ?[ap]m)?)?"
YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}}){TIME}", re.ASCII
)
DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})([-/. ])(?P<month>\d{{1,2}})\2(?P<year>\d{{4}}|\d{{2}}){TIME}", re.ASCII
)
IN_WORDS = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[- .]?(?P<month>[a-z]+)[-,. ]{0,2}"
    rf"(?P<year>\d{{4}}|\d{{2}}){TIME}",
    re.ASCII,
)
# Years in two digits: 21 is 2021, 75 is 1975.
TURN_OF_CENTURY = 69


def parse_date(text: str) -> date | None:
    """The date in ``text``, with the day before the month; null if it is not a date."""
    plain = " ".join(text.lower().split())
    for pattern in (YEAR_FIRST, DAY_FIRST, IN_WORDS):
        match = pattern.fullmatch(plain)
        if match:
            return _date(match["year"], match["month"], match["day"])
    return None


def _date(year: str, month: str, day: str) -> date | None:
    month_number = int(month) if month.isdigit() else MONTH_NUMBERS.get(month, 0)
    try:
        return date(_full_year(year), month_number, int(day))
    except ValueError:
        return None


def _full_year(year: str) -> int:
    if len(year) > len("21"):
        return int(year)
    return int(year) + (1900 if int(year) >= TURN_OF_CENTURY else 2000)
