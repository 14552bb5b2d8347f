"""Only the app's own address is answered, and only its own pages, before Streamlit sees them."""

import pytest
import streamlit as st
from streamlit import net_util

from tests.serving import awaited
from ui.middleware import OwnOrigin, own_origins

ORIGINS = frozenset(f"http://{host}:8501" for host in ("localhost", "127.0.0.1", "[::1]")) | {
    "https://oversight.example"
}
LOCAL = "127.0.0.1:8501"


def answer(kind, *headers, origins=ORIGINS):
    """What a request gets: the app's answer, or the number of a refusal."""
    sent = []

    async def app(_scope, _receive, _send):
        sent.append("reached")

    async def receive():
        return {"type": f"{kind}.connect" if kind == "websocket" else "http.request"}

    async def send(message):
        sent.append(message.get("status", message.get("code", "refused")))

    scope = {
        "type": kind,
        "method": "GET",
        "path": "/_stcore/stream",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
        "extensions": {"websocket.http.response": {}},
    }
    awaited(OwnOrigin(app, origins)(scope, receive, send))
    return sent[0]


@pytest.mark.parametrize("kind", ["websocket", "http"])
@pytest.mark.parametrize(
    ("host", "origin"),
    [
        (LOCAL, f"http://{LOCAL}"),
        ("localhost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("oversight.example", "https://oversight.example"),
    ],
)
def test_the_apps_own_pages_are_answered(kind, host, origin):
    assert answer(kind, ("host", host), ("origin", origin)) == "reached"
    assert answer(kind, ("Host", host)) == "reached"


@pytest.mark.parametrize("kind", ["websocket", "http"])
@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:3000",
        "http://localhost",
        "http://localhost:8501",
        "https://127.0.0.1:8501",
        "http://127.0.0.1:8501.evil.example",
        "http://127.0.0.1:8501/",
        "http://evil.example",
        "http://192.168.1.20:8501",
        "http://0.0.0.0:8501",
        "https://oversight.example",
        "null",
        "",
    ],
)
def test_a_page_of_another_address_is_refused(kind, origin, monkeypatch):
    def asked():
        raise AssertionError("an outside service was asked for this machine's address")

    monkeypatch.setattr(net_util, "get_external_ip", asked)
    monkeypatch.setattr(net_util, "get_internal_ip", asked)

    assert answer(kind, ("host", LOCAL), ("origin", origin)) == 403


@pytest.mark.parametrize("kind", ["websocket", "http"])
@pytest.mark.parametrize(
    "hosts",
    [
        ["evil.example"],
        ["127.0.0.1"],
        ["127.0.0.1:8502"],
        ["localhost:8501.evil.example"],
        ["LOCALHOST:8501"],
        ["oversight.example:8501"],
        [],
        [LOCAL, LOCAL],
    ],
)
def test_another_host_is_refused(kind, hosts):
    assert answer(kind, *(("host", host) for host in hosts)) == 400


def test_two_origins_are_refused():
    ours = ("origin", f"http://{LOCAL}")

    assert answer("websocket", ("host", LOCAL), ours, ours) == 403


def test_the_origins_are_those_of_the_port_and_of_a_public_address_that_is_set(monkeypatch):
    options: dict[str, object] = {
        "server.port": 8502,
        "server.sslCertFile": None,
        "browser.serverAddress": "localhost",
        "browser.serverPort": 8502,
    }
    monkeypatch.setattr(st, "get_option", lambda name: options[name])

    ours = {f"http://{host}:8502" for host in ("localhost", "127.0.0.1", "[::1]")}
    assert own_origins() == ours
    options |= {"browser.serverAddress": "oversight.example", "browser.serverPort": 443}
    assert own_origins() == ours | {"https://oversight.example"}
