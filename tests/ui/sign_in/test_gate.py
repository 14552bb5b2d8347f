"""The gate lets in who has signed in, by the public address, for as long as the session lasts."""

import asyncio
import shutil
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any, NamedTuple

import pytest
import streamlit as st
from streamlit.auth_util import set_cookie_with_chunks
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from data_access import maintenance
from data_access.sign_in import sessions
from data_access.sign_in.configuration import sign_in
from data_access.store import StoreProblem, open_store, sqlite_url
from data_access.vocabulary import Role
from tests.data_access.contents import rows
from tests.data_access.stores import change
from tests.serving import awaited
from tests.sign_in import SECRET, claims, person, session_key, sign_in_file, signed, user_cookie
from ui.pages import PAGES
from ui.sign_in import open_websockets
from ui.sign_in.cookies import signed_user
from ui.sign_in.gate import Gate

ADDRESS = "https://rasso.example.org"
HOST = {"host": "rasso.example.org"}
HTTP = {"type": "http", "method": "GET", "query_string": b"", "root_path": ""}
LINE = {"type": "websocket", "query_string": b"", "root_path": "", "subprotocols": []}
EXTENSION: dict[str, Any] = {"extensions": {"websocket.http.response": {}}}
BEHIND = [
    "/_stcore/health",
    "/_stcore/metrics",
    "/_stcore/host-config",
    "/_stcore/upload_file/a/b",
    "/media/0123.csv",
    "/static/js/index.js",
    "/component/x/y",
    "/_stcore/bidi-components/a/b.js",
    "/auth/login/",
    "/auth//login",
    "/nothing-of-ours",
]
ENCODED = [
    ("/auth/login", b"/auth%2Flogin"),
    ("/ready", b"/%72eady"),
    ("/oauth2callback", b"/oauth2callbac%6b"),
    ("/", b"/%2e"),
]


class Got(NamedTuple):
    status: int
    headers: dict[str, str]
    cookies: list[str]
    body: str


class Behind:
    """A server that answers everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []
        self.sets: list[str] = []
        self.gives: list[tuple[bytes, bytes]] = []
        self.status = 200

    async def __call__(self, scope, receive, send):
        self.asked.append(scope)
        if scope["type"] == "websocket":
            await send({"type": "websocket.accept"})
            await receive()
            return
        headers = [(b"set-cookie", cookie.encode()) for cookie in self.sets]
        await send(
            {
                "type": "http.response.start",
                "status": self.status,
                "headers": [*headers, *self.gives],
            }
        )
        await send({"type": "http.response.body", "body": b"behind the gate"})


@pytest.fixture
def behind():
    return Behind()


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """The file of an empty store, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "empty.db"
    maintenance.begin(sqlite_url(file), datetime(2022, 1, 31, tzinfo=UTC), content=False)
    return file


@pytest.fixture
def store(empty, tmp_path):
    return open_store(sqlite_url(shutil.copy(empty, tmp_path / "s.db")))


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("SIGN_IN_FILE", str(sign_in_file(tmp_path, ADDRESS, hours=2)))
    return sign_in()


@pytest.fixture
def gate(behind, settings, store):
    return Gate(behind, settings, lambda: store)


def ask(gate, path, headers=None, *, raw=None, **changed):
    """The answer to a request with these headers, by the public address unless they say another."""
    sent = HOST | (headers or {})
    scope = HTTP | {"path": path, "raw_path": raw or path.encode()} | changed
    scope["headers"] = [(name.encode(), value.encode()) for name, value in sent.items()]
    said = []

    async def receive():
        return {"type": "http.request", "body": b""}

    async def send(message):
        said.append(message)

    awaited(gate(scope, receive, send))
    start = said[0]
    return Got(
        start.get("status", 0),
        {name.decode(): value.decode() for name, value in start.get("headers", [])},
        [value.decode() for name, value in start.get("headers", []) if name == b"set-cookie"],
        said[-1].get("body", b"").decode(),
    )


