"""Were victims told of decisions in time, in the way they asked for, and with their rights?"""

from charts.registry import Chart
from data_access.vocabulary import Side
from metrics.text_format import capitalised
from metrics.victims import notice_text, victim_figures
from metrics.victims.categorical import ANSWERS, values_of
from metrics.victims.notices import ASKED_METHODS, METHODS, NoticeStatus
from metrics.victims.victim_summary import VictimSummary
from ui.elements import contents, layout, prose
from ui.page import figures, room, victim_page
from ui.page.charts import chart
from ui.page.page_view import PageView
from ui.rows import victims as rows
from ui.rows.charts import bar_rows
from ui.rows.victim_pictures import lateness_rows

APART = (
    "told_late",
    "sent_by_post",
    "exempt_from_telling",
    "told_in_time_police",
    "told_in_time_cps",
    "told_in_time_support_ended",
    "isva_offered",
    "isva_present",
    "told_by_solo",
)
# Dimensions crossed with telling: the dimension, its heading, its categories, the fold's label.
TOLD_APART = (
    (
        "decided_by_and_told",
        "Decided by",
        values_of(Side),
        "Decisions of the police and of the CPS, as counts",
    ),
    (
        "support_ended_and_told",
        "Support had ended",
        ANSWERS,
        "Decisions after support had ended, and others, as counts",
    ),
)
TOLD_BY = "Who told the victim, by role"
AS_ASKED = "As asked, otherwise, and not asked"


def _draw_in_fold(
    view: PageView, whose: VictimSummary, dimension: str, *, heading: str, alt: str, fold: str
) -> None:
    """Draw the number of victims in each category of a dimension of decisions, in a fold."""
    counts = rows.word_count_rows(whose.counts("decisions", dimension), heading, "Victims")
    key = dimension.replace("_", "-")
    victim_page.victim_table(view, whose, counts, key=key, alt=alt, numbers=("Victims",), fold=fold)


# Read
view, summary = victim_page.victim_header("Victim communication")
everywhere = summary.of(None, summary.span)

# Draw
not_told = figures.why_not(view, "told_in_time")
if room.draws():
    lead = [notice_text.told_text(summary), notice_text.how_fast_text(summary)]
    ways = notice_text.ways_text(summary)
    victim_page.draw_opening(view, summary, *([not_told] if not_told else lead), below=ways)
if room.draws():
    with layout.side_by_side("numbers"):
        in_time = victim_figures.share_figure(summary, "told_in_time")
        untold = [
            victim_figures.number_figure(summary, code)
            for code in ("not_yet_told", "no_record_of_telling")
        ]
        heading = "Told of a decision to take no further action"
        victim_page.victim_panel(view, summary, "told", heading, [in_time, *untold])
        asked = victim_figures.share_figures(
            summary, ("told_as_asked", "preference_recorded", "right_explained")
        )
        heading = "In the way they asked for, and with their rights"
        victim_page.victim_panel(view, summary, "asked", heading, asked)
if room.draws():
    with layout.section("told", "Told or not, quarter by quarter"):
        bars = notice_text.bars_by_period(everywhere)
        is_available = figures.is_available(view, "told_in_time")
        is_drawn = any(bar for _, bar in bars)
        if is_available and is_drawn:
            chart(
                bar_rows(bars),
                Chart.TOLD_BARS,
                headline=victim_page.of_all(view, notice_text.newest_bar_text(everywhere)),
                subtitle=notice_text.BY_QUARTER,
                alt=victim_page.of_all(view, notice_text.bars_text(everywhere)),
                view=view,
                as_at=everywhere.as_at,
            )
        if is_available:
            prose.words(notice_text.periods_without_bar_text(everywhere))
        # Without a chart there is only the table to read.
        if is_available and not (is_drawn and room.is_shown()):
            told = everywhere.counts_of_each([each for each, _ in bars], "decisions", "told")
            by_quarter = rows.told_rows(told, notice_text.SHOWN_STATUSES)
            alt, numbers = (
                "Told, by quarter",
                [capitalised(word) for word in notice_text.SHOWN_STATUSES],
            )
            fold = rows.SAME if is_drawn else ""
            if not fold:
                prose.caption(notice_text.BY_QUARTER)
            victim_page.victim_table(
                view, everywhere, by_quarter, key="told", alt=alt, numbers=numbers, fold=fold
            )
contents.end_pictures()
if not room.is_shown():
    with layout.side_by_side("ways", "2-1"):
        with layout.section("ways", notice_text.ways_headline_text(everywhere)):
            pairs = everywhere.counts("decisions", "asked_and_used")
            victim_page.crossed_table(
                view,
                everywhere,
                pairs,
                (ASKED_METHODS, METHODS),
                key="ways",
                alt="Way asked for by way used",
                heading="Asked for",
            )
            if pairs_shown := notice_text.pairs_text(everywhere):
                prose.caption(pairs_shown)
            _draw_in_fold(view, summary, "as_asked", heading="Told", alt="As asked", fold=AS_ASKED)
            if figures.is_available(view, "told_by_solo"):
                _draw_in_fold(
                    view, everywhere, "told_by", heading="Told by", alt=TOLD_BY, fold=TOLD_BY
                )
        with layout.section("late", notice_text.lateness_text(everywhere)):
            victim_page.victim_table(
                view, everywhere, lateness_rows(everywhere), key="late", alt="Lateness"
            )
            prose.words(victim_figures.median_text(everywhere, "days_to_tell"))
            prose.caption("Against the limit of each decision.")
            victim_page.victim_definitions(everywhere, ("days_to_tell",), "late")
with layout.side_by_side("trend"):
    if room.draws():
        with layout.section("trend", "More than usual variation?"):
            victim_page.trend(view, summary, "told_in_time")
    if room.draws():
        with layout.section("areas", "Areas within the expected range"):
            victim_page.areas(view, summary, "told_in_time")
room.stop_if_shown()
with layout.section("apart", "Late, by post, exempt, and what stands apart"):
    victim_page.shares(view, summary, APART, key="apart", alt="Shares of telling that stand apart")
    for dimension, heading, down, fold in TOLD_APART:
        apart = everywhere.counts("decisions", dimension)
        victim_page.crossed_table(
            view,
            everywhere,
            apart,
            (down, values_of(NoticeStatus)),
            key=dimension,
            alt=fold,
            heading=heading,
            fold=fold,
        )
victim_page.closing_lines(view, summary)
