"""Trees: lists within lists, in which typed words stay words."""

import re
from html import unescape

import pytest

from ui.elements.marks import Mark, Shape
from ui.elements.trees import Branch, tree


@pytest.fixture
def drawn(monkeypatch):
    """Draws branches, and returns their HTML."""

    def draw(*branches):
        bodies: list[str] = []
        monkeypatch.setattr("ui.elements.trees.draw_html", bodies.append)
        tree(branches, key="waiting", alt="Waits & causes")
        [body] = bodies
        return body

    return draw


def test_what_follows_from_a_thing_is_a_list_within_it_and_the_key_has_the_shapes_that_occur(drawn):
    late = Branch("A1", "Step", [], "?action=A1", Mark(Shape.TRIANGLE, "14 days late"))

    assert drawn(Branch("the data", "", [late])) == (
        '<div class="marks tree" id="tree-waiting"><ul aria-label="What each shape means">'
        '<li><i class="triangle"></i> late, missed, out of date or not assured</li></ul>'
        '<ul aria-label="Waits &amp; causes"><li><div> <b>the data</b> </div><ul><li><div>'
        '<i class="triangle" role="img" title="14 days late"></i> '
        '<a href="?action=A1"><b>A1</b> Step</a></div></li></ul></li></ul></div>'
    )


def test_what_somebody_typed_is_never_read_as_html(drawn):
    typed = '"><script>&amp;'

    body = drawn(Branch(typed, typed, [], f"?{typed}", Mark(Shape.FULL, typed)))

    assert "<script>" not in body
    assert unescape(re.sub("<[^>]*>", "", body)).count(typed) == 2
