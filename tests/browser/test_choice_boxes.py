"""The boxes to choose from at the top of a page: lists of the browser's own, and a day to write."""

import json
import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, WebSocket, WebSocketRoute, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.conftest import page_of
from tests.browser.looking import axe, opened, settled

DAY, CALENDAR = "As at another day", "As at another day: open the calendar"
NEWEST = "As at 28 February 2022"
REFUSAL = "Write a day from 16 July 2021 to 28 February 2022, like 28/02/2022."
# A pause after a key that never ends, and a calendar that says that it was opened.
NO_END_OF_PAUSE = """() => {
  const started = window.setTimeout;
  window.setTimeout = (what, ms, ...given) => ms === 500 ? -1 : started(what, ms, ...given);
}"""
OPENED = """() => {
  HTMLInputElement.prototype.showPicker = function () { this.dataset.opened = this.type; };
}"""
PRESSED_IN_CALENDAR = """(calendar, day) => {
  calendar.value = day;
  calendar.dispatchEvent(new Event('change', {bubbles: true}));
}"""


class Sent:
    """The choices that a page has sent, each as its box and its value, first to last."""

    def __init__(self, page: Page) -> None:
        self._by_moment: dict[int, tuple[str, str | None]] = {}
        page.on("websocket", self._listen)

    def choices(self) -> list[tuple[str, str | None]]:
        return [choice for _, choice in sorted(self._by_moment.items())]

    def _listen(self, line: WebSocket) -> None:
        line.on("framesent", self._keep)

    def _keep(self, payload: bytes | str) -> None:
        assert isinstance(payload, bytes)
        for state in BackMsg.FromString(payload).rerun_script.widget_states.widgets:
            for choice in json.loads(state.json_value or "{}").get("choices", ()):
                self._by_moment[choice["sent"]] = (choice["key"], choice["value"])


