"""Dependencies between actions: what each waits on, and everything behind that."""

import re
from collections.abc import Mapping

import polars as pl

# A ref without a digit, which an office may give, could be any word of a wait.
HAS_DIGIT = pl.col("ref").str.contains(r"\d")
BEHIND = pl.Schema(
    {
        "on": pl.String(),
        "is_action": pl.Boolean(),
        "waiting": pl.List(pl.String()),
        "behind": pl.List(pl.String()),
    }
)


def waiting_links(actions: pl.DataFrame) -> pl.DataFrame:
    """A row for each thing that an open action waits on, in the order of the actions.

    A wait that names actions by their refs, which the service or the office gave, has a row for
    each, in the order it names them; one that names none has one row, and ``on`` is its own words.
    Nulls: ``on_is_open`` is null where ``on`` is no action. Shape: ref, title, lead_organisation,
    waiting_on, on, is_action, on_is_open.
    """
    waits = actions.filter("is_open", pl.col("waiting_on").is_not_null()).select(
        "ref", "title", "lead_organisation", "waiting_on"
    )
    states = actions.select("is_open", on="ref").rename({"is_open": "on_is_open"})
    named = pl.col("waiting_on").str.extract_all(_any_of(actions)).list
    own_words = pl.col("waiting_on").str.strip_chars()
    return (
        waits.with_columns(on=named.filter(pl.element() != "").list.unique(maintain_order=True))
        .explode("on", empty_as_null=True)
        .with_columns(is_action=pl.col("on").is_not_null())
        .join(states, on="on", how="left", maintain_order="left")
        .with_columns(pl.col("on").fill_null(own_words))
        .select(*waits.columns, "on", "is_action", "on_is_open")
    )


def behind_each(links: pl.DataFrame) -> pl.DataFrame:
    """A row for each thing that is waited on, the one with most behind it first.

    ``waiting``: refs of the actions that wait on it themselves. ``behind``: those, and whatever
    waits on them in turn; of things that wait on each other, not the thing itself.
    Shape: on, is_action, waiting, behind.
    """
    waiters = _waiters(links)
    kinds = dict(links.select("on", "is_action").iter_rows())
    rows = [
        (on, kinds[on], waiting, [ref for ref in _reached(on, waiters) if ref != on])
        for on, waiting in waiters.items()
    ]
    rows.sort(key=lambda row: (-len(row[3]), row[0]))
    return pl.DataFrame(rows, BEHIND, orient="row")


def cycles(links: pl.DataFrame) -> list[list[str]]:
    """Actions that wait on each other in a circle: a list of refs for each circle."""
    waiters = _waiters(links)
    behind = {on: _reached(on, waiters) for on in waiters}
    rings = [
        sorted(ref for ref in reached if on in behind.get(ref, ()))
        for on, reached in behind.items()
        if on in reached
    ]
    return [list(ring) for ring in dict.fromkeys(map(tuple, rings))]


def _any_of(actions: pl.DataFrame) -> str:
    """A pattern for the refs of ``actions`` as whole words; of p2-1 and p2-1-a the longer first."""
    refs = sorted(actions.filter(HAS_DIGIT)["ref"], key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, refs))})\b"


def _waiters(links: pl.DataFrame) -> dict[str, list[str]]:
    by_thing = links.group_by("on", maintain_order=True).agg("ref")
    return dict(by_thing.iter_rows())


def _reached(thing: str, waiters: Mapping[str, list[str]]) -> list[str]:
    """Everything that waits on ``thing``, or on what waits on it, each once, the nearest first."""
    reached: dict[str, None] = {}
    nearest = [thing]
    while nearest:
        nearest = [ref for on in nearest for ref in waiters.get(on, ()) if ref not in reached]
        reached |= dict.fromkeys(nearest)
    return list(reached)
