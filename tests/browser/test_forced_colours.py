"""The pages in a reader's own colours: what is drawn is seen, and marks are told apart."""

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, expect

from tests.browser.filling import open_list
from tests.browser.looking import LARGE_SCREEN, TELEPHONE, opened, settled
from tests.browser.test_openers import FOUR_TIMES, with_all_opened
from ui import pages

# WCAG 2.2, 1.4.11: what is drawn and must be understood.
LEAST_CONTRAST = 3
# Those of the first chart that has one, and of the second: two charts may have the same legend.
LEGEND, SECOND_LEGEND = (
    f":nth-match(.stVegaLiteChart:has(.role-legend-symbol), {number}) .role-legend-symbol path"
    for number in (1, 2)
)
# By page: what is drawn on it at least. Those of one tuple, and all that one text finds, are told
# apart; each is looked at on every other page that has it too.
DRAWN: dict[str, list[str | tuple[str, ...]]] = {
    "": [("[data-testid=stHeaderLogo]",), ("[class*=st-key-figures-] img",)],
    "recommendations": [".marks > ul i", (".marks td i.full", ".marks td i.triangle")],
    "case-action-plans": [(".picture i.missed", ".picture i.other")],
    "escalations": [(".picture i.missed", ".picture i.done")],
    "victim-communication": [(".rows .square",), LEGEND],
    "right-to-review": [(".picture i.done", ".picture i.unknown")],
    "when-support-ends": [(".rows .bar",), (".rows .square",), LEGEND, SECOND_LEGEND],
    "protected-characteristics": [(".rows .dot",)],
}
KINDS = list(dict.fromkeys(kind for kinds in DRAWN.values() for kind in kinds))
# Besides each page as it opens: the one with something chosen on it, a form, one for the room.
MEETING_MODE = "meeting-mode?meeting=board-2022-01-26"
ADDRESSES = [
    *(page.url_path for page in pages.PAGES),
    MEETING_MODE,
    "explore?measure=told_in_time&by=area",
    "update?record=action",
    "victim-communication?show=room",
]
# Where little is drawn: in ``thorough``.
BY_STORE = [
    *(("demonstration", address) for address in ADDRESSES),
    *(
        pytest.param(kind, page.url_path, marks=pytest.mark.thorough)
        for kind in ("small", "starter")
        for page in pages.PAGES
    ),
]
# What is set apart by a ground, a picture or a shadow that is no line.
APART = """() => {
  const none = 'rgba(0, 0, 0, 0)';
  const own = (each, part) => getComputedStyle(each, part).backgroundColor;
  const under = each => !each || own(each) !== none ? each : under(each.parentElement);
  window.apart = [];
  const asSeen = {visibilityProperty: true, opacityProperty: true};
  for (const each of document.querySelectorAll('.stApp *')) {
    if (!each.checkVisibility(asSeen) || each.closest('svg')) continue;
    for (const part of [null, '::before', '::after']) {
      const look = getComputedStyle(each, part);
      if (part && look.content === 'none') continue;
      const on = under(part ? each : each.parentElement);
      const ground = own(each, part), isGround = ground !== none && ground !== (on && own(on));
      const isDrawn = look.backgroundImage.includes('gradient');
      if (isGround || isDrawn || look.boxShadow !== 'none')
        window.apart.push([each, part, isDrawn]);
    }
  }
}"""
# Of these, what nothing sets apart any more: a line around it, or colours that stay as they are.
LOST = """() => window.apart.filter(([each, part, isDrawn]) => {
  const look = getComputedStyle(each, part);
  const sides = ['Top', 'Right', 'Bottom', 'Left'].map(side => `border${side}`);
  const isLined = sides.some(side =>
    parseFloat(look[`${side}Width`]) > 0 && !['none', 'hidden'].includes(look[`${side}Style`]));
  return look.forcedColorAdjust !== 'none' && (isDrawn || !isLined);
}).map(([each, part]) => `${each.outerHTML.slice(0, 150)} ${part ?? ''}`)"""
# The line of a fold has a box around it with the rest, and a grid draws itself.
TOLD_OTHERWISE = ("<summary", "stDataFrame", "dvn-")
# Where a thing is drawn, with a little around it; behind a number, if it follows one.
PLACE = """each => {
  each.scrollIntoView({block: 'center'});
  const box = each.getBoundingClientRect(), after = getComputedStyle(each, '::after');
  const behind = after.content === '""' ? parseFloat(after.width) : 0;
  const first = parseFloat(getComputedStyle(each).gridTemplateColumns) || 0;
  const gap = parseFloat(getComputedStyle(each).columnGap) || 0;
  const x = behind ? box.left + first + gap : box.left;
  return {x: x - 3, y: box.top - 3, width: (behind || box.width) + 6, height: box.height + 6};
}"""
# What pops up, what is chosen in it, and the choice that the arrow keys are at: each has a line.
HINT = "[data-testid=stTooltipContent]"
FILE = "[data-testid=stFileChip]"
# As Streamlit draws how much of a file is read, half of it here: the real one is gone soon.
PROGRESS = "h1 + [data-testid=stProgressBarTrack]"
HALF_READ = """() => document.querySelector('.stMain h1').insertAdjacentHTML('afterend',
  '<div data-testid="stProgressBarTrack" style="display: flex; height: 9px; width: 200px">'
  + '<div style="background: #12436d; width: 50%"></div></div>')"""
