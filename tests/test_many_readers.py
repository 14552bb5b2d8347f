"""Readers as the server meets them: fifty at the same moment, and one whose page is out of date."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from random import Random
from urllib.parse import parse_qsl

import pytest

from benchmarks.app_server import Site
from benchmarks.ws_client import READERS, page_addresses, session
from tests.serving import RunningApp, awaited

TURNS = 5


async def seconds_of_each_turn(url: str) -> list[list[float]]:
    addresses, at_random = await page_addresses(Site(url)), Random(1)
    async with AsyncExitStack() as lines:
        readers = [await lines.enter_async_context(session(Site(url))) for _ in range(READERS)]
        for reader in readers:
            await reader.open("")
        return [
            await asyncio.gather(*(reader.go(at_random.choice(addresses)) for reader in readers))
            for _ in range(TURNS)
        ]


@pytest.mark.slow
def test_all_who_turn_a_page_at_once_are_answered(app_for: Callable[[str], RunningApp]) -> None:
    url = app_for("demonstration").url

    assert [len(turn) for turn in awaited(seconds_of_each_turn(url))] == [READERS] * TURNS


async def tables_after_a_late_choice(url: str) -> list[str]:
    """An action is chosen, then a day before it was opened, then one after; its label is sent."""
    async with session(Site(url)) as reader:
        await reader.open("update")
        day, *_, action = reader.filters
        await reader.put(action, next(each for each in action.options if each.startswith("A64.")))
        assert any("A64" in table for table in reader.tables)
        for chosen in ("2021-09-10", "2021-12-01"):
            await reader.put(day, chosen)
        return reader.tables


@pytest.mark.slow
def test_a_choice_that_the_page_did_not_offer_when_it_came_is_no_choice(
    app_for: Callable[[str], RunningApp],
) -> None:
    tables = awaited(tables_after_a_late_choice(app_for("demonstration").url))

    assert not any("A64" in table for table in tables)


async def address_of_choices(url: str) -> str:
    async with session(Site(url)) as reader:
        await reader.open("joint-action-plan")
        day, lead, *_ = reader.filters
        await reader.put(day, "2022-01-31")
        await reader.put(lead, lead.options[0])
        return reader.query


@pytest.mark.slow
def test_a_reader_without_a_browser_chooses_a_day_and_in_a_list(
    app_for: Callable[[str], RunningApp],
) -> None:
    address = awaited(address_of_choices(app_for("demonstration").url))

    assert dict(parse_qsl(address)) == {"as_at": "2022-01-31", "org": "force"}
