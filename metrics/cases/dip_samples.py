"""What was found in samples: contact details, the right to review explained, meetings."""

from datetime import date

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases.aggregation import AREA
from metrics.cases.case_history import rows_as_at


def contact_details(samples: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """A row a day of sampling, newest first: letters that give contact details, of those sampled.

    As ``found_in`` gives it. Source: ``contact_details``.
    """
    return found_in(samples, DipKind.CONTACT_DETAILS, as_at, by_area=by_area)


def found_in(
    samples: pl.DataFrame, kind: DipKind, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """A row a day of sampling, newest first: where what ``kind`` looks for was found, of all seen.

    Units: ``share`` is 0 to 1; samples of one day are taken together. Nulls: ``share`` is null
    where nothing was sampled. Shape: area (where asked for; null for a sample of the whole
    force), sampled_on, met, of, share.
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
