"""Who was told of the right, who asked, and what came of it, in each scheme?"""

from data_access.vocabulary import Side
from metrics.text_format import capitalised
from metrics.victims import right_to_review, right_to_review_text, victim_figures
from metrics.victims.victim_summary import VictimSummary
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.page.page_view import PageView
from ui.rows import victims as rows
from ui.rows.victim_pictures import step_rows


def _of_second_stage(view: PageView, side: Side) -> dict[str, str]:
    """The heading of each measure of the second stage of the CPS scheme that is available."""
    codes = right_to_review_text.INDEPENDENT_HEADINGS if side == Side.CPS else {}
    return {code: codes[code] for code in codes if not figures.why_not(view, code)}


def _draw_shares(view: PageView, everywhere: VictimSummary, side: Side) -> None:
    """Draw the shares of a scheme: in the chosen quarters, and quarter by quarter."""
    name = capitalised(right_to_review.SCHEMES[side])
    with layout.section(f"shares-{side}", name):
        headings = right_to_review_text.headings_of(side)
        codes = {code: headings[code] for code in figures.available(view, headings)}
        if not codes:
            return
        second_stage = _of_second_stage(view, side)
        newest = rows.newest_shown_rows(everywhere, {**codes, **second_stage})
        key, alt = f"review-shares-{side}", f"{name}: shares"
        victim_page.victim_table(view, everywhere, newest, key=key, alt=alt)
        prose.words(right_to_review_text.shown_shares_text(everywhere, side, codes))
        key, alt = f"review-quarters-{side}", f"{name}, quarter by quarter"
        periods = tuple(everywhere.steps_of(next(iter(codes))))
        quarters = rows.period_rows(everywhere, periods, tuple(codes.items()))
        victim_page.victim_table(
            view, everywhere, quarters, key=key, alt=alt, fold="Quarter by quarter"
        )
        victim_page.victim_definitions(everywhere, {**codes, **second_stage}, f"review-{side}")


# Read
view, summary = victim_page.victim_header("Victims’ Right to Review")
everywhere = summary.of(None, summary.span)

# Draw
if room.draws():
    victim_page.draw_opening(
        view,
        everywhere,
        *(
            figures.why_not(view, f"review_take_up_{side}")
            or right_to_review_text.scheme_text(everywhere, side)
            for side in Side
        ),
    )
# Without the columns that take a victim into a scheme, nobody can be counted in it.
steps = {
    side: right_to_review_text.steps_of(everywhere, side)
    for side in Side
    if not figures.why_not(view, f"review_take_up_{side}")
}
if steps and room.draws():
    with layout.section("steps", right_to_review_text.headline_text(everywhere, steps)):
        victim_page.victim_table(
            view, everywhere, step_rows(steps), key="review-steps", alt="The steps of a review"
        )
room.stop_if_shown()
with layout.side_by_side("shares"):
    for side in Side:
        _draw_shares(view, everywhere, side)
with layout.section("why", "What is withheld, and what can be said"):
    prose.words(right_to_review_text.WHY)
    prose.words(right_to_review_text.WHEN)
    prose.words(right_to_review_text.WHO)
    not_explained = figures.why_not(view, "right_explained")
    explained = not_explained or right_to_review_text.explained_text(everywhere)
    prose.markdown(victim_page.of_all(view, explained, everywhere))
    prose.words(victim_figures.withheld_quarters_text(everywhere, "right_explained"))
    prose.caption(right_to_review_text.NEITHER_IS_GOOD)
victim_page.closing_lines(view, everywhere)