def callback(gate, behind, said, query=b"code=c&state=s", **headers):
    """The answer to a browser that comes back from the provider, which says ``said`` of it."""
    behind.sets = [f"{user_cookie(said)}; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax"]
    got = ask(gate, "/oauth2callback", headers, query_string=query)
    behind.sets = []
    return got


def signed_in(gate, behind, *roles, **others):
    """The header of a browser in which Rita has signed in."""
    said = claims(*roles, **others)
    assert callback(gate, behind, said).headers["location"] == "/"
    behind.asked.clear()
    return {"cookie": user_cookie(said)}


def the_session(store):
    """The only session of the store."""
    (session,) = rows(store, "sign_in_session")
    found = sessions.read_session(store, session["key"])
    assert found
    return found


# Nobody signed in


@pytest.mark.parametrize("path", BEHIND)
def test_nothing_but_pages_answers_without_a_session(gate, behind, path):
    assert (ask(gate, path).status, behind.asked) == (401, [])


@pytest.mark.parametrize(("path", "raw"), ENCODED)
def test_an_encoded_form_of_what_is_open_is_not_open(gate, behind, path, raw):
    assert (ask(gate, path, raw=raw).status, behind.asked) == (401, [])


@pytest.mark.parametrize("offered", PAGES, ids=lambda each: each.url_path or "first")
def test_a_page_leads_to_the_sign_in(gate, behind, offered):
    got = ask(gate, f"/{offered.url_path}", query_string=b"as_at=2022-02-28")

    assert (got.status, behind.asked) == (302, [])
    assert got.headers["location"].startswith("/auth/login?provider=")


def test_a_form_sent_to_a_page_is_refused(gate, behind):
    got = ask(gate, "/update", {"origin": ADDRESS}, method="POST")

    assert (got.status, behind.asked) == (401, [])


@pytest.mark.parametrize(("extensions", "said"), [(EXTENSION, 401), ({}, 0)])
def test_a_websocket_is_refused_before_it_is_accepted(gate, behind, extensions, said):
    got = ask(gate, "/_stcore/stream", {"origin": ADDRESS}, **LINE, **extensions)

    assert (got.status, behind.asked) == (said, [])


def test_whether_the_app_is_ready_is_told_to_anybody(gate):
    assert ask(gate, "/ready", {"host": "127.0.0.1:8501"}).body == "behind the gate"


# By which address


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost"},
        {"host": "rasso.example.org:443"},
        {"host": "rasso.example.org.evil.example"},
        {"origin": "https://evil.example"},
        {"origin": "http://rasso.example.org"},
        {"origin": "null"},
    ],
)
def test_another_host_or_origin_is_refused_before_anything_is_looked_up(gate, behind, headers):
    said = signed_in(gate, behind, Role.READER)

    assert (ask(gate, "/", said | headers).status, behind.asked) == (403, [])


@pytest.mark.parametrize("changed", [LINE | EXTENSION, {"method": "PUT"}])
def test_a_websocket_or_an_upload_must_say_where_it_comes_from(gate, behind, changed):
    said = signed_in(gate, behind, Role.READER)

    assert (ask(gate, "/_stcore/x", said, **changed).status, behind.asked) == (403, [])


# Signing in


def test_who_signed_in_gets_the_page_asked_for_and_a_hardened_cookie(gate, behind, store):
    asked = ask(gate, "/meetings", query_string=b"as_at=2022-02-28")
    kept = asked.cookies[0].split(";")[0]

    got = callback(gate, behind, claims(Role.READER, Role.RECORDER), cookie=kept)

    assert got.headers["location"] == "/meetings?as_at=2022-02-28"
    assert got.cookies[0].split("; ")[1:] == [
        "HttpOnly",
        "Max-Age=7200",
        "Path=/",
        "SameSite=lax",
        "Secure",
    ]
    (session,) = rows(store, "sign_in_session")
    assert (session["subject"], session["name"], session["roles"], session["ended_at"]) == (
        "rita",
        "Rita Reader",
        "reader,recorder",
        None,
    )
    assert [event["what"] for event in rows(store, "access_event")] == ["signed in"]


