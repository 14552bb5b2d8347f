"""Everything the pages read, cached under the revision of the store: pages ask here alone."""

from ui.reads.cache_keys import Basis
from ui.reads.cases import Overtaken, case_summary, holdings, tallies
from ui.reads.current_store import (
    basis_of,
    begin_run,
    begun_with,
    snapshot,
    store,
    store_facts,
    today,
)
from ui.reads.day_states import day_state, escalation_summary, meeting_day_state, values
from ui.reads.explore import explored_cases
from ui.reads.victims import victim_summary
from ui.reads.warmup import warm_up

__all__ = [
    "Basis",
    "Overtaken",
    "basis_of",
    "begin_run",
    "begun_with",
    "case_summary",
    "day_state",
    "escalation_summary",
    "explored_cases",
    "holdings",
    "meeting_day_state",
    "snapshot",
    "store",
    "store_facts",
    "tallies",
    "today",
    "values",
    "victim_summary",
    "warm_up",
]
