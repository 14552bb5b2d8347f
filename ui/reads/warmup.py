"""What is read ahead of the first reader."""

from contextlib import suppress

from ui.page.filters import MONTHS, TWELVE
from ui.reads.cases import Overtaken, case_summary
from ui.reads.current_store import snapshot, today
from ui.reads.day_states import day_state, escalation_summary
from ui.reads.explore import count_ahead
from ui.reads.victims import victim_summary


def warm_up() -> None:
    """Fills the caches that the first reader would wait for."""
    held = snapshot()
    # Where somebody writes meanwhile, the first reader waits after all.
    with suppress(Overtaken):
        _ = day_state(held, today(held)).differences
        escalation_summary(held, today(held), None, MONTHS[TWELVE])
        case_summary(held, today(held), None, MONTHS[TWELVE])
        victim_summary(held, today(held), None, None)
        count_ahead(held, today(held))
