"""Every page with all that can be opened on it opened: for axe, enlarged, and in forced colours."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError as NotInTime
from playwright.sync_api import ViewportSize, expect

from tests.browser.filling import LIST_OPENS_MS, OPENED_AGAIN, open_list
from tests.browser.looking import (
    NO_WIDER,
    axe,
    opened,
    press_all,
    settled,
    with_folds_opened,
)
from ui import pages

# Whatever says of itself that it opens something.
OPENER = ":is([aria-expanded], [aria-haspopup], summary, [role=tab], [popovertarget])"
# Those that stay open beside each other, and are all opened at once.
TOGETHER = {
    "a fold": "[data-testid=stExpander] summary",
    "a closed table": ".stHtml summary",
}
# Those of which one is open at a time, with what each opens.
ONE_BY_ONE = {
    "a figure, columns and rows, a link to copy": (
        "[data-testid=stPopoverButton]",
        "[data-testid=stPopoverBody]",
    ),
    "a list to choose from": (
        "button[aria-haspopup=listbox]:enabled",
        "[role=listbox]",
    ),
    "a section of the menu": (
        "[data-testid=stTopNavSection]",
        "[data-testid=stTopNavPopoverBody]",
    ),
}
# The box of a list has a button that opens the same list.
ALIKE = ["input[role=combobox]", "button[aria-haspopup=listbox]"]
# These are Streamlit's own, and alike wherever they stand: opened on one page, which has them all.
ALIKE_EVERYWHERE = ("a list to choose from", "a section of the menu")
WHERE = "meetings"
UNKNOWN = """([opener, known]) => [...document.querySelectorAll(opener)]
  .filter(each => each.checkVisibility() && !each.matches(known))
  .map(each => each.outerHTML.slice(0, 200))"""
CLOSED = "details:not([open])"

# A window of 1280 x 1024, enlarged four times.
FOUR_TIMES = ViewportSize(width=320, height=256)
# What does not fit: text beyond the window or cut off, words that are broken in two, and headings
# that run into what is below them. Grids and what is only read out are left out.
DOES_NOT_FIT = """() => {
  const found = [], pen = document.createElement('canvas').getContext('2d');
  const seen = each => each.checkVisibility({visibilityProperty: true})
    && !each.closest('.read-out, .rows thead, .marks thead span')
    && !each.closest('.stDataFrame, [data-testid=stIconMaterial]');
  const walker = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  for (let node; node = walker.nextNode();) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    const range = document.createRange();
    for (const word of node.data.matchAll(/\\p{L}{2,15}/gu)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const boxes = [...range.getClientRects()].filter(box => box.width > 1);
      const lines = new Set(boxes.map(box => Math.round(box.top / 4)));
      if (lines.size > 1) found.push(`broken: ${word[0]}`);
      const svg = node.parentElement.closest('svg')?.getBoundingClientRect();
      const [first, end] = svg ? [svg.left, svg.right] : [0, window.innerWidth];
      if (boxes.some(box => box.right > end + 6 || box.left < first - 6 || (svg && (
          box.bottom > svg.bottom + 6 || box.top < svg.top - 6))))
        found.push(`beyond: ${word[0]} in ${node.data.slice(0, 60)}`);
    }
  }
  for (const each of document.querySelectorAll('.stMain *')) {
    if (!seen(each) || !each.textContent.trim() || each.clientWidth < 3) continue;
    const look = getComputedStyle(each);
    if (['hidden', 'clip'].includes(look.overflowX) && each.scrollWidth > each.clientWidth + 1)
      found.push(`cut: ${each.className} ${each.textContent.trim().slice(0, 60)}`);
    if (each.matches('th, td') && each.scrollHeight > each.clientHeight + 6)
      found.push(`runs into the next: ${each.textContent.trim().slice(0, 60)}`);
    // The heading that stands before a cell, where it has a place of its own.
    const label = getComputedStyle(each, '::before');
    if (each.dataset.label && look.display === 'grid' && label.content.startsWith('"')) {
      pen.font = `${label.fontWeight} ${label.fontSize} ${label.fontFamily}`;
      for (const word of each.dataset.label.match(/\\p{L}+/gu) ?? [])
        if (pen.measureText(word).width > parseFloat(label.width) + 1)
          found.push(`broken: ${word}`);
    }
  }
  return [...new Set(found)];
}"""


def with_all_opened(page):
    """``page`` with each fold and closed table opened, those within others too."""
    for _ in range(3):
        with_folds_opened(page)
        press_all(page, f"{CLOSED} > summary")
        settled(page)
        if not page.locator(f".stMain {CLOSED}").count():
            return page
    raise AssertionError("Something stays closed.")


def open_by_key(button, what):
    """Opens ``what`` by Enter on ``button``, again where the page was drawn anew meanwhile."""
    for _ in range(OPENED_AGAIN):
        button.focus()
        button.page.keyboard.press("Enter")
        with suppress(NotInTime):
            what.wait_for(timeout=LIST_OPENS_MS)
            return


@pytest.mark.parametrize("address", [page.url_path for page in pages.PAGES])
def test_page_is_accessible_with_all_that_can_be_opened_on_it_opened(app_for, wide, address):
    page = with_all_opened(opened(wide, f"{app_for('demonstration').url}/{address}"))

    one_by_one = [opener for opener, _ in ONE_BY_ONE.values()]
    known = [*TOGETHER.values(), *one_by_one, *ALIKE]
    assert page.evaluate(UNKNOWN, [OPENER, f":is({', '.join(known)})"]) == []
    assert axe(page) == []
    for kind, (opener, what) in ONE_BY_ONE.items():
        if kind in ALIKE_EVERYWHERE and address != WHERE:
            continue
        for button in page.locator(opener).filter(visible=True).all():
            open_by_key(button, page.locator(what).last)
            expect(page.locator(what).last).to_contain_text(re.compile(r"\w"))
            assert axe(settled(page), within=what) == [], kind
            page.keyboard.press("Escape")
            expect(page.locator(what)).to_have_count(0)
            settled(page)

    page.set_viewport_size(FOUR_TIMES)
    page.wait_for_function(NO_WIDER)
    # As it is for a reader who opens it so: a chart in no sight is drawn for its width later.
    with_all_opened(opened(page, page.url))
    assert page.evaluate(DOES_NOT_FIT) == []


@pytest.mark.thorough
@pytest.mark.parametrize("kind", ["small", "starter"])
@pytest.mark.parametrize("address", [page.url_path for page in pages.PAGES])
def test_enlarged_four_times_with_all_opened_it_fits_where_there_is_little_too(
    app_for, wide, kind, address
):
    wide.set_viewport_size(FOUR_TIMES)
    page = with_all_opened(opened(wide, f"{app_for(kind).url}/{address}"))

    page.wait_for_function(NO_WIDER)
    assert page.evaluate(DOES_NOT_FIT) == []


# Of the choices of a list those whose name, without other words for it, is cut off.
CUT_CHOICES = """() => {
  const choices = [...document.querySelectorAll('[role=option] > [data-item-hl]')];
  return choices.filter(each => {
    const range = document.createRange(), box = each.parentElement.getBoundingClientRect();
    range.setStart(each.firstChild, 0);
    range.setEnd(each.firstChild, each.textContent.split(' (')[0].length);
    return [...range.getClientRects()].some(line => line.right > box.right + 1
      || line.bottom > box.bottom + 1 || line.top < box.top - 1);
  }).map(each => each.textContent);
}"""


def test_enlarged_four_times_no_name_in_a_list_to_choose_from_is_cut_off(app_for, wide):
    wide.set_viewport_size(FOUR_TIMES)
    page = opened(wide, f"{app_for('demonstration').url}/explore")
    open_list(page.get_by_role("combobox", name="What to count"))

    assert page.evaluate(CUT_CHOICES) == []
