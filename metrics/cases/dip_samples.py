"""Dip samples: contact details in letters, the right to review explained, meetings attended."""

from datetime import date

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases.aggregation import AREA
from metrics.cases.case_history import rows_as_at


def share_in_samples(
    samples: pl.DataFrame, kind: DipKind, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """One row per sampling day, newest first: how many of the sampled letters or meetings passed.

    Units: ``share`` is 0 to 1; samples of one day are added up. Nulls: ``share`` is null where
    nothing was sampled. Shape: area (where asked for; null for a sample of the whole force),
    sampled_on, met, of, share. Source: ``contact_details``, ``review_understood``,
    ``support_meetings_attended``.
    """
    keys = [AREA, "sampled_on"] if by_area else ["sampled_on"]
    met, of = pl.col("passed").sum(), pl.col("sampled").sum()
    return (
        rows_as_at("dip_sample", samples, as_at)
        .filter(pl.col("kind") == kind)
        .group_by(keys)
        .agg(met=met, of=of, share=pl.when(of > 0).then(met / of))
        .sort(keys, descending=[*[False] * by_area, True], nulls_last=True)
    )
