"""Counts of the newest quarter and years that must be hidden, and values no attack may find.

Their rows stand among those of all periods so far, as ``Secrets`` has them.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from metrics.suppression.closed_periods import ClosedPeriods
from metrics.suppression.costs import ENOUGH_OF_A_KNOWN_TOTAL
from metrics.suppression.layout import lay_out
from metrics.suppression.quarter_counts import without_known
from metrics.suppression.secret_counts import Secrets, with_sums
from metrics.suppression.table_model import Flags, Numbers, is_small

# A difference between two counts may be anything.
UNKNOWN = -1_000_000


class NewestPeriods:
    """The newest row of a quarter, and the newest years, beside all that was shown before.

    ``rows``: which they are. ``must``: the counts of all periods that are hidden in any case.
    """

    def __init__(
        self, periods: ClosedPeriods, new_years: int, shows: Sequence[bool], threshold: int
    ) -> None:
        """``shows``: whether anything is shown of each of ``rows``."""
        self._periods, self._threshold = periods, threshold
        by_quarter = periods.by_quarter
        self._differences = periods.differences(by_quarter)
        self._counts: Numbers = with_sums(by_quarter, periods.years, self._differences)
        self._quarters = len(by_quarter)
        self._sums = self._quarters + len(periods.years)
        self.rows = [self._quarters - 1, *range(self._sums - new_years, self._sums)]
        self._lacking = periods.lacking(self._counts.shape)
        self._before = periods.hidden_before(self._counts.shape) | self._lacking
        self.must = self._hidden_if_secret(shows)
        # A total that is known elsewhere is shown here where any other would be.
        known, counts = periods.known, self._counts
        self._known_hidden = self.must[self.rows][:, known]
        self.must |= (counts[:, known] < ENOUGH_OF_A_KNOWN_TOTAL).any(axis=1, keepdims=True)
        self.must[:, known] = False

    @property
    def none_is_shown(self) -> bool:
        """Whether all counts of the newest periods must be hidden."""
        return bool(np.delete(self.must[self.rows], self._periods.known, axis=1).all())

    @cached_property
    def secrets(self) -> Secrets:
        """The values that must not be found out; no zero may be hidden."""
        may_hide = np.zeros_like(self.must)
        may_hide[self.rows] = ~self.must[self.rows] & (self._counts[self.rows] > 0)
        may_hide[:, self._periods.known] = False
        return Secrets(
            self._counts,
            self._quarters,
            self._periods.years,
            lay_out(self._counts.shape[1], self._periods.sums()),
            self._small(),
            np.minimum(self._least(), self._counts),
            self._threshold,
            may_hide,
            differences=self._differences,
        )

    @property
    def secrets_with_noughts(self) -> Secrets:
        """The same, where noughts of the newest years may be hidden too."""
        may_hide = self.secrets.may_hide.copy()
        may_hide[self.rows[1:]] = ~self.must[self.rows[1:]]
        may_hide[:, self._periods.known] = False
        return self.secrets._replace(may_hide=may_hide)

    def with_known(self, hidden: Flags) -> Flags:
        """``hidden``, by row of the newest periods, with the totals that are known elsewhere."""
        hidden = hidden.copy()
        hidden[:, self._periods.known] = self._known_hidden
        return hidden

    def _hidden_if_secret(self, shows: Sequence[bool]) -> Flags:
        """Whether each count is hidden already, or is small or in a period that is not shown."""
        counts, periods = self._counts, self._periods
        must, newest = self._before.copy(), self.rows
        small = is_small(counts[newest], self._threshold)
        must[newest] = self._lacking[newest] | small | ~periods.offered
        for row, is_shown in zip(newest, shows, strict=False):
            must[row] |= not is_shown
        # Noughts are hidden too, so that a quarter which is never shown tells nothing.
        in_year = counts[periods.newest_year].sum(axis=0) > 0
        must[self._quarters - 1] |= in_year & ~periods.in_public[-1]
        return must

    def _small(self) -> Flags:
        """Whether each count is small and may be kept from being found out."""
        known, counts, sums = self._periods.known, self._counts, self._sums
        small = is_small(counts, self._threshold) & self._periods.offered & ~self._lacking
        # Parts of a small difference may be great ones, more of one and less of another.
        small[:sums] = without_known(small[:sums], counts[:sums], known, self._threshold)
        small[sums:, known] = False
        return small

    def _least(self) -> Numbers:
        """The known lower bound of each count where it is hidden, as zeros are shown."""
        periods, offered = self._periods, self._periods.offered
        least = np.zeros_like(self._counts)
        least[self._quarters : self._sums, offered] = 1
        least[: self._quarters][periods.in_public & offered] = 1
        # Nothing is known of a period of which nothing is shown, not even noughts.
        least[np.delete(self._before, periods.known, axis=1).all(axis=1)] = 0
        least[self._sums :], least[self._lacking] = UNKNOWN, UNKNOWN
        return least
