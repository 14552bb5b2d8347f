"""The case key: turns a force's reference into a keyed hash; the reference is not stored."""

import hmac
import re
import unicodedata
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from data_access.store import StoreProblem
from data_access.tables import Setting
from data_access.tables.cases import KEY_LENGTH

FINGERPRINT = "case_key_fingerprint"
FINGERPRINT_LENGTH = 16
# No name of a force begins with NUL, so a hash for another purpose never equals a case.
FILE_PREFIX = b"\0file\n"
FINGERPRINT_MESSAGE = b"\0fingerprint"
SEPARATORS = re.compile(r"[\s/_.\\\-‐-―]+")


@dataclass(frozen=True)
class CaseKey:
    """The secret with which references are hashed; its repr does not show it.

    With it, references can be tried until one matches, so it is kept apart from store and backups.
    """

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Identifies the key without revealing it."""
        return self._hash(FINGERPRINT_MESSAGE)[:FINGERPRINT_LENGTH]

    def case_keys(self, force: str, references: pl.Series) -> pl.Series:
        """The case key of each of ``references``, all of one force.

        Nulls: a missing reference, or one without a letter or digit.
        """
        written = references.drop_nulls().unique()
        keys = [
            self._hash(f"{force}\n{reference}".encode())[:KEY_LENGTH] if reference else None
            for reference in map(normalised_reference, written)
        ]
        return references.replace_strict(
            written, pl.Series(keys, dtype=pl.String), default=None, return_dtype=pl.String
        ).alias("case_key")

    def keyed_digest(self, content: bytes) -> str:
        """A hash of a file that cannot be reversed by trying contents without the key."""
        return self._hash(FILE_PREFIX + content)

    def _hash(self, message: bytes) -> str:
        return hmac.digest(self.secret, message, "sha256").hex()


def normalised_reference(written: str) -> str:
    """A reference in its normal form: CR-0123456_21 and cr 0123456/21 are equal."""
    folded = written if written.isascii() else unicodedata.normalize("NFKC", written)
    return SEPARATORS.sub("/", folded.casefold()).strip("/")


def check_same_key(session: Session, key: CaseKey) -> None:
    """Checks the key against the store's fingerprint, which the first import records.

    Errors: StoreProblem if the store's cases have another key, as no case would be recognised.
    """
    recorded = session.execute(
        select(col(Setting.value)).where(col(Setting.key) == FINGERPRINT)
    ).scalar_one_or_none()
    if recorded is None:
        session.add(Setting(key=FINGERPRINT, value=key.fingerprint))
    elif not hmac.compare_digest(recorded, key.fingerprint):
        raise StoreProblem(
            "This is not the key that the cases in this store were read with: no case would be "
            "known again. Put the old key back, from its copy in the safe, or name its file with "
            "CASE_KEY_FILE. Nothing was imported."
        )
