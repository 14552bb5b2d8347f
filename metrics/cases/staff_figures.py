"""The figures of people: victims who understand the scheme, trained staff, meetings attended."""

from collections.abc import Collection, Iterator

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases.aggregation import NOT_RECORDED
from metrics.cases.case_figures import ProcessFigure
from metrics.cases.case_summary import CaseSummary
from metrics.cases.staff import sample_text, share_in_samples, training
from metrics.frames import Row
from metrics.measures.catalogue import MEASURES
from metrics.text_format import counted

OF_TRAINING = {
    "ssaidp_completed": "ssaidp_completed",
    "investigators_qualified": "qualified",
    "investigators_accredited": "accredited",
}


def people_figures(
    summary: CaseSummary, codes: Collection[str] | None = None
) -> list[ProcessFigure]:
    """Figures of the newest sample of each kind, and of the newest financial year.

    They count all areas together. A measure that nobody sent has no figure. ``codes``: of the
    measures wanted; null for all.
    """
    samples = summary.tables["dip_sample"]
    every = [
        *_of_sample(
            "review_understood", share_in_samples(samples, DipKind.REVIEW_UNDERSTOOD, summary.as_at)
        ),
        *_of_sample(
            "support_meetings_attended",
            share_in_samples(samples, DipKind.SUPPORT_MEETINGS, summary.as_at),
        ),
        *_of_training(training(summary.tables["training_year"], summary.as_at)),
    ]
    return [each for each in every if codes is None or each.measure.code in codes]


def _of_sample(code: str, sampled: pl.DataFrame) -> Iterator[ProcessFigure]:
    for row in sampled.head(1).iter_rows(named=True):
        met_of = f"{row['met']:,} of {row['of']:,}"
        said = f"{met_of}, sample of {sample_text(row)}"
        yield ProcessFigure(MEASURES[code], met_of, said, said)


def _of_training(years: pl.DataFrame) -> Iterator[ProcessFigure]:
    for row in years.head(1).iter_rows(named=True):
        for code, column in OF_TRAINING.items():
            if row[column] is not None:
                number, note = f"{row[column]:,}", _beside_posts(row, column)
                yield ProcessFigure(MEASURES[code], number, f"{number}; {note}", note)


def _beside_posts(row: Row, column: str) -> str:
    """The denominator, such as "100 posts, 25% of them; financial year 2021 to 2022"."""
    share, lacking = row[f"share_{column}"], row[f"{column}_not_recorded"]
    posts = f"posts {NOT_RECORDED}" if row["posts"] is None else counted(row["posts"], "post")
    whose = "those of areas that gave both" if lacking else "them"
    of_posts = f", {share:.0%} of {whose}" if share is not None else ""
    missing = f"; {counted(lacking, 'area')} did not give it" if lacking else ""
    return f"{posts}{of_posts}{missing}; financial year {row['year']} to {row['year'] + 1}"
