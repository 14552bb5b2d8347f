"""Answers only requests for this app's own address, sent by this app's own pages.

Host and Origin are compared as they are written, before Streamlit sees a request: of an Origin that
is not the Host, it would look up this machine's own addresses, by asking an outside service too,
and all readers would wait meanwhile.
"""

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

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
