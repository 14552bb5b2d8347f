"""The one cache of derived results, which are stored on the object they derive from.

A result of a function of a day state, a summary or a frame is stored on that object and goes with
it. So nothing has to be cleared after a write: the next revision has new objects.
"""

from collections.abc import Callable, Mapping
from functools import _lru_cache_wrapper, lru_cache, wraps
from typing import Any, Concatenate, NamedTuple, ParamSpec, TypeVar
from weakref import ref

import polars as pl

# The number of newest results of one function that are stored on one object.
MOST = 256
RESULTS = "_memoized"
Owner = TypeVar("Owner")
Others = ParamSpec("Others")
Result = TypeVar("Result")


def memoize(
    function: Callable[Concatenate[Owner, Others], Result],
) -> Callable[Concatenate[Owner, Others], Result]:
    """Stores the newest results of ``function`` on its first argument.

    The function must depend on its arguments alone, and nobody may change one of them or a result.
    Two frames, or two mappings, are the same argument only where they are the same object.
    """
    return _memoized(function, MOST)


def memoize_most(
    most: int,
) -> Callable[
    [Callable[Concatenate[Owner, Others], Result]], Callable[Concatenate[Owner, Others], Result]
]:
    """``memoize``, with another limit on the number of stored results."""

    def memoize_newest(
        function: Callable[Concatenate[Owner, Others], Result],
    ) -> Callable[Concatenate[Owner, Others], Result]:
        return _memoized(function, most)

    return memoize_newest


def _memoized(
    function: Callable[Concatenate[Owner, Others], Result], most: int
) -> Callable[Concatenate[Owner, Others], Result]:
    @wraps(function)
    def memoized(owner: Owner, /, *others: Others.args, **named: Others.kwargs) -> Result:
        results: dict[object, _lru_cache_wrapper[Result]] = vars(owner).setdefault(RESULTS, {})
        cache = results.get(memoized)
        if cache is None:
            cache = results.setdefault(memoized, _cache_of(function, owner, most))
        by_name = tuple((name, _as_key(value)) for name, value in named.items())
        return cache(tuple(map(_as_key, others)), by_name)

    return memoized


def _cache_of(
    function: Callable[..., Result], owner: object, most: int
) -> "_lru_cache_wrapper[Result]":
    # A strong reference would make a cycle, which lives until the garbage collector runs.
    owner_ref = ref(owner)

    @lru_cache(most)
    def cached(others: tuple[Any, ...], named: tuple[tuple[str, Any], ...]) -> Result:
        by_name = {name: _as_given(value) for name, value in named}
        return function(owner_ref(), *map(_as_given, others), **by_name)

    return cached


class _Same(NamedTuple):
    """Compares one object by identity. It holds a reference, so that the id is not reused."""

    thing: Any

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.thing is other.thing


def _as_key(value: Any) -> Any:
    return _Same(value) if isinstance(value, pl.DataFrame | Mapping) else value


def _as_given(value: Any) -> Any:
    return value.thing if isinstance(value, _Same) else value