@pytest.mark.parametrize(
    "kept", ["//evil.example/", "https://evil.example/", "/a\r\nSet-Cookie: b"]
)
def test_no_address_leads_to_another_site(gate, behind, kept):
    cookie = f"rasso_next={signed('rasso_next', kept)}"

    got = callback(gate, behind, claims(Role.READER), cookie=cookie)

    assert got.headers["location"] in ("/", "/a%0D%0ASet-Cookie:%20b")


@pytest.mark.parametrize("groups", [1, 400])
def test_the_cookie_that_streamlit_writes_is_read_however_long(settings, groups):
    said = claims(Role.READER) | {"roles": [token_hex() for _ in range(groups)]}
    cookies: dict[str, str] = {}

    def sign(name: str, text: str) -> bytes:
        return create_signed_value(SECRET, name, text)

    def put(name: str, text: str) -> None:
        cookies[name] = sign(name, text).decode()

    set_cookie_with_chunks(put, sign, "_streamlit_user", said, cookie_attr_size=100)

    assert (len(cookies) > 1) == (groups > 1)
    assert signed_user(cookies, settings) == (session_key(said), said)
    last = max(cookies)
    assert signed_user(cookies | {last: cookies[last][:-1]}, settings) is None
    assert signed_user({key: cookies[key] for key in cookies if key != last}, settings) is None


@pytest.mark.parametrize(
    "audience", ["another-service", ["rasso", "another-service"], None, ["another-service"]]
)
def test_a_token_for_another_service_begins_no_session(gate, behind, store, audience):
    got = callback(gate, behind, claims(Role.READER, audience=audience, azp="rasso"))

    assert (got.status, got.cookies, rows(store, "sign_in_session")) == (403, [], [])
    assert "You could not be signed in" in got.body


def test_a_sign_in_that_failed_is_said_and_not_tried_again_by_itself(gate):
    got = ask(gate, "/oauth2callback", query_string=b"error=access_denied&state=s")

    assert (got.status, "You could not be signed in" in got.body) == (403, True)


def test_who_comes_back_signed_out_is_told_so(gate):
    got = ask(gate, "/oauth2callback")

    assert (got.status, "You are signed out" in got.body) == (200, True)


def test_a_provider_that_does_not_answer_is_said(gate, behind):
    behind.status = 400

    got = ask(gate, "/auth/login", query_string=b"provider=t")

    assert (got.status, "Nobody can sign in just now" in got.body) == (503, True)


def test_a_store_that_does_not_answer_lets_nobody_in(gate, behind):
    said = signed_in(gate, behind, Role.READER)

    def gone():
        raise StoreProblem("gone")

    gate.store = gone

    assert (ask(gate, "/", said).status, behind.asked) == (503, [])


# Who is let in


def test_every_request_is_looked_up(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)
    opened = []

    def open_it():
        opened.append(store)
        return store

    gate.store = open_it

    for path in ("/static/js/a.js", "/static/js/b.js", "/media/0123.csv"):
        assert ask(gate, path, said).status == 200
    assert len(opened) == 3
    sessions.sign_out(store, the_session(store), at=datetime.now(UTC))

    assert ask(gate, "/media/0123.csv", said).status == 401


def test_who_signed_in_is_let_in_and_pages_find_the_session(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)

    assert ask(gate, "/media/0123.csv", said).body == "behind the gate"
    headers = dict(behind.asked[0]["headers"])
    assert headers[b"x-rasso-session"].decode() == rows(store, "sign_in_session")[0]["key"]


