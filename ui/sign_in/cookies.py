"""The signed cookies of a session: read with an age of our own, and hardened on their way out."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.requests import cookie_parser
from starlette.types import Scope

from data_access.sign_in.configuration import SignIn
from ui.streamlit_private import USER_COOKIE

# The page that was asked for before signing in, for as long as signing in may take.
NEXT, NEXT_SECONDS = "rasso_next", 600
LONGEST_NEXT = 1500
# Streamlit writes how many cookies more a long value stands in.
IN_CHUNKS = re.compile(r"chunks-([1-9]\d?)")
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
    lasts = int(settings.lasts.total_seconds())
    written = _signed_text(cookies, USER_COOKIE, settings, lasts)
    if chunked := IN_CHUNKS.fullmatch(written):
        names = [f"{USER_COOKIE}_{number}" for number in range(1, int(chunked[1]) + 1)]
        chunks = [_signed_text(cookies, name, settings, lasts) for name in names]
        written = "".join(chunks) if all(chunks) else ""
    try:
        claims = json.loads(written)
    except ValueError:
        return None
    key = hashlib.sha256(written.encode()).hexdigest()
    return (key, claims) if isinstance(claims, dict) else None


def _signed_text(cookies: Mapping[str, str], name: str, settings: SignIn, seconds: int) -> str:
    """The text of a cookie, empty unless it was signed for its name within the last seconds."""
    try:
        text = _signer(name, settings).loads(cookies.get(name, ""), max_age=seconds)
    except BadData:
        return ""
    return text if isinstance(text, str) else ""


def _signer(name: str, settings: SignIn) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings.cookie_secret, salt=name)


def next_cookie(address: str, settings: SignIn) -> str:
    """The cookie that brings somebody to ``address`` once they have signed in."""
    kept = address if len(address) <= LONGEST_NEXT else "/"
    value = _signer(NEXT, settings).dumps(kept)
    return _attributes(f"{NEXT}={value}; Max-Age={NEXT_SECONDS}; Path=/; HttpOnly", settings)


def next_address(cookies: Mapping[str, str], settings: SignIn) -> str:
    """The address kept by ``next_cookie``, else the first page."""
    address = _signed_text(cookies, NEXT, settings, NEXT_SECONDS) or "/"
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
    if name.startswith(USER_COOKIE.encode()) and b"Max-Age=0" not in parts:
        lasts = f"Max-Age={int(settings.lasts.total_seconds())}".encode()
        parts = [lasts if part.lower().startswith(b"max-age=") else part for part in parts]
    if settings.is_encrypted and b"secure" not in {part.lower() for part in parts}:
        parts.append(b"Secure")
    return b"; ".join(parts)


def _attributes(cookie: str, settings: SignIn) -> str:
    return f"{cookie}; SameSite=Lax" + ("; Secure" if settings.is_encrypted else "")
