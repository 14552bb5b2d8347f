"""Settings from the environment, which no other module reads: the store, its key, sign-in."""

import os
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from platformdirs import user_config_path
from pydantic import SecretStr
from pydantic_settings import BaseSettings
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data_access.store.error_messages import StoreProblem
from data_access.store.urls import SERVERS, is_sqlite, sqlite_url

ROOT = Path(__file__).resolve().parents[2]
OFFICE_STORE = ROOT / "var" / "office.db"
DEMONSTRATION_STORE = ROOT / "var" / "demo.db"
# SQLite gives these a meaning other than a file name.
NO_FILE_NAMES = (":memory:", "file:")


class Environment(BaseSettings):
    """The environment. STORE_URL: an SQLAlchemy address; empty means the usual places.

    CASE_KEY: the key of the cases in hexadecimal; CASE_KEY_FILE: the file that holds it.
    ACCEPT_NO_SIGN_IN: yes, if the office accepts files of real cases although nobody signs in.
    """

    store_url: str = ""
    case_key: SecretStr = SecretStr("")
    case_key_file: str = ""
    accept_no_sign_in: str = ""


@dataclass(frozen=True)
class KeyPlace:
    """The place of the case key: ``written`` in the settings, or else in ``file``."""

    file: Path
    written: str = field(repr=False)


def store_url(otherwise: Path | None = None) -> URL:
    """The address of the store: STORE_URL, ``otherwise``, the office's store or the demonstration.

    The first that is given or exists is used. Errors: StoreProblem if STORE_URL is not an address
    that this program can use.
    """
    given = _environment(os.environ.get("STORE_URL")).store_url.strip()
    if not given:
        usual = OFFICE_STORE if OFFICE_STORE.exists() else DEMONSTRATION_STORE
        return sqlite_url(otherwise or usual)
    try:
        url = make_url(given)
        url.get_dialect().import_dbapi()
        if not is_sqlite(url) and url.drivername not in SERVERS:
            raise ArgumentError(url.drivername)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as problem:
        raise StoreProblem(
            "STORE_URL is not an address of a store that this program can use. Write it like "
            f"sqlite:///var/office.db or {SERVERS[0]}://role@server/database, or leave it out to "
            "use the usual place."
        ) from problem
    if is_sqlite(url) and (url.database or ":memory:").startswith(NO_FILE_NAMES):
        raise StoreProblem(
            "STORE_URL names no file. Write it like sqlite:///var/office.db, or leave it out."
        )
    if not is_sqlite(url) and not url.database:
        raise StoreProblem(
            f"STORE_URL names no database. Write it like {SERVERS[0]}://role@server/database."
        )
    return url


def case_key_place() -> KeyPlace:
    """The place of the case key, which may not exist yet."""
    environment = Environment()
    usual = user_config_path("rasso-oversight") / "case.key"
    named = environment.case_key_file.strip()
    return KeyPlace(
        Path(named).expanduser() if named else usual,
        environment.case_key.get_secret_value().strip(),
    )


def accepts_no_sign_in() -> bool:
    """True if the office accepts files of real cases into a store that anybody may open."""
    return Environment().accept_no_sign_in.strip().lower() == "yes"


def sign_in_file() -> Path | None:
    """The file that says how people sign in; null where nobody does."""
    named = os.environ.get("SIGN_IN_FILE", "").strip()
    return Path(named).expanduser().absolute() if named else None


def office_address() -> str:
    """The address at which the office opens the app, which papers name; empty where not set."""
    return os.environ.get("OFFICE_ADDRESS", "").strip().rstrip("/")


def named_word_template() -> Path | None:
    """The file that WORD_TEMPLATE names for the office's own Word template; null for none."""
    named = os.environ.get("WORD_TEMPLATE", "").strip()
    return Path(named).expanduser().absolute() if named else None


@lru_cache(maxsize=8)
def _environment(_written: str | None) -> Environment:
    # Cached, because pages ask several times in every run, and making the settings is slow.
    return Environment()
