"""Who was told of the right, who asked, and what came of it, in each scheme?"""

from data_access.vocabulary import Side
from metrics.releases.people import PeopleSummary
from metrics.text_format import capitalised
from metrics.victims import right_to_review_text, victim_figures
from metrics.victims.right_to_review import SCHEMES
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.page.page_view import PageView
from ui.rows.victim_pictures import step_rows


def _lead(view: PageView, of: PeopleSummary) -> list[str]:
    """A sentence on each scheme, or why it is not available; whose they are, where that differs."""
    differs = of is not everywhere and not summary.area
    whose = [f"{capitalised(victim_figures.extent_text(of))}."] if differs else []
    return whose + [
        figures.why_not(view, f"review_take_up_{side}")
        or right_to_review_text.scheme_text(summary, of, side)
        for side in Side
    ]


def _draw_shares(view: PageView, side: Side) -> None:
    """Draw the shares of a scheme, each at the grain at which it is released, and by period."""
    name = capitalised(SCHEMES[side])
    with layout.section(f"shares-{side}", name):
        headings = right_to_review_text.headings_of(side)
        if side == Side.CPS:
            headings |= right_to_review_text.INDEPENDENT_HEADINGS
        codes = {code: headings[code] for code in figures.available(view, headings)}
        if not codes:
            return
        key = f"review-{side}"
        victim_page.shares(view, everywhere, tuple(codes), key=key, alt=f"{name}: shares")
        prose.words(right_to_review_text.unreleased_text(everywhere, codes))
        if not any(everywhere.steps(code) for code in codes):
            return
        with layout.fold("By quarter or year", f"{key}-periods") as is_open:
            if is_open:
                alt = f"{name}, by quarter or year"
                victim_page.by_period(view, everywhere, codes, key=f"{key}-periods", alt=alt)


# Read
view, summary = victim_page.victim_header("Victims’ Right to Review")
everywhere = summary.everywhere
# Without the columns that take a victim into a scheme, nobody can be counted in it.
sides = [side for side in Side if not figures.why_not(view, f"review_take_up_{side}")]

# Compute
of = right_to_review_text.summary_of_steps(summary)
steps = {side: right_to_review_text.steps_of(of, side) for side in sides} if of else {}

# Draw
if room.draws():
    lead = _lead(view, of) if of else [right_to_review_text.NOTHING_RELEASED]
    victim_page.draw_opening(view, of or everywhere, *lead)
if of and any(steps.values()) and room.draws():
    with layout.section("steps", right_to_review_text.headline_text(of, sides)):
        shown = step_rows(steps)
        victim_page.victim_table(
            view,
            of,
            shown,
            of=right_to_review_text.tables_of_steps(sides),
            key="review-steps",
            alt="The steps of a review",
        )
        prose.words(right_to_review_text.too_few_text(steps))
room.stop_if_shown()
with layout.side_by_side("shares"):
    for side in Side:
        _draw_shares(view, side)
with layout.section("why", "How reviews are counted"):
    prose.words(right_to_review_text.WHY)
    prose.words(right_to_review_text.WHEN)
    prose.words(right_to_review_text.WHO)
    explained = figures.why_not(view, "right_explained")
    prose.markdown(explained or right_to_review_text.explained_text(everywhere))
    prose.caption(right_to_review_text.NEITHER_IS_GOOD)
victim_page.closing_lines(view, everywhere, right_to_review_text.tables_of_steps(Side))
