"""A full-text index in memory, independent of the store's engine.

It holds the positions of words but no text, and is never written to a file, so that a text blanked
in the store remains nowhere else.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from contextlib import closing
from typing import NamedTuple

from data_access.store import StoreProblem

# Letters and digits with their accents, and any kind of apostrophe between two of them.
APOSTROPHES = "'\u2018\u2019\u02bc"
WORD = re.compile(f"[^\\W_](?:[^\\W_]|[\u0300-\u036f]|[{APOSTROPHES}](?=[^\\W_]))*")
NO_APOSTROPHES = str.maketrans("", "", APOSTROPHES)
# Further words are ignored, in case a whole page is pasted in.
MOST_WORDS = 20
# "Victims" and "days" are plurals; "gas" and "process" are not.
SHORTEST_PLURAL = 4
# ascii is enough: the words are already folded and separated by single spaces.
CREATE = "CREATE VIRTUAL TABLE found USING fts5(names, title, text, content='', tokenize='ascii')"
INSERT = "INSERT INTO found (rowid, names, title, text) VALUES (?, ?, ?, ?)"
# A match in a document's other names or title ranks above one in its text.
QUERY = "SELECT rowid FROM found WHERE found MATCH ? ORDER BY bm25(found, 8.0, 4.0, 1.0), rowid"
WITHOUT_FTS5 = (
    "Nothing can be looked for: the SQLite of this Python was built without FTS5. All other pages "
    "work. Have the app run by a Python from python.org, Debian or Ubuntu."
)


class Text(NamedTuple):
    """A text to index. ``names``: search words for it that are not shown."""

    names: str
    title: str
    text: str


class SearchTerms(NamedTuple):
    """Folded words to search for; the last may be the start of a word.

    ``is_cut``: further words were typed and ignored.
    """

    words: tuple[str, ...]
    is_cut: bool = False

    def match(self, word: str) -> bool:
        """True if ``word`` of a text is one of the terms."""
        seen = folded_word(word)
        return any(seen in forms(each) for each in self.words) or bool(
            self.words and seen.startswith(self.words[-1])
        )


def parse_terms(typed: str) -> SearchTerms:
    """The distinct search terms in ``typed``."""
    words = [*dict.fromkeys(reversed(words_in(typed)))][::-1]
    return SearchTerms(tuple(words[:MOST_WORDS]), is_cut=len(words) > MOST_WORDS)


def words_in(text: str) -> list[str]:
    """Every word of a text, in order, folded."""
    return [word for word in map(folded_word, WORD.findall(text)) if word]


def folded_word(word: str) -> str:
    """A word without capitals, accents and apostrophes: "Victim’s" is "victims"."""
    if word.isascii():
        return word.lower().replace("'", "")
    plain = unicodedata.normalize("NFKD", word.translate(NO_APOSTROPHES)).casefold()
    letters = unicodedata.normalize("NFKD", plain).translate(NO_APOSTROPHES)
    return "".join(letter for letter in letters if letter.isalnum())


def forms(word: str) -> tuple[str, str]:
    """The singular and plural of a folded word: victim and victims."""
    is_plural = len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith("ss")
    return (word, word[:-1] if is_plural else f"{word}s")


def build_index(texts: Iterable[Text]) -> bytes:
    """Builds the index of ``texts``, which are numbered from 0.

    Errors: StoreProblem if Python's SQLite has no full-text search.
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


def find_places(index: bytes, terms: SearchTerms) -> list[int]:
    """The numbers of the texts that contain every term, the best match first.

    Threads may search at the same time: each works on its own copy of the index.
    """
    if not terms.words:
        return []
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.deserialize(index)
        return [place for (place,) in memory.execute(QUERY, [_fts5_query(terms)])]


def _fts5_query(terms: SearchTerms) -> str:
    """The terms as an FTS5 query. Terms have only letters and digits, so quoting is enough."""
    each = [" OR ".join(f'"{form}"' for form in forms(word)) for word in terms.words]
    each[-1] += f' OR "{terms.words[-1]}" *'
    return " AND ".join(f"({word})" for word in each)
