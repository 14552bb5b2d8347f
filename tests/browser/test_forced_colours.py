"""The pages in a reader's own colours: what is drawn is seen, and marks are told apart."""

from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.looking import opened

# WCAG 2.2, 1.4.11: what is drawn and must be understood.
LEAST_CONTRAST = 3
LEGEND = ".stVegaLiteChart .role-legend-symbol path"
# By page: what is drawn on it. Those of one tuple, and all that one text finds, are told apart.
DRAWN: dict[str, list[str | tuple[str, ...]]] = {
    "": [
        ("[data-testid=stHeaderLogo]",),
        ("[class*=st-key-figures-] img",),
        (".steps i.first", ".steps i.now", ".steps i.done"),
        (".steps img",),
    ],
    "about-the-data": [(".choice-box button",)],
    "recommendations": [".marks > ul i", (".marks td i.full", ".marks td i.triangle")],
    "joint-action-plan": [LEGEND, ".tree > ul:first-child i"],
    "case-action-plans": [(".rows .bar",), LEGEND],
    "victim-communication": [(".rows .square", ".rows .hatched"), LEGEND],
    "right-to-review": [(".rows .bar", ".rows .hatched")],
    "protected-characteristics": [(".rows .dot",)],
    "meetings": [".marks > ul i", (".marks span.bar",)],
    "data": [(".rows .months [data-is=held]", ".rows .months [data-is=within]")],
}
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
FOCUS = """() => {
  const look = getComputedStyle(document.activeElement);
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_readers_own_colours_all_that_is_drawn_is_seen_and_told_apart(app_for, wide, scheme):
    wide.emulate_media(forced_colors="active", color_scheme=scheme)
    url = app_for("demonstration").url
    faults: list[tuple[object, ...]] = []
    for address, kinds in DRAWN.items():
        page = opened(wide, f"{url}/{address}")
        for kind in kinds:
            pictures = {what: drawn(place) for what, place in places_of(page, kind).items()}
            faults += [
                (address, what, contrast(picture))
                for what, picture in pictures.items()
                if contrast(picture) < LEAST_CONTRAST
            ]
            faults += [
                (address, one, other, "look alike")
                for (one, first), (other, second) in combinations(pictures.items(), 2)
                if first.size == second.size and first.tobytes() == second.tobytes()
            ]
        page.keyboard.press("Tab")
        if page.evaluate(FOCUS) != ["solid", "3px", False]:
            faults.append((address, page.evaluate(FOCUS)))
    assert faults == []
