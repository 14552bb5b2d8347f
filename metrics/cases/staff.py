"""Staff and their training, and samples of letters and meetings; never victims."""

from datetime import date

import polars as pl

from data_access.vocabulary import DipKind
from metrics.cases.aggregation import AREA
from metrics.cases.case_history import rows_as_at
from metrics.frames import Row
from metrics.text_format import day_text


def share_in_samples(
    samples: pl.DataFrame, kind: DipKind, as_at: date, *, by_area: bool = False
) -> pl.DataFrame:
    """One row per sampling day, newest first: how many of the sampled letters or meetings passed.

    Units: ``share`` is 0 to 1; samples of one day are added up. Nulls: ``share`` is null where
    nothing was sampled, and ``sampled_in`` for the whole force. Shape: area (where asked for; null
    for a sample of the whole force), sampled_on, met, of, share, sampled_in (the areas as text).
    Source: ``contact_details``, ``review_understood``, ``support_meetings_attended``.
    """
    keys = [AREA, "sampled_on"] if by_area else ["sampled_on"]
    met, of = pl.col("passed").sum(), pl.col("sampled").sum()
    areas = pl.when(~pl.col(AREA).has_nulls()).then(pl.col(AREA).unique().sort().str.join(" and "))
    return (
        rows_as_at("dip_sample", samples, as_at)
        .filter(pl.col("kind") == kind)
        .group_by(keys)
        .agg(met=met, of=of, share=pl.when(of > 0).then(met / of), sampled_in=areas)
        .sort(keys, descending=[*[False] * by_area, True], nulls_last=True)
    )


def sample_text(row: Row) -> str:
    """The day of a sample, and its areas, which do not stand for the force."""
    where = f"in {row['sampled_in']}" if row["sampled_in"] else "of the whole force"
    return f"{day_text(row['sampled_on'])} {where}"


# The columns counted among the staff in post.
TRAINING = ("ssaidp_completed", "qualified", "accredited")


def training(years: pl.DataFrame, as_at: date, *, by_area: bool = False) -> pl.DataFrame:
    """One row per financial year begun by ``as_at``, newest first: posts, and staff trained.

    Units: figures count people; a ``share_`` is of the posts of the areas that gave both numbers,
    from 0 to 1, or more where more are trained than there are posts. Nulls: a figure is null where
    no area gave it, a share where there are no such posts. Shape: area (where asked for; null for
    the whole force), year, posts, then each of ``TRAINING``, its share, and the number of rows that
    lack it (``ssaidp_completed_not_recorded``).
    Source: ``ssaidp_completed``, ``investigators_qualified``, ``investigators_accredited``.
    """
    keys = [AREA, "year"] if by_area else ["year"]
    figures = {name: figure for column in TRAINING for name, figure in _of_posts(column).items()}
    return (
        rows_as_at("training_year", years, as_at)
        .group_by(keys)
        .agg(posts=_sum(pl.col("posts")), **figures)
        .sort(keys, descending=[*[False] * by_area, True], nulls_last=True)
    )


def _of_posts(column: str) -> dict[str, pl.Expr]:
    people, posts = pl.col(column), pl.col("posts")
    both = people.is_not_null() & posts.is_not_null()
    in_post = posts.filter(both).sum()
    return {
        column: _sum(people),
        f"share_{column}": pl.when(in_post > 0).then(people.filter(both).sum() / in_post),
        f"{column}_not_recorded": people.null_count().cast(pl.Int64),
    }


def _sum(people: pl.Expr) -> pl.Expr:
    """The sum of the recorded numbers; null where there is none, since 0 would mean nobody."""
    return pl.when(people.count() > 0).then(people.sum())
