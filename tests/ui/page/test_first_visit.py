"""Notes are hidden and shown again by the server, which leads back to a page of ours alone."""

import pytest
from starlette.requests import Request

from tests.serving import awaited
from ui.page.first_visit import COOKIE, hide, show

BEFORE = {
    "http://office/explore?measure=told_late&area=A+%26+B": (
        "./explore?measure=told_late&area=A+%26+B"
    ),
    "http://office/?as_at=2022-02-28": "./?as_at=2022-02-28",
    "http://office/find": "./find",
    "http://office/no-such-page?x=1": "./",
    "http://elsewhere/explore?x=1": "./",
    "//elsewhere": "./",
    "": "./",
    "javascript:alert(1)": "./",
    "http://[office": "./",
    "http://office//elsewhere": "./",
}


def answer_to(step, before=""):
    headers = [(b"host", b"office"), (b"referer", before.encode())]
    scope = {"type": "http", "headers": headers}
    return awaited(step(Request(scope)))


@pytest.mark.parametrize("before", BEFORE)
def test_who_hides_the_notes_is_led_back_to_the_page_with_its_choices(before):
    answer = answer_to(hide, before)

    assert (answer.status_code, answer.headers["location"]) == (303, BEFORE[before])


def test_that_they_are_hidden_is_kept_for_a_year_and_forgotten_when_they_are_shown():
    kept, forgotten = answer_to(hide), answer_to(show)

    assert kept.headers["set-cookie"] == (
        f"{COOKIE}=yes; HttpOnly; Max-Age=31536000; Path=/; SameSite=lax"
    )
    assert forgotten.headers["set-cookie"].startswith(f'{COOKIE}=""; ')
    assert "Max-Age=0;" in forgotten.headers["set-cookie"]
    assert forgotten.headers["location"] == "./"
