"""At which stage and for which reason does support end, and what of that is not recorded?"""

from metrics.releases.people import PeopleSummary
from metrics.victims import support_text, victim_figures
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.rows import victims as rows
from ui.rows.victim_pictures import with_bars

RECORDED = ("support_end_stage_recorded", "support_end_reason_recorded", "support_end_evidenced")
ENDED = ("support_ended_early", "support_resumed", "outcome_16_rate")
OFFERED = ("support_offered", "sarc_offered", "isva_referral_offered", "support_accepted")
BY_PERIOD = {
    "support_end_reason_recorded": "Reason recorded",
    "support_end_evidenced": "Evidenced",
    "support_ended_early": "Early",
    "support_resumed": "Resumed",
    "outcome_16_rate": "Outcome 16",
}
# The pictures: the table, its question, the heading of its groups, the measure of what is recorded.
BARS = (
    (support_text.STAGE, support_text.WHEN, "Stage", "support_end_stage_recorded"),
    (support_text.KIND, support_text.WHY, "Kind of reason", "support_end_reason_recorded"),
)
# Bars that can be read at once from the other end of a room.
BARS_AT_ONCE = 9


def _draw_bars(of: PeopleSummary, table: str, question: str, heading: str, code: str) -> None:
    """Draw a table of stages in their order, or of kinds of reasons, as bars."""
    counts, missing = of.counts(table) or {}, support_text.MISSING[table]
    key = table.replace(" ", "-")
    with layout.section(key, support_text.headline_text(question, counts, missing)):
        if not figures.is_available(view, code):
            return
        times = rows.word_count_rows(counts, heading, "Times", in_bold=missing)
        bars = room.rows_at_once(with_bars(times, "Times"))
        victim_page.victim_table(view, of, bars, of=(table,), key=key, alt=f"By {heading.lower()}")


# Read
view, summary = victim_page.victim_header("When support ends")
of = summary.seen(support_text.KIND)

# Draw
if room.draws():
    where = "" if summary.area else victim_figures.seen_at_text(summary, support_text.KIND)
    said = (
        [where, support_text.ends_text(of), support_text.most_often_text(of)]
        if of
        else [support_text.TOO_FEW]
    )
    victim_page.draw_opening(view, of or summary, *filter(None, said))
if room.draws():
    panels = {
        "recorded": ("What is recorded when it ends", RECORDED),
        "ended": ("Early, resumed, and outcome 16", ENDED),
    }
    victim_page.victim_panels(view, summary, panels)
    prose.caption(support_text.NOT_ALL_CHOSEN)
with layout.side_by_side("when"):
    for table, *named in BARS:
        seen = summary.seen(table)
        if seen and room.draws(rows=len(seen.counts(table) or {}) - 1, at_once=BARS_AT_ONCE):
            _draw_bars(seen, table, *named)
room.stop_if_shown()
with layout.section("crossed", "Reasons, each and by stage"):
    victim_page.released_table(
        view,
        summary,
        support_text.REASON,
        key="reasons",
        alt="Each reason",
        heading="Reason",
        counted="Times",
        fold="Each reason by itself",
    )
    victim_page.crossed_table(
        view,
        summary,
        support_text.TABLES_OF_STAGES,
        key="stage-reason",
        alt="Stage by kind of reason",
        heading="Stage",
        fold="Stage by kind of reason",
    )
with layout.section("quarters", "By quarter or year"):
    victim_page.by_period(view, summary, BY_PERIOD, key="support-periods", alt="By period")
    victim_page.released_table(
        view,
        summary,
        "outcome",
        key="outcomes",
        alt="Outcomes",
        heading="Outcome",
        counted="Given",
        fold="Outcomes given, by their code",
    )
with layout.section("mg6dar", "The form MG6DAR, in cases of domestic abuse"):
    victim_page.shares(view, summary, ("mg6dar_received",), key="mg6dar", alt="MG6DAR received")
with layout.section("offers", "Support offered after a report"):
    alt, beside = "Offers of support", ("days_to_offer",)
    victim_page.shares(view, summary, OFFERED, key="offers", alt=alt, beside=beside)
with layout.section("areas", "Areas beside each other"):
    victim_page.areas(view, summary, "support_end_evidenced")
    victim_page.areas(view, summary, "support_offered")
victim_page.closing_lines(view, summary, (support_text.KIND,))