GROUND = "(each = document.body) => getComputedStyle(each).backgroundColor"
WRONG_FILE = FilePayload(name="wrong.csv", mimeType="text/csv", buffer=b"Colour\nred\n")
KEYS_ARE_AT = "[role=option][data-focus-visible]"
LIST = (
    "[data-testid=stSelectboxVirtualDropdown]",
    "[role=option][data-selected]",
    KEYS_ARE_AT,
)
LINED = """each => {
  const look = getComputedStyle(each), ground = getComputedStyle(document.body).backgroundColor;
  return ['outline', 'borderTop', 'borderBottom'].some(line => look[`${line}Style`] === 'solid'
    && parseFloat(look[`${line}Width`]) > 0 && look[`${line}Color`] !== ground);
}"""
FOCUS = """() => {
  // Within a component of its own the document knows only the component.
  const active = document.activeElement;
  const look = getComputedStyle(active.shadowRoot?.activeElement ?? active);
  const page = getComputedStyle(document.body).backgroundColor;
  return [look.outlineStyle, look.outlineWidth, look.outlineColor === page];
}"""


def places_of(page, kind):
    """Each thing of a kind by its name."""
    if not isinstance(kind, str):
        return {what: page.locator(what).first for what in kind}
    expect(page.locator(kind).first).to_be_attached()
    return {f"{kind} {number}": each for number, each in enumerate(page.locator(kind).all())}


def drawn(place):
    clip = place.evaluate(PLACE)
    return Image.open(BytesIO(place.page.screenshot(clip=clip))).convert("RGB")


def luminance(colour):
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(picture):
    """Between the lightest and the darkest point of a picture."""
    found = [luminance(colour) for _, colour in picture.getcolors(2**24)]
    return (max(found) + 0.05) / (min(found) + 0.05)


def seen_on(page, kind):
    """A kind, or of several things to be told apart those that a page has; empty for none."""
    if isinstance(kind, str):
        return kind if page.locator(kind).first.is_visible() else ""
    return tuple(what for what in kind if page.locator(what).first.is_visible())


def is_lined(page, what):
    expect(page.locator(what).first).to_be_attached()
    return page.locator(what).first.evaluate(LINED)


def faults_in_own_colours(page):
    """What is not seen or not told apart in forced colours, light or dark, and what lost its line.

    ``page``: as it is in its own colours.
    """
    page.evaluate(APART)

    faults: list[tuple[object, ...]] = []
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        for drawn_so in filter(None, (seen_on(page, each) for each in KINDS)):
            pictures = {what: drawn(place) for what, place in places_of(page, drawn_so).items()}
            faults += [
                (scheme, what, contrast(picture))
                for what, picture in pictures.items()
                if contrast(picture) < LEAST_CONTRAST
            ]
            faults += [
                (scheme, one, other, "look alike")
                for (one, first), (other, second) in combinations(pictures.items(), 2)
                if first.size == second.size and first.tobytes() == second.tobytes()
            ]
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) != ["solid", "3px", False]:
            faults.append((scheme, page.evaluate(FOCUS)))
    faults += [
        (each,) for each in page.evaluate(LOST) if not any(name in each for name in TOLD_OTHERWISE)
    ]
    page.emulate_media(forced_colors="none", color_scheme="light")
    return faults


@pytest.mark.parametrize(("kind", "address"), BY_STORE)
def test_in_a_readers_own_colours_all_that_is_drawn_is_seen_and_told_apart(
    app_for, wide, kind, address
):
    page = with_all_opened(opened(wide, f"{app_for(kind).url}/{address}"))
    if address == MEETING_MODE:
        page.get_by_role("button", name="Decision").click()
        expect(settled(page).get_by_role("form", name="Decision")).to_be_visible()
    if kind == "demonstration":
        assert [what for what in DRAWN.get(address, ()) if seen_on(page, what) != what] == []

    assert faults_in_own_colours(page) == []


@pytest.mark.parametrize(
    "screen",
    [
        LARGE_SCREEN,
        *(pytest.param(each, marks=pytest.mark.thorough) for each in (TELEPHONE, FOUR_TIMES)),
    ],
)
def test_in_a_readers_own_colours_what_pops_up_and_what_is_chosen_in_it_has_a_line(
    app_for, wide, screen
):
    wide.set_viewport_size(screen)
    wide.emulate_media(forced_colors="active", color_scheme="dark")
    page = opened(wide, f"{app_for('small').url}/data")
    question_mark = page.locator("[data-testid=stTooltipHoverTarget]").first
    assert contrast(drawn(question_mark)) >= LEAST_CONTRAST
    page.locator("input[type=file]").first.set_input_files(WRONG_FILE)
    seen = {FILE: is_lined(page, FILE)}
    settled(page)
    question_mark.hover()
    seen[HINT] = is_lined(page, HINT)
    page.evaluate(HALF_READ)
    seen[PROGRESS] = is_lined(page, PROGRESS)
    assert page.locator(f"{PROGRESS} > div").evaluate(GROUND) != page.evaluate(f"({GROUND})()")

    page = opened(wide, f"{app_for('small').url}/explore")
    box = page.get_by_role("combobox", name="What to count")
    open_list(box)
    box.press("ArrowDown")
    expect(page.locator(KEYS_ARE_AT)).to_be_visible()
    seen |= {f"{what} of a list": is_lined(page, what) for what in LIST}
    wide.emulate_media(forced_colors="none", color_scheme="light")
    assert [what for what, is_seen in seen.items() if not is_seen] == []
