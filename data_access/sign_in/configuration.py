"""The configuration of sign-in, from the file that SIGN_IN_FILE names, outside the program."""

import logging
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from data_access.pii_detection import identifying_signs
from data_access.sign_in.roles import RELEASED_BY, Person
from data_access.store.error_messages import StoreProblem
from data_access.store.settings import sign_in_file
from data_access.vocabulary import Role
from data_access.writes.rules import LONGEST_NAME

LOG = logging.getLogger("rasso")
CALLBACK = "/oauth2callback"
ASKED_OF_PROVIDER = (
    "client_id",
    "client_secret",
    "cookie_secret",
    "redirect_uri",
    "server_metadata_url",
)
SHORTEST_SECRET = 32
HOURS, LONGEST_HOURS = 8, 24
RETENTION_DAYS = 365
# Names under which the program itself records.
OUR_NAMES = (RELEASED_BY, "command line")
OURS = ("hours", "claim", "roles", "contributors", "retention_days")


class Misconfigured(StoreProblem):
    """Raised if the file cannot be used; a sentence says what to mend. It names no secret."""


@dataclass(frozen=True)
class SignIn:
    """The configuration of sign-in. ``address``: the public one, as https://rasso.example.org.

    ``claim``: the claim that holds the provider's names of roles. ``roles``: ours, by those names.
    ``contributors``: the ref of an organisation, by the provider's name of its contributors.
    """

    file: Path
    address: str
    client_id: str
    cookie_secret: str = field(repr=False)
    claim: str
    roles: Mapping[str, frozenset[Role]]
    contributors: Mapping[str, str]
    lasts: timedelta
    kept_for: timedelta

    @property
    def host(self) -> str:
        """The host, and the port if the address names one, as a browser sends it."""
        return urlsplit(self.address).netloc

    @property
    def is_encrypted(self) -> bool:
        """Whether the public address is of HTTPS."""
        return self.address.startswith("https://")

    def is_for_us(self, claims: Mapping[str, Any]) -> bool:
        """Whether the provider made the claims for this service and for no other."""
        audience = claims.get("aud")
        return audience in (self.client_id, [self.client_id])

    def person(self, claims: Mapping[str, Any]) -> Person:
        """The person that the provider describes, with the roles that the file gives."""
        given = claims.get(self.claim)
        listed = given if isinstance(given, list) else [given]
        names = [name for name in listed if isinstance(name, str)]
        roles = frozenset[Role]().union(*(self.roles.get(name, ()) for name in names))
        organisations = {self.contributors[name] for name in names if name in self.contributors}
        # Whoever is named for two organisations speaks for neither.
        organisation = organisations.pop() if len(organisations) == 1 else None
        if organisation:
            roles |= {Role.CONTRIBUTOR}
        subject = str(claims.get("sub") or "")
        return Person(subject, _name(claims, subject), roles, organisation)


def sign_in() -> SignIn | None:
    """The configuration of sign-in; null where SIGN_IN_FILE is not set. Errors: Misconfigured."""
    file = sign_in_file()
    return _read(file) if file else None


@cache
def _read(file: Path) -> SignIn:
    try:
        read = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as problem:
        raise Misconfigured("The file that SIGN_IN_FILE names cannot be read.") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Misconfigured("The file that SIGN_IN_FILE names is not written in TOML.") from problem
    provider, ours = _section(read, "auth"), _section(read, "sign_in")
    missing = [name for name in ASKED_OF_PROVIDER if not _is_text(provider.get(name))]
    if missing:
        raise Misconfigured(f"[auth] in the file of SIGN_IN_FILE lacks {', '.join(missing)}.")
    if len(provider["cookie_secret"]) < SHORTEST_SECRET:
        raise Misconfigured(
            f"cookie_secret has fewer than {SHORTEST_SECRET} characters. Make one with: "
            'python -c "import secrets; print(secrets.token_hex(32))"'
        )
    if not _is_private(provider["server_metadata_url"]):
        raise Misconfigured("server_metadata_url must begin with https://.")
    if unknown := [name for name in ours if name not in OURS]:
        raise Misconfigured(f"[sign_in] knows no {', '.join(unknown)}. It has: {', '.join(OURS)}.")
    return SignIn(
        file,
        _address(provider["redirect_uri"]),
        provider["client_id"],
        provider["cookie_secret"],
        ours.get("claim", "roles"),
        _roles(ours.get("roles")),
        _contributors(ours.get("contributors", {})),
        timedelta(hours=_number("hours", ours.get("hours", HOURS), LONGEST_HOURS)),
        timedelta(days=_number("retention_days", ours.get("retention_days", RETENTION_DAYS), 3660)),
    )


