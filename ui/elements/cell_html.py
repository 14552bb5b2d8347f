"""The marks of a table's cells, as HTML.

A cell is written in the few marks of Markdown that ``ui.elements.markdown`` and ``ui.rows`` use:
a badge, a colour, bold, a link, and a backslash before what is meant as it stands. Nothing else is
read.
"""

import html
import re

# A character, or what stands for one in HTML.
_ESCAPED = re.compile(r"\\(&[#\w]+;|[!-/:-@\[-`{-~])")
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
    """Marked words as HTML, in which nothing that was typed is read as HTML or as a mark."""
    safe = _ESCAPED.sub(_as_it_stands, html.escape(words))
    for mark, meaning in _MARKS:
        safe = mark.sub(meaning, safe)
    return safe


def _as_it_stands(found: re.Match[str]) -> str:
    return found[1] if found[1].startswith("&") else f"&#{ord(found[1])};"
