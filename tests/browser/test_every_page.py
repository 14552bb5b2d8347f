"""Every page opens in Chromium, at both widths and on every kind of store, without a fault."""

import pytest

from tests.browser.looking import SCREENS, opened
from ui.pages import PAGES

FAULTS = "[data-testid=stException], [data-testid=stAlertContentError]"


@pytest.mark.every_page
@pytest.mark.thorough
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen['width']} px")
@pytest.mark.parametrize("store", ["demonstration", "starter", "empty"])
def test_every_page_opens_without_a_fault(app_for, wide, store, screen):
    wide.set_viewport_size(screen)
    # What the browser writes to its console as an error fails the test too.
    faults = {
        each.title: opened(wide, f"{app_for(store).url}/{each.url_path}")
        .locator(FAULTS)
        .all_inner_texts()
        for each in PAGES
    }

    assert {title: found for title, found in faults.items() if found} == {}
