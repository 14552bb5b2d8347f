"""What is read ahead of the first reader."""

from contextlib import suppress

from ui.page.filters import MONTHS, TWELVE
from ui.reads.cases import Overtaken, case_work
from ui.reads.current_store import snapshot, today
from ui.reads.day_states import escalation_work, standing
from ui.reads.explore import count_ahead
from ui.reads.victims import victim_work


def warm_up() -> None:
    """Fills the caches that the first reader would wait for."""
    held = snapshot()
    # Where somebody writes meanwhile, the first reader waits after all.
    with suppress(Overtaken):
        _ = standing(held, today(held)).differences
        escalation_work(held, today(held), None, MONTHS[TWELVE])
        case_work(held, today(held), None, MONTHS[TWELVE])
        victim_work(held, today(held), None, None)
        count_ahead(held, today(held))
