"""Tables of record on a page."""

import html
from collections.abc import Callable, Collection

import polars as pl
import streamlit as st

from ui.elements import composition, prose
from ui.elements.csv_download import Download, download_as_csv
from ui.elements.download_button import download_button
from ui.elements.layout import fold
from ui.elements.markdown import NOTHING, html_of, plain

# The rows on a page: of one line each, and of several.
ROWS_A_PAGE = 15
TALL_ROWS_A_PAGE = 10
ALL_ROWS = 500
SHOWN_AT_FIRST = 5
# Session key: the table with the pagination. Streamlit cannot label one for screen readers, so a
# page of the app has at most one.
PAGINATED = "table with the pagination"
LIST_OF_PAGES_PX = 320


def begin_run() -> None:
    """Begin the run of a page, of which no table has a pagination yet."""
    st.session_state.pop(PAGINATED, None)


def table(
    rows: pl.DataFrame,
    *,
    key: str,
    alt: str,
    wide: str = "",
    numbers: Collection[str] = (),
    download: Download | None = None,
    a_page: int = ALL_ROWS,
    empty: str = "",
) -> None:
    """Draw a table of record: headings are the column names, nulls are dashes.

    ``wide`` names the column with the most room, ``numbers`` the columns aligned on the right.
    ``empty`` replaces a table without rows. Below 700 px each row becomes a block of words, each
    cell after its heading. Cells may use the marks of ``ui.elements.markdown``.
    """
    if rows.is_empty():
        prose.markdown(empty)
        return
    pages = -(-rows.height // a_page)
    # The pagination is drawn below the rows but decides which rows to draw.
    place, page = None, 1
    if pages > 1:
        composition.send()
        place = st.empty()
        page = _page_chosen(pages, f"page-{key}", alt)
    part = rows.slice((page - 1) * a_page, a_page)
    drawn = _in_html(part, alt, wide, numbers)
    body = f'<div class="rows" id="rows-{key}">{drawn}</div>'
    if place:
        place.html(body)
    else:
        composition.draw_html(body)
    if download:
        _draw_download(download.rows or (lambda: rows), download, key)


def closed_table(
    rows: pl.DataFrame,
    *,
    key: str,
    alt: str,
    label: str = "",
    wide: str = "",
    download: Download | None = None,
    empty: str = "",
) -> None:
    """Draw a table that is closed at first on the screen, under its name and number of rows.

    ``label``: words to stand for both, where a heading above has the name. It prints in full, and a
    search within the page opens it.
    """
    if rows.is_empty():
        prose.markdown(empty)
        return
    label, place = html.escape(label or f"{alt}: {rows.height}"), f"rows-{key}"
    drawn = f'<div id="{place}">{_in_html(rows, alt, wide, ())}</div>'
    # Apart from its neighbours: what a reader opened would close when their words change.
    composition.send()
    st.html(f'<div class="rows"><details><summary>{label}</summary>{drawn}</details></div>')
    if download:
        _draw_download(download.rows or (lambda: rows), download, key)


def first_rows(
    rows: pl.DataFrame, *, key: str, alt: str, wide: str = "", first: int = SHOWN_AT_FIRST
) -> None:
    """Draw a table of the ``first`` rows, and another of the rest in a fold."""
    table(rows.head(first), key=key, alt=alt, wide=wide)
    others = rows.slice(first)
    folded_table(f"{others.height} more", others, f"{key}-others", alt=f"{alt}: the others")


def folded_table(
    label: str,
    rows: pl.DataFrame,
    key: str,
    *,
    alt: str,
    wide: str = "",
    download: Download | None = None,
) -> None:
    """Draw a table in a fold under ``label``, or nothing if it has no rows."""
    if rows.is_empty():
        return
    with fold(label, key) as is_open:
        if is_open:
            table(rows, key=key, alt=alt, wide=wide, download=download)


def _page_chosen(pages: int, key: str, alt: str) -> int:
    """The number of the page chosen, from 1: in a pagination, or in a list that names the table."""
    if st.session_state.setdefault(PAGINATED, key) == key:
        return st.pagination(pages, key=key)
    return st.selectbox(
        f"Page of: {plain(alt)}",
        range(1, pages + 1),
        format_func=lambda page: f"{page} of {pages}",
        key=f"{key}-listed",
        width=LIST_OF_PAGES_PX,
    )


def _in_html(rows: pl.DataFrame, alt: str, wide: str, numbers: Collection[str]) -> str:
    looks = {wide: ' class="wide"'} | dict.fromkeys(numbers, ' class="number"')
    columns = [(looks.get(column, ""), html.escape(column)) for column in rows.columns]
    headings = "".join(f'<th scope="col"{look}>{column}</th>' for look, column in columns)
    body = "".join(
        "<tr>"
        + "".join(
            f'<td{look} data-label="{column}"><div>{_cell_html(cell)}</div></td>'
            for (look, column), cell in zip(columns, row, strict=True)
        )
        + "</tr>"
        for row in rows.rows()
    )
    return (
        f'<table aria-label="{html.escape(alt)}">'
        f"<thead><tr>{headings}</tr></thead><tbody>{body}</tbody></table>"
    )


def _cell_html(cell: object) -> str:
    return html_of(NOTHING if cell is None else str(cell))


def _draw_download(rows: Callable[[], pl.DataFrame], download: Download, key: str) -> None:
    # Not by the name of the file, which says what was chosen: the same button stays as it is drawn.
    download_button(
        "Download as CSV",
        f"{download.stem}.csv",
        lambda: download_as_csv(rows(), download),
        key=f"download-{key}",
    )
