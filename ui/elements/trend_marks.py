"""Small bars beside a figure: its number at each earlier meeting, and now."""

from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

from charts import theme

HEIGHT, WIDTH, STEP = 24, 6, 8
# A nought has a line where its bar would stand.
LEAST = 1


class TrendMark(NamedTuple):
    """Bars as the address of an image that holds it whole, and the words that say the same."""

    source: str
    words: str

    @property
    def markdown(self) -> str:
        """The image in Markdown."""
        return f"![{self.words}]({self.source})"


def trend_mark(numbers: Sequence[int], words: str) -> TrendMark:
    """``numbers`` as bars; the last one is of another colour.

    All are of one scale from nought. ``words``: what a screen reader reads; nobody has typed them.
    """
    longest = max(*numbers, 1)
    heights = [max(LEAST, round(HEIGHT * number / longest)) for number in numbers]
    bars = [
        f"M{STEP * place} {HEIGHT}v-{height}h{WIDTH}v{height}z"
        for place, height in enumerate(heights)
    ]
    width = STEP * len(bars) - (STEP - WIDTH)
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" '
        f'width="{width}" height="{HEIGHT}">'
        f'<path fill="{theme.SECOND_COLOUR}" d="{"".join(bars[:-1])}"/>'
        f'<path fill="{theme.FIRST_COLOUR}" d="{bars[-1]}"/></svg>'
    )
    return TrendMark(f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}", words)
