"""At which stage and for which reason does support end, and what of that is not recorded?"""

from metrics.victims import support_text, victim_figures
from metrics.victims.support import REASONS, STAGES
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.rows import victims as rows
from ui.rows.victim_pictures import with_bars
from ui.rows.victims import turned

RECORDED = ("support_end_stage_recorded", "support_end_reason_recorded", "support_end_evidenced")
ENDED = ("support_ended_early", "support_resumed", "outcome_16_rate")
OFFERED = ("support_offered", "sarc_offered", "isva_referral_offered", "support_accepted")
BY_QUARTER = {
    "support_end_reason_recorded": "Reason recorded",
    "support_end_evidenced": "Evidenced",
    "support_ended_early": "Early",
    "support_resumed": "Resumed",
    "outcome_16_rate": "Outcome 16",
}
GIVEN = "Outcomes given, by their code"
# The pictures: the dimension, its question, the heading of its categories, the table's name.
BARS = (
    ("stage", support_text.WHEN, "Stage", "By stage"),
    ("reason", support_text.WHY, "Reason", "By reason"),
)

# Bars that can be read at once from the other end of a room.
BARS_AT_ONCE = 9

# Read
view, summary = victim_page.victim_header("When support ends")
everywhere = summary.of(None, summary.span)

# Draw
if room.draws():
    victim_page.draw_opening(
        view, summary, support_text.ends_text(summary), support_text.most_often_text(summary)
    )
if room.draws():
    with layout.side_by_side("numbers"):
        heading, shown = (
            "What is recorded when it ends",
            victim_figures.share_figures(summary, RECORDED),
        )
        victim_page.victim_panel(view, summary, "recorded", heading, shown)
        shown = victim_figures.share_figures(summary, ENDED)
        victim_page.victim_panel(view, summary, "ended", "What victims chose", shown)
    prose.caption(support_text.CHOICE)
with layout.side_by_side("when"):
    for dimension, question, heading, alt in BARS:
        counts, missing = summary.counts("support_ends", dimension), support_text.MISSING[dimension]
        if not room.draws(rows=len(counts), at_once=BARS_AT_ONCE):
            continue
        with layout.section(dimension, support_text.headline_text(question, counts, missing)):
            if figures.is_available(view, f"support_end_{dimension}_recorded"):
                ordered = support_text.by_size(counts)
                times = rows.word_count_rows(ordered, heading, "Times", in_bold=missing)
                bars = room.rows_at_once(with_bars(times, "Times"))
                victim_page.victim_table(view, summary, bars, key=dimension, alt=alt)
room.stop_if_shown()
with layout.section("crossed", "Stage by reason"):
    pairs = turned(everywhere.counts("support_ends", "stage_and_reason"))
    victim_page.crossed_table(
        view,
        everywhere,
        pairs,
        (REASONS, STAGES),
        key="stage-reason",
        alt="Stage by reason",
        heading="Reason",
        fold="Every pair",
    )
    if pairs_shown := support_text.pairs_shown_text(everywhere):
        prose.caption(pairs_shown)
with layout.section("quarters", "Quarter by quarter"):
    victim_page.by_period(view, summary, BY_QUARTER, key="support-quarters", alt="By quarter")
    given = rows.word_count_rows(summary.counts("outcomes", "outcome"), "Outcome", "Given")
    victim_page.victim_table(
        view, summary, given, key="outcomes", alt="Outcomes", numbers=("Given",), fold=GIVEN
    )
with layout.section("mg6dar", "The form MG6DAR, and domestic abuse"):
    victim_page.shares(view, summary, ("mg6dar_received",), key="mg6dar", alt="MG6DAR received")
    if not figures.why_not(view, "mg6dar_received"):
        prose.words(support_text.forms_text(everywhere))
with layout.section("offers", "Support offered after a report"):
    alt, beside = "Offers of support", ("days_to_offer",)
    victim_page.shares(view, summary, OFFERED, key="offers", alt=alt, beside=beside)
victim_page.closing_lines(view, summary)
