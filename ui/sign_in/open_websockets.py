"""Open websockets, each of which ends with its session."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from starlette.types import Message, Send

from data_access.sign_in.sessions import SignedIn
from data_access.store import StoreProblem
from ui.sign_in.addresses import SIGNED_OUT
from ui.streamlit_private import leaving_for

# The longest that a screen is still served by a process in which nobody ended the session.
SECONDS_BETWEEN_LOOKS = 2
VIOLATION = 1008


class OpenWebsocket:
    """The sending side of a websocket, which says nothing more once it is closed."""

    def __init__(self, signed_in: SignedIn, send: Send) -> None:
        self.signed_in = signed_in
        self._send = send
        self._is_accepted = False
        self._is_closed = False

    async def __call__(self, message: Message) -> None:
        if not self._is_closed:
            self._is_accepted |= message["type"] == "websocket.accept"
            self._is_closed = message["type"] == "websocket.close"
            await self._send(message)

    async def close(self, address: str) -> None:
        """Send the page to ``address``, so that nothing of it stays on the screen, and close."""
        if self._is_accepted:
            await self({"type": "websocket.send", "bytes": leaving_for(address)})
        await self({"type": "websocket.close", "code": VIOLATION})


class OpenWebsockets:
    """The open websockets of this process. ``ended``: which of some sessions have been ended."""

    def __init__(self, ended: Callable[[set[str]], Awaitable[set[str]]]) -> None:
        self._ended = ended
        self._open: set[OpenWebsocket] = set()
        self._watch: asyncio.Task[None] | None = None
        self._closing: set[asyncio.Task[None]] = set()

    async def open(
        self, signed_in: SignedIn, send: Send, serve: Callable[[OpenWebsocket], Awaitable[None]]
    ) -> None:
        """Serve a websocket until it ends, or its session does."""
        websocket = OpenWebsocket(signed_in, send)
        self._open.add(websocket)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._close_in_time())
        try:
            await serve(websocket)
        finally:
            self._open.discard(websocket)

    def close(self, keys: set[str], address: str = SIGNED_OUT) -> None:
        """Close every websocket of these sessions, whose pages leave for ``address``."""
        for websocket in [each for each in self._open if each.signed_in.key in keys]:
            self._open.discard(websocket)
            task = asyncio.create_task(_closed(websocket, address))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)

    async def _close_in_time(self) -> None:
        while self._open:
            await asyncio.sleep(SECONDS_BETWEEN_LOOKS)
            now = datetime.now(UTC)
            self.close({each.signed_in.key for each in self._open if now >= each.signed_in.ends_at})
            # While the store cannot be asked nothing new can be read from it either.
            with suppress(StoreProblem):
                self.close(await self._ended({each.signed_in.key for each in self._open}))


async def _closed(websocket: OpenWebsocket, address: str) -> None:
    # The reader may have gone at the same moment.
    with suppress(RuntimeError, OSError):
        await websocket.close(address)
