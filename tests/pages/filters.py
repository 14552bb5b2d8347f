"""The choice boxes of a page, read back and chosen in as a browser does."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from ui.elements.browser_components import CHOICE_BOXES, full_name
from ui.page.page_header import AS_AT


class ShownFilter(NamedTuple):
    """A choice box as a reader gets it.

    ``labels``: the label of each value that it offers. ``placeholder``: the text of the empty
    choice, or why the box is closed. ``days``: the first and last day of a date box.
    """

    key: str
    label: str
    value: str | None
    labels: dict[str, str]
    placeholder: str
    days: tuple[date, date] | None
    is_closed: bool
    why_not: str

    @property
    def options(self) -> list[str]:
        """The labels that can be chosen, in order."""
        return list(self.labels.values())


def filters_of(page: AppTest) -> list[ShownFilter]:
    """Every choice box of a page, in order."""
    return [shown for _, shown in _boxes(page)]


def filter_of(page: AppTest, name: str) -> ShownFilter:
    """The one choice box whose label or key is ``name``."""
    [found] = [each for each in filters_of(page) if name in {each.label, each.key}]
    return found


def why_not_in_boxes(page: AppTest) -> list[str]:
    """The reasons, below boxes, that what is chosen in them is not allowed."""
    return [shown.why_not for shown in filters_of(page) if shown.why_not]


def choose(page: AppTest, key: str, value: str | None) -> AppTest:
    """Choose in a box what it offers, by its value; null for nothing."""
    shown = filter_of(page, key)
    assert not shown.is_closed, f"{shown.label} is closed"
    if shown.days and value:
        assert shown.days[0] <= date.fromisoformat(value) <= shown.days[1]
    else:
        assert value is None or value in shown.labels, f"{value} is none of {list(shown.labels)}"
    return send(page, key, {"key": key, "value": value})


def choose_day(page: AppTest, day: date | None) -> AppTest:
    """Choose another day in the header of a page; null for the newest."""
    return choose(page, AS_AT, day.isoformat() if day else None)


def send(page: AppTest, key: str, choice: Any) -> AppTest:
    """Send ``choice`` from the boxes among which ``key`` is, whatever they offer."""
    if isinstance(choice, dict):
        choice = {"sent": (data_of(_drawn_with(page, key))["answered"] or 0) + 1} | choice
    return send_all(page, key, [choice])


def send_all(page: AppTest, key: str, choices: Any) -> AppTest:
    """Send all that waits for an answer from the boxes among which ``key`` is."""
    value = json.dumps({"choices": choices})
    states = page._tree.get_widget_states()
    states.widgets.append(WidgetState(id=_drawn_with(page, key).id, json_value=value))
    return page._run(states)


def data_of(proto: Any) -> dict[str, Any]:
    """What a row of boxes is drawn with."""
    data: dict[str, Any]
    [data] = json.loads(proto.json)
    return data


def boxes_in(proto: Any) -> list[ShownFilter]:
    """The choice boxes that one component of a page draws; none of another component."""
    if proto.component_name != full_name(CHOICE_BOXES):
        return []
    return [_shown(**box) for box in data_of(proto)["boxes"]]


def _boxes(page: AppTest) -> Iterator[tuple[Any, ShownFilter]]:
    for component in page.get("bidi_component"):
        yield from ((component.proto, shown) for shown in boxes_in(component.proto))


def _drawn_with(page: AppTest, key: str) -> Any:
    [proto] = [proto for proto, shown in _boxes(page) if shown.key == key]
    return proto


def _shown(*, chosen: str | None, nothing_chosen: str, **box: Any) -> ShownFilter:
    days = box.pop("days")
    between = days and (date.fromisoformat(days["first"]), date.fromisoformat(days["last"]))
    labels = dict(box.pop("options"))
    return ShownFilter(value=chosen, placeholder=nothing_chosen, labels=labels, days=between, **box)
