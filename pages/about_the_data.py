"""What is not sure, where does each figure come from, and what does a word mean?"""

import polars as pl

from metrics.data_quality import late_or_not_verified
from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from metrics.periods import limits_to_show
from metrics.text_format import capitalised, counted, nothing_yet
from ui import reads
from ui.elements import layout, prose
from ui.elements.markdown import plain
from ui.elements.tables import closed_table
from ui.measure_pages import definition_lines, pages_with_measures
from ui.page import figures, page_view, provenance
from ui.page.filters import WORD
from ui.page.glossary import glossary, words_by_key
from ui.rows.inspections import limit_rows, source_rows

# Read
view = page_view.header("About the data", WORD)
day_state = view.day_state

# Draw
if chosen := view.chosen[WORD.key]:
    word = words_by_key()[chosen]
    prose.lead(f"**{plain(capitalised(word.words))}.** {plain(word.meaning)}")
else:
    prose.lead(provenance.of_store(view))
if unsure := late_or_not_verified(day_state, ", listed below, under Limits"):
    with layout.section("unsure", "Late or not verified"):
        prose.bullets(unsure)
limits = limits_to_show(day_state.tables["time_limit"], view.day)
if not limits.is_empty():
    with layout.section("limits", "Limits"):
        closed_table(limit_rows(limits), key="limits", alt="Each limit and its source")
if not day_state.inspections.is_empty():
    with layout.section("inspections", "Where the content comes from"):
        closed_table(source_rows(day_state), key="sources", alt="Each inspection and its source")
with layout.section("definitions", "What each figure means"):
    for place in pages_with_measures():
        measures = [as_counted(MEASURES[code], day_state.limits) for code in place.codes]
        label = f"{place.title}: {counted(len(measures), 'measure')}"
        figures.definitions(label, measures, f"meanings-{place.page}", definition_lines(day_state))
with layout.section("rules", "How to read these pages"):
    prose.reading_rules()
with layout.section("words", "What each word means"):
    for number, part in enumerate(glossary()):
        rows = [{"Word": plain(each.words), "Meaning": plain(each.meaning)} for each in part.words]
        label = f"{part.heading}: {counted(len(rows), 'word')}"
        closed_table(
            pl.DataFrame(rows),
            key=f"words-{number}",
            alt=part.heading,
            label=label,
            wide="Meaning",
        )
with layout.section("store", "This store"):
    prose.bullets(reads.store_facts())
page_view.copy_link(view)
empty = {"limits": limits.height, "inspections": day_state.inspections.height}
provenance.source(view, *filter(None, [nothing_yet(empty)]))
