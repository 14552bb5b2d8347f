"""The few pages that somebody sees who is not, or no longer, let in. They need no other file."""

from html import escape

from starlette.responses import HTMLResponse

SIGN_IN, SIGN_OUT = ("Sign in", "/"), ("Sign out", "/auth/logout")
LAYOUT = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    # Without it a browser asks for the icon of the site, is refused, and writes an error.
    '<link rel="icon" href="data:,">'
    "<title>{title} - RaSSO Oversight</title><style>"
    "body{{font:18px/1.5 sans-serif;color:#1B2733;max-width:34em;margin:4em auto;padding:0 1em}}"
    "a{{color:#12436D}}a:focus-visible{{outline:3px solid #12436D;outline-offset:2px}}</style>"
    "</head><body><main><h1>{title}</h1><p>{words}</p>"
    '<p><a href="{href}">{label}</a></p></main></body></html>'
)


def plain_page(
    title: str, words: str, status: int, link: tuple[str, str] = SIGN_IN
) -> HTMLResponse:
    """A page of a title, a sentence and a link."""
    label, href = link
    return HTMLResponse(
        LAYOUT.format(title=escape(title), words=escape(words), label=label, href=href), status
    )


def signed_out() -> HTMLResponse:
    return plain_page(
        "You are signed out",
        "You signed out, or your session has ended. To use RaSSO Oversight again, sign in.",
        200,
        ("Sign in", "/"),
    )


def not_signed_in() -> HTMLResponse:
    return plain_page(
        "You could not be signed in",
        "The sign-in was not completed, took too long, or was not meant for this service. If it "
        "fails again, tell whoever looks after the app.",
        403,
        ("Try again", "/"),
    )


def no_role(name: str) -> HTMLResponse:
    return plain_page(
        "You have no role here",
        f"You are signed in as {name}, and nobody has given you a role in RaSSO Oversight yet. Ask "
        "whoever looks after the app for one, then sign out and sign in again.",
        403,
        SIGN_OUT,
    )


def not_your_page(needed: str) -> HTMLResponse:
    return plain_page(
        "You cannot open this page",
        f"It is for people with the role {needed}, which you do not have. Ask whoever "
        "looks after the app for it.",
        403,
        ("Open the briefing", "/"),
    )


def provider_is_down() -> HTMLResponse:
    return plain_page(
        "Nobody can sign in just now",
        "The service that confirms who you are does not answer. Try again in a few minutes. If it "
        "still fails, tell whoever looks after the app.",
        503,
        ("Try again", "/"),
    )


def store_is_down() -> HTMLResponse:
    return plain_page(
        "The store does not answer",
        "RaSSO Oversight cannot check whether you are signed in, so it shows nothing. Try again in "
        "a few minutes. If it still fails, tell whoever looks after the app.",
        503,
        ("Try again", "/"),
    )
