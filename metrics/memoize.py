"""What was worked out once and is asked for again and again."""

from collections.abc import Callable, Mapping
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

import polars as pl

# How many results of one function are kept: many days that readers ask for know the same.
KEPT = 24
_LETS_GO: list[Callable[[], None]] = []
_LETS_GO_OF_CASES: list[Callable[[], None]] = []
Given = ParamSpec("Given")
Result = TypeVar("Result")
Cached = TypeVar("Cached", bound="_lru_cache_wrapper[Any]")


def kept(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Keeps the newest results of ``function``, which must come from its arguments alone.

    Frames and mappings are the same where they are the same object: nobody may change one that was
    given, or one that comes back.
    """
    return _kept(function, _LETS_GO)


def kept_of_cases(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same of rows of cases alone: it stands while no row of a case is written."""
    return _kept(function, _LETS_GO_OF_CASES)


def _kept(
    function: Callable[Given, Result], lets_go: list[Callable[[], None]]
) -> Callable[Given, Result]:
    @lru_cache(KEPT)
    def worked_out(given: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Result:
        return function(*map(_as_given, given), **{name: _as_given(value) for name, value in named})

    lets_go.append(worked_out.cache_clear)

    @wraps(function)
    def asked(*given: Given.args, **named: Given.kwargs) -> Result:
        known = tuple((name, _as_known(value)) for name, value in named.items())
        return worked_out(tuple(map(_as_known, given)), known)

    return asked


def let_go() -> None:
    """Forgets every result, with the frames it was worked out from: nobody will give them again."""
    for forget in _LETS_GO:
        forget()


def of_cases(cached: Cached) -> Cached:
    """Marks a cache of what was counted of cases: it stands while no row of a case is written."""
    _LETS_GO_OF_CASES.append(cached.cache_clear)
    return cached


def let_go_of_cases() -> None:
    """Forgets what was counted of cases: nobody will ask it of those counts again."""
    for forget in _LETS_GO_OF_CASES:
        forget()


class _Same(NamedTuple):
    """One object, and no other that is equal to it. Held, so that its number stays its own."""

    thing: Any

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.thing is other.thing


def _as_known(value: Any) -> Any:
    return _Same(value) if isinstance(value, pl.DataFrame | Mapping) else value


def _as_given(value: Any) -> Any:
    return value.thing if isinstance(value, _Same) else value
