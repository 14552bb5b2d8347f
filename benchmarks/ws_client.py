"""Readers without a browser, over Streamlit's own websocket protocol.

A time is from sending a request until the server reports that the script has finished.
"""

import asyncio
import random
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date, timedelta
from html import unescape
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from benchmarks.app_server import Site
from tests.shown_tables import TABLE, table_in
from ui.elements.day_box import FORMAT
from ui.page.page_header import AS_AT_LABEL
from ui.pages import MOVED

LONGEST_ANSWER = 120
TABLES = re.compile(rf"{TABLE}.*?</table>", re.DOTALL)
WORDS = re.compile(r'<(?:div class="words[^"]*"|h[23][^>]*|p)>(.*?)</(?:div|h[23]|p)>', re.DOTALL)
TAG = re.compile("<[^>]*>")
SEED = 20210716
READERS = 50
READING_SECONDS = 60
THINKING_SECONDS = (2.0, 6.0)
SHARE_OF_PAGE_CHANGES = 0.5
FIRST_DAY, LAST_DAY = date(2021, 9, 10), date(2022, 2, 28)


class Filter(NamedTuple):
    """A list to choose from, or a day where it has no options; and how a choice is sent."""

    options: Sequence[str]
    state: Callable[[str], WidgetState]


class Session:
    """A reader's connection, and the filters, tables and texts of the page it shows."""

    longest_answer: float = LONGEST_ANSWER

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.pages: dict[str, str] = {}
        self.page = ""
        self.query = ""
        self.chosen: dict[str, WidgetState] = {}
        self.filters: list[Filter] = []
        self.tables: list[str] = []
        self.texts: list[str] = []

    @property
    def rows(self) -> int:
        """The number of rows in all tables on the page."""
        return sum(len(table_in(table).value) for table in self.tables)

    async def open(self, address: str, query: str = "") -> float:
        """Open the page at ``address`` as a link does."""
        self.page, self.query = "", query
        self.chosen.clear()
        return await self._run(address)

    async def go(self, address: str) -> float:
        """Change to the page at ``address`` in the navigation."""
        self.page, self.query = self.pages[address], ""
        self.chosen.clear()
        return await self._run()

    async def again(self) -> float:
        """Run the unchanged page again."""
        return await self._run()

    async def choose(self, at_random: random.Random) -> float:
        """Change a filter or the as-at day, at random."""
        chosen = at_random.choice(self.filters)
        if chosen.options:
            return await self.put(chosen, at_random.choice(chosen.options))
        day = FIRST_DAY + timedelta(at_random.randint(0, (LAST_DAY - FIRST_DAY).days))
        return await self.put(chosen, day.isoformat())

    async def put(self, chosen: Filter, value: str) -> float:
        """Set a filter to one of its options, or to an ISO date."""
        state = chosen.state(value)
        self.chosen[state.id] = state
        return await self._run()

    async def _run(self, address: str = "") -> float:
        wanted = BackMsg()
        wanted.rerun_script.query_string = self.query
        wanted.rerun_script.page_script_hash = self.page
        wanted.rerun_script.page_name = address
        wanted.rerun_script.widget_states.widgets.extend(self.chosen.values())
        asked = self.page
        self.filters, self.tables, self.texts = [], [], []
        started = perf_counter()
        await self.line.send(wanted.SerializeToString())
        async with asyncio.timeout(self.longest_answer):
            while not self._is_end(ForwardMsg.FromString(await self.line.recv(decode=False))):
                pass
        taken = perf_counter() - started
        if self.page != (asked or self.pages.get(address, "")):
            raise RuntimeError("The server showed another page than the one asked for.")
        return taken

    def _is_end(self, message: ForwardMsg) -> bool:
        match message.WhichOneof("type"):
            case "script_finished":
                return message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
            case "navigation":
                pages = message.navigation.app_pages
                self.pages = {page.url_pathname: page.page_script_hash for page in pages}
                # After a link, "new_session" carries the hash of the entry script, not of the page.
                self.page = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "delta":
                self._take(message.delta.new_element)
        return False

    def _take(self, element: Element) -> None:
        match element.WhichOneof("type"):
            case "html":
                self.tables.extend(tables_in(element.html.body))
                self.texts.extend(texts_in(element.html.body))
            case "markdown":
                self.texts.append(element.markdown.body)
            case "selectbox" if not element.selectbox.form_id and element.selectbox.options:
                self.filters.append(_list(element.selectbox.id, element.selectbox.options))
            case "text_input" if element.text_input.label == AS_AT_LABEL:
                self.filters.append(_day(element.text_input.id))
            case "exception":
                raise RuntimeError(f"A page failed: {element.exception.message}")
            case "alert" if element.alert.format == Alert.ERROR:
                raise RuntimeError(f"A page failed: {element.alert.body}")


