"""Grids of marks: each state has its own shape, and typed words stay words."""

import re

import pytest

from tests.serving import ROOT
from tests.shown_tables import grid_in
from ui.elements.marks import MEANINGS, Mark, MarkColumn, MarkRow, Shape, mark_grid

STYLE = (ROOT / "ui/style.css").read_text(encoding="utf-8")
GROUPS = (
    ("Said", (MarkColumn("Force"), MarkColumn("Other body", "Other"))),
    ("Seen", (MarkColumn("OPCC"),)),
)


@pytest.fixture
def drawn(monkeypatch):
    """Draws a grid of rows, and returns its HTML."""

    def draw(*rows, groups=GROUPS, **more):
        bodies: list[str] = []
        monkeypatch.setattr("ui.elements.marks.draw_html", bodies.append)
        named = {"key": "parts", "first": "Part", "alt": "Parts & positions"}
        mark_grid(rows, groups, **named, **more)
        [body] = bodies
        return body

    return draw


def test_a_row_has_its_marks_by_column_and_the_key_has_the_shapes_that_occur(drawn):
    both = [Mark(Shape.DOT, "OPCC: 2b, none"), Mark(Shape.FULL, "OPCC: 2a, seen")]

    shown = grid_in(drawn(MarkRow("2", "Offer support", "?rec=2", [[], [], both], "**late**")))

    assert shown.alt == "Parts & positions"
    assert shown.key == [MEANINGS[Shape.FULL], MEANINGS[Shape.DOT]]
    assert shown.rows == {
        "2 Offer support late": [("dot", "OPCC: 2b, none"), ("full", "OPCC: 2a, seen")]
    }
    assert shown.links == {"2 Offer support late": "?rec=2"}


def test_what_somebody_typed_is_never_read_as_html(drawn):
    typed = '"><script>&amp;'

    shown = grid_in(
        drawn(MarkRow(typed, typed, f"?rec={typed}", [[Mark(Shape.RING, typed)], [], []]))
    )

    assert shown.rows == {f"{typed} {typed}": [("ring", typed)]}
    assert shown.links == {f"{typed} {typed}": f"?rec={typed}"}


def test_each_column_stands_under_its_group_and_has_a_short_name_for_narrow_screens(drawn):
    body = drawn(MarkRow("1", "Record", "?rec=1", [[], [], []]))

    assert re.findall(r'colspan="(\d)"[^>]*>([^<]*)<', body) == [("2", "Said"), ("1", "Seen")]
    assert re.findall(r'data-short="([^"]*)"><span>([^<]*)<', body) == [
        ("Force", "Force"),
        ("Other", "Other body"),
        ("OPCC", "OPCC"),
    ]


def test_a_list_for_a_telephone_says_what_it_lists_and_how_many_have_nothing_of_it(drawn):
    earlier = MarkColumn("29 Sep", is_past=True)
    well = MarkRow(
        "1", "Record", "?rec=1", [[Mark(Shape.FULL, "seen")], [Mark(Shape.RING, "none")]]
    )
    late = MarkRow("2", "Review", "?rec=2", [[Mark(Shape.TRIANGLE, "expired")], []])

    body = drawn(
        well, late, groups=(("Seen", (MarkColumn("OPCC"), earlier)),), listed="what is out of date"
    )

    assert "This lists what is out of date. None of this applies to 1 of 2." in body
    assert body.count('<td class="past">') == 2
    assert "Listed" not in drawn(well, late, groups=(("Seen", (MarkColumn("OPCC"), earlier)),))


@pytest.mark.parametrize("shape", [each for each in Shape if each not in (Shape.RING, Shape.BOX)])
def test_each_shape_is_drawn_as_itself(shape):
    # A ring and a box are the border that all marks have, round and square.
    rules = re.findall(r"\.marks (?:i)?(:is\([^)]*\)|\.[\w-]+)(?:::before)? \{([^}]*)\}", STYLE)
    of_shape = [rule for names, rule in rules if f".{shape}" in re.split(r"[(), ]+", names)]

    assert re.search("background|clip-path|transform|content", " ".join(of_shape))
