"""Figures that a page leaves out, and says so, since no file has brought their columns."""

from collections.abc import Iterable

from metrics.measures.catalogue import MEASURES
from metrics.measures.measure import as_counted
from ui.elements import prose
from ui.page.page_view import PageView
from ui.rows.data_coverage import not_available_text


def why_not(view: PageView, code: str) -> str:
    """A sentence on why the measure ``code`` is not available; empty if it is, or is no measure."""
    measure = MEASURES.get(code)
    lacking = view.state.columns_sent.lacks(measure.needs or ()) if measure else ()
    if not measure or not lacking:
        return ""
    return not_available_text(as_counted(measure, view.day_state.limits).title, lacking)


def why_not_counted(view: PageView, title: str, *needed: str) -> str:
    """A sentence on why a count that is no measure is not available; empty if it is."""
    lacking = view.state.columns_sent.lacks(needed)
    return not_available_text(title, lacking) if lacking else ""


def available(view: PageView, codes: Iterable[str]) -> list[str]:
    """Those of the measures ``codes`` that are available; says of each other one why it is not."""
    reasons = {code: why_not(view, code) for code in codes}
    for reason in filter(None, reasons.values()):
        prose.words(reason)
    return [code for code, reason in reasons.items() if not reason]


def is_available(view: PageView, code: str) -> bool:
    """Whether the measure ``code`` is available; if not, says why."""
    return available(view, [code]) == [code]
