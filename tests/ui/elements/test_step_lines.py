"""Lines that rise by one on each of their days."""

import re
from base64 import b64decode
from datetime import date
from typing import Any

from ui.elements import contents
from ui.elements.step_lines import LOOKS, OF_THE_DAY, StepLine, step_lines

SPAN = (date(2022, 1, 1), date(2022, 1, 11))
DUE = [date(2022, 1, 3), date(2022, 1, 3), date(2022, 1, 11)]


def drawn(monkeypatch, **others):
    given: dict[str, Any] = {
        "span": SPAN,
        "as_at": date(2022, 1, 5),
        "ticks": [],
        "note": "",
        "words": "By",
    }
    bodies: list[str] = []
    monkeypatch.setattr("ui.elements.step_lines.draw_html", bodies.append)
    monkeypatch.setattr(contents, "anchor", lambda *_: None)
    step_lines(
        [
            StepLine("done", "done: 1", DUE[:1], ends=date(2022, 1, 5)),
            StepLine("first", "due: 2 <b>", DUE),
        ],
        key="promised",
        heading="Promised & done",
        **given | others,
    )
    [body] = bodies
    return re.sub('base64,([^"]+)', lambda drawn: b64decode(drawn[1]).decode(), body)


def test_a_line_rises_on_its_days_to_the_number_of_them_and_one_that_ends_is_closed(monkeypatch):
    body = drawn(monkeypatch)

    assert f'<path {LOOKS["first"]} d="M0 200H200V66.67H1000V0H1000"/>' in body
    assert f'<path {LOOKS["done"]} d="M0 200H200V133.3H400V200Z"/>' in body
    assert f'<path {OF_THE_DAY} d="M400 0V200"/>' in body
    assert "<b>3</b>" in body


def test_words_are_never_read_as_html_and_stand_behind_the_lines(monkeypatch):
    body = drawn(monkeypatch, words="By <1>")

    assert "due: 2 &lt;b&gt;" in body
    assert "<h2>Promised &amp; done</h2>" in body
    assert '<p class="read-out">By &lt;1&gt;</p>' in body
