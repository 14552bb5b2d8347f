"""Hashes by which a change of a frozen agenda, or of approved minutes, would be noticed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

# The columns of an item that are hashed, in this order.
HASHED = ("item", "topic", "text", "speaker", "minutes")


def hash_of_items(items: Iterable[Sequence[str | int | None]]) -> str:
    """The SHA-256 of items in their order; each is the values of ``HASHED``."""
    written = json.dumps([[*item] for item in items], ensure_ascii=False)
    return sha256(written.encode()).hexdigest()


# What comes of an entry later is no change of what was recorded at the meeting.
COMES_LATER = {"done_on", "answered_on", "answer", "resolved_on", "outcome", "recorded_at"}


class SealedEntry(NamedTuple):
    """An entry behind approved minutes: its row, and the hash of what it said.

    ``outcome``: the number of the outcome of an item that it is, 0 for none.
    """

    outcome: int
    table: str | None
    row: int | None
    sha256: str


def entry_hash(row: Mapping[str, Any]) -> str:
    """The hash of what a row says; what is filled in later is left out.

    Nulls: left out too, or a column that a later version adds would change every earlier entry.
    """
    said = {
        name: str(value)
        for name, value in row.items()
        if name not in COMES_LATER and value is not None
    }
    return _hash(said)


def seal(meeting: str, approved_by_meeting: str, text: str, entries: str) -> str:
    """The hash of minutes: of which meeting, which one approved them, their text, and the entries.

    ``entries``: as they are stored, so that a seal can be looked at before they are read.
    """
    return _hash([meeting, approved_by_meeting, text, entries])


def entries_as_json(entries: Sequence[SealedEntry]) -> str:
    """The entries as they are stored."""
    return json.dumps(entries)


def entries_of(stored: str) -> list[SealedEntry]:
    """The entries that ``entries_as_json`` wrote."""
    return [SealedEntry(*each) for each in json.loads(stored)]


def _hash(said: Any) -> str:
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
