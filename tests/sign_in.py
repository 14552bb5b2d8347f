"""People who sign in: how a test is configured for them, and what their browsers send."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from itsdangerous import URLSafeTimedSerializer

from data_access.sign_in.roles import Person
from data_access.vocabulary import Role
from tests.serving import read_until

SECRET = "0123456789abcdef" * 4
CLIENT = "rasso"
ROLES = {
    "reader": ["Readers"],
    "recorder": ["Recorders"],
    "data_steward": ["Stewards"],
    "administrator": ["Administrators"],
}
CONTRIBUTORS = {"Contributors of the force": "force", "Contributors of the CPS": "cps"}
# The provider's names of the roles, by ours.
GROUPS = {Role(word.replace("_", " ")): names for word, names in ROLES.items()} | {
    Role.CONTRIBUTOR: ["Contributors of the force"]
}


def sign_in_file(
    folder: Path, address: str, provider: str = "https://login.example.org", **ours: Any
) -> Path:
    """A file for SIGN_IN_FILE. ``ours``: what else [sign_in] says."""
    lines = [
        "[auth]",
        f'redirect_uri = "{address}/oauth2callback"',
        f'cookie_secret = "{SECRET}"',
        f'client_id = "{CLIENT}"',
        'client_secret = "not a secret"',
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"',
        "[sign_in]",
        *(f"{name} = {json.dumps(value)}" for name, value in ours.items()),
        "[sign_in.roles]",
        *(f"{role} = {json.dumps(names)}" for role, names in ROLES.items()),
        "[sign_in.contributors]",
        *(f"{json.dumps(name)} = {json.dumps(ref)}" for name, ref in CONTRIBUTORS.items()),
    ]
    file = folder / "sign-in.toml"
    file.write_text("\n".join(lines))
    return file


@contextmanager
def running_provider(port: int, people: Sequence[dict[str, Any]]) -> Iterator[None]:
    """A made-up provider at which everybody may be any of ``people``, whose claims they are."""
    words = [word for claims in people for word in ("--user-claims", json.dumps(claims))]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr
        read_until(process.stderr, "running on http://")
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def person(*roles: Role, name: str = "Rita Reader") -> Person:
    organisation = "force" if Role.CONTRIBUTOR in roles else None
    return Person(name.split(maxsplit=1)[0].lower(), name, frozenset(roles), organisation)


def claims(*roles: Role, audience: str = CLIENT, **others: Any) -> dict[str, Any]:
    """What the provider says of Rita Reader."""
    groups = [name for role in roles for name in GROUPS[role]]
    who = {"sub": "rita", "name": "Rita Reader", "aud": audience, "nonce": "n", "roles": groups}
    return who | others


def session_key(said: dict[str, Any]) -> str:
    """What a session is found by."""
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def user_cookie(said: dict[str, Any], secret: str = SECRET) -> str:
    """The cookie that Streamlit sets once the provider has said who it is."""
    return f"_streamlit_user={signed('_streamlit_user', json.dumps(said), secret)}"


def signed(name: str, text: str, secret: str = SECRET) -> str:
    """The value of a cookie that is signed for its name."""
    return str(URLSafeTimedSerializer(secret, salt=name).dumps(text))
