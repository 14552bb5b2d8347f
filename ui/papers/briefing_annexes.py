"""The annexes of the briefing pack: all that its first pages rest on, in full, with its charts."""

from typing import NamedTuple

from charts.registry import Chart
from metrics.cases import case_figures
from metrics.cases.month_ends import last_closed_text
from metrics.data_quality import late_or_not_verified
from metrics.day_state import DayState
from metrics.headline_figures import NO_ACTION
from metrics.meetings.meeting_summary import Since
from metrics.memoize import memoize
from metrics.plan.action_lists import past_stated_time, undated_actions
from metrics.plan.slippage import DATES_KEY, date_lines, date_lines_text, later_text
from metrics.recommendations.evidence_seen import ages_text
from metrics.recommendations.first_positions import ages_of_answers
from metrics.recommendations.inspections import LAW, days_differ_text
from metrics.recommendations.measure_evidence import differences_of_day, no_differences_text
from metrics.recommendations.part_dates import dates_in_short
from metrics.recommendations.statutory_dates import past_or_near
from metrics.victims import notice_text, victim_figures
from ui.elements.markdown import plain
from ui.page.filters import MONTHS, TWELVE
from ui.page.page_view import PageView
from ui.papers.paper import Block, Bullets, Heading, PaperTable, Picture, Section
from ui.papers.paper_blocks import (
    Drawing,
    label_width,
    paragraph_blocks,
    pictures,
    plain_bullet_blocks,
    table_blocks,
    undrawn_pictures,
)
from ui.reads import StoreState
from ui.rows import plan_exceptions
from ui.rows.cases import answered_bar_rows
from ui.rows.charts import bar_rows
from ui.rows.evidence import NO_CLAIMS, owed_rows
from ui.rows.inspections import clock_rows
from ui.rows.plan import action_lines
from ui.rows.recommendations import (
    difference_rows,
    part_rows,
    recommendation_rows,
)

TOLD = "Victims told of a decision to take no further action"
NO_PART = "No part is recorded."
# Annexes that are often short, so that each begins on the last page of the one before it.
SHORT = "DE"
# An annex with none of these is a few lines.
LONG = PaperTable | Bullets | Picture


def annexes(view: PageView, changes: Since | None, *, is_drawn: bool) -> tuple[Section, ...]:
    """The annexes in their order. ``changes``: since the last meeting; null before the first.

    There is no page for what changed where nothing did: the first pages say so.
    ``is_drawn``: with the pictures of charts; else it can only be compared.
    """
    day_state = view.day_state
    charts = charts_of(day_state, view.state, is_drawn=is_drawn)
    contents = {
        "Each recommendation and each part, by who says what": _recommendations(day_state),
        "Actions late, due or undated, in full": [*charts.of_dates, *_actions(day_state)],
        "Figures, and what they mean": [
            *_about_figures(view),
            *charts.of_plans,
            *_told(view, charts.of_telling),
            *_claims(day_state),
        ],
        "The answer to each inspection": _clocks(day_state),
        "Everything that changed": _changes(changes),
    }
    return tuple(
        Section(
            f"Annex {letter}. {heading}",
            tuple(blocks),
            is_annex=True,
            continues=letter in SHORT or not any(isinstance(each, LONG) for each in blocks),
        )
        for letter, (heading, blocks) in zip("ABCDE", contents.items(), strict=True)
        if blocks
    )


def _recommendations(day_state: DayState) -> list[Block]:
    dates = dates_in_short(day_state)
    parts, differences = part_rows(day_state.parts, dates), differences_of_day(day_state)
    widths = [label_width(day_state), 22, 14, *([12] if dates else []), 10, 13, 13, 13, 16, 12]
    return [
        *table_blocks(
            recommendation_rows(day_state),
            "Each recommendation, and each body’s position on it",
            [label_width(day_state), 18, 14, 5, 12, 12, 13, 11, 14, 13],
            "None is recorded.",
        ),
        *paragraph_blocks(plain(ages_of_answers(day_state.parts, day_state.day)), is_quiet=True),
        Heading("Each part"),
        *table_blocks(parts, "Each part, and each body’s position on it", widths, NO_PART),
        Heading(f"Where they differ: {differences.height}"),
        *table_blocks(
            difference_rows(differences, ages_text(day_state.facts.newest_seen, day_state.day)),
            "Every difference between what is said and what is seen",
            [label_width(day_state), 26, 44, 22],
            no_differences_text(day_state.parts),
        ),
    ]


def _actions(day_state: DayState) -> list[Block]:
    if day_state.actions.is_empty():
        return paragraph_blocks(NO_ACTION)
    overdue = plan_exceptions.overdue_rows(day_state, in_full=True)
    past, undated = plan_exceptions.past_point_rows(day_state), undated_actions(day_state)
    coming = plan_exceptions.coming_rows(day_state, in_full=True)
    words = plan_exceptions.past_stated_time_rows(day_state)
    of_words = [
        Heading(f"Time stated has passed: {past_stated_time(day_state).height}"),
        *table_blocks(words, "Actions whose time in words has passed", [26, 20, 16, 14, 16], ""),
        *paragraph_blocks(plan_exceptions.NOT_OVERDUE, is_quiet=True),
    ]
    return [
        Heading(f"Overdue: {overdue.height}"),
        *table_blocks(overdue, "Overdue actions", [26, 20, 9, 20, 34], "No action is overdue."),
        Heading(f"Should have been escalated: {past.height}"),
        *table_blocks(
            past,
            "Past the escalation point, not raised to the level due",
            [34, 30, 30],
            "No action is past the escalation point and not raised to the level due.",
        ),
        *paragraph_blocks(plan_exceptions.escalation_point_text(day_state), is_quiet=True),
        *(of_words if words.height else []),
        Heading(plan_exceptions.coming_heading(day_state)),
        *table_blocks(
            coming,
            "Actions that fall due, the nearest first",
            [16, 30, 20, 34],
            "No action falls due in this period.",
        ),
        Heading(f"No date agreed: {undated.height}"),
        *table_blocks(
            action_lines(undated, day_state.labels),
            "Open actions with no date agreed, the oldest first",
            [44, 26, 22, 14],
            "Every open action that is owed a date has one.",
        ),
    ]


