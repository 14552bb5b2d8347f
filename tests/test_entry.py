"""The way in: what answers, to whom, with which headers, and what a failure shows."""

import asyncio
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from data_access.sign_in.configuration import is_loopback
from tests.serving import ROOT, awaited, environment, running_app
from ui import pages
from ui.papers.paper_worker import IN_A_WORKER, WRITERS
from ui.serving import server

LOOPBACK_ONLY = "The app answers on this machine only until sign-in is configured"


def messages_after_opening(app_url: str, page: str) -> Iterator[ForwardMsg]:
    """Everything the server sends to a browser that opens ``page``, until the page is drawn."""
    with connect(
        f"ws://{urlsplit(app_url).netloc}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(app_url),
        max_size=None,
    ) as line:
        opening = BackMsg()
        opening.rerun_script.page_name = page
        line.send(opening.SerializeToString())
        while True:
            message = ForwardMsg.FromString(line.recv(timeout=30, decode=False))
            yield message
            if message.WhichOneof("type") == "script_finished":
                return


def around_the_page(app_url: str, page: str) -> dict[str, object]:
    """The titles in the navigation and of the window, and whether the marking is there."""
    seen: dict[str, object] = {"marked": False}
    for message in messages_after_opening(app_url, page):
        kind = message.WhichOneof("type")
        if kind == "navigation":
            listed = message.navigation.app_pages
            seen["navigation"] = [each.page_name for each in listed if not each.is_hidden]
        elif kind == "page_config_changed":
            seen["title"] = message.page_config_changed.title
        elif message.delta.new_element.markdown.body == "OFFICIAL-SENSITIVE":
            seen["marked"] = True
    return seen


def get(app_url: str, path: str, host: str | None = None) -> HTTPResponse:
    connection = HTTPConnection(urlsplit(app_url).netloc, timeout=30)
    connection.request("GET", path, headers={"Host": host} if host else {})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response


# Who may connect


def why_refused(*options: str, folder: Path = ROOT, **settings: str) -> list[str]:
    """What an app that does not start says, line by line; it prints nothing else."""
    refused = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=folder,
        env=environment(STREAMLIT_SERVER_PORT="0", **settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (refused.returncode, refused.stdout) == (2, "")
    return refused.stderr.splitlines()


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_option_with_an_address_of_others_is_refused_in_one_sentence(address):
    refused = why_refused(f"--server.address={address}")
    assert refused == [server.REFUSED.format(address=address)]


def test_environment_with_an_address_of_others_is_refused():
    (sentence,) = why_refused(STREAMLIT_SERVER_ADDRESS="0.0.0.0")
    assert sentence.startswith(LOOPBACK_ONLY)


@pytest.mark.parametrize("line", ['address = "0.0.0.0"', ""])
def test_settings_file_with_an_address_of_others_is_refused(line, tmp_path):
    shutil.copy(ROOT / "app.py", tmp_path)
    for folder in ("ui", "data_access"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copytree(ROOT / ".streamlit", tmp_path / ".streamlit")
    settings = tmp_path / ".streamlit/config.toml"
    settings.write_text(re.sub(r"(?m)^address = .*$", line, settings.read_text()))
    assert why_refused(folder=tmp_path) == [server.REFUSED.format(address="0.0.0.0")]


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("::1", True),
        ("[::1]", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.20", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_only_loopback_means_this_machine(host, ours):
    assert is_loopback(host) is ours


@pytest.mark.slow
def test_request_under_a_foreign_name_is_refused(app_for):
    app = app_for("starter")

    assert get(app.url, "/", host="oversight.example").status == 400


def test_websocket_under_a_foreign_name_is_refused(app_for):
    place = urlsplit(app_for("starter").url)
    with (
        socket.create_connection((place.hostname, place.port)) as line,
        pytest.raises(InvalidStatus),
        connect(f"ws://oversight.example:{place.port}/_stcore/stream", sock=line),
    ):
        pass


@pytest.mark.parametrize(
    "origin", ["http://localhost:3000", "http://192.168.1.20:8501", "http://evil.example"]
)
def test_websocket_of_a_foreign_page_is_refused(app_for, origin):
    place = urlsplit(app_for("starter").url)
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(f"ws://{place.netloc}/_stcore/stream", origin=Origin(origin)),
    ):
        pass

    assert refused.value.response.status_code == 403


def test_request_from_another_machine_is_refused():
    sent = []

    async def app(*_):
        sent.append("reached")

    async def receive():
        return {"type": "http.request"}

    async def send(message):
        sent.append(message.get("status", message.get("body")))

    scope = {"type": "http", "client": ("192.168.1.20", 50000)}
    awaited(server.OnlyThisMachine(app)(scope, receive, send))

    assert sent == [403, b"This app only answers on its own machine."]


# Headers


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/", None, 200),
        ("/meetings", None, 200),
        ("/ready", None, 200),
        ("/_stcore/health", None, 200),
        ("/media/nothing.csv", None, 404),
        ("/", "oversight.example", 400),
    ],
)
def test_every_answer_carries_the_security_headers_and_is_kept_nowhere(app_for, path, host, status):
    answer = get(app_for("starter").url, path, host)

    assert answer.status == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert re.search(r"script-src 'self'( 'sha256-[A-Za-z0-9+/]{43}=')+;", policy)


