"""Measures of samples, of staff and of meetings, never of victims."""

from functools import partial

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases import staff
from metrics.cases.staff import share_in_samples
from metrics.measures.case_query import CaseQuery, count_frame, ratio, share_frame, sum_columns
from metrics.measures.measure import (
    NUMBER_SHOWN,
    OF_SAMPLE,
    OF_YEAR,
    UNITS,
    Better,
    CaseCount,
    Measure,
    MeasureKind,
)
from metrics.measures.needed_columns import STAFF

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


YEARS = "Training years, as the force sent them"
PAGE = "recommendations"


def training_count(column: str) -> CaseCount:
    """Counts the people in ``column`` of the newest financial year begun by the day.

    Posts are the denominator only where every area gave the number: people of some areas out of the
    posts of all would be misleading. Without areas, there is no row where nobody sent a number.
    """

    def count_trained(query: CaseQuery) -> pl.DataFrame:
        years = staff.training(query.tables["training_year"], query.as_at, by_area=query.by_area)
        newest = years.filter(pl.col("year") == pl.col("year").max())
        is_known = pl.col(f"{column}_not_recorded") == 0
        return count_frame(newest.with_columns(pl.when(is_known).then("posts")), column, of="posts")

    return CaseCount(count_trained)


_of_posts = partial(
    Measure,
    denominator="investigator posts in the areas that gave both numbers",
    exclusions=f"areas that did not give the number{NUMBER_SHOWN}",
    source=YEARS,
    page=PAGE,
    basis=OF_YEAR,
    unit=UNITS[MeasureKind.SHARE],
    better=Better.UP,
    evidence_for=("rape-1/12/b",),
    not_benchmarked=FEW_ROWS,
)

PEOPLE_MEASURES = (
    of_sample(
        code="review_understood",
        title="investigators who can explain the right to review",
        definition=(
            "Of investigators sampled, the share who could explain the Victims’ Right to Review."
        ),
        numerator="investigators sampled who could explain it",
        denominator="investigators sampled",
        target="every investigator: recommendation 7",
        target_share=1.0,
        evidence_for=("rape-1/7/a",),
        page=PAGE,
        counts=sample_count(DipKind.REVIEW_UNDERSTOOD),
    ),
    of_sample(
        code="support_meetings_attended",
        title="SARC and ISVA meetings that the CPS attended",
        definition="Of meetings sampled with the SARC and ISVA services, those the CPS attended.",
        numerator="such meetings that the CPS attended",
        denominator="meetings sampled",
        caveat="Only sampled meetings are counted: others may have been held.",
        target="twice a year: the Commissioner’s published response",
        evidence_for=("rape-1/2/a",),
        unit=UNITS[MeasureKind.COUNT],
        page=PAGE,
        counts=sample_count(DipKind.SUPPORT_MEETINGS),
    ),
    _of_posts(
        code="ssaidp_completed",
        title="investigators who completed the SSAIDP in the year",
        definition=(
            "Investigators who completed the Specialist Sexual Assault Investigators Development "
            "Programme in the financial year, and their share of posts."
        ),
        numerator="investigators who completed the programme in the year",
        caveat="Each investigator completes the programme once: a low share may follow a high one.",
        needs=("training_year.ssaidp_completed", *STAFF),
        counts=training_count("ssaidp_completed"),
    ),
    _of_posts(
        code="investigators_qualified",
        title="qualified RaSSO investigators",
        definition="Qualified RaSSO investigators, and their share of posts.",
        numerator="qualified investigators",
        caveat="Qualified investigators need not hold one of the posts: the share may exceed 100%.",
        needs=("training_year.qualified", *STAFF),
        counts=training_count("qualified"),
    ),
    _of_posts(
        code="investigators_accredited",
        title="investigators with current accreditation",
        definition="Investigators whose accreditation is current, and their share of posts.",
        numerator="investigators with current accreditation",
        caveat="Accreditation is renewed every year: the figure is taken from the newest file.",
        needs=("training_year.accredited", *STAFF),
        counts=training_count("accredited"),
    ),
)
