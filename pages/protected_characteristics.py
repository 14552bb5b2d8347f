"""Of which of the nine are victims asked, and what is missing?"""

from data_access.vocabulary import Characteristic
from metrics.text_format import capitalised
from metrics.victims import characteristics_text
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.rows.victim_pictures import BEFORE, asked_rows, key_text

BY_QUARTER = {each.column: capitalised(each) for each in Characteristic}
# This many columns fit in type for a room: how many were asked, and how many were not.
IN_THE_ROOM = 6
NUMBERS = (BEFORE, "Out of", "Not asked", "Not recorded", "Own account", "Prefers not to say")

# Read
view, summary = victim_page.victim_header("Protected characteristics")

# Draw
sent = tuple(each for each in Characteristic if not figures.why_not(view, each.column))
if room.draws():
    victim_page.draw_opening(view, summary, characteristics_text.missing_text(summary, sent))
if room.draws(rows=len(sent)):
    with layout.section("asked", characteristics_text.headline_text(summary, sent)):
        nine = room.rows_at_once(asked_rows(summary, sent))
        if key := key_text(nine):
            prose.caption(key)
        if room.is_shown():
            nine = nine[:, :IN_THE_ROOM]
        victim_page.victim_table(
            view, summary, nine, key="asked", alt="Each of the nine", numbers=NUMBERS
        )
        prose.caption(characteristics_text.ONLY_WHETHER)
        if not room.is_shown():
            victim_page.victim_definitions(summary, BY_QUARTER, "asked")
room.stop_if_shown()
with layout.section("quarters", "Asked about, quarter by quarter"):
    alt = "Share asked, by quarter"
    victim_page.by_period(view, summary, BY_QUARTER, key="asked-quarters", alt=alt)
victim_page.closing_lines(view, summary)
