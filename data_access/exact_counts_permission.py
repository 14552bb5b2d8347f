"""The data protection officer's permission to look at exact counts of victims, from the settings.

It is off unless all three settings are there and the day lies between them.
"""

from datetime import date
from typing import NamedTuple

from data_access.pii_detection import identifying_signs
from data_access.store.settings import PERMISSION_NAMES, PermissionSettings
from data_access.writes.rules import LONGEST_NAME

BY, ON, UNTIL = PERMISSION_NAMES
LONGEST_DAYS = 366
OFF = "Exact counts are off."
AGAIN = "then start the app again."


class Permission(NamedTuple):
    """A permission in force: who gave it, on which day, and the last day on which it holds."""

    by: str
    on: date
    until: date


class NotInForce(Exception):
    """Raised if settings are there and give no permission today; a sentence says why."""


def permission(settings: PermissionSettings, today: date) -> Permission | None:
    """The permission in force ``today``; null if no setting is there.

    Errors: NotInForce if the settings are incomplete or wrong, or do not hold today.
    """
    missing = [name for name, text in zip(PERMISSION_NAMES, settings, strict=True) if not text]
    if len(missing) == len(settings):
        return None
    if missing:
        raise NotInForce(
            f"{OFF} {' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set. Set "
            f"{BY}, {ON} and {UNTIL}, or none of them, {AGAIN}"
        )
    given = Permission(_name(settings.by), _day(ON, settings.on), _day(UNTIL, settings.until))
    _refuse_wrong_days(given, today)
    return given


def _name(by: str) -> str:
    name = " ".join(by.split())
    if len(name) > LONGEST_NAME or identifying_signs(name) or not name.isprintable():
        raise NotInForce(
            f"{OFF} {BY} must be the name or the post of who gave the permission, in at most "
            f"{LONGEST_NAME} characters, and nothing else. Mend it, {AGAIN}"
        )
    return name


def _day(setting: str, text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python reads 20261127 and 2026-W48-5 too, which few readers do.
    if day is None or day.isoformat() != text:
        raise NotInForce(f"{OFF} {setting} is not a day written like 2026-11-27. Mend it, {AGAIN}")
    return day


def _refuse_wrong_days(given: Permission, today: date) -> None:
    if given.until < given.on:
        raise NotInForce(f"{OFF} {UNTIL} is before {ON}. Mend one of them, {AGAIN}")
    if (given.until - given.on).days >= LONGEST_DAYS:
        raise NotInForce(
            f"{OFF} A permission holds for a year at most, and {UNTIL} is later than that. Give an "
            f"earlier day, {AGAIN}"
        )
    if given.on > today:
        raise NotInForce(f"{OFF} The permission is of a day that has not come: {_said(given.on)}.")
    if given.until < today:
        raise NotInForce(
            f"{OFF} The permission that {given.by} gave on {_said(given.on)} ended on "
            f"{_said(given.until)}. The data protection officer may give another."
        )


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
