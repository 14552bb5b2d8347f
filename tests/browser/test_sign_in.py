"""Signing in at a provider, what each role is offered, and all that does not get in without."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from http.client import HTTPConnection
from secrets import token_hex
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from benchmarks.app_server import Site
from benchmarks.ws_client import Session, connected
from data_access.sign_in.sessions import begin_session, end_sessions_of
from data_access.store import open_store
from data_access.vocabulary import Role
from tests.browser.filling import find
from tests.browser.looking import (
    LARGE_SCREEN,
    SCREENS,
    assert_accessible,
    axe,
    opened,
    settled,
    whole,
    with_folds_opened,
)
from tests.browser.test_forced_colours import FOCUS, contrast, drawn, faults_in_own_colours
from tests.browser.test_openers import FOUR_TIMES
from tests.data_access.contents import rows
from tests.data_access.stores import change
from tests.kept_stores import put_kept
from tests.serving import ROOT, awaited, environment, free_port, running_app
from tests.sign_in import (
    GROUPS,
    claims,
    person,
    running_provider,
    session_key,
    sign_in_file,
    user_cookie,
)
from ui.pages import ACCESS, WHERE_PEOPLE_SIGN_IN

ROLES = {
    "reader": [Role.READER],
    "contributor": [Role.CONTRIBUTOR],
    "recorder": [Role.RECORDER],
    "data steward": [Role.STEWARD],
    "administrator": [Role.ADMINISTRATOR],
    "no role": [],
}
# Headers that Streamlit is told to believe, which the gate drops none the less.
TRUSTED = {"STREAMLIT_SERVER_TRUSTED_USER_HEADERS": '{"X-Our-Proxy-User": "name"}'}
OPEN = {"/auth/login", "/auth/logout", "/oauth2callback", "/ready"}
ROUTES = """
import json, app
found = []
for route in app.app._build_starlette_app().routes:
    found.append([route.path, type(route).__name__, sorted(getattr(route, "methods", None) or [])])
print(json.dumps(found))
"""
# The provider says of this person what it says of those of another service.
OF_ANOTHER_SERVICE = {
    "sub": "of another service",
    "name": "Another Person",
    "roles": ["Administrators"],
    "aud": "another-service",
    "azp": "rasso",
}
ADMINISTRATOR = person(Role.ADMINISTRATOR, name="Ada Administrator")
# WCAG 2.2, 1.4.3: between words and their ground.
LEAST_CONTRAST_OF_WORDS = 4.5
PLAIN_PAGE_IS_WIDER = "document.documentElement.scrollWidth > innerWidth"


class Served(NamedTuple):
    """An app that is served: its public address, a second process of it, and its store."""

    address: str
    second: str
    store: str
    settings: dict[str, str]
    provider: ExitStack
    provider_port: int

    def start_provider(self) -> None:
        self.provider.enter_context(running_provider(self.provider_port, people()))


def people() -> list[dict[str, Any]]:
    """One person for each column of the guide's table, and one of another service."""
    return [
        OF_ANOTHER_SERVICE,
        *(
            {
                "sub": name,
                "name": f"{name.capitalize()} Person",
                "roles": [group for role in roles for group in GROUPS[role]],
            }
            for name, roles in ROLES.items()
        ),
    ]


def sessions_of(served: Served, subject: str) -> list[dict[str, Any]]:
    found = rows(open_store(served.store), "sign_in_session")
    return [session for session in found if session["subject"] == subject]


def opening_a_line(served: Served, **headers: str) -> int:
    """How the server answers whoever opens a websocket with these headers, and no browser."""
    address = f"ws://{urlsplit(served.address).netloc}/_stcore/stream"
    try:
        with connect(
            address,
            origin=Origin(served.address),
            subprotocols=[Subprotocol("streamlit")],
            additional_headers=headers,
        ):
            return 101
    except InvalidStatus as refused:
        return int(refused.response.status_code)


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    store = put_kept("starter", folder / "s.db")
    port, provider_port = free_port(), free_port()
    address = f"http://localhost:{port}"
    file = sign_in_file(folder, address, f"http://localhost:{provider_port}")
    settings = {"SIGN_IN_FILE": str(file), **TRUSTED}
    with ExitStack() as provider, ExitStack() as apps:
        at_port = {**settings, "STREAMLIT_SERVER_PORT": str(port)}
        apps.enter_context(running_app(store, folder, ROOT, **at_port))
        second = apps.enter_context(running_app(store, folder, ROOT, **settings)).url
        made = Served(address, second, store, settings, provider, provider_port)
        made.start_provider()
        yield made


