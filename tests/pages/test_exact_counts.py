"""Exact counts: off unless allowed, open in one tab, each look recorded, and in nothing taken away.

The store is a small demonstration, whose victims are protected in seconds.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import make_url

from data_access import schemas, writes
from data_access.exact_counts_permission import Permission
from data_access.store import StoreProblem, open_store
from data_access.store.settings import PERMISSION_NAMES
from tests.data_access.contents import everything, rows
from tests.kept_stores import copied
from tests.pages.conftest import PAGES, everything_said
from tests.pages.everything_sent import rendered
from tests.pages.opening import opened
from tests.sentences import NO_NAME
from tests.shown_tables import tables_of
from ui.exact_counts import opening

AT = datetime(2022, 2, 28, 18, tzinfo=UTC)
BY, REASON = "OPCC data steward", "To check the file of January"
OFFICER, ON, UNTIL = "The data protection officer", date(2026, 11, 1), date(2027, 1, 31)
NOW = datetime(2026, 11, 27, 14, 2, tzinfo=UTC)
BANNER = "**Exact counts of victims are open in this tab**"
OPEN, SHOW, CLOSE = "Open exact counts", "Show the exact counts", "Close exact counts"
NAME, WHY = "Your name, as typed: it is kept with each look", "Why you need to see them"


# Pages that show counts of victims; the others are compared in ``make thorough``.
OF_COUNTS = ("briefing", "victim_communication", "when_support_ends", "publication", "data")

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("store")]


@pytest.fixture(scope="module")
def shared_url(store_for, tmp_path_factory):
    """The address of a store in which all pages are compared, one after another."""
    return copied(store_for("small"), tmp_path_factory.mktemp("shared") / "own.db")


@pytest.fixture
def store(store_for, own_copy):
    """A small demonstration of the test's own, which the pages open."""
    return open_store(make_url(own_copy(store_for("small"))))


@pytest.fixture
def clock(monkeypatch):
    """The moment at which pages think they are; it can be moved."""
    moment = {"now": NOW}
    monkeypatch.setattr(opening, "now", lambda: moment["now"])
    monkeypatch.setattr("ui.exact_counts.section.now", lambda: moment["now"])
    return moment


@pytest.fixture
def allowed(monkeypatch, clock):
    """The permission of the data protection officer, at a moment at which it holds."""
    assert ON <= clock["now"].date() <= UNTIL
    given = (OFFICER, ON.isoformat(), UNTIL.isoformat())
    for name, text in zip(PERMISSION_NAMES, given, strict=True):
        monkeypatch.setenv(name, text)


def pressed(page, label):
    return next(each for each in page.button if each.label == label).click().run()


def labels(page):
    return [each.label for each in (*page.button, *page.text_input, *page.selectbox)]


def box(page, label):
    return next(each for each in page.selectbox if each.label == label)


def opened_counts(by=BY, reason=REASON):
    """*Data* after somebody asked to open exact counts."""
    page = opened("data")
    for label, text in ((NAME, by), (WHY, reason)):
        next(each for each in page.text_input if each.label == label).input(text)
    return pressed(page, OPEN)


def answers(page):
    """The tables of exact counts on the page."""
    return [each.value for each in tables_of(page) if "Exact count" in each.value.columns]


def goes_to(page, name):
    return page.switch_page(f"../pages/{name}.py").run()


def is_open(page):
    return any(each.value.startswith(BANNER) for each in page.markdown)


# Off


def test_without_a_permission_nothing_of_it_is_on_any_page():
    page = opened("update")
    # The page of words says what they are.
    for name in (each for each in PAGES if each != "words"):
        goes_to(page, name)
        assert "exact count" not in everything_said(page).lower(), name
        assert not {OPEN, SHOW, CLOSE, NAME, WHY} & {*labels(page)}, name


@pytest.mark.usefixtures("clock")
def test_without_a_permission_a_session_cannot_open_them():
    page = opened("data")
    page.session_state[opening.OPENING] = held()
    page.run()

    assert not is_open(page)
    assert answers(page) == []
    assert [each.value for each in page.info if "permission was withdrawn" in each.value]


def held():
    return opening.Opening(BY, REASON, Permission(OFFICER, ON, UNTIL), NOW, NOW)


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"EXACT_COUNTS_ALLOWED_UNTIL": ""}, "UNTIL is not set"),
        ({"EXACT_COUNTS_ALLOWED_ON": "2026-12-01"}, "has not come: 1 December 2026"),
        ({"EXACT_COUNTS_ALLOWED_UNTIL": "2026-11-26"}, "ended on 26 November 2026"),
    ],
)
def test_a_permission_that_does_not_hold_is_off_and_data_says_why(monkeypatch, settings, said):
    for name, text in settings.items():
        monkeypatch.setenv(name, text)

    page = opened("data")

    assert said in everything_said(page).replace("\\", "")
    assert OPEN not in labels(page)


