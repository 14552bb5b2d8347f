"""Dependencies between actions: what each waits on, and everything that waits on it in turn."""

import re
from collections.abc import Mapping
from textwrap import shorten
from typing import NamedTuple

import polars as pl

from metrics.memoize import memoize
from metrics.text_format import counted

# An office may give a ref without a digit, which could be an ordinary word in a wait.
HAS_DIGIT = pl.col("ref").str.contains(r"\d")
LONGEST = 60


class Behind(NamedTuple):
    """A thing that is waited on: the refs of what waits on it directly, and of all behind it.

    ``behind``: those and all that wait on them in turn; in a cycle, without the thing itself.
    """

    on: str
    waiting: list[str]
    behind: list[str]


def waiting_links(actions: pl.DataFrame) -> pl.DataFrame:
    """One row per thing that an open action waits on, in the order of the actions.

    A wait that names actions by their refs, given by the service or the office, has a row for each,
    in the order it names them; a wait that names none has one row, with its own words as ``on``.
    Nulls: ``on_is_open`` is null where ``on`` is not an action. Shape: ref, title,
    lead_organisation, waiting_on, on, is_action, on_is_open.
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


@memoize
def behind_each(links: pl.DataFrame) -> list[Behind]:
    """Each thing that is waited on, the one with most actions behind it first."""
    waiters = _waiters(links)
    things = [
        Behind(on, waiting, [ref for ref in _reached(on, waiters) if ref != on])
        for on, waiting in waiters.items()
    ]
    return sorted(things, key=lambda thing: (-len(thing.behind), thing.on))


@memoize
def waits_text(links: pl.DataFrame) -> str:
    """A sentence: how many actions wait, on how many things, and on which of them the most."""
    things = behind_each(links)
    if not things:
        return "What waits on what"
    number = links["ref"].n_unique()
    text = (
        f"{counted(number, 'open action')} {'waits' if number == 1 else 'wait'} on "
        f"{counted(len(things), 'thing')}"
    )
    most, behind = shorten(things[0].on, LONGEST, placeholder=" …"), len(things[0].behind)
    return f"{text}, {behind} of them on {most}" if 1 < behind < number else text


def _any_of(actions: pl.DataFrame) -> str:
    """A pattern for the refs of ``actions`` as whole words, p2-1-a before p2-1."""
    refs = sorted(actions.filter(HAS_DIGIT)["ref"], key=len, reverse=True)
    return rf"\b(?:{'|'.join(map(re.escape, refs))})\b"


@memoize
def _waiters(links: pl.DataFrame) -> dict[str, list[str]]:
    waiters: dict[str, list[str]] = {}
    for ref, on in links.select("ref", "on").iter_rows():
        waiters.setdefault(on, []).append(ref)
    return waiters


def _reached(thing: str, waiters: Mapping[str, list[str]]) -> list[str]:
    """Everything that waits on ``thing`` directly or indirectly, each once, the nearest first."""
    reached: dict[str, None] = {}
    nearest = [thing]
    while nearest:
        nearest = [ref for on in nearest for ref in waiters.get(on, ()) if ref not in reached]
        reached |= dict.fromkeys(nearest)
    return list(reached)