@pytest.fixture
def context(profile: BrowserContext) -> Iterator[BrowserContext]:
    """The browser of all tests, in which nobody has signed in; it has the files of the app."""
    before = profile.pages
    profile.clear_cookies()
    yield profile
    for page in profile.pages:
        if page not in before:
            page.close()
    profile.set_extra_http_headers({})
    profile.clear_cookies()


def sign_in(page: Page, address: str, name: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=name, exact=True).click()


def assert_plain_page(page: Page, title: str) -> None:
    """Asserts that a page of the gate's own has this title, and that everybody can read it."""
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    for screen in (FOUR_TIMES, *SCREENS):
        page.set_viewport_size(screen)
        assert not page.evaluate(PLAIN_PAGE_IS_WIDER), screen
        assert axe(page) == [], screen
    page.keyboard.press("Tab")
    for scheme in ("light", "dark"):
        page.emulate_media(forced_colors="active", color_scheme=scheme)
        assert page.evaluate(FOCUS) == ["solid", "3px", False]
        for each in page.locator("h1, p, a").all():
            assert contrast(drawn(each)) >= LEAST_CONTRAST_OF_WORDS, (scheme, each.inner_text())
    page.emulate_media(forced_colors="none", color_scheme="light")


def get(address: str, path: str, host: str | None = None, **headers: str) -> Any:
    """The answer of the process at ``address`` to a request that names the public one."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers={"Host": host or urlsplit(address).netloc, **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


# What the guide says of each role


def table_of_the_guide() -> list[dict[str, str]]:
    guide = (ROOT / "docs/administrator.md").read_text(encoding="utf-8")
    table = guide[guide.index("| what | reader |") :].split("\n\n")[0]
    head, _, *lines = (
        [cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()
    )
    return [dict(zip(head, line, strict=True)) for line in lines]


TABLE = table_of_the_guide()
LOOKS = {
    "open *Briefing* and every page not named below": ("", "text", "OFFICIAL-SENSITIVE"),
    "keep a view on *Explore*": ("explore", "text", "Keep this view under a name"),
    "load files on *Data*": ("data", "heading", "Load files"),
    "close months on *Data*": ("data", "text", "There is no month-end to close on this day."),
    "read what is recorded of oneself": (ACCESS.url_path, "heading", "What is recorded of you"),
    "read what is recorded of everybody, and end sessions": (
        ACCESS.url_path,
        "heading",
        "What is recorded of everybody",
    ),
}
# Pages that the gate keeps from whom they are not for.
GATED = {
    "open *Record*": "update",
    "open *Proposals*": "proposals",
}
DECIDES, TO_DECIDE = "accept and return on *Proposals*", "To accept or return"
# Who is offered least, who is offered most, and who is offered nothing.
SEEN_IN_CHROMIUM = ("reader", "administrator", "no role")


def test_the_table_of_the_guide_is_of_all_that_is_looked_at():
    assert [row["what"] for row in TABLE] == [
        *list(LOOKS)[:1],
        *GATED,
        DECIDES,
        *list(LOOKS)[1:],
    ]
    assert list(TABLE[0])[1:] == list(ROLES)


class Whole(Session):
    """A session in which all that is sent of its page is kept, whatever shows it."""

    def _is_end(self, message: ForwardMsg) -> bool:
        self.texts.append(str(message))
        return super()._is_end(message)


async def offered(site: Site) -> dict[str, bool]:
    """What of ``LOOKS``, and of ``DECIDES`` where the page is open, is sent to who signed in."""
    looks = {what: (where, words) for what, (where, _, words) in LOOKS.items()}
    if get(site.url, "/proposals", Cookie=site.cookie).status == 200:
        looks[DECIDES] = ("proposals", TO_DECIDE)
    found = {}
    async with connected(site) as line:
        reader = Whole(line)
        for address in {where for where, _ in looks.values()}:
            await reader.open(address)
            for what, (where, words) in looks.items():
                if where == address:
                    found[what] = any(words in text for text in reader.texts)
    return found


@pytest.mark.parametrize("name", [name for name, roles in ROLES.items() if roles])
def test_each_role_is_sent_what_the_table_of_the_guide_says(served, name):
    said, now = claims(*ROLES[name], nonce=token_hex(), sub=name), datetime.now(UTC)
    begin_session(
        open_store(served.store),
        session_key(said),
        person(*ROLES[name]),
        at=now,
        ends_at=now + timedelta(hours=1),
    )
    site = Site(served.address, user_cookie(said))

    seen = {DECIDES: False, **awaited(offered(site))}

    for what, path in GATED.items():
        seen[what] = get(site.url, f"/{path}", Cookie=site.cookie).status == 200
    assert {row["what"]: row[name] == "yes" for row in TABLE} == seen


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=() if name in SEEN_IN_CHROMIUM else pytest.mark.thorough)
        for name in ROLES
    ],
)
def test_each_role_is_offered_what_the_table_of_the_guide_says(served, context, name):
    page = context.new_page()
    sign_in(page, served.address, name)
    page.wait_for_url(f"{served.address}/**")
    if not ROLES[name]:
        assert_plain_page(page, "You have no role here")
    seen = {}
    for address in dict.fromkeys(address for address, _, _ in LOOKS.values()):
        if ROLES[name]:
            # Who signs in is led to the first of them, which need not be opened again.
            whole(page) if address == "" else opened(page, f"{served.address}/{address}")
            expect(page.get_by_text("OFFICIAL-SENSITIVE")).to_be_visible()
        for what, (where, kind, words) in LOOKS.items():
            if where == address:
                found = (
                    page.get_by_text(words)
                    if kind == "text"
                    else page.get_by_role(kind, name=words)
                )
                seen[what] = found.count() > 0
    if name == "administrator":
        # The record of access, with its sessions.
        assert axe(with_folds_opened(page)) == []
        assert faults_in_own_colours(page) == []
    seen |= {what: page.request.get(f"{served.address}/{path}").ok for what, path in GATED.items()}
    seen[DECIDES] = False
    if seen["open *Proposals*"]:
        opened(page, f"{served.address}/proposals")
        seen[DECIDES] = page.get_by_role("heading", name=TO_DECIDE).count() > 0
    menu = page.get_by_role("link", name="Record", exact=True)
    if name == "reader":
        page.goto(f"{served.address}/update")
        assert_plain_page(page, "You cannot open this page")
    assert {row["what"]: row[name] == "yes" for row in TABLE} == seen
    assert menu.count() <= seen["open *Record*"]


# What the force proposes and the office accepts


def test_the_force_proposes_the_office_accepts_and_the_history_names_both(served, browser, context):
    page = context.new_page()
    sign_in(page, f"{served.address}/update", "contributor")
    find(page.get_by_label("Which action?"), "A2. Find out")
    page.get_by_label("In your words").fill("The pilot has begun.")
    page.get_by_role("button", name="Review").click()
    expect(page.get_by_text("You are about to propose:")).to_be_visible()
    page.get_by_role("button", name="Propose", exact=True).click()
    expect(page.get_by_text("Your proposal is with the office")).to_be_visible()
    opened(page, f"{served.address}/proposals")
    assert_accessible(page)

    with browser.new_context(viewport=LARGE_SCREEN, locale="en-GB") as of_the_office:
        office = of_the_office.new_page()
        sign_in(office, f"{served.address}/update", "recorder")
        office.get_by_role("link", name="1 proposal to accept").click()
        expect(office.get_by_text("In their words: The pilot has begun.")).to_be_visible()
        assert_accessible(office)
        assert faults_in_own_colours(office) == []
        office.get_by_role("button", name="Accept").click()
        expect(office.get_by_text("Proposal 1 is accepted.")).to_be_visible()

    opened(page, f"{served.address}/joint-action-plan?action=A2")
    both = "Recorder Person, who accepted it from Contributor Person"
    expect(page.get_by_text(both)).to_be_visible()


# In and out


def test_a_link_is_opened_after_signing_in_and_a_copied_cookie_is_worthless_after_signing_out(
    served, context
):
    page = context.new_page()
    sign_in(page, f"{served.address}/meetings?as_at=2022-02-28", "recorder")
    expect(page.get_by_text("Signed in as Recorder Person (recorder).")).to_be_visible()
    settled(page)
    assert page.url.startswith(f"{served.address}/meetings?as_at=2022-02-28")
    copied = "; ".join(f"{each['name']}={each['value']}" for each in context.cookies())
    host = urlsplit(served.address).netloc
    assert get(served.second, "/_stcore/health", host, Cookie=copied).status == 200

    opened(page, f"{served.address}/update?record=meeting")
    box = page.get_by_label("Recorded in your name")
    expect(box).to_have_value("Recorder Person")
    expect(box).to_be_disabled()
    other = context.new_page()
    opened(other, f"{served.address}/meetings")
    page.get_by_role("link", name="Sign out").click()
    for each in (page, other):
        each.wait_for_url(f"http://localhost:{served.provider_port}/**")

    for process in (served.address, served.second):
        assert get(process, "/_stcore/health", host, Cookie=copied).status == 401
    page.goto(f"{served.address}/oauth2callback")
    assert_plain_page(page, "You are signed out")


def test_an_open_page_is_cut_off_when_an_administrator_ends_the_session(served, context):
    page = context.new_page()
    sign_in(page, served.address, "reader")
    expect(page.get_by_text("Signed in as Reader Person (reader).")).to_be_visible()
    settled(page)

    store = open_store(served.store)
    end_sessions_of(store, "reader", by=ADMINISTRATOR, at=datetime(2026, 11, 28, tzinfo=UTC))

    told = page.get_by_role("heading", name="You are signed out")
    expect(told).to_be_visible(timeout=15_000)
    assert_plain_page(page, "You are signed out")
    page.get_by_role("link", name="Sign in").click()
    expect(page.get_by_role("button", name="reader", exact=True)).to_be_visible()


def test_a_screen_shows_nothing_further_once_the_time_of_its_session_is_over(served, context):
    page = context.new_page()
    sign_in(page, served.address, "data steward")
    expect(page.get_by_text("Signed in as Data steward Person (data steward).")).to_be_visible()
    ends_at = datetime.now(UTC) + timedelta(seconds=2)
    change(
        open_store(served.store),
        f"UPDATE sign_in_session SET ends_at = '{ends_at:%Y-%m-%d %H:%M:%S.%f}' "
        "WHERE subject = 'data steward'",
    )

    page.goto(f"{served.address}/meetings", wait_until="commit")

    expect(page.get_by_role("heading", name="You are signed out")).to_be_visible()
    assert page.url == f"{served.address}/oauth2callback"


def test_who_begins_at_one_process_may_end_at_another(served):
    host = urlsplit(served.address).netloc
    asked = get(served.address, "/data", host)
    kept = [asked.headers["Set-Cookie"].split(";")[0]]
    to_provider = get(served.second, asked.headers["Location"], host, Cookie=kept[0])
    kept.append(to_provider.headers["Set-Cookie"].split(";")[0])
    there = urlsplit(to_provider.headers["Location"])
    back = post(f"http://{there.netloc}", f"{there.path}?{there.query}", sub="data steward")
    query = urlsplit(back).query

    got = get(served.address, f"/oauth2callback?{query}", host, Cookie="; ".join(kept))

    assert (got.status, got.headers["Location"]) == (302, "/data")
    user = [each.split(";")[0] for each in got.headers.get_all("Set-Cookie")]
    assert get(served.second, "/_stcore/health", host, Cookie="; ".join(user)).status == 200


def post(address: str, path: str, **form: str) -> str:
    """Where the provider sends a browser that fills in its form."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", path, urlencode(form), kind)
    location = connection.getresponse().headers["Location"]
    connection.close()
    return str(location)


