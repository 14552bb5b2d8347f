"""The server around the pages: who may connect, headers, warm-up, and failures."""

import asyncio
import gc
import importlib
import logging
import pkgutil
import secrets
import sys
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from data_access.sign_in.configuration import Misconfigured, is_loopback, sign_in
from ui import streamlit_private
from ui.middleware import OwnOrigin, SecurityHeaders
from ui.serving import malloc_tuning

LOG = logging.getLogger("rasso")
# The warm-up and the counts ahead belong to no page.
streamlit_private.allow_caches_outside_pages()
REFUSED = (
    "The app answers on this machine only until sign-in is configured: "
    "start it with server.address 127.0.0.1, not {address}."
)
NOT_AT_THE_ROOT = "Where people sign in, server.baseUrlPath must be empty."
SECONDS_BETWEEN_TRIMS = 30
SECONDS_BETWEEN_COUNTS = 2
SECONDS_BETWEEN_WARM_UPS = 10


# Connections


def refuse_to_serve_others() -> None:
    """End the process with one sentence if the server would answer people who do not sign in."""
    address = st.get_option("server.address") or "0.0.0.0"
    try:
        settings = sign_in()
    except Misconfigured as problem:
        _refuse_to_start(str(problem))
    if settings is None:
        if not is_loopback(address):
            _refuse_to_start(REFUSED.format(address=address))
    elif st.get_option("server.baseUrlPath"):
        _refuse_to_start(NOT_AT_THE_ROOT)
    else:
        # Before Streamlit builds its routes: each process would else make up its own secret, and
        # refuse who began to sign in at another.
        streamlit_private.read_secrets_from(settings.file)


def _refuse_to_start(why: str) -> NoReturn:
    print(why, file=sys.stderr)
    raise SystemExit(2)


class OnlyThisMachine:
    """Refuses requests from other machines, however the server was started."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "lifespan" or (client and is_loopback(client[0])):
            await self.app(scope, receive, send)
        else:
            refusal = PlainTextResponse("This app only answers on its own machine.", 403)
            await refusal(scope, receive, send)


def middleware() -> list[Middleware]:
    """The middleware of every request, the outermost first."""
    if settings := sign_in():
        # Imported late: without sign-in the app loads nothing of it.
        gate = importlib.import_module("ui.sign_in.gate").Gate
        store = importlib.import_module("ui.reads").opened_store
        return [Middleware(SecurityHeaders), Middleware(gate, settings=settings, store=store)]
    return [
        Middleware(SecurityHeaders),
        Middleware(OnlyThisMachine),
        # Refuses foreign names that resolve to this machine (DNS rebinding), and foreign pages.
        Middleware(OwnOrigin),
    ]


# Warm-up


class Readiness:
    """The state of the warm-up: the app is ready for readers once it is warm."""

    warm = False


async def ready(_request: object) -> PlainTextResponse:
    """200 once the app is warm, 503 before."""
    if Readiness.warm:
        return PlainTextResponse("ready")
    return PlainTextResponse("not ready", 503)


def routes() -> list[BaseRoute]:
    """The addresses that are not pages."""
    return [Route("/ready", ready)]


def modules_of_pages() -> Iterator[str]:
    """The modules to load ahead: not what worker processes draw charts and write papers with."""
    in_a_worker = importlib.import_module("ui.papers.paper_worker").IN_A_WORKER
    elsewhere = {"ui.main", *in_a_worker}
    for room in ("metrics", "ui"):
        package = importlib.import_module(room)
        for module in pkgutil.walk_packages(package.__path__, f"{room}."):
            if module.name not in elsewhere:
                yield module.name


def warm_up() -> None:
    """Do the slow work of the first page before the first reader comes.

    Other processes count what was never counted while this one loads the pages, and derives the
    rest.
    """
    # Imported late, so that a server that refuses to start does so at once.
    reads = importlib.import_module("ui.reads")
    with ThreadPoolExecutor(max_workers=1) as counting:
        counting.submit(reads.make_due_releases)
        for name in modules_of_pages():
            importlib.import_module(name)
        importlib.import_module("ui.exports.chart_worker").drawings()
        reads.derive_ahead()


@asynccontextmanager
async def lifespan(_app: object) -> AsyncIterator[dict[str, Any]]:
    """Warm up, then print the address. After a failed warm-up the app is open but not ready."""
    await try_to_warm_up()
    address, port = st.get_option("server.address"), st.get_option("server.port")
    print(f"RaSSO Oversight is open at http://{address}:{port}", flush=True)
    if settings := sign_in():
        print(f"That address is for the proxy: people open {settings.address}", flush=True)
    writer = access_writer()
    tasks = [
        asyncio.create_task(each) for each in (warm_up_again(), give_memory_back(), count_ahead())
    ]
    try:
        yield {}
    finally:
        for task in tasks:
            task.cancel()
        Readiness.warm = False
        if writer:
            await asyncio.to_thread(writer.stop)


async def try_to_warm_up() -> None:
    """Warm up, after which the app is ready; a failure is logged."""
    try:
        await asyncio.to_thread(warm_up)
    except Exception:
        LOG.exception("The app could not warm up: the store may not be readable.")
        return
    # Streamlit collects garbage after every run; freezing spares it the objects loaded so far.
    gc.collect()
    gc.freeze()
    Readiness.warm = True


async def warm_up_again() -> None:
    """Warm up once the store can be read, if it could not be when the app started."""
    while not Readiness.warm:
        await asyncio.sleep(SECONDS_BETWEEN_WARM_UPS)
        await try_to_warm_up()


def access_writer() -> Any:
    """The writer of the record of access, begun; null where nobody signs in."""
    settings = sign_in()
    if settings is None:
        return None
    access = importlib.import_module("ui.sign_in.access_notes")
    writer = access.Writer(settings, importlib.import_module("ui.reads").opened_store)
    writer.start()
    return writer


async def give_memory_back() -> None:
    """Give the memory that runs of scripts have freed back to the system."""
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_TRIMS)
        await asyncio.to_thread(malloc_tuning.give_back)


async def count_ahead() -> None:
    """Count what a command has closed, so that no reader waits for it."""
    count = importlib.import_module("ui.reads").make_due_releases
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_COUNTS)
        await asyncio.to_thread(count)


# Failures


def on_script_error(error: Exception) -> bool:
    """Log ``error`` under a reference, and show the reader that reference and nothing else."""
    reference = secrets.token_hex(3).upper()
    LOG.error("Reference %s", reference, exc_info=error)
    st.error(
        "This page could not be shown, and nothing was changed. Open it again; if it fails "
        f"again, tell whoever looks after the app, and quote the reference {reference}."
    )
    return True
