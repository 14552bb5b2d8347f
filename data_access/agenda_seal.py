"""The hash of the items of a frozen agenda."""

import json
from collections.abc import Iterable, Sequence
from hashlib import sha256

# The columns of an item that are hashed, in this order.
HASHED = ("item", "topic", "text", "speaker", "minutes")


def hash_of_items(items: Iterable[Sequence[str | int | None]]) -> str:
    """The SHA-256 of items in their order; each is the values of ``HASHED``."""
    written = json.dumps([[*item] for item in items], ensure_ascii=False)
    return sha256(written.encode()).hexdigest()
