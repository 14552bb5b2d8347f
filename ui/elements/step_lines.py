"""Lines that rise by one on each of their days, over a common axis of days."""

import html
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from charts import theme
from ui.elements import contents
from ui.elements.composition import draw_html
from ui.elements.markdown import html_of

# The size of the plot in units; the browser stretches it, but not the widths of its lines.
WIDE, HIGH = 1000, 200
# The width of a label of the axis, in units.
LABEL_WIDTH = 65
# The look of each kind of line; the key in ``style.css`` has the same looks.
_LINE = 'vector-effect="non-scaling-stroke" stroke-width="2.5" fill='
LOOKS = {
    "done": f'{_LINE}"{theme.REST}" stroke="{theme.FIRST_COLOUR}"',
    "first": f'{_LINE}"none" stroke="{theme.QUIET}" stroke-dasharray="7 4"',
    "now": f'{_LINE}"none" stroke="{theme.THIRD_COLOUR}"',
}
OF_THE_DAY = f'{_LINE}"none" stroke="{theme.INK}" stroke-dasharray="2 4"'


class StepLine(NamedTuple):
    """The days on which a line rises, in order, and its entry in the key.

    ``look``: one of ``LOOKS``. ``ends``: the day it is drawn to; null for the last.
    """

    look: str
    words: str
    days: Sequence[date]
    ends: date | None = None


def step_lines(
    lines: Sequence[StepLine],
    *,
    key: str,
    heading: str,
    span: tuple[date, date],
    as_at: date,
    ticks: Sequence[date],
    note: str,
    words: str,
) -> None:
    """Draw ``lines`` under a heading of their own as one piece, and ``words`` to be read out.

    ``span``: the days of the axis, first and last. ``as_at``: marked by an upright line if it is
    among them. ``ticks``: the last days of periods; the month after each is named. ``note``: a
    sentence, with the marks of ``ui.elements.markdown``.
    """
    highest = max(len(line.days) for line in lines)
    x = _Scale(*span)
    paths = "".join(f'<path {LOOKS[line.look]} d="{_path(line, x, highest)}"/>' for line in lines)
    if span[0] <= as_at <= span[1]:
        paths += f'<path {OF_THE_DAY} d="M{x.at(as_at)} 0V{HIGH}"/>'
    entries = "".join(
        f'<li><i class="{line.look}"></i> {html.escape(line.words)}</li>' for line in lines
    )
    anchor = contents.anchor(key, heading) or key
    draw_html(
        f'<section class="steps" id="{anchor}"><h2>{html.escape(heading)}</h2><ul>{entries}</ul>'
        f'<div aria-hidden="true"><b>{highest}</b><img alt="" src="{_as_image(paths)}">'
        f"<div>{_labels(ticks, x)}</div></div><p>{html_of(note)}</p>"
        f'<p class="read-out">{html.escape(words)}</p></section>'
    )


def _as_image(paths: str) -> str:
    """A drawing as the address of an image: Streamlit takes drawings out of HTML."""
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -4 {WIDE} {HIGH + 4}" '
        f'preserveAspectRatio="none">{paths}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}"


def _labels(ticks: Sequence[date], x: "_Scale") -> str:
    """The months that begin after ``ticks``, under their first days, as far as each has room."""
    named, labels = -LABEL_WIDTH, ""
    for tick in (each + timedelta(1) for each in ticks):
        if x.at(tick) - named >= LABEL_WIDTH and x.at(tick) <= WIDE - LABEL_WIDTH / 2:
            named = x.at(tick)
            labels += f'<i style="left: {named / WIDE:.1%}">{tick:%b} {tick.year}</i>'
    return labels


class _Scale:
    """The place of a day between the first and the last."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.days = max((last - first).days, 1)

    def at(self, day: date) -> int:
        return round(WIDE * (day - self.first).days / self.days)


def _path(line: StepLine, x: _Scale, highest: int) -> str:
    """The line as a path: along, then up, on each of its days; closed where it ends early."""
    height = {x.at(day): HIGH - HIGH * (n + 1) / highest for n, day in enumerate(line.days)}
    steps = "".join(f"H{at}V{y:.4g}" for at, y in height.items())
    if line.ends is None:
        return f"M0 {HIGH}{steps}H{WIDE}"
    return f"M0 {HIGH}{steps}H{max(x.at(line.ends), *height, 0)}V{HIGH}Z"
