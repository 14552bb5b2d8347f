"""The names that Streamlit does not publish and that we use all the same; no other module does.

Any release of Streamlit may change them. Beside each stands why we need it, and what to do when it
goes; ``tests/test_public_streamlit.py`` fails at any other. The addresses of Streamlit that the
gate knows are in ``ui/sign_in/addresses.py``.
"""

import logging
from pathlib import Path

# The gate sends people to the sign-in before any page runs, so it cannot call st.login. When it is
# gone: see which query st.login now gives to /auth/login, and sign the same one.
from streamlit.auth_util import encode_provider_token

# secrets.files must name the file of SIGN_IN_FILE before Streamlit builds its routes;
# st.App(secrets=...) comes later, when each process has made up a secret of its own. When it is
# gone: have the administrator set STREAMLIT_SECRETS_FILES, and refuse to start without it.
from streamlit.config import set_option

# When a session ends, its open pages must leave the screen. Streamlit's page only leaves at a
# message of the server, auth_redirect; when refused, it stays and can be read. When it is gone: see
# which message st.login now sends to the page.
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# Before any page runs, the gate reads who signed in from the cookie that st.user reads. Its value
# is JSON, signed by itsdangerous with the name as salt; a long one is 'chunks-N' and stands in N
# cookies more. When it is gone: read the cookie that the answer to /oauth2callback now sets.
from streamlit.web.server.server_util import AUTH_COOKIE_NAME

# This logger warns of every cache that is filled outside a page, as the warm-up does. Take it away
# if Streamlit no longer warns, else name the logger that does.
RUN_CONTEXT = "streamlit.runtime.scriptrunner_utils.script_run_context"
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
