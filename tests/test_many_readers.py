"""Fifty people in one meeting turn to another page at the same moment."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from random import Random

import pytest

from benchmarks.sessions import READERS, page_addresses, session
from tests.serving import RunningApp

TURNS = 10


async def seconds_of_each_turn(url: str) -> list[list[float]]:
    addresses, at_random = await page_addresses(url), Random(1)
    async with AsyncExitStack() as lines:
        readers = [await lines.enter_async_context(session(url)) for _ in range(READERS)]
        for reader in readers:
            await reader.open("")
        return [
            await asyncio.gather(*(reader.go(at_random.choice(addresses)) for reader in readers))
            for _ in range(TURNS)
        ]


@pytest.mark.slow
def test_all_who_turn_a_page_at_once_are_answered(app_for: Callable[[str], RunningApp]) -> None:
    url = app_for("demonstration").url

    # In a thread of its own: a browser opened by an earlier test has a loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        answered = apart.submit(lambda: asyncio.run(seconds_of_each_turn(url))).result()

    assert [len(turn) for turn in answered] == [READERS] * TURNS
