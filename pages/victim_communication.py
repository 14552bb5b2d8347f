"""Were victims told of decisions in time, in the way they asked for, and with their rights?"""

from charts.registry import Chart
from data_access.vocabulary import Side
from metrics.victims import notice_text
from metrics.victims.notice_text import (
    IN_TIME_CODE,
    LATENESS_TABLE,
    MEDIAN_CODE,
    NOT_KNOWN_CODE,
    TABLES_OF_WAYS,
)
from ui.elements import contents, layout, prose
from ui.page import room, victim_page
from ui.page.charts import chart
from ui.page.figures import available, is_available, why_not
from ui.rows import victims as rows
from ui.rows.charts import bar_rows
from ui.rows.victim_pictures import lateness_rows

TABLES_OF_SIDES = {side.value: f"told of a decision of the {side}" for side in Side}
# The columns of the table by quarter or year.
BY_PERIOD = {
    NOT_KNOWN_CODE: "Not known to be told",
    IN_TIME_CODE: "Told in time",
    "told_late": "Told late",
    "not_yet_told": "Not yet told",
    "sent_by_post": "By post only",
    "no_record_of_telling": "No record",
}
PARTS = ("not_yet_told", "sent_by_post", "no_record_of_telling")
APART = (
    "told_in_time_police",
    "told_in_time_cps",
    "told_in_time_support_ended",
    "exempt_from_telling",
    "isva_offered",
    "isva_present",
    "told_by_solo",
)
PANELS = {
    "told": (
        "Told of a decision to take no further action",
        (NOT_KNOWN_CODE, IN_TIME_CODE, "told_late"),
    ),
    "asked": (
        "In the way they asked for, and with their rights",
        ("told_as_asked", "preference_recorded", "right_explained"),
    ),
}

# Read
view, summary = victim_page.victim_header("Victim communication")
everywhere = summary.everywhere

# Draw
if room.draws():
    missing = [why for code in (NOT_KNOWN_CODE, IN_TIME_CODE) if (why := why_not(view, code))]
    lead = [notice_text.told_text(summary), notice_text.how_fast_text(summary)]
    victim_page.draw_opening(view, summary, *(missing[:1] or lead))
if room.draws():
    victim_page.victim_panels(view, summary, PANELS)
if room.draws():
    with layout.section("told", "Told or not, over time"):
        bars = notice_text.bars_by_period(everywhere)
        if not is_available(view, NOT_KNOWN_CODE):
            prose.words(why_not(view, NOT_KNOWN_CODE))
        elif not bars:
            prose.words(f"{notice_text.newest_bar_text(everywhere)}.")
        else:
            newest = summary.at(bars[-1][0], None)
            chart(
                bar_rows(bars),
                Chart.TOLD_BARS,
                headline=victim_page.of_all(view, notice_text.newest_bar_text(everywhere)),
                subtitle=notice_text.BY_QUARTER,
                alt=victim_page.of_all(view, notice_text.bars_text(everywhere)),
                view=view,
                as_at=newest.chosen.as_at([notice_text.TOLD_TABLE]),
            )
            prose.words(notice_text.periods_without_bar_text(everywhere))
            if not room.is_shown():
                columns = [(code, BY_PERIOD[code]) for code in available(view, BY_PERIOD)]
                by_period = rows.period_rows([period for period, _ in bars], columns)
                victim_page.victim_table(
                    view,
                    newest,
                    by_period,
                    of=(notice_text.TOLD_TABLE,),
                    key="told",
                    alt="Told, by period",
                    fold=rows.SAME,
                )
contents.end_pictures()
if not room.is_shown():
    with layout.side_by_side("ways", "2-1"):
        with layout.section("ways", notice_text.WAYS_TITLE):
            as_asked = notice_text.ways_text(summary)
            prose.words(as_asked)
            victim_page.crossed_table(
                view,
                summary,
                TABLES_OF_WAYS,
                key="ways",
                alt="Way asked for by way used",
                heading="Asked for",
            )
            prose.caption("Bold: the way asked for." if as_asked else "")
            victim_page.released_table(
                view,
                summary,
                "wish recorded",
                key="wish",
                alt="When the victim’s wish was recorded",
                heading="Wish",
                counted="Victims told",
                fold="When the victim’s wish was recorded",
            )
        with layout.section("late", notice_text.lateness_text(summary)):
            late = summary.seen(LATENESS_TABLE)
            if late and (bands := late.counts(LATENESS_TABLE)):
                victim_page.victim_table(
                    view,
                    late,
                    lateness_rows(bands),
                    of=(LATENESS_TABLE,),
                    key="late",
                    alt="Lateness",
                )
            prose.words(notice_text.median_beside_text(summary))
            prose.caption("Against the limit of each decision.")
            victim_page.victim_definitions(summary, (MEDIAN_CODE,), "late")
    with layout.section("sides", "Decisions of the police and of the CPS"):
        victim_page.crossed_table(
            view,
            summary,
            TABLES_OF_SIDES,
            key="sides",
            alt="Told, by who decided",
            heading="Decided by",
        )
        victim_page.released_table(
            view,
            summary,
            "told after support had ended",
            key="support-ended",
            alt="Decisions after support had ended",
            heading="Told",
            counted="Victims",
            fold="Decisions after support had ended",
        )
with layout.side_by_side("trend"):
    if room.draws():
        with layout.section("trend", "More than usual variation?"):
            victim_page.trend(view, summary, IN_TIME_CODE)
    if room.draws():
        with layout.section("areas", "Areas beside each other"):
            victim_page.areas(view, summary, IN_TIME_CODE)
room.stop_if_shown()
with layout.section("apart", "Parts of those not told, and what stands apart"):
    victim_page.shares(
        view, summary, (*PARTS, *APART), key="apart", alt="Shares of telling that stand apart"
    )
victim_page.closing_lines(view, summary, (notice_text.TOLD_TABLE,))
