"""The gate: nothing of the server answers anybody who has not signed in.

It stands around Streamlit, so that pages, uploads, media and the websocket are behind it alike. It
lets through the steps of signing in, signing out, and whether the app is ready.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from math import ceil
from typing import Any, TypeVar

from starlette.datastructures import MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data_access.sign_in import sessions
from data_access.sign_in.access_record import access_entry, record_access
from data_access.sign_in.configuration import CALLBACK, SignIn
from data_access.sign_in.roles import Person
from data_access.sign_in.sessions import SignedIn
from data_access.store import Store, StoreProblem
from data_access.vocabulary import Access, Role
from ui.sign_in import addresses
from ui.sign_in.cookies import (
    cookies_of,
    cookies_set,
    forget_next,
    hardened,
    next_address,
    next_cookie,
    signed_user,
)
from ui.sign_in.open_websockets import OpenWebsockets
from ui.streamlit_private import login_query

LOG = logging.getLogger("rasso")
Reply = TypeVar("Reply")
# Steps of signing in that came back from the provider carry one of these.
FROM_PROVIDER = (b"code=", b"state=", b"error=")


class Gate:
    """The outermost part of the server that decides. ``store``: opens the store, or raises."""

    def __init__(self, app: ASGIApp, settings: SignIn, store: Callable[[], Store]) -> None:
        self.app = app
        self.settings = settings
        self.store = store
        self.websockets = OpenWebsockets(self._ended)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": addresses.without_identity(scope["headers"])}
        path = addresses.exact_path(scope)
        if path == addresses.READY and scope["type"] == "http":
            await self.app(scope, receive, send)
        elif not addresses.came_by_public_address(scope, self.settings):
            await refuse(scope, receive, send, 403)
        else:
            await self._admit(scope, receive, self._hardening(send), path)

    async def _admit(self, scope: Scope, receive: Receive, send: Send, path: str | None) -> None:
        """Answer a request that came by the public address."""
        try:
            if scope["type"] == "http" and path in addresses.OPEN:
                await self._step(scope, receive, send, path)
                return
            signed_in = await self._signed_in(scope)
        except StoreProblem:
            LOG.exception("Sessions could not be looked up.")
            await store_is_down()(scope, receive, send)
            return
        if signed_in is None:
            await self._turn_away(scope, receive, send)
        elif not signed_in.person.may(Role.READER):
            await no_role(signed_in.person.name)(scope, receive, send)
        elif (needed := _role_lacking(scope, signed_in)) is not None:
            await self._record(signed_in.person, Access.REFUSED, path)
            await not_your_page(needed)(scope, receive, send)
        else:
            await self._let_in(scope, receive, send, signed_in)

    async def _let_in(
        self, scope: Scope, receive: Receive, send: Send, signed_in: SignedIn
    ) -> None:
        scope = addresses.with_session(scope, signed_in.key)
        if scope["type"] == "websocket":
            await self.websockets.open(
                signed_in, send, lambda websocket: self.app(scope, receive, websocket)
            )
        elif addresses.page_of(scope):
            await self.app(scope, receive, _leaving_in_time(send, signed_in.ends_at))
        else:
            await self.app(scope, receive, self._recording_files(send, signed_in.person))

    async def _signed_in(self, scope: Scope) -> SignedIn | None:
        """The session of a request while it holds; null where there is none."""
        user = signed_user(cookies_of(scope), self.settings)
        if user is None:
            return None
        key, now = user[0], datetime.now(UTC)
        signed_in = await self._ask(sessions.read_session, key)
        return signed_in if signed_in and signed_in.holds(now) else None

    async def _turn_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send whoever asks for a page to sign in, and refuse everything else."""
        page = addresses.page_of(scope)
        if page is None:
            await refuse(scope, receive, send, 401)
            return
        answer = RedirectResponse(f"{addresses.LOGIN}?{login_query()}", 302)
        query = scope["query_string"].decode("latin-1")
        address = f"/{page.url_path}" + (f"?{query}" if query else "")
        answer.headers.append("Set-Cookie", next_cookie(address, self.settings))
        await answer(scope, receive, send)

    # Signing in and out

    async def _step(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        """Answer a step of signing in or out: Streamlit's answer, or a page that says more."""
        if path == addresses.LOGOUT:
            await self._sign_out(scope, receive, send)
            return
        answer = await collected(self.app, scope, receive)
        if path == addresses.LOGIN and answer.status_code >= 400:
            answer = provider_is_down()
        elif path == CALLBACK:
            answer = await self._after_callback(scope, answer)
        await answer(scope, receive, send)

    async def _sign_out(self, scope: Scope, receive: Receive, send: Send) -> None:
        """End the session of a request, and lead all its pages to where its provider signs out."""
        signed_in = await self._signed_in(scope)
        if signed_in:
            await self._ask(lambda store: sessions.sign_out(store, signed_in, at=datetime.now(UTC)))
        answer = await collected(self.app, scope, receive)
        leads_to = answer.headers.get("location", "/")
        if leads_to.startswith("/"):
            # The provider has no sign-out: one of our own pages would sign in again by itself.
            leads_to = answer.headers["location"] = addresses.SIGNED_OUT
        await answer(scope, receive, send)
        if signed_in:
            # The page from which this was asked is already leaving, and loses nothing.
            self.websockets.close({signed_in.key}, leads_to)

    async def _after_callback(self, scope: Scope, answer: Response) -> Response:
        """Begin a session if the provider has said who it is, and lead to the page asked for."""
        user = signed_user(cookies_set(answer.raw_headers), self.settings)
        if user is None:
            query: bytes = scope["query_string"]
            came_back = any(each in query for each in FROM_PROVIDER)
            if came_back:
                return not_signed_in()
            is_in_again = await self._signed_in(scope)
            return RedirectResponse("/", 302) if is_in_again else signed_out()
        key, claims = user
        if not self.settings.is_for_us(claims):
            LOG.warning("A sign-in was refused: the token was made for another service.")
            return not_signed_in()
        now = datetime.now(UTC)
        person, ends_at = self.settings.person(claims), now + self.settings.lasts
        await self._ask(
            lambda store: sessions.begin_session(store, key, person, at=now, ends_at=ends_at)
        )
        if not person.may(Role.READER):
            await self._record(person, Access.REFUSED, "no role")
        answer.headers["Location"] = next_address(cookies_of(scope), self.settings)
        answer.headers.append("Set-Cookie", forget_next(self.settings))
        return answer

    # The store

    async def _record(self, person: Person, what: Access, done_to: str | None) -> None:
        new = access_entry(person, what, done_to, at=datetime.now(UTC))
        await self._ask(lambda store: record_access(store, [new]))

    async def _ended(self, keys: set[str]) -> set[str]:
        return await self._ask(sessions.ended_sessions, keys)

    async def _ask(self, question: Callable[..., Reply], *asked: Any) -> Reply:
        """The store's answer, without holding up other readers."""
        return await asyncio.to_thread(lambda: question(self.store(), *asked))

    def _recording_files(self, send: Send, person: Person) -> Send:
        """Sends an answer; a file to be kept is recorded before any of it goes out."""

        async def send_recorded(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] < 300:
                name = addresses.name_of_file(message["headers"])
                if name:
                    await self._record(person, Access.FILE_TAKEN, name)
            await send(message)

        return send_recorded

    def _hardening(self, send: Send) -> Send:
        async def send_hardened(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    (name, hardened(value, self.settings))
                    if name.lower() == b"set-cookie"
                    else (name, value)
                    for name, value in message["headers"]
                ]
            await send(message)

        return send_hardened


def _role_lacking(scope: Scope, signed_in: SignedIn) -> str | None:
    """The role that the page asked for takes and the person has not, or each of several."""
    page = addresses.page_of(scope)
    needed = page.roles if page else (Role.READER,)
    if scope["path"] == addresses.METRICS:
        needed = (Role.ADMINISTRATOR,)
    return None if signed_in.person.may(*needed) else " or ".join(needed)


def _leaving_in_time(send: Send, ends_at: datetime) -> Send:
    """Sends a page that the browser leaves once the session is over, even without its websocket."""

    async def send_leaving(message: Message) -> None:
        if message["type"] == "http.response.start":
            seconds = ceil((ends_at - datetime.now(UTC)).total_seconds())
            leaving = f"{seconds}; url={addresses.SIGNED_OUT}".encode()
            message["headers"] = [*message["headers"], (b"refresh", leaving)]
        await send(message)

    return send_leaving


async def refuse(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    """Refuse a request without a word of what is behind the gate."""
    answer = PlainTextResponse("Not signed in." if status == 401 else "Not here.", status)
    if scope["type"] == "http" or "websocket.http.response" in scope.get("extensions", {}):
        await answer(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1008})


async def collected(app: ASGIApp, scope: Scope, receive: Receive) -> Response:
    """The whole answer of ``app``, which is short."""
    answer = Response()
    body = b""

    async def collect(message: Message) -> None:
        nonlocal body
        if message["type"] == "http.response.start":
            answer.status_code = message["status"]
            answer.raw_headers = [
                each for each in message["headers"] if each[0].lower() != b"content-length"
            ]
        elif message["type"] == "http.response.body":
            body += message.get("body", b"")

    await app(scope, receive, collect)
    answer.body = body
    MutableHeaders(raw=answer.raw_headers)["content-length"] = str(len(body))
    return answer


SIGN_IN, SIGN_OUT = ("Sign in", "/"), ("Sign out", "/auth/logout")
LAYOUT = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Without it a browser asks for the icon of the site, is refused, and writes an error.
    '<link rel="icon" href="data:,">'
    "<title>{title} - RaSSO Oversight</title><style>"
    "body{{font:18px/1.5 sans-serif;color:#1B2733;max-width:34em;margin:4em auto;padding:0 1em}}"
    "a{{color:#12436D}}a:focus-visible{{outline:3px solid #12436D;outline-offset:2px}}</style>"
    "</head><body><main><h1>{title}</h1><p>{words}</p>"
    '<p><a href="{href}">{label}</a></p></main></body></html>'
)


