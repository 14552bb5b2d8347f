"""Five notes for a first visit, until a reader hides them.

That they are hidden is kept in a cookie, which a link of the page has the server set: no script of
ours runs, and no run of a page is needed.
"""

import html
from urllib.parse import urlencode, urlsplit

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse

from ui.pages import WHERE_PEOPLE_SIGN_IN, WORDS

# By word of the glossary, the note; the first words of each are what it is about.
NOTES = {
    "voice": ("Voice and position", "each body says by itself how far a part is; never merged."),
    "as-at day": ("As-at day", "every page shows one day; choose an earlier one at the top."),
    "withheld": ("Withheld", "small numbers of people are hidden, and are never a nought."),
    "definition": ("About this figure", "open a number to read what it counts, and out of what."),
    "copied link": ("Copy link", "at the foot: an address that shows the same view on any day."),
}
# Session key of whether the notes are shown.
SHOWN = "notes for a first visit"
HIDE, SHOW = "hide-notes", "show-notes"
COOKIE = "notes_hidden"
FIRST_PAGE = "./"
A_YEAR = 365 * 24 * 60 * 60


def draw() -> None:
    """Draw the notes, as one element, for a browser whose reader has not hidden them."""
    if SHOWN not in st.session_state:
        # A cookie changes only as a page is loaded, and a session begins with that. Whoever sends
        # no headers is no browser, such as a test of a page.
        is_hidden = COOKIE in st.context.cookies
        st.session_state[SHOWN] = bool(st.context.headers) and not is_hidden
    if st.session_state[SHOWN]:
        st.html(_notes())


def lead_back() -> None:
    """Draw a link that has the notes shown again."""
    again = f'<a href="{SHOW}" target="_self">Show the five notes again</a>'
    st.html(f"<p>{again}</p>")


async def hide(request: Request) -> RedirectResponse:
    """Remember that the notes are hidden, and lead back to the page that asked for it."""
    answer = RedirectResponse(_page_before(request), 303)
    answer.set_cookie(COOKIE, "yes", A_YEAR, httponly=True, samesite="lax")
    return answer


async def show(_request: Request) -> RedirectResponse:
    """Forget that the notes are hidden, and lead to the first page."""
    answer = RedirectResponse(FIRST_PAGE, 303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return answer


def _notes() -> str:
    items = "".join(
        f'<li><a href="{_word_address(word)}" target="_self">{html.escape(about)}</a>'
        f"<span>: {html.escape(note)}</span></li>"
        for word, (about, note) in NOTES.items()
    )
    hide_them = f'<a href="{HIDE}" target="_self">Hide these notes</a>'
    return (
        f'<section class="first-visit" aria-label="Notes for a first visit"><ul>{items}</ul>'
        f"<p>{hide_them}</p></section>"
    )


def _word_address(word: str) -> str:
    return f"{WORDS.url_path}?{html.escape(urlencode({'word': word}))}"


def _page_before(request: Request) -> str:
    """The page with its choices from which the request came, if it is one of ours."""
    try:
        before = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return FIRST_PAGE
    path = before.path.removeprefix("/")
    is_ours = before.netloc == request.headers.get("host") and any(
        path == page.url_path for page in WHERE_PEOPLE_SIGN_IN
    )
    query = f"?{before.query}" if before.query else ""
    return f"./{path}{query}" if is_ours else FIRST_PAGE
