"""Views that readers kept under a name."""

import polars as pl


def listed(views: pl.DataFrame, page: str) -> pl.DataFrame:
    """The views of ``page`` that are on its list, by their names.

    ``views``: every row as at a day. What was taken off by then is left out.
    """
    is_off = pl.col("id").is_in(views["takes_off"].drop_nulls().implode())
    of_page = views.filter(pl.col("page") == page, pl.col("takes_off").is_null(), ~is_off)
    return of_page.sort(pl.col("name").str.to_lowercase(), "id")
