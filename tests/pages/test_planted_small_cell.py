"""A small cell is planted, and looked for in everything that a page sends, without a browser.

``tests/browser/test_small_numbers.py`` does the same of what Chromium receives, of fewer pages.
"""

from typing import Any

import pytest
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.element_tree import parse_tree_from_messages

from tests.browser import planted
from tests.browser.receiving import Received
from tests.browser.test_small_numbers import OF_CASES, all_rows, choices_of, given_away, usual
from tests.pages.everything_sent import NOT_READ, files_offered
from tests.pages.opening import opened_whole
from ui import pages

pytestmark = pytest.mark.slow

FILES = {page.url_path: page.file for page in pages.PAGES}
# The edition takes long to make: its own tests plant small counts in it.
SELDOM = ("safe-to-say-in-public",)


@pytest.fixture
def receive(store_for, monkeypatch):
    """Receives a page at an address: its messages, and each file of text that it offers."""
    monkeypatch.setenv("STORE_URL", store_for("planted"))

    def received(file: str, **address: str) -> Received:
        came = Received()

        def read(messages: Any) -> Any:
            came.payloads.extend(message.SerializeToString() for message in messages)
            return parse_tree_from_messages(messages)

        with files_offered() as downloads, pytest.MonkeyPatch.context() as patch:
            patch.setattr(local_script_runner, "parse_tree_from_messages", read)
            opened_whole(file, address)
        came.files |= {
            name: make() for name, make in downloads.items() if not name.endswith(NOT_READ)
        }
        return came

    return received


@pytest.mark.parametrize("address", usual(FILES, SELDOM))
def test_a_planted_small_cell_is_in_nothing_that_a_page_sends(receive, address):
    file = FILES[address]
    for chosen in choices_of(address):
        choice = dict([chosen.split("=")]) if chosen else {}

        came = receive(file, **choice)

        assert came.payloads
        assert given_away(came) == [], chosen
        if address in OF_CASES:
            alone = receive(file, **choice, area=planted.AREA)
            assert planted.AREA in alone.words()
            assert all_rows(alone)
            assert given_away(alone, beside=came) == [], chosen
