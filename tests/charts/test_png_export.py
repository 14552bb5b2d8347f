"""A picture stands alone: its words are in it, and travel with it as words too."""

import json
import re
import struct
import zlib

import pytest

from charts import png_export
from charts.png_export import draw_png
from charts.registry import Chart
from charts.specs import DRAWN

ROWS = [
    {"quarter": "Oct to Dec|2021", "group": "told in time", "place": 3, "decisions": 230, "of": 403}
]
WIDTH = 1200
# A bar as it is drawn, below the edge of the chart: where it begins, and how long it is.
BAR = re.compile(r'd="M([\d.-]+),\d+\.\d+h([\d.]+)')


def asked(chart=Chart.TOLD_BARS, rows=ROWS, **changed):
    """The request to the process that makes pictures."""
    return {
        "spec": json.loads(json.dumps(DRAWN[chart]())),
        "rows": rows,
        "mark": "",
        "headline": "57% of victims were told in time",
        "subtitle": "Decisions by quarter.",
        "foot": ["Source: what the force sent."],
        "alt": "Told in time: 230 of 403 ‘decisions’.",
        "width": WIDTH,
    } | changed


def chunks_of(png):
    """Every chunk of a PNG by its kind, in order, each with a sum that holds."""
    at, found = 8, []
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, body = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        (given,) = struct.unpack(">I", png[at + 8 + length : at + 12 + length])
        assert given == zlib.crc32(kind + body)
        found.append((kind.decode(), body))
        at += 12 + length
    return found


def texts_of(png):
    """The words that travel with a PNG, by their keyword."""
    split = [body.split(b"\0\0\0", 1) for kind, body in chunks_of(png) if kind == "iTXt"]
    return {name.decode(): rest.split(b"\0\0", 1)[1].decode() for name, rest in split}


def size_of(png):
    (_, header), *_ = chunks_of(png)
    return struct.unpack(">II", header[:8])


# Told apart by the names of their groups, these have no size without one.
OF_GROUPS = [chart for chart in Chart if chart.startswith(("explored_groups", "explored_line"))]
GROUPS = [
    {
        "place": "April 2021",
        "series": side,
        "period": "2021-04-01",
        "value": value,
        "start": value,
        "said": f"{value:.0%}",
        "short": f"{value:.0%}",
    }
    for side, value in (("Police", 0.4), ("CPS", 0.5))
]


@pytest.mark.slow
@pytest.mark.parametrize("chart", Chart)
def test_every_chart_has_the_width_of_the_picture_with_rows_or_without(chart):
    width, height = size_of(draw_png(asked(chart, GROUPS if chart in OF_GROUPS else [])))

    assert width == 2 * WIDTH
    assert height > 300


def test_bars_begin_at_nought_where_names_leave_them_little_room():
    rows = [
        {"place": f"{number} of the Police and Crime Commissioner", "start": number, "said": ""}
        for number in (3.0, 61.0)
    ]
    drawn = png_export._chart(DRAWN[Chart.EXPLORED_BARS_OF_NUMBERS](), rows, 400)

    lengths = [(float(at), float(length)) for at, length in BAR.findall(drawn)]
    assert [at for at, _ in lengths] == [0, 0]
    assert lengths[0][1] * 61 / 3 == pytest.approx(lengths[1][1])


def test_what_is_said_of_the_picture_travels_with_it():
    assert texts_of(draw_png(asked(mark="Demonstration: not real"))) == {
        "Title": "57% of victims were told in time",
        "Description": "Told in time: 230 of 403 ‘decisions’.",
        "Warning": "Demonstration: not real",
    }
    assert list(texts_of(draw_png(asked()))) == ["Title", "Description"]


@pytest.mark.slow
def test_the_mark_and_each_line_of_words_take_room_in_the_picture():
    _, without = size_of(draw_png(asked()))
    _, marked = size_of(draw_png(asked(mark="Demonstration: not real")))
    _, long = size_of(draw_png(asked(headline="57% of victims were told in time. " * 8)))

    assert marked > without
    assert long > marked


@pytest.mark.slow
def test_the_same_figures_make_the_same_picture_and_others_another():
    other = [ROWS[0] | {"decisions": 100}]

    assert draw_png(asked()) == draw_png(asked())
    assert draw_png(asked()) != draw_png(asked(rows=other))


def test_words_that_are_no_words_of_a_picture_spoil_none():
    odd = "Told <b>late</b> & \x00\x0b“so”"

    assert texts_of(draw_png(asked(headline=odd)))["Title"] == "Told <b>late</b> & “so”"


def test_a_chart_that_asks_for_something_from_elsewhere_is_refused():
    spec = {"data": {"url": "http://127.0.0.1:9/rows.json"}, "mark": "point"}

    with pytest.raises(ValueError, match="url not allowed"):
        draw_png(asked(spec=spec))
