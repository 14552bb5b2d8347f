"""The names that Streamlit does not publish and that we use all the same; no other module does.

Any release of Streamlit may change them. ``PRIVATE`` says why we need each name, and what to do
when it goes; ``tests/test_public_streamlit.py`` fails at a name that is not in it. The addresses of
Streamlit that the gate knows are in ``ui/sign_in/addresses.py``.
"""

import logging
from pathlib import Path
from typing import NamedTuple

from streamlit.auth_util import encode_provider_token
from streamlit.config import set_option
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.web.server.server_util import AUTH_COOKIE_NAME


class Reason(NamedTuple):
    """Why a private name is used, and what to do when Streamlit no longer has it."""

    why: str
    when_gone: str


FORWARD_MESSAGE = "streamlit.proto.ForwardMsg_pb2.ForwardMsg"
RUN_CONTEXT = "streamlit.runtime.scriptrunner_utils.script_run_context"
PRIVATE = {
    "streamlit.auth_util.encode_provider_token": Reason(
        "The gate sends people to the sign-in before any page runs, so it cannot call st.login.",
        "See which query st.login now gives to /auth/login, and sign the same one.",
    ),
    "streamlit.web.server.server_util.AUTH_COOKIE_NAME": Reason(
        "Before any page runs, the gate reads who signed in from the cookie that st.user reads. "
        "Its value is JSON, signed by itsdangerous with the name as salt; a long one is 'chunks-N' "
        "and stands in N cookies more.",
        "Read the cookie that the answer to /oauth2callback now sets.",
    ),
    "streamlit.config.set_option": Reason(
        "secrets.files must name the file of SIGN_IN_FILE before Streamlit builds its routes; "
        "st.App(secrets=...) comes later, when each process has made up a secret of its own.",
        "Have the administrator set STREAMLIT_SECRETS_FILES, and refuse to start without it.",
    ),
    FORWARD_MESSAGE: Reason(
        "When a session ends, its open pages must leave the screen. Streamlit's page only leaves "
        "at a message of the server; when refused, it stays and can be read.",
        "See which message st.login now sends to the page.",
    ),
    f"{FORWARD_MESSAGE}.auth_redirect": Reason(
        "It is the message at which a page leaves.", "As for ForwardMsg."
    ),
    f"{FORWARD_MESSAGE}.auth_redirect.url": Reason(
        "It is where the page goes.", "As for ForwardMsg."
    ),
    RUN_CONTEXT: Reason(
        "This logger warns of every cache that is filled outside a page, as the warm-up does.",
        "Take it away if Streamlit no longer warns, else name the logger that does.",
    ),
}
# The cookie in which Streamlit keeps who signed in.
USER_COOKIE = AUTH_COOKIE_NAME


def login_query() -> str:
    """The query with which ``/auth/login`` begins a sign-in at the only provider."""
    return f"provider={encode_provider_token('default')}"


def read_secrets_from(file: Path) -> None:
    """Make ``file`` the one in which Streamlit finds its secrets, and its cookie secret."""
    set_option("secrets.files", [str(file)])


def leaving_for(address: str) -> bytes:
    """Streamlit's own message at which a page leaves for ``address``."""
    message = ForwardMsg()
    message.auth_redirect.url = address
    return bytes(message.SerializeToString())


def allow_caches_outside_pages() -> None:
    """Stop Streamlit from warning that a cache is filled outside a page."""
    logging.getLogger(RUN_CONTEXT).setLevel(logging.ERROR)
