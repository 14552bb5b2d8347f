"""What does a word mean here? Each has one meaning, on every page."""

from collections.abc import Sequence

import polars as pl

from metrics.text_format import capitalised, counted
from ui.elements import contents, layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import closed_table
from ui.page import glossary, page_view
from ui.page.filters import WORD
from ui.page.glossary import Word

# So many words tell what else a section holds.
FIRST_WORDS = 8


def _label(words: Sequence[Word]) -> str:
    """The number of words of a section, and the first of them."""
    first = ", ".join(word.key for word in words[:FIRST_WORDS])
    more = ", …" if len(words) > FIRST_WORDS else ""
    return f"{counted(len(words), 'word')}: {first}{more}"


# Read
view = page_view.header("Words used here", WORD)
chosen = view.chosen[WORD.key]

# Draw
contents.keep_room()
if chosen:
    word = glossary.words_by_key()[chosen]
    prose.lead(f"**{plain(capitalised(word.words))}.** {plain(word.meaning)}")
else:
    prose.lead("One word, one meaning, on every page.")
for number, part in enumerate(glossary.glossary()):
    key = f"words-{number}"
    with layout.section(key, part.heading):
        rows = [{"Word": plain(each.words), "Meaning": plain(each.meaning)} for each in part.words]
        closed_table(
            pl.DataFrame(rows),
            key=key,
            alt=part.heading,
            label=_label(part.words),
            wide="Meaning",
        )
page_view.copy_link(view)
