"""Every place of the store that holds a text, and the words of one text in all of them.

Which columns hold text is asked of the tables, so that a new one is looked through too.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from sqlalchemy import CheckConstraint, Column, Connection, String, Table, select, update

from data_access.full_text_index import APOSTROPHES
from data_access.pii_detection import REDACTED
from data_access.store import StoreProblem
from data_access.tables import METADATA

SHORTEST_TEXT = 3
# A word does not begin in the middle of another, except behind a sign of an address (%20).
BEGINS, ENDS = r"(?:(?<![^\W_])|(?<=%[0-9A-Fa-f]{2}))", r"(?![^\W_])"
BLANK = r"(?:\s|\+|%20|%0A)+"
# What is written where a text was; elsewhere it is ``REDACTED``.
ADDRESS = ("saved_view", "parameters")
GIVEN_OUT = ("sealed_content", "content")
JSON = (("content_change", "was"), ("proposal", "fields"), GIVEN_OUT)
# What is no text in JSON: a picture.
PICTURE = "png"
# In JSON a day is written like a text, and is none.
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class TextPlace(NamedTuple):
    """A text of one row."""

    table: str
    row: int
    column: str


@cache
def text_columns() -> dict[str, tuple[str, ...]]:
    """The columns that may hold any text, by table: no key, and no word of a vocabulary."""
    columns = {
        table.name: tuple(each.name for each in table.c if _is_text(table, each))
        for table in METADATA.sorted_tables
    }
    return {table: names for table, names in columns.items() if names}


@cache
def key_columns() -> dict[str, tuple[str, ...]]:
    """The columns of text that refer to other rows, or that others refer to, by table."""
    columns = {
        table.name: tuple(each.name for each in table.c if is_string(each) and _is_key(each))
        for table in METADATA.sorted_tables
    }
    return {table: names for table, names in columns.items() if names}


def blanked(table: str, row: int, column: str) -> str:
    """The text that replaces one that is blanked as a whole."""
    if (table, column) == ADDRESS:
        return ""
    if (table, column) in JSON:
        return "{}"
    is_unique = METADATA.tables[table].c[column].unique
    return f"{REDACTED} {row}" if is_unique else REDACTED


def is_in(text: str, other: str) -> bool:
    """True if the words of ``text`` stand in ``other``."""
    return _pattern(text).search(other) is not None


def find_text(connection: Connection, text: str) -> tuple[list[TextPlace], list[TextPlace]]:
    """The places that hold ``text`` as words, in any case: those of texts, and those of keys.

    Errors: StoreProblem for a text of fewer than three letters.
    """
    pattern = _pattern(text)
    in_texts = [place for place, _ in _matches(connection, text_columns(), pattern)]
    in_keys = [place for place, _ in _matches(connection, key_columns(), pattern)]
    return in_texts, in_keys


def take_out_of_given_out(connection: Connection, text: str | None) -> list[TextPlace]:
    """Writes ``REDACTED`` over the words of ``text`` in what was given out; returns the places.

    Text of fewer than three letters is left: it says nothing, and stands in other words.
    """
    if not text or len("".join(text.split())) < SHORTEST_TEXT:
        return []
    return _take_out(connection, text, {GIVEN_OUT[0]: GIVEN_OUT[1:]})


def take_out_text(connection: Connection, text: str) -> list[TextPlace]:
    """Writes ``REDACTED`` over the words of ``text`` in every text; returns the places."""
    return _take_out(connection, text, text_columns())


def _take_out(
    connection: Connection, text: str, columns: dict[str, tuple[str, ...]]
) -> list[TextPlace]:
    pattern = _pattern(text)
    found = list(_matches(connection, columns, pattern))
    for place, value in found:
        table = METADATA.tables[place.table]
        written = {place.column: _without(pattern, place, value)}
        connection.execute(update(table).where(table.c.id == place.row).values(written))
    return [place for place, _ in found]


def _without(pattern: re.Pattern[str], place: TextPlace, value: str) -> str:
    """The text of a place with ``REDACTED`` over the words that ``pattern`` matches."""
    if (place.table, place.column) in JSON:
        return json.dumps(_taken_out(pattern, json.loads(value)), ensure_ascii=False)
    marker = quote_plus(REDACTED) if (place.table, place.column) == ADDRESS else REDACTED
    if METADATA.tables[place.table].c[place.column].unique:
        marker = f"{REDACTED} {place.row}"
    return pattern.sub(marker, value)


def _texts_in(data: Any) -> Iterator[str]:
    """The texts among the values of JSON, and in what these hold."""
    if isinstance(data, str):
        if not DAY.fullmatch(data):
            yield data
    elif isinstance(data, list):
        for each in data:
            yield from _texts_in(each)
    elif isinstance(data, dict):
        for name, each in data.items():
            if name != PICTURE:
                yield from _texts_in(each)


def _taken_out(pattern: re.Pattern[str], data: Any) -> Any:
    """``data`` of JSON with ``REDACTED`` over the words that ``pattern`` matches in its texts."""
    if isinstance(data, str):
        return data if DAY.fullmatch(data) else pattern.sub(REDACTED, data)
    if isinstance(data, list):
        return [_taken_out(pattern, each) for each in data]
    if isinstance(data, dict):
        return {
            name: each if name == PICTURE else _taken_out(pattern, each)
            for name, each in data.items()
        }
    return data


def _matches(
    connection: Connection, columns: dict[str, tuple[str, ...]], pattern: re.Pattern[str]
) -> Iterator[tuple[TextPlace, str]]:
    for name, texts in columns.items():
        table = METADATA.tables[name]
        for column in texts:
            is_json = (name, column) in JSON
            rows = select(table.c.id, table.c[column]).where(table.c[column].is_not(None))
            for row, value in connection.execute(rows).all():
                words = _texts_in(json.loads(value)) if is_json else [value]
                if any(map(pattern.search, words)):
                    yield TextPlace(name, row, column), value


def _pattern(text: str) -> re.Pattern[str]:
    """Matches the words of ``text``, also as they stand in an address."""
    words = text.split()
    if len("".join(words)) < SHORTEST_TEXT:
        raise StoreProblem(f"Give a text of at least {SHORTEST_TEXT} letters. Nothing was changed.")
    joined = BLANK.join("".join(map(_letter, word)) for word in words)
    return re.compile(f"{BEGINS}{joined}{ENDS}", re.IGNORECASE)


def _letter(letter: str) -> str:
    ways = APOSTROPHES if letter in APOSTROPHES else letter
    written = {re.escape(way) for way in ways} | {re.escape(quote_plus(way)) for way in ways}
    return f"(?:{'|'.join(sorted(written))})"


def is_string(column: Column[Any]) -> bool:
    """True for a column whose type is text, or is stored as text."""
    return isinstance(getattr(column.type, "impl_instance", column.type), String)


def _is_text(table: Table, column: Column[Any]) -> bool:
    words = (
        str(each.sqltext).startswith(f"{column.name} = '")
        for each in table.constraints
        if isinstance(each, CheckConstraint)
    )
    return is_string(column) and not _is_key(column) and not any(words)


def _is_key(column: Column[Any]) -> bool:
    return column.name == "ref" or bool(column.foreign_keys)