def test_a_browser_whose_cookie_was_changed_by_one_letter_must_sign_in_again(served, context):
    page = context.new_page()
    sign_in(page, served.address, "reader")
    expect(page.get_by_text("Signed in as Reader Person (reader).")).to_be_visible()
    (cookie,) = (each for each in context.cookies() if each["name"] == "_streamlit_user")
    good = cookie["value"]
    assert opening_a_line(served, Cookie=f"_streamlit_user={good}") == 101
    middle = len(good) // 2
    changed = good[:middle] + ("A" if good[middle] != "A" else "B") + good[middle + 1 :]

    context.add_cookies([{**cookie, "value": changed}])

    page.goto(f"{served.address}/meetings")
    expect(page.get_by_role("button", name="reader", exact=True)).to_be_visible()
    assert opening_a_line(served, Cookie=f"_streamlit_user={changed}") == 401


def test_headers_that_a_browser_sends_change_neither_who_one_is_nor_the_role(served, context):
    key, now = "the session of an administrator", datetime.now(UTC)
    ends_at = now + timedelta(hours=1)
    begin_session(open_store(served.store), key, ADMINISTRATOR, at=now, ends_at=ends_at)
    forged = {
        "X-Rasso-Session": key,
        "X-Forwarded-User": "administrator",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-For": "127.0.0.1",
        "X-Auth-Request-Groups": "Administrators",
        "X-Our-Proxy-User": "administrator",
        "Remote-User": "administrator",
    }
    page = context.new_page()
    sign_in(page, served.address, "reader")
    expect(page.get_by_text("Signed in as Reader Person (reader).")).to_be_visible()

    context.set_extra_http_headers(forged)

    opened(page, f"{served.address}/{ACCESS.url_path}")
    expect(page.get_by_text("Signed in as Reader Person (reader).")).to_be_visible()
    assert page.get_by_text("What is recorded of everybody").count() == 0
    assert page.request.get(f"{served.address}/update").status == 403
    assert get(served.address, "/_stcore/health", **forged).status == 401
    assert opening_a_line(served, **forged) == 401