def _section(read: Mapping[str, Any], name: str) -> dict[str, Any]:
    section = read.get(name)
    if not isinstance(section, dict):
        raise Misconfigured(f"The file that SIGN_IN_FILE names has no section [{name}].")
    return section


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _address(redirect_uri: str) -> str:
    parts = urlsplit(redirect_uri)
    address = f"{parts.scheme}://{parts.netloc}"
    is_plain = redirect_uri == f"{address}{CALLBACK}" and parts.netloc == parts.netloc.lower()
    if not is_plain or parts.username is not None or not _is_private(redirect_uri):
        raise Misconfigured(
            "redirect_uri must be the public address in small letters and "
            f"{CALLBACK}, such as https://rasso.example.org{CALLBACK}."
        )
    return address


def _is_private(url: str) -> bool:
    """Whether what goes to ``url`` is encrypted, or does not leave this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def is_loopback(host: str) -> bool:
    """Whether ``host``, a name or an address, can only be this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _roles(written: object) -> dict[str, frozenset[Role]]:
    known = {role.replace(" ", "_"): role for role in Role if role != Role.CONTRIBUTOR}
    named = written if isinstance(written, dict) else {}
    if known.keys().isdisjoint(named):
        raise Misconfigured(
            f"[sign_in.roles] must name whom the provider lets in as what: {', '.join(known)}."
        )
    roles: dict[str, frozenset[Role]] = {}
    for word, names in named.items():
        if word not in known:
            # It may be of another version of the program, and must lock nobody out.
            LOG.warning(
                "[sign_in.roles] knows no %s, which gives nothing. It has: %s.",
                word,
                ", ".join(known),
            )
            continue
        for name in _texts(word, names):
            roles[name] = roles.get(name, frozenset()) | {known[word]}
    return roles


def _contributors(written: object) -> dict[str, str]:
    if not isinstance(written, dict) or not all(map(_is_text, written.values())):
        raise Misconfigured(
            "[sign_in.contributors] must give for each of the provider's names the reference of "
            'one organisation, such as "Contributors of the force" = "force".'
        )
    return dict(written)


def _texts(word: str, names: object) -> Collection[str]:
    if not isinstance(names, list) or not all(_is_text(name) for name in names):
        raise Misconfigured(f"{word} in [sign_in.roles] must be a list of the provider's names.")
    return names


def _number(name: str, value: object, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= most:
        raise Misconfigured(f"{name} must be a whole number from 1 to {most}.")
    return value


def _name(claims: Mapping[str, Any], subject: str) -> str:
    """The person's name as entries bear it: as the provider has it, or else what it knows."""
    for claim in ("name", "preferred_username", "email"):
        name = " ".join(str(claims.get(claim) or "").split("@")[0].split())
        if name and _may_be_recorded(name):
            return name
    return f"person {subject[:8]}"


def _may_be_recorded(name: str) -> bool:
    is_ours = name.casefold() in OUR_NAMES
    return (
        len(name) <= LONGEST_NAME
        and name.isprintable()
        and not (is_ours or identifying_signs(name))
    )
