"""Rows of a chart of areas beside each other."""

import polars as pl

from metrics.memoize import kept
from metrics.trends.area_comparison import INNER, NO_NAME, OUTER

HOW_TO_READ = (
    f"The pale blue bar is where chance alone would put {OUTER:.1%} of shares, the grey one in it "
    f"{INNER:.0%}; the upright line is the overall share."
)
COLUMNS = "area share lower upper inner_lower inner_upper standing overall said expected".split()


@kept
def area_rows(areas: pl.DataFrame, overall: float | None) -> pl.DataFrame:
    """A row an area with a share, as ``beside_each_other`` gives them; the others are absent."""
    return (
        areas.drop_nulls("standing")
        .with_columns(
            pl.col("area").fill_null(NO_NAME),
            overall=pl.lit(overall, pl.Float64),
            said=pl.format("{}% ({} of {})", _percent("share"), pl.col("met"), pl.col("of")),
            expected=pl.format("{}% to {}%", _percent("lower"), _percent("upper")),
        )
        .select(COLUMNS)
    )


def area_rows_in_words(rows: pl.DataFrame) -> str:
    """Every row of ``area_rows``: what the chart says when it is read out."""
    said = [
        f"{row['area']}: {row['said']}, {row['standing']} of {row['expected']}"
        for row in rows.iter_rows(named=True)
    ]
    return f"{'; '.join(said)}."


def _percent(column: str) -> pl.Expr:
    return (pl.col(column) * 100).round(0).cast(pl.Int64)
