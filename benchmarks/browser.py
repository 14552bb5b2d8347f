"""A reader with a browser. Times are taken inside the page, so that asking adds nothing to them."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

from playwright.sync_api import Browser, Page, sync_playwright

from data_access.reads import Snapshot
from metrics.day_state import standing_on
from metrics.explore.allowed_dimensions import first_splits
from metrics.explore.measure_spec import PERIOD
from metrics.explore.registry import SUBJECTS
from metrics.text_format import day_in_words
from ui.elements.tables import TALL_ROWS_A_PAGE

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1440, "height": 900}
LONGEST_WAIT_MS = 30_000
CAPTION = "[data-testid=stCaptionContainer]"
HEADER = ".st-key-header"
CHART = "[data-testid=stVegaLiteChart]"
# For so long nothing of a chart may change before it counts as drawn.
DRAWN_AFTER_MS = 300

# The page stands still and the last of each selector's elements holds its text.
LOOKING = f"""
const still = () => !document.querySelector('[data-testid=stSkeleton]') && document.querySelector(
  '[data-testid=stApp][data-test-script-state=notRunning][data-test-connection-state=CONNECTED]');
const holds = ([selector, text]) =>
  [...document.querySelectorAll(selector)].at(-1)?.textContent.includes(text);
const shown = (wanted) => still() && wanted.every(holds);
const when = (condition) => new Promise((resolve, reject) => {{
  setTimeout(() => reject(new Error('The page is not the one waited for.')), {LONGEST_WAIT_MS});
  const look = () => condition() && (watch.disconnect(), resolve(performance.now()));
  const watch = new MutationObserver(look);
  watch.observe(document, {{ subtree: true, childList: true, attributes: true,
                            characterData: true }});
  look();
}});
"""
# From the reader's own act, the next key, press or entry, until the page is the one wanted, and
# the last of what changes in its charts has changed.
AFTER_THE_NEXT_ACT = f"""(wanted) => {{
  {LOOKING}
  if (shown(wanted)) throw new Error('The page shows already what it should change to.');
  let began = null, drawn = 0;
  for (const act of ['pointerdown', 'keydown', 'input'])
    document.addEventListener(act, () => {{ began ??= performance.now(); }}, {{ capture: true }});
  const drawing = new MutationObserver((changes) => {{
    if (changes.some((change) => change.target.closest?.('{CHART}'))) drawn = performance.now();
  }});
  drawing.observe(document, {{ subtree: true, childList: true, attributes: true }});
  const pause = () => new Promise((resolve) => setTimeout(resolve, {DRAWN_AFTER_MS}));
  window.benched = when(() => shown(wanted)).then(async (ended) => {{
    do await pause(); while (performance.now() - drawn < {DRAWN_AFTER_MS});
    drawing.disconnect();
    return Math.max(ended, drawn) - began;
  }});
}}"""
WHOLE = f"() => {{ {LOOKING} return shown([['.st-key-footer', 'OFFICIAL']]); }}"
FROM_THE_START = f"""{LOOKING}
window.heading = when(() => document.querySelector('h1')?.textContent);
window.complete = when(() => shown([['{CAPTION}', 'As at '], ['.st-key-footer', 'OFFICIAL']]));
"""

Wanted = list[tuple[str, str]]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=QUIET, handle_sigterm=False
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """A page that remembers nothing of those before."""
    context = browser.new_context(
        viewport={"width": SCREEN["width"], "height": SCREEN["height"]}, locale="en-GB"
    )
    try:
        page = context.new_page()
        page.set_default_timeout(LONGEST_WAIT_MS)
        yield page
    finally:
        context.close()


def cold_opening(browser: Browser, url: str) -> tuple[float, float]:
    """Seconds to the first heading and to the first complete page, with nothing kept before."""
    with new_page(browser) as page:
        page.add_init_script(FROM_THE_START)
        page.goto(url)
        heading, complete = page.evaluate("Promise.all([window.heading, window.complete])")
    return heading / 1000, complete / 1000


def day_changes(browser: Browser, url: str, last: date, times: int) -> list[float]:
    """Seconds from leaving the field of the day to the plan as at that day; every day is new."""
    with opened_plan(browser, url) as page:
        return [change_day(page, last - timedelta(number)) for number in range(1, times + 1)]


def change_day(page: Page, day: date) -> float:
    """Seconds from leaving the field of the day to the plan as at ``day``."""
    in_words = f"As at {day_in_words(day)}"
    page.locator(".st-key-as_at").get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    # The day counts once the reader leaves the calendar's button behind the last field.
    page.keyboard.press("Tab")
    wanted = [(HEADER, in_words), (CAPTION, f"{in_words}.")]
    return _timed(page, wanted, partial(page.keyboard.press, "Tab"))


def lead_changes(browser: Browser, url: str, snapshot: Snapshot, times: int) -> list[float]:
    """Seconds from choosing another lead organisation to its actions, two leads in turns."""
    day = snapshot.demonstration_as_at
    assert day
    actions = standing_on(day, snapshot.tables).actions
    leads = actions["lead"].value_counts(sort=True).rows()[:2]
    taken = []
    with opened_plan(browser, url) as page:
        for number in range(times):
            lead, count = leads[number % 2]
            rows = min(count, TALL_ROWS_A_PAGE)
            page.get_by_role("combobox", name="Lead").click()
            option = page.get_by_role("option", name=lead, exact=True)
            option.wait_for()
            wanted = [
                (".st-key-section-actions h2", f"{count} actions"),
                (f"#rows-actions tbody tr:nth-child({rows}):last-child", ""),
            ]
            taken.append(_timed(page, wanted, option.click))
    return taken


def charts_of_explore(browser: Browser, url: str, times: int) -> list[float]:
    """Seconds from choosing another measure by period to its chart; each is not asked before."""
    subjects = [each for each in SUBJECTS.values() if PERIOD in first_splits(each)]
    every = subjects[:: len(subjects) // (times + 1)]
    taken = []
    with new_page(browser) as page:
        page.goto(f"{url}/explore?by={PERIOD}&measure={every[0].code}")
        page.wait_for_function(WHOLE)
        for subject in every[1 : times + 1]:
            box = page.get_by_role("combobox", name="What to count")
            box.click()
            box.fill(subject.title.split("{")[0])
            option = page.get_by_role("option").first
            # In the question the name stands within a sentence.
            wanted = [(".st-key-lead", option.inner_text()[1:]), (f"{CHART} .marks", "")]
            taken.append(_timed(page, wanted, option.click))
    return taken


@contextmanager
def opened_plan(browser: Browser, url: str) -> Iterator[Page]:
    """The joint action plan, complete."""
    with new_page(browser) as page:
        page.add_init_script(FROM_THE_START)
        page.goto(f"{url}/joint-action-plan")
        page.evaluate("window.complete")
        yield page


def _timed(page: Page, wanted: Wanted, act: Callable[[], object]) -> float:
    page.evaluate(AFTER_THE_NEXT_ACT, wanted)
    act()
    return float(page.evaluate("window.benched")) / 1000
