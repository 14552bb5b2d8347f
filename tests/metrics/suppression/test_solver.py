"""Every solver works in one process, whichever ran first."""

import numpy as np

from metrics.suppression.hitting_set import cheapest_hits
from metrics.suppression.lp_attack import highs
from tests.metrics.suppression.test_secondary_suppression import hidden_of


def test_a_year_can_be_protected_after_one_area_was_by_itself_in_the_same_process():
    # As in a new process: the first run says how many threads there are.
    highs()._Highs.resetGlobalScheduler(True)

    assert hidden_of({("P",): 1, ("D",): 1, ("C",): 9, (None,): 11}) == {("P",), ("D",), ("C",)}
    assert cheapest_hits([[(0, 0), (0, 1)], [(0, 1)]], np.ones((1, 2))) == [(0, 1)]
