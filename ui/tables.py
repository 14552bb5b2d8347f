"""A table of record on the page, and the same rows to take away."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import NamedTuple

import polars as pl
import streamlit as st

from ui.marks import NOTHING
from ui.reads import DEMONSTRATION

# Rows of one line each, and rows of several.
ROWS_A_PAGE = 15
TALL_ROWS_A_PAGE = 10
# Streamlit cannot name a pagination, so a page may hold one: other tables show all they have.
ALL_ROWS = 500
RIGHT = "text-align:right!important;padding-right:1.1rem!important"


_LOOKS: ContextVar[tuple[str, ...]] = ContextVar("how the tables of this run look", default=())


class Download(NamedTuple):
    """What a taken table is called, the day it stands on, and whether it is invented."""

    name: str
    day: date
    is_invented: bool

    @property
    def stem(self) -> str:
        """The name of the file without its ending."""
        prefix = "demonstration-not-real-" if self.is_invented else ""
        return f"{prefix}{self.name}-as-at-{self.day}"


def table(
    rows: pl.DataFrame,
    *,
    key: str,
    alt: str,
    wide: str = "",
    numbers: Collection[str] = (),
    download: Download | None = None,
    taken: Callable[[], pl.DataFrame] | None = None,
    a_page: int = ALL_ROWS,
) -> None:
    """A table of record: headings are the column names, cells are Markdown, nulls are dashes.

    ``wide`` names the column that is given room, ``numbers`` those that end in line. ``taken``
    makes the rows of the download, where they have more columns than are shown. Below 700 px each
    row becomes a block with its headings beside it.
    """
    if rows.is_empty():
        return
    shown = _in_words(rows)
    _LOOKS.set((*_LOOKS.get(), _looks(f"rows-{key}", shown.columns, wide, numbers)))
    pages = -(-shown.height // a_page)
    with st.container(key=f"rows-{key}"):
        # The pages stand below the rows; a table of one page needs no place held for it.
        place = st.empty() if pages > 1 else st
        page = st.pagination(pages, key=f"page-{key}") if pages > 1 else 1
        part = shown.slice((page - 1) * a_page, a_page)
        place.table(part, border="horizontal", hide_index=True, alt=alt)
    if download:
        _download(taken or (lambda: rows), download)


@contextmanager
def looks_of_tables() -> Iterator[None]:
    """Around a page: how its tables look is sent once, after them, however the page ends."""
    _LOOKS.set(())
    try:
        yield
    finally:
        if _LOOKS.get():
            st.html(f"<style>{''.join(_LOOKS.get())}</style>")


def _in_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Every cell as it is read. Most tables come so, and are left as they are."""
    if all(column.dtype == pl.String and not column.null_count() for column in rows):
        return rows
    return rows.with_columns(pl.all().cast(pl.String).fill_null(NOTHING))


def _looks(key: str, columns: Sequence[str], wide: str, numbers: Collection[str]) -> str:
    """The heading of each column for a narrow screen, and how the column stands on a wide one."""
    looks = []
    for place, name in enumerate(columns, 1):
        room = ";min-width:12rem" if name == wide else ""
        looks.append(f'.st-key-{key} td:nth-child({place}){{--label:"{name}"{room}}}')
        if name in numbers:
            cells = f".st-key-{key} :is(th,td):nth-child({place})"
            looks.append(f"@media (min-width:701px){{{cells}{{{RIGHT}}}{cells} p{{{RIGHT}}}}}")
    return "".join(looks)


def _download(taken: Callable[[], pl.DataFrame], download: Download) -> None:
    invented = {"Note": DEMONSTRATION} if download.is_invented else {}
    marks = {"As at": download.day.isoformat()} | invented

    def file() -> bytes:
        marked = taken().with_columns(pl.lit(words).alias(name) for name, words in marks.items())
        return in_plain_words(marked).write_csv().encode("utf-8-sig")

    st.download_button(
        "Download as CSV",
        data=file,
        file_name=f"{download.stem}.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key=f"download-{download.name}",
    )


def in_plain_words(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells as plain words; one that a spreadsheet would take for a formula is quoted."""
    words = (
        pl.col(pl.String)
        .str.replace_all(r":\w+(?:-badge)?\[([^\]]*)\]", "$1")
        .str.replace_all(r"\*\*", "")
        .str.replace_all(r"\\([\\`*_{}\[\]<>#+!|~$:])", "$1")
        .str.replace_all("\u00a0", " ")
    )
    return rows.with_columns(words).with_columns(
        pl.when(pl.col(pl.String).str.contains(r"^[=+@\t\r-]"))
        .then("'" + pl.col(pl.String))
        .otherwise(pl.col(pl.String))
        .name.keep()
    )