def test_agent_interface_is_off(app_for):
    connection = HTTPConnection(urlsplit(app_for("starter").url).netloc, timeout=30)
    connection.request("POST", "/_stcore/agent/interact", body="{}")
    answer = connection.getresponse().read().decode()
    connection.close()

    assert '"code":"not_available"' in answer


# Readiness


def test_no_page_of_another_site_may_steer_the_app(app_for):
    with urlopen(f"{app_for('starter').url}/_stcore/host-config", timeout=30) as answer:
        assert json.load(answer)["allowedOrigins"] == []


def test_libraries_that_write_papers_are_left_to_worker_processes():
    ahead = set(server.modules_of_pages())

    assert ahead.isdisjoint(IN_A_WORKER)
    assert {function.partition(":")[0] for function in WRITERS.values()} <= {*IN_A_WORKER}
    assert "ui.papers.briefing_pack" in ahead


def test_app_that_is_not_warm_is_not_ready():
    assert awaited(server.ready(None)).status_code == 503


def test_app_that_cannot_warm_up_says_so_and_is_not_ready(monkeypatch, caplog):
    def fail():
        raise OSError("no store")

    async def readiness_inside():
        async with server.lifespan(None):
            return (await server.ready(None)).status_code

    monkeypatch.setattr(server, "warm_up", fail)

    assert awaited(readiness_inside()) == 503
    assert "could not warm up" in caplog.text


def test_app_that_started_before_its_store_is_ready_once_the_store_can_be_read(monkeypatch):
    tries = iter([OSError("no store"), None])

    def warm_up():
        if failure := next(tries):
            raise failure

    async def readiness_in_the_end():
        async with server.lifespan(None), asyncio.timeout(10):
            before = (await server.ready(None)).status_code
            while not server.Readiness.warm:
                await asyncio.sleep(0)
            return before, (await server.ready(None)).status_code

    monkeypatch.setattr(server, "warm_up", warm_up)
    monkeypatch.setattr(server, "SECONDS_BETWEEN_WARM_UPS", 0)

    assert awaited(readiness_in_the_end()) == (503, 200)


@pytest.mark.slow
def test_app_that_is_open_gives_memory_back_again_and_again(monkeypatch):
    given_back = threading.Semaphore(0)
    monkeypatch.setattr(server, "warm_up", lambda: None)
    monkeypatch.setattr(server, "SECONDS_BETWEEN_TRIMS", 0)
    monkeypatch.setattr("ui.serving.malloc_tuning.give_back", given_back.release)

    async def open_until_given_back_thrice():
        async with server.lifespan(None):
            return [await asyncio.to_thread(given_back.acquire, timeout=10) for _ in range(3)]

    assert awaited(open_until_given_back_thrice()) == [True, True, True]
    server.Readiness.warm = False


# Opening a page


@pytest.fixture
def broken_app(store_for, tmp_path):
    """A fresh process of an app with one page that fails."""
    broken = tmp_path / "broken"
    for part in ("data_access", "metrics", "charts", "ui", "pages", "docs", ".streamlit"):
        shutil.copytree(ROOT / part, broken / part)
    shutil.copy(ROOT / "app.py", broken)
    (broken / "pages/find.py").write_text("raise ValueError('what nobody should read')")
    with running_app(store_for("starter"), tmp_path, broken) as app:
        yield app


@pytest.mark.slow
def test_deep_link_into_a_fresh_process_runs_the_entry_script_and_a_failed_page_is_explained(
    broken_app,
):
    first = around_the_page(broken_app.url, "meetings")
    around_the_page(broken_app.url, "")
    assert first == around_the_page(broken_app.url, "meetings")
    assert first == {
        "navigation": [page.title for page in pages.PAGES if page.is_in_menu],
        "title": "Meetings - RaSSO Oversight",
        "marked": True,
    }

    messages = list(messages_after_opening(broken_app.url, "find"))
    log = broken_app.log.read_text()
    shown = [m.delta.new_element.alert.body for m in messages if m.delta.new_element.alert.body]
    reference = re.search(r"quote the reference ([0-9A-F]{6})\.$", shown[0])
    assert reference
    assert len(shown) == 1
    assert not any(b"what nobody should read" in m.SerializeToString() for m in messages)
    assert f"Reference {reference[1]}\nTraceback" in log
    assert "ValueError: what nobody should read" in log