def test_headers_in_which_somebody_claims_to_be_somebody_are_dropped(gate, behind, monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda _name: {"X-Our-Proxy": "email"})
    said = signed_in(gate, behind, Role.READER)
    forged = [
        "X-Rasso-Session",
        "x_rasso_session",
        "X-Forwarded-User",
        "Remote-User",
        "x-our-proxy",
    ]

    ask(gate, "/", said | dict.fromkeys(forged, "administrator"))

    (scope,) = behind.asked
    assert sorted(name for name, _ in scope["headers"]) == [b"cookie", b"host", b"x-rasso-session"]


@pytest.mark.parametrize(
    "cookie",
    [
        user_cookie(claims(Role.READER), secret="another secret"),
        user_cookie(claims(Role.ADMINISTRATOR)),
        user_cookie(claims(Role.READER))[:-1],
        user_cookie(claims(Role.READER)).replace("_streamlit_user=", "_streamlit_user_tokens="),
        "_streamlit_user=",
        "_streamlit_user=chunks-2",
    ],
)
def test_a_cookie_that_was_changed_or_never_began_a_session_lets_nobody_in(gate, behind, cookie):
    signed_in(gate, behind, Role.READER)

    assert (ask(gate, "/media/0123.csv", {"cookie": cookie}).status, behind.asked) == (401, [])


def test_a_session_ends_at_its_time_in_the_store(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)
    found = the_session(store)

    assert found.holds(found.ends_at - timedelta(seconds=1))
    assert not found.holds(found.ends_at)
    assert ask(gate, "/media/0123.csv", said).status == 200


def test_a_cookie_older_than_a_session_lasts_is_refused(gate, behind, monkeypatch):
    said = signed_in(gate, behind, Role.READER)
    now = int(datetime.now(UTC).timestamp())
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: now + 2 * 3600 + 2)

    assert ask(gate, "/media/0123.csv", said).status == 401


def test_a_copied_cookie_is_worth_nothing_once_its_owner_signed_out(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)

    ask(gate, "/auth/logout", said)

    assert ask(gate, "/media/0123.csv", said).status == 401
    assert [event["what"] for event in rows(store, "access_event")] == ["signed in", "signed out"]


def test_an_administrator_ends_the_sessions_of_a_person_at_once(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)
    keeper = person(Role.ADMINISTRATOR, name="Ada Administrator")

    sessions.end_sessions_of(store, "rita", by=keeper, at=datetime(2022, 1, 31, tzinfo=UTC))

    assert ask(gate, "/media/0123.csv", said).status == 401


def test_a_person_without_a_role_gets_one_plain_page(gate, behind, store):
    said = signed_in(gate, behind)

    for path in ("/", "/update", "/media/0123.csv"):
        got = ask(gate, path, said)
        assert (got.status, "You have no role here" in got.body) == (403, True)
        # Else a browser asks for one, which is refused.
        assert '<link rel="icon" href="data:,">' in got.body
    assert behind.asked == []
    refused = rows(store, "access_event")[-1]
    assert (refused["what"], refused["done_to"]) == ("refused", "no role")


@pytest.mark.parametrize(("roles", "status"), [("auditor", 403), ("reader,auditor", 200)])
def test_a_role_that_the_program_does_not_know_takes_nothing_from_anybody(
    gate, behind, store, roles, status
):
    of_another = signed_in(gate, behind, Role.READER)
    others = len(rows(store, "sign_in_session"))
    said = signed_in(gate, behind, Role.READER, name="Olga Other")
    change(store, f"UPDATE sign_in_session SET roles = '{roles}' WHERE id > {others}")

    assert ask(gate, "/", said).status == status
    assert ask(gate, "/", of_another).status == 200


@pytest.mark.parametrize(
    ("path", "header", "recorded"),
    [
        ("/media/1.csv", 'attachment; filename="plan-2022-02-28.csv"', ["plan-2022-02-28.csv"]),
        ("/media/1.csv", "attachment; filename*=utf-8''a%20plan.csv", ["a plan.csv"]),
        ("/media/1.csv", "attachment", ["a file"]),
        ("/media/1.png", 'inline; filename="chart.png"', []),
    ],
)
def test_a_file_that_is_taken_is_recorded(gate, behind, store, path, header, recorded):
    said = signed_in(gate, behind, Role.READER)
    behind.gives = [(b"content-disposition", header.encode())]

    ask(gate, path, said)

    taken = [each for each in rows(store, "access_event") if each["what"] == "file taken"]
    assert [each["done_to"] for each in taken] == recorded


