"""The page that a request asks for, and whether it came by the public address."""

from collections.abc import Iterable
from email.message import Message

import streamlit as st
from starlette.types import Scope

from data_access.sign_in.configuration import CALLBACK, SignIn
from ui.middleware import header_values
from ui.pages import MOVED, WHERE_PEOPLE_SIGN_IN, Page

LOGIN, LOGOUT, READY = "/auth/login", "/auth/logout", "/ready"
OPEN = (LOGIN, LOGOUT, CALLBACK)
# Where nobody comes from the provider, it says that they are signed out.
SIGNED_OUT = CALLBACK
# Streamlit's own, with the number of sessions: for an administrator.
METRICS = "/_stcore/metrics"
BY_PATH = {f"/{page.url_path}": page for page in WHERE_PEOPLE_SIGN_IN} | {
    f"/{url_path}": page for url_path, (page, _) in MOVED.items()
}
READING = ("GET", "HEAD")
# The gate tells pages in this header whose session it is; a client that sends it is not believed.
SESSION_HEADER = "X-Rasso-Session"
# Headers in which proxies name people and addresses: from outside they are nobody's word.
IDENTITY = (
    "cf-access-",
    "forwarded",
    "remote-",
    "ssl-client-",
    "x-amzn-oidc-",
    "x-auth-",
    "x-authenticated-",
    "x-email",
    "x-forwarded-",
    "x-goog-authenticated-",
    "x-groups",
    "x-ms-client-principal",
    "x-original-",
    "x-rasso-",
    "x-real-ip",
    "x-remote-",
    "x-ssl-client",
    "x-user",
    "x-webauth-",
)
Headers = Iterable[tuple[bytes, bytes]]


def exact_path(scope: Scope) -> str | None:
    """The path, null if it is written in a form that only decoding makes one of ours."""
    path: str = scope["path"]
    raw = scope.get("raw_path")
    is_plain = raw is None or raw.split(b"?")[0] == path.encode()
    return path if is_plain and not scope.get("root_path") else None


def page_of(scope: Scope) -> Page | None:
    """The page that a browser asks for; null if it asks for anything else."""
    if scope["type"] != "http" or scope["method"] not in READING:
        return None
    return BY_PATH.get(exact_path(scope) or "")


def came_by_public_address(scope: Scope, settings: SignIn) -> bool:
    """Whether Host is the public address, and Origin too, where a browser must send one."""
    hosts = header_values(scope, b"host")
    origins = header_values(scope, b"origin")
    must_have_origin = scope["type"] == "websocket" or scope["method"] not in READING
    is_from_us = origins == [settings.address] or (not origins and not must_have_origin)
    return hosts == [settings.host] and is_from_us


def without_identity(headers: Headers) -> list[tuple[bytes, bytes]]:
    """The headers without those in which somebody could claim to be somebody."""
    trusted = st.get_option("server.trustedUserHeaders") or {}
    names = (*IDENTITY, *(str(name).lower().replace("_", "-") for name in trusted))
    return [
        (name, value)
        for name, value in headers
        if not name.decode("latin-1").lower().replace("_", "-").startswith(names)
    ]


def with_session(scope: Scope, key: str) -> Scope:
    """The request with the session's key in a header, in which pages find whose it is."""
    header = (SESSION_HEADER.lower().encode(), key.encode())
    return {**scope, "headers": [*scope["headers"], header]}


def name_of_file(headers: Headers) -> str | None:
    """The name of the file that an answer gives to be kept; null if it gives none."""
    for name, value in headers:
        if name.lower() == b"content-disposition" and value.startswith(b"attachment"):
            message = Message()
            message["content-disposition"] = value.decode("latin-1")
            return message.get_filename("a file")
    return None
