"""Of which of the nine are victims asked, and what is missing?"""

from data_access.vocabulary import Characteristic
from metrics.text_format import capitalised
from metrics.victims import characteristics_text, victim_figures
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.rows.victim_pictures import asked_area_rows, asked_rows, key_text

BY_PERIOD = {each.column: capitalised(each) for each in Characteristic}
# This many columns fit in type for a room: how many were asked, and how many were not.
IN_THE_ROOM = 6

# Read
view, summary = victim_page.victim_header("Protected characteristics")
sent = tuple(each for each in Characteristic if not figures.why_not(view, each.column))
everywhere = summary.everywhere

# Compute
# All are of the same cases.
of = summary.seen_together([each.column for each in sent])
shares = characteristics_text.least_asked_first(of, sent)

# Draw
if room.draws():
    differs = of is not summary and not summary.area
    where = f"{capitalised(victim_figures.extent_text(of))}." if differs else ""
    missing = (
        characteristics_text.missing_text(of, sent) if shares else characteristics_text.TOO_FEW
    )
    victim_page.draw_opening(view, of, *filter(None, (where, missing)))
if shares and room.draws(rows=len(shares)):
    with layout.section("asked", characteristics_text.headline_text(of, sent)):
        nine = room.rows_at_once(asked_rows(of, sent))
        if key := key_text(nine):
            prose.caption(key)
        if room.is_shown():
            nine = nine[:, :IN_THE_ROOM]
        victim_page.victim_table(
            view,
            of,
            nine,
            of=BY_PERIOD,
            key="asked",
            alt="Each of the nine",
        )
        prose.words(characteristics_text.too_few_text(of, sent))
        prose.caption(characteristics_text.ONLY_WHETHER)
        if not room.is_shown():
            victim_page.victim_definitions(summary, BY_PERIOD, "asked")
room.stop_if_shown()
with layout.section("quarters", "Asked about, by quarter or year"):
    alt = "Share asked, by period"
    victim_page.by_period(view, summary, BY_PERIOD, key="asked-periods", alt=alt)
    if years := [year for each in sent if (year := summary.year_of_areas(each.column))]:
        shown = asked_area_rows(max(years, key=lambda each: each.first), sent)
        alt = "Share asked, by area"
        victim_page.victim_table(
            view,
            everywhere,
            shown,
            of=BY_PERIOD,
            key="asked-areas",
            alt=alt,
            fold="By area, in a year",
        )
victim_page.closing_lines(view, summary, BY_PERIOD)
