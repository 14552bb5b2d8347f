"""Middleware for every request: the address that it came by, and the headers of its response.

Host and Origin are compared as they are written, before Streamlit sees a request: of an Origin that
is not the Host, it would look up this machine's own addresses, by asking an outside service too,
and all readers would wait meanwhile.
"""

import base64
import hashlib
import re
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")
HTTP_PORT, HTTPS_PORT = 80, 443
NOT_OURS = "This is not the address of this app."
FOREIGN = "This app only answers its own pages."
WRONG_HOST, WRONG_ORIGIN = 400, 403


def own_origins() -> frozenset[str]:
    """The origins of the app's own pages: this machine's names for itself, and the public address.

    The latter is ``browser.serverAddress`` and ``browser.serverPort``: where they are not set,
    Streamlit gives localhost and the app's own port.
    """
    scheme = "https" if st.get_option("server.sslCertFile") else "http"
    port = st.get_option("server.port")
    origins = {_origin(scheme, host, port) for host in LOOPBACK_HOSTS}
    public = st.get_option("browser.serverPort")
    scheme = "https" if public == HTTPS_PORT else scheme
    return frozenset(origins | {_origin(scheme, st.get_option("browser.serverAddress"), public)})


class OwnOrigin:
    """Refuses a request with another Host, or that a page of another address sends.

    A request without an Origin is no page's, or only reads: browsers send one with every
    connection of a page.
    """

    def __init__(self, app: ASGIApp, origins: frozenset[str] | None = None) -> None:
        self.app = app
        self.origins = own_origins() if origins is None else origins
        self.hosts = {origin.partition("://")[2] for origin in self.origins}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        hosts, origins = (header_values(scope, name) for name in (b"host", b"origin"))
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            await PlainTextResponse(NOT_OURS, WRONG_HOST)(scope, receive, send)
        elif origins and not self._is_own(origins, hosts[0]):
            await PlainTextResponse(FOREIGN, WRONG_ORIGIN)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_own(self, origins: list[str], host: str) -> bool:
        """True if the one Origin is that of the Host, so that a page speaks to its own server."""
        (first, *others) = origins
        return not others and first in self.origins and first.partition("://")[2] == host


def _origin(scheme: str, host: str, port: int) -> str:
    # A browser leaves out the usual port of a scheme.
    is_usual = port == (HTTPS_PORT if scheme == "https" else HTTP_PORT)
    return f"{scheme}://{host}" if is_usual else f"{scheme}://{host}:{port}"


def header_values(scope: Scope, wanted: bytes) -> list[str]:
    """The values of a header, which a request may give more than once."""
    return [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == wanted]


STATIC_FILES = "/static/"
INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_security_policy() -> str:
    """A policy that allows this server's files and the inline scripts of the start page alone."""
    start_page = Path(st.__file__).with_name("static") / "index.html"
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in INLINE_SCRIPT.findall(start_page.read_text(encoding="utf-8"))
    )
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles into the page.
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


class SecurityHeaders:
    """Adds the security headers to every response, and lets browsers cache static files alone."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=()",
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if not scope["path"].startswith(STATIC_FILES):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        await self.app(scope, receive, send_with_headers)
