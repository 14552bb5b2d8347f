"""Were victims told of decisions in time, in the way they asked for, and with their rights?"""

from charts.registry import Chart
from data_access.vocabulary import Side
from metrics.briefing_findings import of_victims
from metrics.finding import Finding
from metrics.victims import notice_text
from metrics.victims.notice_text import (
    IN_TIME_CODE,
    LATENESS_TABLE,
    MEDIAN_CODE,
    NOT_KNOWN_CODE,
    TABLES_OF_WAYS,
)
from metrics.victims.victim_figures import TELLS_WHO_WAS_TOLD, measure_text
from ui.elements import layout, prose
from ui.page import room, victim_page
from ui.page.charts import chart
from ui.page.figures import available, why_not
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
SHARES = (
    *BY_PERIOD,
    "told_as_asked",
    "preference_recorded",
    "right_explained",
    "told_in_time_police",
    "told_in_time_cps",
    "told_in_time_support_ended",
    "exempt_from_telling",
    "isva_offered",
    "isva_present",
    "told_by_solo",
)

# Read
view, summary = victim_page.victim_header("Victim communication", TELLS_WHO_WAS_TOLD)
everywhere = summary.everywhere

# Compute
missing = [why for code in (NOT_KNOWN_CODE, IN_TIME_CODE) if (why := why_not(view, code))]
bars = [] if missing else notice_text.bars_by_period(everywhere)

# Draw
victim_page.draw_finding(
    view, summary, Finding(missing[0]) if missing else of_victims(summary, has_files=True)
)
room.stop_if_shown()
if bars:
    newest = summary.at(bars[-1][0], None)
    with layout.section("told", "Told or not, over time"):
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
        columns = [(code, BY_PERIOD[code]) for code in available(view, BY_PERIOD)]
        victim_page.victim_table(
            view,
            newest,
            rows.period_rows([period for period, _ in bars], columns),
            of=(notice_text.TOLD_TABLE,),
            key="told",
            alt="Told, by period",
            fold=rows.SAME,
        )
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
    prose.words(why_not(view, "right_explained") or measure_text(everywhere, "right_explained"))
with layout.fold("The shares, and what each means", "figures") as is_open:
    if is_open:
        victim_page.shares(view, summary, SHARES, key="figures", alt="Shares of telling")
with layout.fold("How fast, how late, and when the wish was recorded", "late") as is_open:
    if is_open:
        prose.words(notice_text.how_fast_text(summary))
        prose.words("How late, against the limit of each decision:")
        late = summary.seen(LATENESS_TABLE)
        if late and (bands := late.counts(LATENESS_TABLE)):
            victim_page.victim_table(
                view, late, lateness_rows(bands), of=(LATENESS_TABLE,), key="late", alt="Lateness"
            )
        victim_page.released_table(
            view,
            summary,
            "wish recorded",
            key="wish",
            alt="When the victim’s wish was recorded",
            heading="Wish",
            counted="Victims told",
        )
        victim_page.victim_definitions(summary, (MEDIAN_CODE,), "late")
with layout.fold("Police and CPS decisions, and those after support ended", "sides") as is_open:
    if is_open:
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
        )
with layout.fold("More than usual variation, and areas beside each other", "trend") as is_open:
    if is_open:
        victim_page.trend(view, summary, IN_TIME_CODE)
        victim_page.areas(view, summary, IN_TIME_CODE)
victim_page.closing_lines(view, summary, (notice_text.TOLD_TABLE,))
