"""What the lists of a form call each row."""

import polars as pl


def titles(rows: pl.DataFrame, name: str = "ref", title: str = "title") -> dict[str, str]:
    """What a list calls each row, by its ref."""
    named = zip(rows["ref"], rows[name], rows[title], strict=True)
    return {ref: f"{called}. {text}" for ref, called, text in named}
