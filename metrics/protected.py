"""What may be worked out from protected counts, and shown: shares, medians and differences.

Each follows from counts that are shown, or is withheld. ``step`` is 1 in the working view; in what
is published it is that of the counts, so that no exact number can be worked back from a share.
"""

from collections.abc import Collection
from typing import NamedTuple

import polars as pl

from metrics.cubes import KEYS
from metrics.disclosure import CONFIDENTIAL, THRESHOLD, nearest

# Domain, section 9: a rate needs a denominator, and a median values, of at least so many. So
# "none" and "all" of a group below ten are withheld too.
AT_LEAST = 10
NOT_APPLICABLE = "[z]"
GROUP = [name for name in KEYS if name != "value"]


class ShareOf(NamedTuple):
    """Which values of a dimension are met, and of which: ``met`` and ``rest`` are the group.

    ``left_out``: values that belong to neither, and are shown beside the share.
    """

    met: Collection[str]
    rest: Collection[str]
    left_out: Collection[str] = ()


def share_of(cube: pl.DataFrame, share: ShareOf, step: int = 1) -> pl.DataFrame:
    """For each area and period of a protected cube, ``met`` of ``of`` cases, and what is ``shown``.

    The share, what it is of and what is left out are one table with its total: where a count of
    it is withheld, so is all of it, and where ``of`` is below ten.
    Units: ``share`` is 0 to 1, ``shown`` a whole percentage. Nulls: met, of, left_out and share
    are null where withheld; the share of none is null too, and shown as ``[z]``.
    """
    known = [*share.met, *share.rest, *share.left_out]
    mine = pl.col("value").is_in(known) | pl.col("value").is_null()
    grouped = cube.filter(mine).group_by(GROUP, maintain_order=True)
    figures = grouped.agg(
        met=_total(share.met, step),
        of=_total([*share.met, *share.rest], step),
        left_out=_total(share.left_out, step),
        suppressed=pl.col("suppressed").any(),
    ).with_columns(pl.col("suppressed") | pl.col("of").is_between(1, AT_LEAST - 1))
    of_some = pl.when(pl.col("of") > 0)
    withheld = pl.when(~pl.col("suppressed"))
    return figures.with_columns(share=of_some.then(pl.col("met") / pl.col("of"))).with_columns(
        *(withheld.then(name).alias(name) for name in ("met", "of", "left_out", "share")),
        shown=_shown(pl.format("{}%", _whole(pl.col("share") * 100)), NOT_APPLICABLE),
    )


def withhold_medians(
    medians: pl.DataFrame, median: str = "median", count: str = "count", step: int = 1
) -> pl.DataFrame:
    """``medians`` with what is ``shown`` of each: withheld where its count is, or below ten.

    ``medians``: a row a median, with the ``count`` of its values as protected. Units: to one
    decimal; a whole number where published. Nulls: the median is null where withheld; the median
    of no values is null and shown as ``[z]``.
    """
    few = pl.col(count).is_between(1, AT_LEAST - 1)
    found = medians.with_columns(pl.col("suppressed") | few)
    number = pl.col(median).round(1 if step == 1 else 0, mode="half_away_from_zero")
    return found.with_columns(
        pl.when(~pl.col("suppressed")).then(number).alias(median)
    ).with_columns(shown=_shown(pl.format("{}", pl.col(median)), NOT_APPLICABLE))


def differences(
    later: pl.DataFrame, earlier: pl.DataFrame, threshold: int = THRESHOLD, step: int = 1
) -> pl.DataFrame:
    """How protected counts changed: ``was``, ``now`` and ``change``, later less earlier.

    Withheld where either count is, or where they differ by 1 to ``threshold`` - 1.
    Nulls: was, now and change are null where withheld. Shape: the rows of ``later``; a count that
    ``earlier`` has not was 0.
    """
    both = later.select(*KEYS, now="count", hidden="suppressed").join(
        earlier.select(*KEYS, was="count", was_hidden="suppressed"),
        on=[*KEYS],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    was = pl.col("was").fill_null(0)
    little = (pl.col("now") - was).abs().is_between(1, threshold - 1)
    told = pl.when(~(pl.col("hidden") | pl.col("was_hidden").fill_null(value=False) | little))
    return (
        both.select(
            *KEYS,
            was=told.then(nearest(was, step)),
            now=told.then(nearest(pl.col("now"), step)),
        )
        .with_columns(change=pl.col("now") - pl.col("was"), suppressed=pl.col("now").is_null())
        .with_columns(shown=_shown(pl.col("change").cast(pl.String), CONFIDENTIAL))
    )


def _total(values: Collection[str], step: int) -> pl.Expr:
    exact = pl.col("count").filter(pl.col("value").is_in([*values])).sum()
    return nearest(exact, step)


def _whole(number: pl.Expr) -> pl.Expr:
    return number.round(mode="half_away_from_zero").cast(pl.Int64)


def _shown(text: pl.Expr, otherwise: str) -> pl.Expr:
    return pl.when("suppressed").then(pl.lit(CONFIDENTIAL)).otherwise(text.fill_null(otherwise))
