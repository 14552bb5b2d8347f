"""Records everything that a page sends to a browser: messages and downloads."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import polars as pl
from google.protobuf.message import Message
from playwright.sync_api import Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.ws_client import tables_in, texts_in
from tests.browser.downloads import download_by
from tests.browser.looking import opened, press_all, settled, with_folds_opened
from tests.shown_tables import TABLE, table_in
from ui.elements.composition import BEGINS

Kind = TypeVar("Kind", str, bytes)
ARROW = b"\xff\xff\xff\xff"
FIGURE = "[class*=st-key-figures-] button"
TAKEN = "[data-testid=stDownloadButton] button"
ALL_LAID_OUT = ":is(.rows, .marks) { content-visibility: visible !important }"
# Marks of texts that no reader sees, or that are read as rows instead.
NO_WORDS = ("$$", "<style>", "http://", TABLE)


class Received:
    """Everything one page was sent since it was opened.

    ``payloads``: each message as it arrived. ``files``: the downloads, by name. ``lines``: the text
    on the page, line by line.
    """

    def __init__(self) -> None:
        self.payloads: list[bytes] = []
        self.files: dict[str, bytes] = {}
        self.lines: set[str] = set()

    def listen(self, line: WebSocket) -> None:
        """Records every message of ``line``."""
        line.on("framereceived", self._keep)

    def sent_frames(self) -> list[pl.DataFrame]:
        """The rows of every table and every chart."""
        charts = [
            pl.read_ipc_stream(io.BytesIO(data))
            for message in self._messages()
            for data in _values(message, bytes)
            if data.startswith(ARROW)
        ]
        texts = (text for message in self._messages() for text in _values(message, str))
        tables = [table_in(table).value for text in texts for table in tables_in(text)]
        return [*charts, *map(pl.from_pandas, tables)]

    def taken_frames(self) -> list[pl.DataFrame]:
        """The rows of every downloaded file."""
        of_rows = [file for name, file in self.files.items() if name.endswith(".csv")]
        return [pl.read_csv(file, infer_schema=False) for file in of_rows]

    def words(self) -> set[str]:
        """Every text that arrived, and the text on the page."""
        sent = {text for message in self._messages() for text in _values(message, str)}
        pieces = {text for text in sent if text.startswith(BEGINS)}
        words = {words for piece in pieces for words in texts_in(piece)}
        others = (sent - pieces) | self.lines
        return words | {text for text in others if not text.startswith(NO_WORDS)}

    def everything(self) -> bytes:
        """All payloads and files, as they arrived."""
        lines = [line.encode() for line in self.lines]
        return b"\n".join([*self.payloads, *lines, *map(_unpacked, self.files.values())])

    def _keep(self, payload: bytes | str) -> None:
        self.payloads.append(payload if isinstance(payload, bytes) else payload.encode())

    def _messages(self) -> Iterator[ForwardMsg]:
        for payload in self.payloads:
            yield ForwardMsg.FromString(payload)


def received(page: Page, url: str) -> Received:
    """Everything ``page`` is sent at ``url``, with every fold opened and every file downloaded."""
    came = Received()
    page.on("websocket", came.listen)
    with_folds_opened(opened(page, url))
    # An open figure closes when another control is pressed, so figures come last.
    came.files.update(_taken(settled(page)))
    press_all(page, FIGURE)
    expect(page.locator("strong", has_text="About this figure")).to_have_count(
        page.locator(FIGURE).count()
    )
    # The text of a table that no reader has come to is asked for too.
    settled(page).add_style_tag(content=ALL_LAID_OUT)
    came.lines.update(re.split(r"[\n\t]+", page.locator("body").inner_text()))
    page.remove_listener("websocket", came.listen)
    return came


def _taken(page: Page) -> dict[str, bytes]:
    """Every file that the page offers, by its name."""
    buttons = page.locator(TAKEN).all()
    given = [download_by(button) for button in buttons]
    files = {file.suggested_filename: Path(file.path()).read_bytes() for file in given}
    assert len(files) == len(buttons)
    return files


def _values(message: Message, kind: type[Kind]) -> Iterator[Kind]:
    """Every value of ``kind`` in a message and in the messages inside it."""
    for field, value in message.ListFields():
        is_map = bool(field.message_type and field.message_type.GetOptions().map_entry)
        several = value.values() if is_map else value if field.is_repeated else [value]
        for each in several:
            if isinstance(each, Message):
                yield from _values(each, kind)
            elif isinstance(each, kind):
                yield each


def _unpacked(file: bytes) -> bytes:
    """The file as it is; for a packed file, all its contents."""
    if not zipfile.is_zipfile(io.BytesIO(file)):
        return file
    with zipfile.ZipFile(io.BytesIO(file)) as packed:
        return b"\n".join(_unpacked(packed.read(name)) for name in packed.namelist())
