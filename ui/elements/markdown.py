"""The few Markdown marks used in cells and sentences, and their HTML.

A badge, a bar, a square, a dot, a colour, bold, a link, and a backslash before a literal character.
"""

import html
import re
import textwrap

NOTHING = "–"
DEMONSTRATION = "Demonstration: not real"
MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#+!|~$:&])")
# Invisible characters that reverse the direction of the text that follows.
TURNING_TEXT = re.compile("[\u202a-\u202e\u2066-\u2069]")
REPLACED = "\ufffd"

SHORT_NAMES = {
    "NPCC lead for adult sexual offences and CPS lead": "NPCC and CPS leads",
    "Devon and Cornwall Police": "Force",
    "CPS South West": "CPS",
    "Office of the Police and Crime Commissioner": "OPCC",
    "Crown Prosecution Service, nationally": "CPS nationally",
    "College of Policing": "College",
}


def quiet(words: str) -> str:
    """Words in grey, for a missing value."""
    return f":gray[{words}]"


def quoted(text: str | None) -> str:
    """Text between quotation marks; empty for null."""
    return f"“{plain(text)}”" if text else ""


def plain(text: str | None) -> str:
    """Text that somebody typed, escaped so that it is not read as Markdown."""
    return escaped(in_one_line(text or ""))


def in_one_line(text: str) -> str:
    """Text with each run of white space replaced by one space, and with what turns text marked."""
    return " ".join(TURNING_TEXT.sub(REPLACED, text).split())


def escaped(text: str) -> str:
    """Text with a backslash before every character that Markdown would read."""
    return MARKDOWN.sub(r"\\\1", text)


def shortened(text: str, longest: int) -> str:
    """The first words of a text, with an ellipsis where it is cut."""
    return textwrap.shorten(text, longest, placeholder=" …")


def short_names(names: str) -> str:
    """Names of organisations, as short as a table needs them."""
    for long, short in SHORT_NAMES.items():
        names = names.replace(long, short)
    return names


# Characters with a meaning in HTML or Markdown.
_HAS_MEANING = re.compile(r"[\\&<>\"'\[*]")
# A character or an HTML entity.
_ESCAPED = re.compile(r"\\(&[#\w]+;|[!-/:-@\[-`{-~])")
_MARKS = [
    (re.compile(r":(\w+)-badge\[([^\]]*)\]"), r'<span class="badge \1">\2</span>'),
    (
        re.compile(r":(bar|square)-(\d+)-?(\w*)\[([^\]]*)\]"),
        r'<span class="\1 \3" style="--length: \2%">\4</span>',
    ),
    (
        re.compile(r":dot-(\d+)-(\d+)\[([^\]]*)\]"),
        r'<span class="dot" style="--at: \1; --ring: \2">\3</span>',
    ),
    (re.compile(r":dot-(\d+)\[([^\]]*)\]"), r'<span class="dot" style="--at: \1">\2</span>'),
    (re.compile(r":(\w+)\[([^\]]*)\]"), r'<span class="\1">\2</span>'),
    (
        re.compile(r"\[([^\]]*)\]\(&lt;(.*?)&gt;\)"),
        r'<a href="\2" target="_blank" rel="noopener noreferrer">\1</a>',
    ),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
]


def html_of(words: str) -> str:
    """Text with marks as HTML; nothing that somebody typed is read as HTML or as a mark."""
    if not _HAS_MEANING.search(words):
        return words
    safe = _ESCAPED.sub(_as_it_stands, html.escape(words))
    for mark, meaning in _MARKS:
        safe = mark.sub(meaning, safe)
    return safe


def _as_it_stands(match: re.Match[str]) -> str:
    return match[1] if match[1].startswith("&") else f"&#{ord(match[1])};"
