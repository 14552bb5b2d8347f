"""Downloads of one answer: a table, a workbook and a picture, each made when it is asked for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

import polars as pl
import streamlit as st

from charts.registry import Chart
from metrics.text_format import day_text
from ui.elements import layout
from ui.elements.csv_download import Download, download_as_csv, with_marks
from ui.elements.download_button import download_button
from ui.elements.markdown import DEMONSTRATION
from ui.exports.chart_worker import Around, chart_pngs
from ui.exports.xlsx_export import ExportSheet, export_workbook

MARKING = "OFFICIAL-SENSITIVE"
FIGURES, ABOUT = "Figures", "About these figures"
WHAT, IN_WORDS = "What", "In words"
INVENTED = (DEMONSTRATION, "Invented progress and invented cases, to show how the pages work.")
MISSING = (
    "Why missing",
    "Where there is no value. Not released: its limits have not passed, or it has too few. Not "
    "recorded: nothing was sent. None: there is nothing to count.",
)
WHERE_IT_FAILS = (
    "If the picture cannot be made, its button says that it failed, and no file comes: the table "
    "and the words below say the same."
)


@dataclass(frozen=True)
class AnswerExport:
    """An answer as the page shows it, with everything that its files must say.

    ``rows``: a column beside the values says why one is missing; ``numbers`` names the columns of
    numbers.
    ``facts``: pairs of a name and a text, such as the question, the definition, the filters, the
    cut-off and what is left out. The day, the source, the marks and the kind of figures are added.
    ``source``: the text after "Source:". ``alt``: the alternative text of the chart. ``notes``:
    lines below the picture, such as the meaning of its bars and lines.
    """

    key: str
    download: Download
    rows: pl.DataFrame
    numbers: Collection[str]
    facts: Sequence[tuple[str, str]]
    headline: str
    subtitle: str
    source: str
    alt: str
    chart: Chart | None = None
    chart_rows: pl.DataFrame = field(default_factory=pl.DataFrame)
    notes: Sequence[str] = ()


def offer_files(export: AnswerExport) -> None:
    """Draw a button for each file (the picture only with a chart); nothing without rows."""
    if export.rows.is_empty():
        return
    has_chart = export.chart is not None and not export.chart_rows.is_empty()
    with layout.row(f"take-{export.key}"):
        for ending, make in (
            ("csv", as_table),
            ("xlsx", as_workbook),
            *([("png", as_picture)] if has_chart else []),
        ):
            download_button(
                f"Download as {ending.upper()}",
                f"{export.download.stem}.{ending}",
                partial(make, export),
                key=f"take-{ending}-{export.key}",
            )
    if has_chart:
        _draw_words(export)


def as_table(export: AnswerExport) -> bytes:
    """The figures alone, as a CSV."""
    return download_as_csv(export.rows, export.download)


def as_workbook(export: AnswerExport) -> bytes:
    """A workbook of the figures, with a second sheet on their meaning and what is left out."""
    facts = pl.DataFrame(_facts(export), {WHAT: pl.String, IN_WORDS: pl.String}, orient="row")
    return export_workbook(
        export.headline,
        [
            ExportSheet(
                FIGURES, with_marks(export.rows, export.download), export.subtitle, export.numbers
            ),
            ExportSheet(ABOUT, facts, "What the figures are, and what is left out"),
        ],
        export.download,
        marking=MARKING,
        mark=_mark(export),
    )


def as_picture(export: AnswerExport) -> bytes:
    """The chart with its headline, subtitle and source, as a PNG. Errors: NotMade."""
    assert export.chart
    day = f"As at {day_text(export.download.day)}."
    foot = [
        *export.notes,
        f"Source: {_sentence(export.source)} {day}",
        f"{MARKING}. Working figures, not for publication.",
    ]
    around = Around(_mark(export), export.headline, _sentence(export.subtitle), foot, export.alt)
    return chart_pngs([(export.chart, export.chart_rows, around)])[0]


def _draw_words(export: AnswerExport) -> None:
    with layout.fold("The picture in words, to copy", f"words-{export.key}") as is_open:
        if is_open:
            st.code(export.alt, language=None, wrap_lines=True)
            st.caption(WHERE_IT_FAILS)


def _facts(export: AnswerExport) -> list[tuple[str, str]]:
    return [
        *([INVENTED] if export.download.is_invented else []),
        ("Answer", export.headline),
        *export.facts,
        ("As at", day_text(export.download.day)),
        ("Source", export.source),
        ("Marking", MARKING),
        MISSING,
    ]


def _mark(export: AnswerExport) -> str:
    return DEMONSTRATION if export.download.is_invented else ""


def _sentence(words: str) -> str:
    return f"{words.removesuffix('.')}."
