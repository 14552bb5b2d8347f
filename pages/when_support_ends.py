"""At which stage and for which reason does support end, and what of that is not recorded?"""

from metrics.finding import Finding
from metrics.victims import support_text
from metrics.victims.support_text import KIND, REASON, STAGE
from ui.elements import layout, prose
from ui.page import room, victim_page
from ui.page.figures import is_available, why_not
from ui.rows.victim_pictures import with_bars
from ui.rows.victims import word_count_rows

STAGE_RECORDED, REASON_RECORDED = "support_end_stage_recorded", "support_end_reason_recorded"
BY_PERIOD = {
    REASON_RECORDED: "Reason recorded",
    "support_end_evidenced": "Evidenced",
    "support_ended_early": "Early",
    "support_resumed": "Resumed",
    "outcome_16_rate": "Outcome 16",
}
SHARES = (STAGE_RECORDED, *BY_PERIOD, "mg6dar_received")
OFFERED = ("support_offered", "sarc_offered", "isva_referral_offered", "support_accepted")

# Read
view, summary = victim_page.victim_header(
    "When victims no longer support a case", "when and why victims no longer support a case"
)

# Compute
missing = why_not(view, REASON_RECORDED)
of = None if missing else summary.seen(KIND)

# Draw
victim_page.draw_finding(
    view,
    summary,
    Finding(missing)
    if missing
    else support_text.ends_finding(summary, has_stages=not why_not(view, STAGE_RECORDED)),
)
room.stop_if_shown()
if of:
    with layout.section("why", "Why"):
        kinds = word_count_rows(
            of.counts(KIND) or {}, "Reason", "Times", in_bold=[support_text.CAN_CHANGE]
        )
        drawn = with_bars(kinds, "Times")
        victim_page.victim_table(view, of, drawn, of=[KIND], key="kinds", alt="By kind of reason")
        prose.caption(support_text.NOT_ALL_CHOSEN)
with layout.section("rest", "More about support for a case"):
    with layout.fold("Each stage, each reason, and reasons by stage", "stages") as is_open:
        if is_open and is_available(view, REASON_RECORDED):
            for name, alt in ((STAGE, "Each stage"), (REASON, "Each reason")):
                victim_page.released_table(
                    view,
                    summary,
                    name,
                    key=name,
                    alt=alt,
                    heading=name.capitalize(),
                    counted="Times",
                )
            victim_page.crossed_table(
                view,
                summary,
                support_text.TABLES_OF_STAGES,
                key="stage-reason",
                alt="Stage by kind of reason",
                heading="Stage",
            )
    with layout.fold("Recorded, evidenced, early, resumed, and outcomes", "ended") as is_open:
        if is_open:
            victim_page.shares(view, summary, SHARES, key="ended", alt="Shares of support ended")
            victim_page.by_period(view, summary, BY_PERIOD, key="support-periods", alt="By period")
            victim_page.released_table(
                view,
                summary,
                "outcome",
                key="outcomes",
                alt="Outcomes",
                heading="Outcome",
                counted="Given",
            )
    with layout.fold("Support offered after a report", "offers") as is_open:
        if is_open:
            alt, beside = "Offers of support", ("days_to_offer",)
            victim_page.shares(view, summary, OFFERED, key="offers", alt=alt, beside=beside)
    with layout.fold("Areas beside each other", "areas") as is_open:
        if is_open:
            victim_page.areas(view, summary, "support_end_evidenced")
            victim_page.areas(view, summary, "support_offered")
victim_page.closing_lines(view, summary, (KIND,))
