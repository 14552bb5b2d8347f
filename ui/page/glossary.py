"""The glossary, as pages show it: ``docs/glossary.md``, read once."""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

FILE = Path(__file__).parents[2] / "docs/glossary.md"
# The only entries of one word that texts link to: the others are everyday words too.
OF_ONE_WORD = frozenset({"limit", "notice", "position", "release", "rounded"})
# Entries of several words that are everyday words too, so no text links to them.
EVERYDAY = frozenset({"evidence for", "left out", "of a period", "on a day", "the same words"})
# The section for those who work on the code.
OF_THE_MACHINERY = "The machinery"
# Code, emphasis and links of Markdown; a page has the words alone.
_MARKS = re.compile(r"[`*]|\[([^\]]*)\]\([^)]*\)")


class Word(NamedTuple):
    """An entry: the words that it is of, the first of which is its key in the address."""

    words: str
    meaning: str

    @property
    def key(self) -> str:
        """The value of ``?word=`` that leads to it."""
        return self.words.split(",")[0]


class GlossaryPart(NamedTuple):
    """A section of the glossary."""

    heading: str
    words: Sequence[Word]


@cache
def glossary() -> tuple[GlossaryPart, ...]:
    """Every section for readers, in order, without what things are called in code and tables."""
    _, *sections = FILE.read_text(encoding="utf-8").split("\n## ")
    return tuple(
        GlossaryPart(heading, [*map(_word, _rows(body))])
        for heading, _, body in (section.partition("\n") for section in sections)
        if heading != OF_THE_MACHINERY
    )


@cache
def words_by_key() -> dict[str, Word]:
    """Every entry by its key, in the order of the glossary."""
    return {word.key: word for part in glossary() for word in part.words}


def linked(sentence: str, words: str) -> str:
    """The sentence as Markdown, in which the first ``words`` link to their entry."""
    return sentence.replace(words, f"[{words}](about-the-data?{urlencode({'word': words})})", 1)


def with_entries(text: str, linked_before: set[str]) -> str:
    """The text, of Markdown, with the first place of each entry leading to it.

    ``linked_before``: the keys of entries that the page leads to already; this text's are added.
    """
    keys, pattern = _entries_to_link()

    def link(found: re.Match[str]) -> str:
        key = keys[found[1].lower()]
        if key in linked_before:
            return found[0]
        linked_before.add(key)
        return f"[{found[0]}](about-the-data?{urlencode({'word': key})})"

    return pattern.sub(link, text)


@cache
def _entries_to_link() -> tuple[dict[str, str], re.Pattern[str]]:
    """The key of each entry that texts lead to, by what it is called; a pattern that finds one."""
    keys = {
        name: word.key
        for word in words_by_key().values()
        for name in word.words.split(", ")
        if name in OF_ONE_WORD or (re.search("[ -]", name) and name not in EVERYDAY)
    }
    longest_first = "|".join(map(re.escape, sorted(keys, key=len, reverse=True)))
    # Bold text is the name of a line, which is no place for a link.
    return keys, re.compile(rf"(?<![\w*\[-])({longest_first})s?(?![\w*\]-])", re.IGNORECASE)


def _rows(body: str) -> list[str]:
    """The rows of the one table of a section, without its head."""
    return [line for line in body.splitlines() if line.startswith("| ")][1:]


def _word(row: str) -> Word:
    words, meaning, *_ = (_MARKS.sub(r"\1", cell).strip() for cell in row.strip("|").split(" |"))
    return Word(words, meaning)