# Opening


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("by", "reason", "said"),
    [
        ("", REASON, NO_NAME),
        ("Ring 01752 123456", REASON, "Type your name alone: there is a telephone number in it."),
        (BY, " ", f"{WHY}: write something."),
        (BY, "x" * 201, f"{WHY}: write at most 200 characters."),
        (BY, "About CR/012345/21", f"{WHY}: this looks like a crime or case reference."),
    ],
)
def test_a_name_or_reason_that_cannot_be_kept_opens_nothing(by, reason, said):
    page = opened_counts(by, reason)

    assert page.error[0].value.replace("\\", "").startswith(said)
    assert not is_open(page)
    assert opening.OPENING not in page.session_state


@pytest.mark.usefixtures("allowed")
def test_what_is_stored_is_what_the_banner_shows(store):
    page = opened_counts(f"  {BY.replace(' ', '   ')} ", "  To  check [c] *now* ")
    page = pressed(page, SHOW)

    said = [each.value.replace("\\", "") for each in page.markdown]
    banner = next(place for place, each in enumerate(said) if each.startswith(BANNER))
    assert said[banner + 1].startswith(
        f"{BY} opened them on 27 November 2026 at 14:02 UTC: “To check [c] *now*”. {OFFICER} "
        "allowed this on 1 November 2026, until 31 January 2027."
    )
    (look,) = rows(store, "exact_count_look")
    assert (look["recorded_by"], look["reason"]) == (BY, "To check [c] *now*")


@pytest.mark.usefixtures("allowed")
def test_the_banner_is_on_every_page_until_it_is_closed():
    page = opened_counts()

    for name in PAGES:
        assert is_open(goes_to(page, name)), name
    page = pressed(page, CLOSE)

    assert not is_open(page)
    assert [each.value for each in page.info][:1] == ["Exact counts are closed."]
    assert not is_open(goes_to(page, "data"))
    assert OPEN in labels(page)


@pytest.mark.usefixtures("allowed")
def test_another_tab_is_not_open():
    opened_counts()

    assert not is_open(opened("data"))


@pytest.mark.usefixtures("allowed")
def test_they_close_after_an_hour_without_use_and_no_sooner(clock):
    page = pressed(opened_counts(), SHOW)
    for minutes in (59, 59):
        clock["now"] += timedelta(minutes=minutes)
        assert is_open(page.run())
    assert len(answers(page)) == 1

    clock["now"] += timedelta(hours=1)
    page.run()

    assert not is_open(page)
    assert answers(page) == []
    assert [each.value for each in page.info][:1] == [
        "Exact counts were closed after an hour without use."
    ]


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"EXACT_COUNTS_ALLOWED_BY": "Somebody else"}, "the permission was withdrawn or changed"),
        (dict.fromkeys(PERMISSION_NAMES, ""), "the permission was withdrawn or changed"),
        ({"EXACT_COUNTS_ALLOWED_UNTIL": "2026-11-26"}, "ended on 26 November 2026"),
    ],
)
def test_they_close_with_the_permission(monkeypatch, settings, said):
    page = pressed(opened_counts(), SHOW)
    for name, text in settings.items():
        monkeypatch.setenv(name, text)
    page.run()

    assert not is_open(page)
    assert answers(page) == []
    assert said in page.info[0].value


# Looking


@pytest.mark.usefixtures("allowed")
def test_a_look_is_recorded_as_it_was_asked_and_listed_without_a_number(store):
    page = opened_counts()
    before = everything(store)
    box(page, "What is counted").select("support_ends").run()
    box(page, "Which figure").select("stage").run()
    box(page, "Months").select_index(1).run()
    box(page, "Area").select("Plymouth").run()
    assert answers(page) == []
    assert everything(store) == before

    page = pressed(page, SHOW)

    (look,) = rows(store, "exact_count_look")
    assert look == {
        "id": 1,
        "first_on": "2021-07-01",
        "last_on": "2021-09-30",
        "counted": "support_ends",
        "counted_by": "stage",
        "area": "Plymouth",
        "reason": REASON,
        "allowed_by": OFFICER,
        "allowed_on": "2026-11-01",
        "recorded_at": "2026-11-27 14:02:00.000000",
        "recorded_by": BY,
    }
    listed = [each.value for each in tables_of(page) if "Allowed by" in each.value.columns]
    assert [row.replace("\xa0", " ") for row in listed[0].iloc[0]] == [
        "27 November 2026, 14:02 UTC",
        BY,
        REASON,
        "Times that a victim’s support ended: By stage",
        "Plymouth",
        "July to September 2021",
        f"{OFFICER}, 1 November 2026",
    ]