def test_a_token_that_was_made_for_another_service_gets_a_plain_page_and_no_session(
    served, context
):
    page = context.new_page()

    sign_in(page, served.address, "of another service")

    assert_plain_page(page, "You could not be signed in")
    assert [each["name"] for each in context.cookies() if "_user" in each["name"]] == []
    assert sessions_of(served, "of another service") == []


def test_a_provider_that_is_down_keeps_new_people_out_and_says_so(served, context):
    page = context.new_page()
    sign_in(page, served.address, "reader")
    expect(page.get_by_text("Signed in as Reader Person (reader).")).to_be_visible()
    served.provider.close()
    try:
        opened(page, f"{served.address}/meetings")
        context.clear_cookies()
        page.goto(served.address)
        assert_plain_page(page, "Nobody can sign in just now")
    finally:
        served.start_provider()


# Nobody signed in


def forms_of(path: str) -> list[str]:
    """A path, and other ways to write it."""
    encoded = "/" + "".join(f"%{ord(letter):02x}" for letter in path[1:])
    return [
        path,
        encoded,
        f"/{path}",
        f"{path}/",
        path.replace("/", "/./", 1),
        f"/{quote(path, safe='')}",
    ]


def test_no_route_of_the_server_answers_without_a_session(served):
    """The routes are those of the server, asked of it and not listed here."""
    asked = subprocess.run(
        [sys.executable, "-c", ROUTES],
        cwd=ROOT,
        env=environment(STORE_URL=served.store, **served.settings),
        capture_output=True,
        text=True,
        check=True,
    )
    routes = json.loads(asked.stdout.splitlines()[-1])
    pages = {f"/{page.url_path}" for page in WHERE_PEOPLE_SIGN_IN}
    assert {path for path, _, _ in routes} > OPEN
    found = {}
    for path, kind, _ in routes:
        exact = re.sub(r"\{[^}]*\}", "x", path) or "/"
        if kind == "Mount":
            exact = f"{exact.rstrip('/')}/index.html"
        for form in forms_of(exact):
            if form not in OPEN | pages:
                found[form] = get(served.address, form).status
    for page in pages:
        assert get(served.address, page).status == 302
        found |= {
            form: get(served.address, form).status for form in forms_of(page)[1:] if page != "/"
        }
    assert {form: status for form, status in found.items() if status != 401} == {}
    assert opening_a_line(served) == 401