def _about_figures(view: PageView) -> list[Block]:
    summary = view.state.case_summary(view.day, None, MONTHS[TWELVE])
    return paragraph_blocks(
        victim_figures.ROUNDED,
        last_closed_text(summary.as_at if summary else None),
        plain(view.state.not_stored or ""),
    )


def _claims(day_state: DayState) -> list[Block]:
    owed = day_state.figures_owed
    return [
        Heading(f"Claims without figures: {owed.height}"),
        *table_blocks(
            owed_rows(owed, day_state.labels),
            "Each claim of a quantity with no number",
            [7, label_width(day_state), 28, 36, 16, 14],
            NO_CLAIMS,
        ),
    ]


def _told(view: PageView, charts: list[Block]) -> list[Block]:
    """The number of victims told, in which months, with its chart and what that leaves out."""
    summary = view.state.people(view.day, None, None)
    if summary is None or "told_in_time" in view.state.unavailable:
        return []
    coverage = victim_figures.coverage_text(summary)
    return [
        Heading(f"{TOLD}, {victim_figures.months_text(summary.chosen)}"),
        *paragraph_blocks(f"{victim_figures.OPENING} {coverage}", notice_text.told_text(summary)),
        *charts,
        *paragraph_blocks(plain(notice_text.periods_without_bar_text(summary))),
    ]


def _clocks(day_state: DayState) -> list[Block]:
    return [
        *paragraph_blocks(past_or_near(day_state)),
        *table_blocks(
            clock_rows(day_state),
            "Each inspection and its answer",
            [30, 14, 14, 14, 20, 16],
            "No inspection is recorded.",
        ),
        *paragraph_blocks(LAW, days_differ_text(day_state), is_quiet=True),
        Heading("Late or not verified"),
        *plain_bullet_blocks(late_or_not_verified(day_state), "Nothing."),
    ]


def _changes(changes: Since | None) -> list[Block]:
    return [
        block
        for topic in (changes.topics if changes else [])
        if topic.items
        for block in (
            Heading(f"{topic.name}: {len(topic.items)}"),
            *plain_bullet_blocks(topic.items, ""),
        )
    ]


class Charts(NamedTuple):
    """The blocks of the charts of a pack, by what they show."""

    of_dates: list[Block]
    of_plans: list[Block]
    of_telling: list[Block]


def charts_of(day_state: DayState, state: StoreState, *, is_drawn: bool = True) -> Charts:
    """The charts. ``is_drawn``: else they are pictures without a drawing, to be compared.

    Errors: NotMade.
    """
    if is_drawn:
        return _drawn(day_state, state)
    return Charts(*map(undrawn_pictures, _drawings(day_state, state)))


@memoize
def _drawn(day_state: DayState, state: StoreState) -> Charts:
    """The pictures, made once a state: they take longer than all the rest of a pack."""
    drawings = _drawings(day_state, state)
    every = [each for drawing in drawings for each in drawing]
    drawn = iter(pictures(every, is_invented=day_state.is_invented))
    return Charts(*([next(drawn) for _ in drawing] for drawing in drawings))


def _drawings(day_state: DayState, state: StoreState) -> list[list[Drawing]]:
    """The drawing of each of ``Charts``; none of what has no rows."""
    of_charts = (draw(day_state, state) for draw in (_dates, _answered, _told_drawing))
    return [[each] if each and not each.rows.is_empty() else [] for each in of_charts]


def _dates(day_state: DayState, _: StoreState) -> Drawing:
    lines = date_lines(day_state.actions, day_state.day)
    return Drawing(
        Chart.DATE_BARS,
        lines,
        later_text(day_state.actions).removesuffix("."),
        DATES_KEY,
        date_lines_text(lines),
        day_state.day,
    )


def _answered(day_state: DayState, state: StoreState) -> Drawing | None:
    summary = state.case_summary(day_state.day, None, MONTHS[TWELVE])
    if summary is None or "case_plans_answered_in_target" in state.unavailable:
        return None
    return Drawing(
        Chart.ANSWERED_BARS,
        answered_bar_rows(summary.in_target_by_month),
        case_figures.in_target_text(summary),
        case_figures.in_target_subtitle(summary),
        case_figures.in_target_month_by_month(summary),
        summary.as_at,
    )


def _told_drawing(day_state: DayState, state: StoreState) -> Drawing | None:
    summary = state.people(day_state.day, None, None)
    if summary is None or "told_in_time" in state.unavailable:
        return None
    return Drawing(
        Chart.TOLD_BARS,
        bar_rows(notice_text.bars_by_period(summary)),
        notice_text.newest_bar_text(summary),
        notice_text.BY_QUARTER,
        notice_text.bars_text(summary),
        summary.chosen.as_at([notice_text.TOLD_TABLE]),
    )