@pytest.mark.usefixtures("allowed")
def test_the_same_look_is_not_recorded_again_and_another_choice_takes_it_away(store):
    page = pressed(opened_counts(), SHOW)
    page.run()
    assert (len(answers(page)), len(rows(store, "exact_count_look"))) == (1, 1)

    box(page, "Months").select_index(1).run()
    assert answers(page) == []
    box(page, "Months").select_index(0).run()
    assert answers(page) == []


@pytest.mark.usefixtures("allowed")
def test_whoever_leaves_the_page_asks_again(store):
    page = pressed(opened_counts(), SHOW)
    goes_to(page, "briefing")

    assert answers(goes_to(page, "data")) == []
    assert len(answers(pressed(page, SHOW))) == 1
    assert len(rows(store, "exact_count_look")) == 2


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize("problem", [writes.Refused("It is full."), StoreProblem("It is full.")])
def test_what_cannot_be_recorded_is_not_shown(monkeypatch, problem):
    def fails(*_, **__):
        raise problem

    page = opened_counts()
    monkeypatch.setattr(writes, "record", fails)
    page = pressed(page, SHOW)

    assert answers(page) == []
    assert [each.value for each in page.error] == [
        "It is full. Nothing is shown, because the look could not be recorded."
    ]


@pytest.mark.usefixtures("allowed")
def test_past_looks_stay_listed_when_the_permission_is_over(monkeypatch):
    pressed(opened_counts(), SHOW)
    for name in PERMISSION_NAMES:
        monkeypatch.delenv(name)

    page = opened("data")

    assert OPEN not in labels(page)
    assert REASON in everything_said(page)


@pytest.mark.usefixtures("allowed")
def test_what_was_counted_is_taken_away_when_the_rows_of_cases_change(store):
    page = pressed(opened_counts(), SHOW)
    month = schemas.MonthClosed(month_end=date(2022, 2, 28))
    writes.record(store, month, by=BY, at=NOW)

    assert answers(page.run()) == []
    assert SHOW in labels(page)


@pytest.mark.usefixtures("allowed")
def test_before_a_quarter_is_counted_there_is_nothing_to_look_at(store_for, monkeypatch):
    monkeypatch.setenv("STORE_URL", store_for("starter"))

    page = opened_counts()

    assert is_open(page)
    assert "No quarter has been counted by this day" in everything_said(page)
    assert SHOW not in labels(page)


# Taken away


STYLE_SHEET = "  html\n    the style sheet\n"


def without(text, *keys):
    """The text of a page without the blocks of these keys, and what is in them."""
    kept, inside = [], None
    for line in text.splitlines():
        margin = len(line) - len(line.lstrip())
        if inside is not None and margin > inside:
            continue
        inside = margin if any(f" {key}]" in line for key in keys) else None
        if inside is None:
            kept.append(line)
    return kept


@pytest.mark.usefixtures("allowed")
@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in OF_COUNTS else pytest.mark.thorough) for name in PAGES],
)
def test_with_exact_counts_open_everything_else_of_a_page_and_its_files_is_the_same(
    monkeypatch, shared_url, name
):
    monkeypatch.setenv("STORE_URL", shared_url)
    tables_open = []

    def opened_with_counts(page, **address):
        assert not address
        app = pressed(opened_counts(), SHOW)
        tables_open.extend(answers(app))
        if page != "data":
            goes_to(app, page)
        assert is_open(app)
        return app

    with monkeypatch.context() as patch:
        patch.setattr("tests.pages.opening.opened", opened_with_counts)
        text = rendered(name, {}, patch)
    closed = rendered(name, {}, monkeypatch)

    assert len(tables_open) == 1
    assert "exact-counts-banner" in text
    assert "exact-counts-banner" not in closed
    ours = ("exact-counts-banner", "exact-counts-banner-opening", "section-exact-counts")
    # The banner brings a style sheet of its own.
    text = text.replace(f"{STYLE_SHEET}{STYLE_SHEET}", STYLE_SHEET)
    assert without(text, *ours) == without(closed, *ours)