# Pieces of HTML


def tables_in(body: str) -> list[str]:
    """The HTML of each table in a piece."""
    return TABLES.findall(body)


def texts_in(body: str) -> list[str]:
    """The words of each sentence, list and heading in a piece, without their tags."""
    return [unescape(TAG.sub("", words)) for words in WORDS.findall(body)]


def _list(widget: str, options: Sequence[str]) -> Filter:
    return Filter(options, lambda option: WidgetState(id=widget, string_value=option))


def _day(widget: str) -> Filter:
    def state(day: str) -> WidgetState:
        return WidgetState(id=widget, string_value=f"{date.fromisoformat(day):{FORMAT}}")

    return Filter([], state)


@asynccontextmanager
async def connected(site: Site) -> AsyncIterator[ClientConnection]:
    """Connect to the server until the block ends, as who signed in there."""
    async with connect(
        f"ws://{urlsplit(site.url).netloc}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(site.url),
        additional_headers={"Cookie": site.cookie} if site.cookie else {},
        max_size=None,
        open_timeout=LONGEST_ANSWER,
        # The caller says how long an answer may take; a busy server answers no ping either.
        ping_interval=None,
        proxy=None,
    ) as line:
        yield line


@asynccontextmanager
async def session(site: Site) -> AsyncIterator[Session]:
    """A reader's session on the server, until the block ends."""
    async with connected(site) as line:
        yield Session(line)


def page_name(address: str) -> str:
    """The name of the page at ``address`` in the tables."""
    return address.replace("-", " ").capitalize() or "Briefing"


async def page_addresses(site: Site) -> list[str]:
    """The address of each page of the app, but for those that lead on to another."""
    async with session(site) as reader:
        await reader.open("")
        return [address for address in reader.pages if address not in MOVED]


async def in_turns(readers: Sequence[Session], times: int) -> list[list[float]]:
    """The seconds of running each reader's page again; readers take turns to go first."""
    seconds: list[list[float]] = [[] for _ in readers]
    turns = list(zip(readers, seconds, strict=True))
    for _ in range(times):
        for reader, taken in turns:
            taken.append(await reader.again())
        turns.reverse()
    return seconds


async def page_beside_bare(site: Site, bare: Site, address: str, times: int) -> list[list[float]]:
    """The seconds of a page and of the baseline page with equally many table rows, in turns."""
    async with session(site) as reader, session(bare) as beside:
        await reader.open(address)
        await reader.again()
        await beside.open("", f"rows={max(reader.rows, 1)}")
        return await in_turns([reader, beside], times)


async def page_in_both(sites: Sequence[Site], address: str, times: int) -> list[list[float]]:
    """The seconds of the same page in two apps, in turns."""
    async with session(sites[0]) as one, session(sites[1]) as other:
        for reader in (one, other):
            await reader.open(address)
            await reader.again()
        return await in_turns([one, other], times)


async def page_alone(site: Site, address: str, times: int) -> list[float]:
    """The seconds of running a page again, with everything cached."""
    async with session(site) as reader:
        await reader.open(address)
        await reader.again()
        return [await reader.again() for _ in range(times)]


async def many_readers(
    site: Site,
    addresses: list[str],
    number: int = READERS,
    reading_seconds: float = READING_SECONDS,
) -> list[float]:
    """The seconds of each page change or filter, with ``number`` readers at once.

    Each reader pauses between steps. Opening the first page is not counted.
    """
    times: list[float] = []
    async with AsyncExitStack() as lines:
        readers = [await lines.enter_async_context(session(site)) for _ in range(number)]
        for place, reader in enumerate(readers):
            await reader.open(addresses[place % len(addresses)])
        end = perf_counter() + reading_seconds
        async with asyncio.TaskGroup() as reading:
            for place, reader in enumerate(readers):
                at_random = random.Random(SEED + place)
                reading.create_task(_read(reader, addresses, at_random, end, times))
    return times


async def _read(
    reader: Session, addresses: list[str], at_random: random.Random, end: float, times: list[float]
) -> None:
    await asyncio.sleep(at_random.uniform(0, THINKING_SECONDS[1]))
    while perf_counter() < end:
        if at_random.random() < SHARE_OF_PAGE_CHANGES or not reader.filters:
            times.append(await reader.go(at_random.choice(addresses)))
        else:
            times.append(await reader.choose(at_random))
        await asyncio.sleep(at_random.uniform(*THINKING_SECONDS))