class Line:
    """The line of a page, on which what goes either way can be held back."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.is_held = False
        self._going: list[bytes | str] = []
        self._coming: list[bytes | str] = []
        page.route_web_socket("**/_stcore/stream", self._connect)

    def hold(self) -> None:
        self.is_held = True

    def send(self) -> None:
        """Lets what was held back go to the server, all of it at once."""
        while self._going:
            self._server.send(self._going.pop(0))

    def wait_to_send(self, number: int) -> None:
        """Returns once so many messages are held back on their way to the server."""
        self._wait(lambda: len(self._going) >= number)

    def wait_for_answer(self) -> None:
        """Returns once a whole run has come back."""
        self._wait(lambda: any(map(_is_end_of_run, self._coming)))

    def receive(self) -> None:
        """Lets what has come so far go to the page."""
        while self._coming:
            self._browser.send(self._coming.pop(0))

    def release(self) -> None:
        self.is_held = False
        self.send()
        self.receive()

    def _wait(self, has_come: Callable[[], bool]) -> None:
        while not has_come():
            self.page.evaluate("() => new Promise(requestAnimationFrame)")

    def _connect(self, browser: WebSocketRoute) -> None:
        self._browser, self._server = browser, browser.connect_to_server()
        browser.on_message(lambda each: self._pass(each, self._going, self._server))
        self._server.on_message(lambda each: self._pass(each, self._coming, browser))

    def _pass(self, each: bytes | str, held: list[bytes | str], to: WebSocketRoute) -> None:
        if self.is_held:
            held.append(each)
        else:
            to.send(each)


def _is_end_of_run(message: bytes | str) -> bool:
    assert isinstance(message, bytes)
    return bool(ForwardMsg.FromString(message).HasField("script_finished"))


@pytest.fixture
def address(app_for):
    return f"{app_for('demonstration').url}/joint-action-plan"


@pytest.fixture
def sent(wide):
    return Sent(wide)


@pytest.fixture
def plan(address, wide, sent):
    """The plan, as it is opened: nothing has been chosen."""
    assert sent.choices() == []
    return opened(wide, address)


def list_of(page, name):
    return page.get_by_role("combobox", name=name, exact=True)


def day_of(page):
    return page.get_by_role("textbox", name=DAY, exact=True)


def write_day(page, text):
    day_of(page).fill(text)
    day_of(page).press("Enter")


def why_not(page):
    return page.locator(".choice-as_at").get_by_role("status")


def values_of(box):
    expect(box).to_be_visible()
    return box.locator("option").evaluate_all("options => options.map(each => each.value)")


def test_a_list_chosen_from_by_arrows_is_sent_once_with_the_last_choice(plan, sent):
    box = list_of(plan, "Lead")
    third = values_of(box)[3]
    box.focus()
    for _ in range(3):
        box.press("ArrowDown")

    expect(plan).to_have_url(re.compile(f"org={third}$"))
    settled(plan)
    assert sent.choices() == [("org", third)]
    expect(box).to_have_value(third)
    expect(box).to_be_focused()


def test_enter_and_leaving_a_list_send_what_arrows_chose_without_a_pause(plan, sent):
    plan.evaluate(NO_END_OF_PAUSE)
    box = list_of(plan, "Lead")
    _, first, second, *_ = values_of(box)
    for key, chosen in (("Enter", first), ("Tab", second)):
        box.focus()
        box.press("ArrowDown")
        box.press(key)
        expect(plan).to_have_url(re.compile(f"org={chosen}$"))
        settled(plan)

    assert sent.choices() == [("org", first), ("org", second)]


def test_a_day_is_written_as_people_do_and_an_empty_box_is_the_newest_day(plan, sent):
    for written in ("3/2/2022", "03.02.2022", " 3-2-2022 "):
        write_day(plan, written)
        expect(plan.get_by_text("As at 3 February 2022", exact=True)).to_be_visible()
        expect(plan).to_have_url(re.compile("as_at=2022-02-03$"))
        expect(day_of(plan)).to_have_value("03/02/2022")

        write_day(settled(plan), "")
        expect(plan.get_by_text(NEWEST, exact=True)).to_be_visible()
        expect(plan).to_have_url(re.compile("/joint-action-plan$"))
        expect(day_of(plan)).to_have_value("")
        settled(plan)
    assert sent.choices() == [("as_at", "2022-02-03"), ("as_at", None)] * 3


def test_what_is_no_day_to_look_at_is_refused_in_words_and_changes_nothing(plan, address, sent):
    for written in ("31/02/2022", "15/07/2021", "01/03/2022", "tomorrow", "2022-13-01", "1/1/22"):
        write_day(plan, written)

        expect(why_not(plan)).to_have_text(REFUSAL)
        expect(day_of(plan)).to_have_accessible_description(REFUSAL)
        expect(day_of(plan)).to_have_value(written)
        assert plan.url == address
    expect(plan.get_by_text(NEWEST, exact=True)).to_be_visible()
    assert axe(plan, within=".st-key-header") == []

    write_day(plan, "16/07/2021")
    expect(plan.get_by_text("As at 16 July 2021", exact=True)).to_be_visible()
    expect(why_not(plan)).to_have_text("")
    expect(day_of(plan)).to_have_accessible_description("")
    assert sent.choices() == [("as_at", "2021-07-16")]


def test_a_refused_day_stays_with_its_words_while_another_box_is_chosen(plan):
    write_day(plan, "31/02/2022")
    list_of(plan, "Show").select_option("overdue")

    expect(plan).to_have_url(re.compile("/joint-action-plan.show=overdue$"))
    settled(plan)
    expect(day_of(plan)).to_have_value("31/02/2022")
    expect(why_not(plan)).to_have_text(REFUSAL)


def test_going_back_and_forth_sets_the_boxes(plan):
    write_day(plan, "3/2/2022")
    expect(plan).to_have_url(re.compile("as_at=2022-02-03$"))
    list_of(settled(plan), "Show").select_option("overdue")
    expect(plan).to_have_url(re.compile("show=overdue$"))
    settled(plan)

    for step, day, show in (
        (plan.go_back, "03/02/2022", ""),
        (plan.go_back, "", ""),
        (plan.go_forward, "03/02/2022", ""),
        (plan.go_forward, "03/02/2022", "overdue"),
    ):
        step()
        expect(day_of(plan)).to_have_value(day)
        expect(list_of(plan, "Show")).to_have_value(show)
        settled(plan)


def test_a_link_from_a_page_to_itself_sets_the_boxes(app_for, wide):
    page = opened(wide, f"{app_for('demonstration').url}/recommendations")
    page.get_by_role("link", name="3a Collect data on when and why victims withdraw").click()

    expect(list_of(page, "Recommendation")).to_have_value("3")
    expect(day_of(page)).to_have_value("28/02/2022")


def test_the_answer_to_an_earlier_choice_does_not_take_back_a_later_one(address, wide):
    line = Line(wide)
    page = opened(wide, address)
    box = list_of(page, "Show")
    second = values_of(box)[-1]
    line.hold()
    box.select_option("overdue")
    line.wait_to_send(1)
    line.send()
    line.wait_for_answer()
    box.select_option(second)

    line.receive()
    expect(page.get_by_role("heading", name="Overdue: 3")).to_be_visible()
    assert box.input_value() == second
    line.release()
    expect(page).to_have_url(re.compile(f"show={second}$"))
    settled(page)
    expect(box).to_have_value(second)


def test_of_choices_that_follow_at_once_none_is_lost(address, wide):
    line = Line(wide)
    page = opened(wide, address)
    line.hold()
    lead = values_of(list_of(page, "Lead"))[1]
    write_day(page, "3/2/2022")
    list_of(page, "Lead").select_option(lead)
    list_of(page, "Show").select_option("overdue")
    line.wait_to_send(3)

    line.release()
    expect(page).to_have_url(re.compile("show=overdue"))
    settled(page)
    assert parse_qs(urlsplit(page.url).query) == {
        "as_at": ["2022-02-03"],
        "org": [lead],
        "show": ["overdue"],
    }
    expect(day_of(page)).to_have_value("03/02/2022")
    expect(list_of(page, "Lead")).to_have_value(lead)
    expect(list_of(page, "Show")).to_have_value("overdue")


def test_the_calendar_opens_by_keys_and_what_is_pressed_in_it_is_chosen(plan):
    plan.evaluate(OPENED)
    calendar = plan.locator(".choice-as_at .calendar")
    assert calendar.evaluate("each => [each.min, each.max]") == ["2021-07-16", "2022-02-28"]
    day_of(plan).focus()
    plan.keyboard.press("Tab")
    expect(plan.get_by_role("button", name=CALENDAR, exact=True)).to_be_focused()
    plan.keyboard.press("Enter")
    expect(calendar).to_have_attribute("data-opened", "date")

    calendar.evaluate(PRESSED_IN_CALENDAR, "2022-02-03")
    expect(day_of(plan)).to_have_value("03/02/2022")
    expect(plan).to_have_url(re.compile("as_at=2022-02-03$"))
    expect(plan.get_by_text("As at 3 February 2022", exact=True)).to_be_visible()


def test_a_second_tab_of_a_reader_chooses_for_itself(plan, address, context):
    with page_of(context) as second:
        list_of(opened(second, address), "Show").select_option("overdue")
        expect(second).to_have_url(re.compile("show=overdue$"))
        write_day(plan, "3/2/2022")
        expect(plan).to_have_url(re.compile("/joint-action-plan.as_at=2022-02-03$"))
        settled(plan)
        settled(second)

        expect(list_of(plan, "Show")).to_have_value("")
        expect(day_of(second)).to_have_value("")
        assert second.url == f"{address}?show=overdue"


def test_boxes_are_not_printed(plan):
    plan.emulate_media(media="print")

    expect(plan.locator(".choice-box").filter(visible=True)).to_have_count(0)
    expect(plan.get_by_text(NEWEST, exact=True)).to_be_visible()