def plain_page(
    title: str, words: str, status: int, link: tuple[str, str] = SIGN_IN
) -> HTMLResponse:
    """A page of a title, a sentence and a link."""
    label, href = link
    return HTMLResponse(
        LAYOUT.format(title=escape(title), words=escape(words), label=label, href=href), status
    )


def signed_out() -> HTMLResponse:
    return plain_page(
        "You are signed out",
        "You signed out, or your session has ended. To use RaSSO Oversight again, sign in.",
        200,
        ("Sign in", "/"),
    )


def not_signed_in() -> HTMLResponse:
    return plain_page(
        "You could not be signed in",
        "The sign-in was not completed, took too long, or was not meant for this service. If it "
        "fails again, tell whoever looks after the app.",
        403,
        ("Try again", "/"),
    )


def no_role(name: str) -> HTMLResponse:
    return plain_page(
        "You have no role here",
        f"You are signed in as {name}, and nobody has given you a role in RaSSO Oversight yet. Ask "
        "whoever looks after the app for one, then sign out and sign in again.",
        403,
        SIGN_OUT,
    )


def not_your_page(needed: str) -> HTMLResponse:
    return plain_page(
        "You cannot open this page",
        f"It is for people with the role {needed}, which you do not have. Ask whoever "
        "looks after the app for it.",
        403,
        ("Open the briefing", "/"),
    )


def provider_is_down() -> HTMLResponse:
    return plain_page(
        "Nobody can sign in just now",
        "The service that confirms who you are does not answer. Try again in a few minutes. If it "
        "still fails, tell whoever looks after the app.",
        503,
        ("Try again", "/"),
    )


def store_is_down() -> HTMLResponse:
    return plain_page(
        "The store does not answer",
        "RaSSO Oversight cannot check whether you are signed in, so it shows nothing. Try again in "
        "a few minutes. If it still fails, tell whoever looks after the app.",
        503,
        ("Try again", "/"),
    )
