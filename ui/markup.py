"""The marks of a table's cells, as HTML.

A cell is written in the few marks of Markdown that ``ui.marks`` and ``ui.rows`` use: a badge, a
colour, bold, a link, and a backslash before what is meant as it stands. Nothing else is read.
"""

import html
import re
import string

# A character that stands for itself is kept out of the way, where no mark is looked for.
_ASIDE = 0xE000
_ESCAPED = re.compile(rf"\\([{re.escape(string.punctuation)}])")
_ASIDES = re.compile(rf"[{chr(_ASIDE)}-{chr(_ASIDE + 127)}]")
_MARKS = [
    (re.compile(r":(\w+)-badge\[([^\]]*)\]"), r'<span class="badge \1">\2</span>'),
    (re.compile(r":(\w+)\[([^\]]*)\]"), r'<span class="\1">\2</span>'),
    (
        re.compile(r"\[([^\]]*)\]\(&lt;(.*?)&gt;\)"),
        r'<a href="\2" target="_blank" rel="noopener noreferrer">\1</a>',
    ),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
]


def html_of(words: str) -> str:
    """Marked words as HTML, in which nothing that was typed is read as HTML."""
    safe = html.escape(_ESCAPED.sub(lambda found: chr(_ASIDE + ord(found[1])), words))
    for mark, meaning in _MARKS:
        safe = mark.sub(meaning, safe)
    return _ASIDES.sub(lambda found: html.escape(chr(ord(found[0]) - _ASIDE)), safe)
