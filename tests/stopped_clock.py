"""A clock that stands still, for every module of the app that reads it."""

import importlib
import pkgutil
import sys
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

PACKAGES = ("data_access", "metrics", "charts", "ui")
# These run when they are imported.
SCRIPTS = ("ui.main", "data_access.migrations")
# When it is for the tests of pages.
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
TODAY = NOW.date()


class _Datetime(type):
    def __instancecheck__(cls, value: object) -> bool:
        return isinstance(value, datetime)


def stop_clock(moment: datetime, patch: pytest.MonkeyPatch) -> None:
    """Lets it be ``moment``, whichever module asks: all are loaded first."""
    _load_all()

    class Stopped(datetime, metaclass=_Datetime):
        def __new__(cls, *parts: Any, **named: Any) -> Any:
            return datetime(*parts, **named)  # noqa: DTZ001 - as it was asked for

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return moment.astimezone(tz or UTC)

    for name, loaded in list(sys.modules.items()):
        read = vars(loaded).get("datetime")
        # Or it stands still at another moment.
        if name.split(".")[0] in PACKAGES and (read is datetime or type(read) is _Datetime):
            patch.setattr(loaded, "datetime", Stopped)


@cache
def _load_all() -> None:
    for package in map(importlib.import_module, PACKAGES):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.startswith(SCRIPTS):
                importlib.import_module(module.name)
