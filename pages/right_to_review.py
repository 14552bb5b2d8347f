"""Who was told of the right, who asked, and what came of it, in each scheme?"""

from data_access.vocabulary import Side
from metrics.finding import Finding
from metrics.releases.tables import ASKED_POLICE
from metrics.text_format import capitalised
from metrics.victims import right_to_review_text
from metrics.victims.right_to_review import SCHEMES
from metrics.victims.victim_figures import measure_text
from ui.elements import layout, prose
from ui.page import figures, room, victim_page
from ui.page.page_view import PageView


def _draw_shares(view: PageView, side: Side) -> None:
    """Draw the shares of a scheme, each at the grain at which it is released, and by period."""
    headings = right_to_review_text.headings_of(side)
    codes = {code: headings[code] for code in figures.available(view, headings)}
    if not codes:
        return
    key, name = f"review-{side}", capitalised(SCHEMES[side])
    victim_page.shares(view, everywhere, tuple(codes), key=key, alt=f"{name}: shares")
    prose.words(right_to_review_text.unreleased_text(everywhere, codes))
    if side == Side.POLICE:
        victim_page.released_table(
            view,
            everywhere,
            ASKED_POLICE,
            key="asked-police",
            alt="Who asked, and who was outside the scheme",
            heading="Victims told of a decision of the police",
            counted="Victims",
        )
    alt = f"{name}, by quarter or year"
    victim_page.by_period(view, everywhere, codes, key=f"{key}-periods", alt=alt)


# Read
view, summary = victim_page.victim_header(
    "Victims’ Right to Review",
    "who was told of the right, or used it",
)
everywhere = summary.everywhere

# Compute
# Without the columns that take a victim into a scheme, nobody can be counted in it.
missing = {side: why for side in Side if (why := figures.why_not(view, f"review_take_up_{side}"))}
sides = [side for side in Side if side not in missing]

# Draw
victim_page.draw_finding(
    view,
    everywhere,
    right_to_review_text.review_finding(summary, sides) if sides else Finding(missing[Side.POLICE]),
)
room.stop_if_shown()
with layout.section("rest", "More about reviews"):
    for side in Side:
        with layout.fold(f"{capitalised(SCHEMES[side])}: each share", f"shares-{side}") as is_open:
            if is_open:
                _draw_shares(view, side)
    with layout.fold("How reviews are counted", "why") as is_open:
        if is_open:
            prose.words(right_to_review_text.WHY)
            prose.words(right_to_review_text.WHEN)
            prose.words(right_to_review_text.WHO)
            explained = figures.why_not(view, "right_explained")
            prose.words(explained or measure_text(everywhere, "right_explained"))
            prose.caption(right_to_review_text.NEITHER_IS_GOOD)
victim_page.closing_lines(view, everywhere, right_to_review_text.tables_of_steps(Side))
