"""Steps with a page in the browser: open it, wait until it is still, inspect it."""

import re
from collections.abc import Sequence
from pathlib import Path
from weakref import WeakSet

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect
from playwright.sync_api import TimeoutError as NotInTime

from tests.often import rounds

TELEPHONE = ViewportSize(width=400, height=800)
LARGE_SCREEN = ViewportSize(width=1440, height=900)
SCREENS = (TELEPHONE, LARGE_SCREEN)
TABLET = ViewportSize(width=1024, height=768)
# What axe looks at: the same elements stand on both, and it takes half of all that a page takes.
USUAL_SCREENS = SCREENS[: rounds(2, 1)]
NO_WIDER = """() => [document.documentElement, document.querySelector('.stMain')]
  .every(each => each.scrollWidth <= window.innerWidth)"""
# Boxes to choose from or to type in whose words are wider than they are.
CUT_BOXES = """() => {
    const pen = document.createElement('canvas').getContext('2d');
    const written = box => box.value || box.placeholder;
    const boxes = '.stMain :is(input[role=combobox], .stTextInput input)';
    return [...document.querySelectorAll(boxes)].filter(box => {
        const look = getComputedStyle(box);
        pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`;
        const room = box.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight);
        return box.clientWidth && pen.measureText(written(box)).width > room + 1;
    }).map(written);
}"""
# Of what is focused: its name if it is not seen, by half at least, within the window.
NOT_SEEN = """() => {
  const active = document.activeElement;
  const isTicked = active.matches('[type=checkbox], [type=radio]');
  const focused = isTicked ? active.closest('label') : active;
  const box = focused.getBoundingClientRect();
  // A grid draws itself; a box to tick is drawn by its label.
  if (active === document.body || active.closest('.stDataFrame')) return null;
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const thirds = [1, 3, 5].map(part => part / 6);
  const over = thirds.flatMap(x => thirds.map(y =>
    document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)));
  const isRinged = focused === active || getComputedStyle(focused).outlineStyle === 'solid';
  const isSeen = isRinged
    && box.right <= innerWidth + 1 && box.left >= -1 && right > left && bottom > top
    && focused.checkVisibility({opacityProperty: true, visibilityProperty: true})
    && over.filter(each => each?.contains(focused) || focused.contains(each)).length > 4;
  return isSeen ? null : `${focused.ariaLabel} ${focused.outerHTML}`.slice(0, 150);
}"""
# Enough to come to the end of any page.
MOST_PRESSES, LONGEST_FADE_MS = 300, 1_000
AWAIT_RUNS = Path(__file__).with_name("await_runs.js")
STILL = (
    "html:not([data-awaited]) "
    "[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]"
)
watched: WeakSet[BrowserContext] = WeakSet()
FOLD, OPENED = "[data-testid=stExpander] summary", "[data-testid=stExpanderDetails]"
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Faults of Streamlit's own, which are not ours to mend, and the only exceptions. Below 768 px the
# navigation moves into a drawer, whose list has headings of sections in it. The box that files are
# put into is called presentation, and has a name, once there is a file in it.
FAULTS_ELSEWHERE = {
    "[data-testid=stSidebarNavItems]": {"list", "listitem"},
    "[data-testid=stFileUploaderDropzone]": {"presentation-role-conflict"},
    "[role=listbox]": {"region"},
}


def settled(page: Page) -> Page:
    """``page`` once nothing runs and nothing is still to come; the caller then waits for its
    content.
    """
    expect(page.locator(STILL)).to_be_visible()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    return page


def opened(page: Page, url: str) -> Page:
    """``page`` at ``url``, settled and with its heading."""
    if page.context not in watched:
        watched.add(page.context)
        page.context.add_init_script(path=AWAIT_RUNS)
    page.goto(url)
    return whole(page)


def whole(page: Page) -> Page:
    """``page``, settled and with its heading."""
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    return settled(page)


def with_folds_opened(page: Page) -> Page:
    """``page`` with every closed fold opened, and settled."""
    press_all(page, FOLD)
    # A fold within another comes with it, and is closed.
    for fold in settled(page).locator(f"{OPENED}:not([inert])").all():
        expect(fold).to_contain_text(re.compile(r"\w"))
    return settled(page)


def press_all(page: Page, buttons: str) -> None:
    """Presses the buttons by keyboard, so that one does not close what another opened."""
    page.locator(buttons).evaluate_all("buttons => buttons.forEach(button => button.click())")


def assert_accessible(page: Page, on: Sequence[ViewportSize] = USUAL_SCREENS) -> None:
    """Asserts that the page is accessible ``on`` these screens, and no wider than either window."""
    for screen in SCREENS:
        page.set_viewport_size(screen)
        page.wait_for_function(NO_WIDER)
        assert screen not in on or axe(settled(page)) == [], screen


def not_seen_by_keys(page: Page) -> list[tuple[str, str]]:
    """What the Tab key comes to on the way down the page and back, and is not seen then."""
    not_seen = []
    for key in ("Tab", "Shift+Tab"):
        for _ in range(MOST_PRESSES):
            page.keyboard.press(key)
            if page.evaluate("document.activeElement === document.body"):
                break
            if page.evaluate(NOT_SEEN) is None:
                continue
            # Some are seen after a moment, as the link to a heading.
            try:
                page.wait_for_function(f"() => !({NOT_SEEN})()", timeout=LONGEST_FADE_MS)
            except NotInTime:
                not_seen.append((key, page.evaluate(NOT_SEEN)))
        else:
            raise AssertionError("There is no end to it.")
    return not_seen


def axe(page: Page, within: str | None = None) -> list[str]:
    """The findings of axe on the page, one line per place: rule, place, fault.

    ``within``: of a part of the page alone.
    """
    options = {"runOnly": AXE_RULES, "resultTypes": ["violations"]}
    results = Axe().run(page, context=within, options=options)
    return [
        f"{rule['id']}: {node['target'][0]}: {node['failureSummary']}"
        for rule in results.response["violations"]
        for node in rule["nodes"]
        if not is_elsewhere(page, rule["id"], node["target"][0])
    ]


def is_elsewhere(page: Page, rule: str, target: str) -> bool:
    """Whether the fault is one of Streamlit's own."""
    # The drawer is taken away when the window grows: what has gone since is nobody's fault.
    return any(
        page.locator(target).evaluate_all(
            f"found => found.every(each => each.closest('{place}') !== null)"
        )
        for place, rules in FAULTS_ELSEWHERE.items()
        if rule in rules
    )