def test_a_page_of_another_role_is_refused_and_recorded(gate, behind, store):
    said = signed_in(gate, behind, Role.READER)

    got = ask(gate, "/update", said)

    assert (got.status, behind.asked) == (403, [])
    assert "It is for people with the role recorder" in got.body
    refused = rows(store, "access_event")[-1]
    assert (refused["what"], refused["done_to"]) == ("refused", "/update")


def test_a_page_leaves_the_screen_when_its_session_is_over(gate, behind):
    said = signed_in(gate, behind, Role.READER)

    seconds, address = ask(gate, "/", said).headers["refresh"].split("; url=")

    assert 2 * 3600 - 60 < int(seconds) <= 2 * 3600
    assert address == "/oauth2callback"
    assert "refresh" not in ask(gate, "/media/0123.csv", said).headers


def test_who_has_signed_in_again_meanwhile_is_not_told_that_they_are_signed_out(gate, behind):
    said = signed_in(gate, behind, Role.READER)

    got = ask(gate, "/oauth2callback", said)

    assert (got.status, got.headers["location"]) == (302, "/")


@pytest.mark.parametrize(
    ("gives", "leads_to"),
    [("https://login.example.org/end", "https://login.example.org/end"), ("/", "/oauth2callback")],
)
def test_who_signs_out_does_not_come_back_by_themselves(gate, behind, gives, leads_to):
    said = signed_in(gate, behind, Role.READER)
    behind.gives = [(b"location", gives.encode())]

    assert ask(gate, "/auth/logout", said).headers["location"] == leads_to


@pytest.mark.parametrize(("role", "status"), [(Role.ADMINISTRATOR, 200), (Role.READER, 403)])
@pytest.mark.parametrize("raw", [b"/_stcore/metrics", b"/_stcore/%6detrics"])
def test_the_metrics_of_the_app_are_the_administrators(gate, behind, role, status, raw):
    said = signed_in(gate, behind, role)

    assert ask(gate, "/_stcore/metrics", said, raw=raw).status == status


# An open websocket


@pytest.mark.parametrize("ends", ["at its time", "when somebody ends it"])
def test_an_open_websocket_ends_with_its_session(gate, behind, store, monkeypatch, ends):
    monkeypatch.setattr(open_websockets, "SECONDS_BETWEEN_LOOKS", 0.01)
    said = signed_in(gate, behind, Role.READER)
    session = the_session(store)
    headers = HOST | said | {"origin": ADDRESS}
    scope = LINE | {"path": "/_stcore/stream", "raw_path": b"/_stcore/stream"}
    scope["headers"] = [(name.encode(), value.encode()) for name, value in headers.items()]
    sent = []

    async def open_and_end():
        gone = asyncio.Event()

        async def send(message):
            sent.append(message)
            if message["type"] == "websocket.accept":
                if ends == "at its time":
                    now = session.ends_at
                    monkeypatch.setattr(open_websockets, "datetime", StoppedClock(now))
                else:
                    sessions.sign_out(store, session, at=session.ends_at)
            if message["type"] == "websocket.close":
                gone.set()

        async def receive():
            await gone.wait()
            return {"type": "websocket.disconnect", "code": 1008}

        await asyncio.wait_for(gate(scope, receive, send), 10)

    awaited(open_and_end())

    assert [message["type"] for message in sent] == [
        "websocket.accept",
        "websocket.send",
        "websocket.close",
    ]
    leaving = ForwardMsg.FromString(sent[1]["bytes"])
    assert leaving.auth_redirect.url == "/oauth2callback"


class StoppedClock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self, _zone):
        return self.moment
