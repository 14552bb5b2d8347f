"""Measures of samples: how they are counted, and the fields they share."""

from functools import partial

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases.dip_samples import share_in_samples
from metrics.measures.case_query import CaseQuery, ratio, share_frame, sum_columns
from metrics.measures.measure import OF_SAMPLE, Better, CaseCount, Measure, MeasureKind

SAMPLES = "Dip samples, as the force or the CPS sent them"
FEW_ROWS = "Counted over dip samples and training years, a few thousand rows at most."


def sample_count(kind: DipKind) -> CaseCount:
    """Counts those that passed, out of all sampled in the period or in the newest sample."""

    def count_sampled(query: CaseQuery) -> pl.DataFrame:
        figures = share_in_samples(
            query.tables["dip_sample"], kind, query.as_at, by_area=query.by_area
        )
        if query.is_newest:
            return share_frame(figures.head(1))
        in_period = figures.filter(query.period.takes_in(pl.col("sampled_on")))
        summed = sum_columns(query, in_period, "met", "of")
        return share_frame(summed.with_columns(share=ratio("met", "of")))

    return CaseCount(count_sampled)


of_sample = partial(
    Measure,
    exclusions="none",
    caveat="A small sample says little: look at its size and its date.",
    source=SAMPLES,
    better=Better.UP,
    basis=OF_SAMPLE,
    kind=MeasureKind.SHARE,
    needs=("dip_sample",),
    not_benchmarked=FEW_ROWS,
)
