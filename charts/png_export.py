"""A chart as a picture that can stand alone, with its headline, source and caveats.

The app calls this in a worker process, because the library that draws it runs a JavaScript engine
and takes some 130 MB of memory.
"""

import io
import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypedDict
from xml.sax.saxutils import escape

import vl_convert
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from charts import theme

# In units of the page; each is SCALE dots.
EDGE, SCALE = 40, 2
# A font included in the library: text in a missing font would silently be left out.
FONT = "Liberation Sans, sans-serif"
CONFIG = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {"domainColor": theme.GRID, "tickColor": theme.GRID},
}
FIT = {"type": "fit-x", "contains": "padding"}
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
SIZE = re.compile(r'<svg [^>]*?width="([\d.]+)" height="([\d.]+)"')
LANGUAGE = "en-GB"


class ChartRequest(TypedDict):
    """A chart with its rows and texts, and the width of the picture in units of the page.

    ``mark`` is empty if the figures are real.
    """

    spec: dict[str, Any]
    rows: list[dict[str, Any]]
    mark: str
    headline: str
    subtitle: str
    foot: list[str]
    alt: str
    width: int


class Look(NamedTuple):
    """The style of a text: the heights of letters and lines, weight and colour."""

    size: int
    line: int
    weight: str = "normal"
    colour: str = theme.INK

    def letters(self, width: int) -> int:
        """The number of letters in a line of a picture; bold letters are wider."""
        wide = 0.56 if self.weight == "bold" else 0.5
        return int((width - 2 * EDGE) / (self.size * wide))


MARK = Look(18, 30, "bold", theme.THIRD_COLOUR)
HEADLINE = Look(26, 34, "bold")
SUBTITLE = Look(18, 26, colour=theme.QUIET)
FOOT = Look(15, 22, colour=theme.QUIET)
GAP = 20


def draw_png(asked: ChartRequest) -> bytes:
    """A PNG of the chart under its headline, with its alternative text as ``Description``.

    Shape: two dots wide for each unit of its width, as high as needed. Errors: ValueError if the
    chart cannot be drawn.
    """
    drawn = vl_convert.svg_to_png(_page(asked), scale=SCALE)
    texts = {"Title": asked["headline"], "Description": asked["alt"], "Warning": asked["mark"]}
    return with_texts(drawn, {name: text for name, text in texts.items() if text})


def with_texts(png: bytes, texts: dict[str, str]) -> bytes:
    """The picture with ``texts`` by keyword, in the text chunks of a PNG."""
    chunks, content = PngInfo(), io.BytesIO()
    for name, text in texts.items():
        chunks.add_itxt(name, NOT_IN_XML.sub("", text), LANGUAGE)
    with Image.open(io.BytesIO(png)) as drawn:
        drawn.save(content, "PNG", pnginfo=chunks, dpi=drawn.info["dpi"])
    return content.getvalue()


def _page(asked: ChartRequest) -> str:
    width = asked["width"]
    chart = _chart(asked["spec"], asked["rows"], width)
    size = SIZE.match(chart)
    if not size:
        raise ValueError("The chart was drawn without a size.")
    above = [(MARK, asked["mark"]), (HEADLINE, asked["headline"]), (SUBTITLE, asked["subtitle"])]
    top, said = _set(EDGE, above, width)
    foot, said_below = _set(
        top + float(size[2]) + 2 * GAP, [(FOOT, each) for each in asked["foot"]], width
    )
    placed = chart.replace("<svg ", f'<svg x="{EDGE}" y="{top + GAP}" ', 1)
    height = foot + EDGE - GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<rect width="{width}" height="{height}" fill="white"/>{said}{placed}{said_below}</svg>'
    )


def _chart(spec: dict[str, Any], rows: list[dict[str, Any]], width: int) -> str:
    wide = {"width": width - 2 * EDGE, "autosize": FIT, "datasets": {"rows": rows}}
    svg: str = vl_convert.vegalite_to_svg(spec | wide, config=CONFIG, allowed_base_urls=[])
    return svg


def _set(top: float, paragraphs: Iterable[tuple[Look, str]], width: int) -> tuple[float, str]:
    """The lower end of paragraphs that start at ``top``, and their SVG."""
    lines = []
    for look, text in paragraphs:
        for line in _lines(look, text, width):
            top += look.line
            lines.append(
                f'<text x="{EDGE}" y="{top - look.line + look.size}" font-size="{look.size}" '
                f'font-family="{FONT}" font-weight="{look.weight}" fill="{look.colour}">'
                f"{escape(line)}</text>"
            )
    return top, "".join(lines)


def _lines(look: Look, text: str, width: int) -> Iterator[str]:
    yield from textwrap.wrap(NOT_IN_XML.sub("", text), look.letters(width))
