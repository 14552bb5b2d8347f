"""The signed cookies of a session: read with an age of our own, and hardened on their way out."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import AUTH_COOKIE_NAME
from streamlit.web.server.starlette.starlette_app_utils import (
    create_signed_value,
    decode_signed_value,
)

from data_access.sign_in.configuration import SignIn

SECONDS_A_DAY = 24 * 60 * 60
# The page that was asked for before signing in, for as long as signing in may take.
NEXT, NEXT_SECONDS = "rasso_next", 600
LONGEST_NEXT = 1500
Payload = tuple[str, dict[str, Any]]


def cookies_of(scope: Scope) -> dict[str, str]:
    """The cookies of a request."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        if name == b"cookie":
            found |= cookie_parser(value.decode("latin-1"))
    return found


def cookies_set(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """The cookies that an answer sets, without those that it deletes."""
    found: dict[str, str] = {}
    for name, value in headers:
        if name.lower() == b"set-cookie":
            try:
                morsels = SimpleCookie(value.decode("latin-1")).items()
            except CookieError:
                continue
            found |= {key: morsel.value for key, morsel in morsels if morsel["max-age"] != "0"}
    return found


def signed_user(cookies: Mapping[str, str], settings: SignIn) -> Payload | None:
    """The key of the session and the claims of the user cookie; null unless it is ours and young.

    The key is a hash of the claims, which differ at every sign-in.
    """
    written = get_cookie_with_chunks(_reader(cookies, settings), AUTH_COOKIE_NAME)
    if written is None:
        return None
    try:
        claims = json.loads(written)
    except ValueError:
        return None
    return (hashlib.sha256(written).hexdigest(), claims) if isinstance(claims, dict) else None


def _reader(cookies: Mapping[str, str], settings: SignIn) -> Callable[[str], bytes | None]:
    days = settings.lasts.total_seconds() / SECONDS_A_DAY

    def read(name: str) -> bytes | None:
        value = cookies.get(name)
        if value is None:
            return None
        return decode_signed_value(settings.cookie_secret, name, value, max_age_days=days)

    return read


def next_cookie(address: str, settings: SignIn) -> str:
    """The cookie that brings somebody to ``address`` once they have signed in."""
    kept = address if len(address) <= LONGEST_NEXT else "/"
    value = create_signed_value(settings.cookie_secret, NEXT, kept).decode()
    return _attributes(f"{NEXT}={value}; Max-Age={NEXT_SECONDS}; Path=/; HttpOnly", settings)


def next_address(cookies: Mapping[str, str], settings: SignIn) -> str:
    """The address kept by ``next_cookie``, else the first page."""
    age = NEXT_SECONDS / SECONDS_A_DAY
    kept = decode_signed_value(settings.cookie_secret, NEXT, cookies.get(NEXT, ""), age)
    address = kept.decode() if kept else "/"
    # Two slashes would lead to another site.
    is_ours = address.startswith("/") and not address.startswith("//")
    return quote(address, safe="/?&=%+,:;@~!*'()$-._") if is_ours else "/"


def forget_next(settings: SignIn) -> str:
    """The cookie that takes ``next_cookie`` away."""
    return _attributes(f"{NEXT}=; Max-Age=0; Path=/; HttpOnly", settings)


def hardened(cookie: bytes, settings: SignIn) -> bytes:
    """A cookie of Streamlit's that is sent encrypted alone, and kept no longer than a session."""
    name = cookie.split(b"=", 1)[0].strip()
    parts = [part.strip() for part in cookie.split(b";")]
    if name.startswith(AUTH_COOKIE_NAME.encode()) and b"Max-Age=0" not in parts:
        lasts = f"Max-Age={int(settings.lasts.total_seconds())}".encode()
        parts = [lasts if part.lower().startswith(b"max-age=") else part for part in parts]
    if settings.is_encrypted and b"secure" not in {part.lower() for part in parts}:
        parts.append(b"Secure")
    return b"; ".join(parts)


def _attributes(cookie: str, settings: SignIn) -> str:
    return f"{cookie}; SameSite=Lax" + ("; Secure" if settings.is_encrypted else "")
