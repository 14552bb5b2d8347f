"""Uploads hostile files while others read: ``python -m benchmarks hostile --files 2000``.

No file may end the server, fill the memory, or make one of the readers wait longer than a second.
The same readers are measured alone first, and the server is asked all the time whether it is ready:
that takes no work, and so tells how long it was stopped.
"""

import argparse
import asyncio
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from time import perf_counter, sleep
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException

from benchmarks import results, ws_client
from benchmarks.app_server import Server, running
from benchmarks.hostile_files import KINDS, HostileFile, hostile_files
from benchmarks.results import Result, milliseconds
from tests.serving import make_store

READERS, UPLOADERS = 20, 2
LONGEST_WAIT_MS, MEMORY_MB = 1_000, 1_500
# A file may take its reader, not the others, as long as a workbook may take to be read.
LONGEST_UPLOAD = 150
LOOKS_AT_MEMORY_SECONDS, READING_SECONDS = 0.2, 20
LOOKS_AT_READY_SECONDS, LONGEST_READY = 0.05, 60
XSRF = "_streamlit_xsrf"
FAULTS = re.compile(r"[\d,]+ faults?: ")
FAILURES = (RuntimeError, TimeoutError, OSError, WebSocketException)


@dataclass
class HostileReport:
    """Seconds of each answer, to readers and to uploads by kind; the memory in megabytes.

    ``alone``: to readers before the first upload. ``ready``: to whoever asks whether it is ready.
    """

    alone: list[float] = field(default_factory=list)
    ready: list[float] = field(default_factory=list)
    readers: list[float] = field(default_factory=list)
    uploads: dict[str, list[float]] = field(default_factory=dict)
    failures: Counter[str] = field(default_factory=Counter)
    megabytes: list[float] = field(default_factory=list)
    is_over: bool = False


class Uploader(ws_client.Session):
    """A session on the page *Data*; that a file is refused is no failure of the page."""

    def __init__(self, line: ClientConnection, url: str) -> None:
        super().__init__(line)
        self._url, self._cookie = url, _xsrf_cookie(url)
        self._session_id = self._box = ""
        self.alerts: list[str] = []

    async def upload(self, file: HostileFile) -> float:
        """Put the file into the box for files; seconds until the page has answered.

        Errors: RuntimeError where the server does not take it, the page fails, or says nothing.
        """
        self.alerts.clear()
        urls = await self._urls_for(file.name)
        status = await asyncio.to_thread(self._put, urls.upload_url, file.content)
        if status >= HTTPStatus.BAD_REQUEST:
            raise RuntimeError(f"The upload was answered with {status}.")
        state = WidgetState(id=self._box)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = file.name, len(file.content), urls.file_id
        info.file_urls.CopyFrom(urls)
        self.chosen[self._box] = state
        seconds = await self.again()
        if not any(FAULTS.match(text) for text in self.alerts):
            raise RuntimeError("The page does not say what is wrong with the file.")
        return seconds

    async def _urls_for(self, name: str) -> FileURLs:
        wanted = BackMsg()
        wanted.file_urls_request.request_id = name
        wanted.file_urls_request.file_names.append(name)
        wanted.file_urls_request.session_id = self._session_id
        await self.line.send(wanted.SerializeToString())
        while True:
            message = ForwardMsg.FromString(await self.line.recv(decode=False))
            if message.WhichOneof("type") == "file_urls_response":
                urls: FileURLs = message.file_urls_response.file_urls[0]
                return urls

    def _put(self, place: str, content: bytes) -> int:
        between = "between-two-parts"
        before = (
            f'--{between}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        ).encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={between}",
            "Cookie": f"{XSRF}={self._cookie}",
            "X-Xsrftoken": self._cookie,
            "Origin": self._url,
        }
        with closing(HTTPConnection(urlsplit(self._url).netloc, timeout=LONGEST_UPLOAD)) as line:
            body = before + content + f"\r\n--{between}--\r\n".encode()
            line.request("PUT", place, body, headers)
            return line.getresponse().status

    def _is_end(self, message: ForwardMsg) -> bool:
        if message.WhichOneof("type") == "new_session":
            self._session_id = message.new_session.initialize.session_id
        return super()._is_end(message)

    def _take(self, element: Element) -> None:
        match element.WhichOneof("type"):
            case "file_uploader":
                self._box = element.file_uploader.id
            case "alert":
                self.alerts.append(element.alert.body)
            case _:
                super()._take(element)


