"""Words looked for in texts: one index in memory, whichever engine the store runs on.

The index says in which of the texts each word stands and holds none of them. It is never written
to a file, so what is blanked in the store is nowhere else.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from typing import NamedTuple

from data_access.store import StoreProblem

# A letter or figure and what follows it: accents, and an apostrophe of any kind between two.
APOSTROPHES = "'\u2018\u2019\u02bc"
WORD = re.compile(f"[^\\W_](?:[^\\W_]|[\u0300-\u036f]|[{APOSTROPHES}](?=[^\\W_]))*")
NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
# Of a whole page that is pasted in, the other words are not looked for.
MOST_WORDS = 20
# "Victims" and "days" are plurals; "gas" and "process" are none.
SHORTEST_PLURAL = 4
# ascii: the words are folded already, and nothing but a space parts two of them.
CREATE = "CREATE VIRTUAL TABLE found USING fts5(names, title, text, content='', tokenize='ascii')"
INSERT = "INSERT INTO found (rowid, names, title, text) VALUES (?, ?, ?, ?)"
# A word among the other names of a thing, or in its title, says more than one in its text.
ASK = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 8.0, 4.0, 1.0), rowid"
WITHOUT_FTS5 = (
    "Nothing can be looked for: the SQLite of this Python was built without FTS5. All other pages "
    "work. Have the app run by a Python from python.org, Debian or Ubuntu."
)


class Text(NamedTuple):
    """What words are looked for in. ``names``: words that lead to it and are not shown."""

    names: str
    title: str
    text: str


class Wanted(NamedTuple):
    """The words looked for, folded; of the last one the beginning is enough.

    ``is_cut``: more were typed than are looked for.
    """

    words: tuple[str, ...]
    is_cut: bool = False

    def means(self, word: str) -> bool:
        """Whether ``word``, as it stands in a text, is one of those looked for."""
        seen = folded(word)
        return any(seen in forms(each) for each in self.words) or bool(
            self.words and seen.startswith(self.words[-1])
        )


def wanted(typed: str) -> Wanted:
    """What is looked for where ``typed`` was typed: its words, each once, and nothing else."""
    words = [*dict.fromkeys(reversed(words_in(typed)))][::-1]
    return Wanted(tuple(words[:MOST_WORDS]), is_cut=len(words) > MOST_WORDS)


def words_in(text: str) -> list[str]:
    """Every word of a text, in order, folded."""
    return [word for word in map(folded, WORD.findall(text)) if word]


def folded(word: str) -> str:
    """A word without capitals, accents and apostrophes: "Victim’s" is "victims"."""
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word.translate(NO_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(NO_APOSTROPHES)
    return "".join(letter for letter in letters if letter.isalnum())


def forms(word: str) -> tuple[str, str]:
    """A folded word in both numbers: victim and victims."""
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return (word, word[:-1] if is_plural else f"{word}s")


def index_of(texts: Iterable[Text]) -> bytes:
    """The index of ``texts``; each is known by its place among them, from 0.

    Errors: StoreProblem where Python's own SQLite cannot make one.
    """
    rows = (
        (place, *(" ".join(words_in(part)) for part in text)) for place, text in enumerate(texts)
    )
    with closing(sqlite3.connect(":memory:")) as memory:
        try:
            memory.execute(CREATE)
        except sqlite3.OperationalError as problem:
            raise StoreProblem(WITHOUT_FTS5) from problem
        memory.executemany(INSERT, rows)
        memory.commit()
        return memory.serialize()


def places_found(index: bytes, asked: Wanted) -> list[int]:
    """The places of the texts that hold every word looked for, the best first.

    Any number of threads may ask at once: each has a copy of the index for as long as it asks.
    """
    if not asked.words:
        return []
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.deserialize(index)
        return [place for (place,) in memory.execute(ASK, [_in_its_language(asked)])]


def _in_its_language(asked: Wanted) -> str:
    """The words as FTS5 asks for them. They are letters and figures alone, so quoting is enough."""
    each = [" OR ".join(f'"{form}"' for form in forms(word)) for word in asked.words]
    each[-1] += f' OR "{asked.words[-1]}" *'
    return " AND ".join(f"({word})" for word in each)
