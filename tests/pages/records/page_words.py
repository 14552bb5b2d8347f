"""What a reader reads on a page, in order, whichever of Streamlit's elements it is sent by."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from tests.pages.opening import opened_whole
from tests.pages.records.words import STEP, line_of_markdown, lines_of_html, lines_of_markdown
from ui.page.find_box import BOX, BUTTON

BUTTONS = {"button", "download_button"}
TYPED = {"number_input", "text_area", "text_input"}
SENTENCES = {"markdown", "caption", "info", "warning", "error", "success"}
HEADINGS = {"title": "# ", "header": "## ", "subheader": "### "}
# What has no words, or none besides those that are read out after it.
SILENT = {"empty", "exception"}
DAY_AS_TYPED = "dd/mm/yyyy"


def words_of(page: str, address: dict[str, str]) -> list[str]:
    """The lines of ``page`` at ``address``, with what is closed at first opened."""
    app = opened_whole(page, address)
    assert not app.exception, app.exception[0].value
    return list(read_lines(app))


def read_lines(app: AppTest) -> Iterator[str]:
    """The lines of a page as it stands."""
    before = ""
    for line in _lines(app._tree):
        # A step has a button for each of its keys, of which style.css shows one.
        if line != before or not line.lstrip().startswith("["):
            yield line
        before = line


def _lines(node: Any) -> Iterator[str]:
    if not isinstance(node, Block):
        yield from _lines_of_element(node)
        return
    label = _label_of(node)
    if label:
        yield f"[{line_of_markdown(label)}]"
    for _, child in sorted(node.children.items()):
        yield from ((STEP if label else "") + line for line in _lines(child))


def _label_of(block: Block) -> str:
    """The words that open a fold or a pop-up; empty for what is always open."""
    if block.type == "popover":
        return str(block.proto.popover.label)
    return str(getattr(block, "label", ""))


def _lines_of_element(node: Any) -> Iterator[str]:
    kind, proto = node.type, node.proto
    if getattr(node, "key", None) in (BOX, BUTTON):
        return  # Every page has them.
    if kind in SENTENCES:
        yield from lines_of_markdown(proto.body, with_html=getattr(proto, "allow_html", False))
    elif kind in HEADINGS:
        yield HEADINGS[kind] + line_of_markdown(proto.body)
    elif kind == "html":
        yield from lines_of_html(proto.body)
    elif kind == "code":
        yield from (f"    {line}".rstrip() for line in proto.code_text.splitlines())
    elif kind == "vega_lite_chart":
        yield f"Picture: {proto.alt}"
    elif kind == "dataframe":
        rows = pl.read_ipc_stream(proto.arrow_data.data)
        yield from (" | ".join(map(_shown, row)) for row in (rows.columns, *rows.rows()))
    elif kind == "page_link":
        yield line_of_markdown(proto.label)
    elif kind in BUTTONS:
        yield f"[{line_of_markdown(proto.label)}]" + _closed(proto.disabled)
    elif kind not in SILENT:
        yield from _lines_of_widget(node)


def _lines_of_widget(node: Any) -> Iterator[str]:
    kind, proto = node.type, node.proto
    if kind == "checkbox":
        yield f"[{'x' if node.value else ' '}] {line_of_markdown(proto.label)}"
    elif kind == "radio":
        chosen = _chosen(node)
        yield _box(proto.label, f"{chosen} (of {' / '.join(proto.options)})", proto.disabled)
    elif kind == "selectbox":
        yield _box(proto.label, _chosen(node) or proto.placeholder, proto.disabled)
    elif kind == "multiselect":
        chosen = "; ".join(proto.options[place] for place in node.indices)
        yield _box(proto.label, chosen or proto.placeholder, proto.disabled)
    elif kind in TYPED:
        shown = _shown(node.value) or getattr(proto, "placeholder", "")
        yield _box(proto.label, shown, proto.disabled)
    elif kind == "file_uploader":
        yield _box(proto.label, "a file", proto.disabled)
    elif kind == "pagination":
        yield f"Page {node.value} of {proto.num_pages}"
    else:
        pytest.fail(f"Say in {__name__} how a reader reads: {kind}")
    if getattr(proto, "help", ""):
        yield from (f"{STEP}{line}" for line in lines_of_markdown(proto.help))


def _box(label: str, shown: str, is_closed: bool) -> str:
    seen = "" if shown.lower() == DAY_AS_TYPED else " ".join(shown.split())
    return f"{line_of_markdown(label)}: {seen}".rstrip() + _closed(is_closed)


def _closed(is_closed: bool) -> str:
    return " (closed)" if is_closed else ""


def _chosen(node: Any) -> str:
    return "" if node.index is None else line_of_markdown(node.options[node.index])


def _shown(value: object) -> str:
    if isinstance(value, tuple | list):
        return " – ".join(map(_shown, value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else " ".join(str(value).split())
