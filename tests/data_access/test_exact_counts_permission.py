"""Exact counts are off unless the settings say who allowed them, from when and until when."""

from datetime import date

import pytest

from data_access.exact_counts_permission import NotInForce, Permission, permission
from data_access.store.settings import PERMISSION_NAMES, PermissionSettings, permission_settings

TODAY = date(2026, 11, 27)
GIVEN = PermissionSettings("The data protection officer", "2026-11-01", "2027-01-31")
IN_FORCE = Permission("The data protection officer", date(2026, 11, 1), date(2027, 1, 31))


def why_not(settings, today=TODAY):
    with pytest.raises(NotInForce) as refused:
        permission(settings, today)
    return str(refused.value)


def test_without_a_setting_there_is_no_permission_and_nothing_to_say(monkeypatch):
    for name in PERMISSION_NAMES:
        monkeypatch.setenv(name, "  ")

    assert permission(permission_settings(), TODAY) is None


def test_the_settings_are_followed_as_they_are_now(monkeypatch):
    for name, text in zip(PERMISSION_NAMES, GIVEN, strict=True):
        monkeypatch.setenv(name, f" {text} ")

    assert permission(permission_settings(), TODAY) == IN_FORCE


@pytest.mark.parametrize("today", [IN_FORCE.on, IN_FORCE.until])
def test_it_holds_on_its_first_and_on_its_last_day(today):
    assert permission(GIVEN, today) == IN_FORCE


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"by": ""}, "EXACT_COUNTS_ALLOWED_BY is not set."),
        ({"on": ""}, "EXACT_COUNTS_ALLOWED_ON is not set."),
        ({"until": ""}, "EXACT_COUNTS_ALLOWED_UNTIL is not set."),
        (
            {"on": "", "until": ""},
            "EXACT_COUNTS_ALLOWED_ON and EXACT_COUNTS_ALLOWED_UNTIL are not set.",
        ),
    ],
)
def test_half_a_permission_is_none_and_says_what_is_missing(missing, said):
    assert why_not(GIVEN._replace(**missing)) == (
        f"Exact counts are off. {said} Set EXACT_COUNTS_ALLOWED_BY, EXACT_COUNTS_ALLOWED_ON and "
        "EXACT_COUNTS_ALLOWED_UNTIL, or none of them, then start the app again."
    )


@pytest.mark.parametrize("day", ["1/11/2026", "2026-13-01", "20261101", "yesterday", "2026-W48-5"])
@pytest.mark.parametrize(("column", "name"), [("on", "_ON"), ("until", "_UNTIL")])
def test_what_is_no_day_is_named(day, column, name):
    assert why_not(GIVEN._replace(**{column: day})) == (
        f"Exact counts are off. EXACT_COUNTS_ALLOWED{name} is not a day written like 2026-11-27. "
        "Mend it, then start the app again."
    )


@pytest.mark.parametrize("by", ["x" * 81, "Ring 01752 123456", "a\0b"])
def test_what_is_no_name_is_refused_and_not_repeated(by):
    said = why_not(GIVEN._replace(by=by))

    assert "EXACT_COUNTS_ALLOWED_BY must be the name or the post" in said
    assert by not in said


@pytest.mark.parametrize(
    ("on", "until", "said"),
    [
        ("2026-11-28", "2027-01-31", "of a day that has not come: 28 November 2026"),
        ("2026-10-01", "2026-11-26", "on 1 October 2026 ended on 26 November 2026"),
        (
            "2026-11-02",
            "2026-11-01",
            "EXACT_COUNTS_ALLOWED_UNTIL is before EXACT_COUNTS_ALLOWED_ON",
        ),
        ("2026-11-01", "2027-11-02", "A permission holds for a year at most"),
    ],
)
def test_a_permission_that_does_not_hold_today_is_off_and_says_why(on, until, said):
    assert said in why_not(GIVEN._replace(on=on, until=until))


def test_a_permission_may_hold_for_a_whole_year():
    whole = GIVEN._replace(until="2027-11-01")

    assert permission(whole, TODAY) == IN_FORCE._replace(until=date(2027, 11, 1))
