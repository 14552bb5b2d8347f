"""How much a page says: words of its first screen and of all of it, headings, and the menu."""

import pytest

from tests.browser.looking import LARGE_SCREEN, opened
from ui import pages

FIRST_SCREEN, FIRST_SCREEN_OF_BRIEFING, WHOLE_PAGE = 150, 200, 600
LONGEST_HEADING, LONGEST_FINDING, LARGEST_MENU = 10, 25, 16
IN_MENU = [page for page in pages.PAGES if page.is_in_menu]
# What is seen of a page, in the order in which it stands: words, where they end, and the heading
# or finding that they are in. What only a screen reader says, as of a chart, is not seen.
SEEN = r"""() => {
    const walker = document.createTreeWalker(
        document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
    const seen = [];
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim();
        const around = walker.currentNode.parentElement;
        const shown = {opacityProperty: true, visibilityProperty: true};
        if (!text || around.closest('script, style, svg, [inert], .read-out')
            || around.closest('[data-testid=stIconMaterial]')
            || around.closest('details:not([open])') && !around.closest('summary')
            || !around.checkVisibility(shown)) continue;
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        const {width, height, bottom} = range.getBoundingClientRect();
        if (width < 2 || height < 2) continue;
        const words = text.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length;
        seen.push({text, words, bottom});
    }
    return seen;
}"""
HEADINGS = """() => [...document.querySelectorAll('.stMain :is(h1, h2, h3)')]
    .filter(each => each.checkVisibility())
    .map(each => [each.innerText, each.closest('.finding') !== null])"""


@pytest.mark.parametrize("kind", ["demonstration", "starter"])
@pytest.mark.parametrize("page", IN_MENU, ids=lambda page: page.title)
def test_a_page_says_its_finding_first_and_little_else(app_for, wide, page, kind):
    shown = opened(wide, f"{app_for(kind).url}/{page.url_path}")
    seen = shown.evaluate(SEEN)
    most = FIRST_SCREEN_OF_BRIEFING if page is pages.BRIEFING else FIRST_SCREEN

    first = sum(each["words"] for each in seen if each["bottom"] <= LARGE_SCREEN["height"])
    assert first <= most, "words on the first screen"
    assert sum(each["words"] for each in seen) <= WHOLE_PAGE, "words on the page"
    too_long = [
        words
        for words, is_finding in shown.evaluate(HEADINGS)
        if len(words.split()) > (LONGEST_FINDING if is_finding else LONGEST_HEADING)
    ]
    assert too_long == [], "headings"
    assert [each["text"] for each in seen if each["text"].endswith(("…", "..."))] == []


def test_the_menu_has_few_entries():
    assert len(IN_MENU) <= LARGEST_MENU
