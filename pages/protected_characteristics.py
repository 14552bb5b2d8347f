"""Of which of the nine are victims asked, and what is missing?"""

from data_access.vocabulary import Characteristic
from metrics.cases.aggregation import NOT_RECORDED
from metrics.text_format import capitalised
from metrics.victims import characteristics_text
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.rows import victims as rows
from ui.rows.victim_pictures import SHARE_ASKED, asked_area_rows, asked_rows, key_text

BY_PERIOD = {each.column: capitalised(each) for each in Characteristic}
# Those asked about least, which fit in type for a room.
IN_THE_ROOM = 3
PICTURE = ("Characteristic", SHARE_ASKED, capitalised(NOT_RECORDED))

# Read
view, summary = victim_page.victim_header(
    "Protected characteristics", "which characteristics victims are asked about"
)
sent = tuple(each for each in Characteristic if not figures.why_not(view, each.column))
everywhere = summary.everywhere

# Compute
# All are of the same cases.
of = summary.seen_together([each.column for each in sent])
nine = asked_rows(of, sent)


def _draw_nine() -> None:
    """Draw the share asked of each, with the cases in which that is not recorded."""
    prose.caption(key_text(nine))
    drawn = nine.head(IN_THE_ROOM) if room.is_shown() else nine
    drawn = drawn.select(each for each in PICTURE if each in nine.columns)
    victim_page.victim_table(view, of, drawn, of=BY_PERIOD, key="asked", alt="Each of the nine")


# Draw
finding = characteristics_text.asked_finding(of, sent)
victim_page.draw_finding(view, summary, finding, _draw_nine)
room.stop_if_shown()
with layout.section("rest", "More about the nine"):
    prose.caption(characteristics_text.ONLY_WHETHER)
    victim_page.victim_table(
        view, of, nine, of=BY_PERIOD, key="nine", alt="Each in numbers", fold=rows.SAME
    )
    victim_page.victim_definitions(summary, BY_PERIOD, "asked")
    with layout.fold("By quarter or year, and by area", "quarters") as is_open:
        if is_open:
            alt = "Share asked, by period"
            victim_page.by_period(view, summary, BY_PERIOD, key="asked-periods", alt=alt)
            if years := [year for each in sent if (year := summary.year_of_areas(each.column))]:
                newest = max(years, key=lambda each: each.first)
                victim_page.victim_table(
                    view,
                    everywhere,
                    asked_area_rows(newest, sent),
                    of=BY_PERIOD,
                    key="asked-areas",
                    alt="Share asked, by area",
                )
victim_page.closing_lines(view, summary, BY_PERIOD)
