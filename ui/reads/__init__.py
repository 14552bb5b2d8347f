"""What the pages read: everything recorded, kept under the store's own revision.

Pages ask here alone, as ``reads.case_work``. Each room asks those before it in this list: what is
kept is kept under a ``basis``; ``opened`` is the open store, and what a run begins with; then what
is read of ``cases``, what ``victims`` met, where all stood on ``days``, what is ``explored``.
"""

from ui.reads.cache_keys import Basis
from ui.reads.cases import Overtaken, case_work, holdings, tallies
from ui.reads.current_store import (
    basis_of,
    begin_run,
    begun_with,
    snapshot,
    store,
    store_facts,
    today,
)
from ui.reads.day_states import escalation_work, standing, standing_then, values
from ui.reads.explore import explored_cases
from ui.reads.victims import victim_work
from ui.reads.warmup import warm_up

__all__ = [
    "Basis",
    "Overtaken",
    "basis_of",
    "begin_run",
    "begun_with",
    "case_work",
    "escalation_work",
    "explored_cases",
    "holdings",
    "snapshot",
    "standing",
    "standing_then",
    "store",
    "store_facts",
    "tallies",
    "today",
    "values",
    "victim_work",
    "warm_up",
]