def _xsrf_cookie(url: str) -> str:
    with closing(HTTPConnection(urlsplit(url).netloc, timeout=LONGEST_UPLOAD)) as line:
        line.request("GET", "/_stcore/health")
        found = re.search(f"{XSRF}=([^;]+)", line.getresponse().headers["Set-Cookie"] or "")
    if not found:
        raise RuntimeError("The server gives no cookie against forged requests.")
    return found[1]


async def _upload(app: Server, files: Iterator[HostileFile], report: HostileReport) -> None:
    """Upload one file after another, each in a session of its own."""
    for file in files:
        async with ws_client.connected(app.site) as line:
            uploader = Uploader(line, app.site.url)
            uploader.longest_answer = LONGEST_UPLOAD
            await uploader.open("data")
            try:
                report.uploads.setdefault(file.kind, []).append(await uploader.upload(file))
            except FAILURES as problem:
                report.failures[f"{file.kind}: {type(problem).__name__}: {problem}"] += 1


async def _watch_memory(app: Server, report: HostileReport) -> None:
    while True:
        report.megabytes.append(app.resident_megabytes())
        await asyncio.sleep(LOOKS_AT_MEMORY_SECONDS)


def _ask_whether_ready(app: Server, report: HostileReport) -> None:
    with closing(HTTPConnection(urlsplit(app.site.url).netloc, timeout=LONGEST_READY)) as line:
        while not report.is_over:
            asked = perf_counter()
            line.request("GET", "/ready")
            line.getresponse().read()
            report.ready.append(perf_counter() - asked)
            sleep(LOOKS_AT_READY_SECONDS)


async def work(app: Server, number: int, seed: int) -> HostileReport:
    """Upload ``number`` files while readers browse. Errors: ExceptionGroup where a reader fails."""
    report = HostileReport()
    addresses = await ws_client.page_addresses(app.site)
    files = hostile_files(number, seed)
    report.alone = await ws_client.many_readers(app.site, addresses, READERS, READING_SECONDS)
    async with asyncio.TaskGroup() as around:
        watch = around.create_task(_watch_memory(app, report))
        around.create_task(_read(app, addresses, report))
        around.create_task(asyncio.to_thread(_ask_whether_ready, app, report))
        async with asyncio.TaskGroup() as uploads:
            for _ in range(UPLOADERS):
                uploads.create_task(_upload(app, files, report))
        report.is_over = True
        watch.cancel()
    return report


async def _read(app: Server, addresses: list[str], report: HostileReport) -> None:
    while not report.is_over:
        taken = await ws_client.many_readers(app.site, addresses, READERS, READING_SECONDS)
        report.readers += taken


def main(arguments: Sequence[str]) -> None:
    """Run it and print a report. Errors: RuntimeError if anything did not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks hostile")
    parser.add_argument("--files", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args(arguments)
    started = perf_counter()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        with running("app.py", make_store("demonstration", folder), folder) as app:
            report = asyncio.run(work(app, given.files, given.seed))
            is_alive = app.process.poll() is None
        log = (folder / "app.log").read_text(encoding="utf-8")
    _conclude(report, is_alive, log)
    print(f"\n{given.files:,} files in {perf_counter() - started:.0f} seconds.")


def _conclude(report: HostileReport, is_alive: bool, log: str) -> None:
    print(f"{results.head(Result)}")
    for kind in KINDS:
        if seconds := report.uploads.get(kind):
            print(results.row(Result(f"Answer to a file: {kind}", milliseconds(seconds))))
    for what, seconds in (
        (f"Answer to {READERS} readers alone", report.alone),
        (f"Answer to {READERS} readers", report.readers),
        ("Whether the server is ready", report.ready),
    ):
        print(results.row(Result(what, milliseconds(seconds), LONGEST_WAIT_MS)))
    print(results.row(Result("Memory of the server", report.megabytes, MEMORY_MB, unit="MB")))
    slow = sum(each > LONGEST_WAIT_MS / 1_000 for each in report.readers)
    print(f"\nReaders waited longer than a second {slow} of {len(report.readers):,} times.")
    print(f"The longest wait: {max(report.readers):.1f} s, and alone {max(report.alone):.1f} s.")
    print(f"Longest stopped: {max(report.ready):.1f} s; memory: {max(report.megabytes):.0f} MB.")
    failures = [f"{number} times: {text}" for text, number in report.failures.most_common()]
    print(f"Uploads without a plain answer: {'; '.join(failures) or 'none'}.")
    print(f"In the app's log: {log.count('Traceback')} failures. The server runs: {is_alive}.")
    is_stopped = max(report.ready) > LONGEST_WAIT_MS / 1_000
    if not is_alive or slow or is_stopped or failures or max(report.megabytes) > MEMORY_MB:
        print(log[-4000:], file=sys.stderr)
        raise RuntimeError("The server has not held.")
