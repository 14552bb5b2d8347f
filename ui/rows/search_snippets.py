"""What was found, as it reads: a title and some of the text, with the words looked for marked."""

from data_access.full_text_index import WORD, Wanted
from ui.elements.markdown import escaped, in_one_line

LONGEST_TITLE = 160
LONGEST_TEXT = 260
CUT = "…"


def marked(text: str, asked: Wanted, longest: int) -> str:
    """Some of ``text``, around the first word looked for, with each of these in bold."""
    shown = _around(in_one_line(text), asked, longest)
    pieces, at = [], 0
    for found in WORD.finditer(shown):
        if asked.means(found[0]):
            pieces += [escaped(shown[at : found.start()]), f"**{escaped(found[0])}**"]
            at = found.end()
    return "".join([*pieces, escaped(shown[at:])])


def _around(text: str, asked: Wanted, longest: int) -> str:
    if len(text) <= longest:
        return text
    places = (word.start() for word in WORD.finditer(text) if asked.means(word[0]))
    place = next(places, 0)
    first = min(max(place - longest // 4, 0), len(text) - longest)
    # From the beginning of a word, unless that would leave out the one looked for.
    start = max(text.find(" ", first, place) + 1, first)
    part = text[start : start + longest]
    if start + longest < len(text):
        part = f"{part.rsplit(' ', 1)[0]} {CUT}"
    return f"{CUT} {part}" if start else part
