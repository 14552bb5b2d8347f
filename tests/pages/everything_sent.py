"""All that a page sends, as text: charts with their rows, and what is in each file it offers."""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import polars as pl
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.testing.v1.element_tree import Block, Element, Widget

from tests.pages.opening import opened_whole

# Names that Streamlit gives, new on every run or made of the place where a file lies.
INTERNAL = {"deferred_file_id", "form_id", "id", "page_script_hash"}
# Files that are no text; tests of their own read them.
NOT_READ = (".png", ".docx", ".pdf")
Download = tuple[str, Callable[[], Any]]


def rendered(page: str, address: dict[str, str], patch: pytest.MonkeyPatch) -> str:
    """Page ``page`` at ``address``, with what is closed at first opened."""
    downloads: dict[str, Download] = {}
    register = MediaFileManager.add_deferred

    def remember(manager: MediaFileManager, make: Callable[[], Any], *about: Any, **named: Any):
        file_id = register(manager, make, *about, **named)
        downloads[file_id] = (named["file_name"], make)
        return file_id

    patch.setattr(MediaFileManager, "add_deferred", remember)
    app = opened_whole(page, address)
    shown = [line for child in _children(app._tree) for line in _lines(child, "", downloads)]
    return "\n".join([*shown, f"address {json.dumps(dict(app.query_params))}"])


@contextmanager
def files_offered() -> Iterator[dict[str, Callable[[], Any]]]:
    """By its name, what makes each file that a page offers meanwhile."""
    files: dict[str, Callable[[], Any]] = {}
    register = MediaFileManager.add_deferred

    def offer(manager: MediaFileManager, make: Any, *about: Any, **named: Any) -> str:
        files[named["file_name"]] = make
        return register(manager, make, *about, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MediaFileManager, "add_deferred", offer)
        yield files


def file_lines(name: str, content: bytes) -> list[str]:
    """A file that is taken away: text as it is, workbooks by cell, folders by file; no pictures."""
    if name.endswith(".xlsx"):
        sheets = pl.read_excel(content, sheet_id=0, has_header=False, infer_schema_length=0)
        return [
            line
            for sheet, cells in sheets.items()
            for line in (f"sheet {sheet}", *cells.write_csv(include_header=False).splitlines())
        ]
    if name.endswith(".zip"):
        folder = zipfile.ZipFile(io.BytesIO(content))
        return [
            line
            for file in folder.namelist()
            for line in (f"file {file}", *file_lines(file, folder.read(file)))
        ]
    return content.decode().splitlines()


def _children(block: Block) -> list[Block | Element]:
    return [child for _, child in sorted(block.children.items())]


def _lines(node: Any, margin: str, downloads: dict[str, Download]) -> Iterator[str]:
    """A node and all below it. The key of a block is part of its looks: style.css reads it."""
    proto = getattr(node, "proto", None)
    fields = MessageToDict(proto, preserving_proto_field_name=True) if proto else {}
    if isinstance(node, Block):
        yield f"{margin}[{node.type} {node.key or ''}] {json.dumps(_seen(fields))}"
        for child in _children(node):
            yield from _lines(child, f"{margin}  ", downloads)
        return
    yield f"{margin}{node.type}"
    for line in _details(node, fields, downloads):
        yield f"{margin}  {line}"


def _details(node: Element, fields: Any, downloads: dict[str, Download]) -> Iterator[str]:
    if node.type == "html":
        yield from _html(fields["body"])
        return
    if node.type == "vega_lite_chart":
        spec = json.loads(fields.pop("spec"))
        yield from json.dumps(spec, indent=1, sort_keys=True, ensure_ascii=False).splitlines()
        del fields["datasets"]
        for rows in node.proto.datasets:
            yield f"rows {rows.name}"
            yield from pl.read_ipc_stream(rows.data.data).write_csv().splitlines()
    if node.type == "dataframe":
        del fields["arrow_data"]
        yield from pl.read_ipc_stream(node.proto.arrow_data.data).write_csv().splitlines()
    for name, value in _seen(fields).items():
        texts = value if isinstance(value, list) else [value]
        yield from (f"{name}: {line}" for text in texts for line in str(text).splitlines())
    if isinstance(node, Widget) and node.value not in (None, False, "", []):
        yield f"now: {node.value}"
    if file := downloads.get(fields.get("deferred_file_id", "")):
        name, make = file
        yield f"file {name}"
        yield from [] if name.endswith(NOT_READ) else file_lines(name, make())


def _seen(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _seen(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if name not in INTERNAL
    }


def _html(body: str) -> list[str]:
    """A table with a line for each row, and what marks are in its cells; other HTML as it is."""
    if body.lstrip().startswith("<style"):
        return ["the style sheet"]
    rows = re.sub(r"<t[hd]\b([^>]*)><div>|<t[hd]\b([^>]*)>", " | ", body)
    rows = re.sub(r"(?:</div>)?</t[hd]>", "", rows)
    return re.sub(r"</?tr>|</?thead>|</?tbody>", "\n", rows).replace("\n\n", "\n").splitlines()
