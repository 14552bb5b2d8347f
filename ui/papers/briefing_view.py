"""The view of *Briefing* of a day, for documents that nobody asks for on that page."""

from datetime import date

from metrics.scope import of_inspection
from metrics.text_format import day_text
from ui.page.filters import INSPECTION, SINCE
from ui.page.page_view import PageView
from ui.page.url_state import day_fault, first_day
from ui.reads import StoreState


class BadRequest(Exception):
    """Raised if what was asked for does not exist; the message says what does."""


def briefing_view(state: StoreState, on: date | None, inspection: str | None) -> PageView:
    """The view of *Briefing* as it opens on a day. Nulls: the newest day, all inspections."""
    full_state = state.day_state(_day(state, on))
    inspections = INSPECTION.options(full_state)
    if inspection not in (None, *inspections):
        raise BadRequest(
            f"There is no inspection {inspection} on {day_text(full_state.day)}. There is: "
            f"{', '.join(inspections) or 'none'}."
        )
    of = inspection or INSPECTION.default_on(full_state)
    day_state = of_inspection(full_state, of) if of and len(inspections) > 1 else full_state
    in_full = {INSPECTION.key: of, SINCE.key: SINCE.default_on(day_state)}
    return PageView(
        day_state,
        full_state,
        state,
        chosen={INSPECTION.key: inspection, SINCE.key: None},
        in_full={key: value for key, value in in_full.items() if value},
    )


def _day(state: StoreState, on: date | None) -> date:
    day = on or state.today
    if fault := day_fault(day, first_day(state), state.today):
        raise BadRequest(fault)
    return day
