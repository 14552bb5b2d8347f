"""The case key: turns a force's own reference into a keyed hash; the reference is not kept."""

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
    """The secret with which references are hashed; no repr shows it.

    Whoever holds it can try references until one fits, so it is kept apart from store and backups.
    """

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Tells which key it is without telling anything of the key."""
        return self._hash(FINGERPRINT_MESSAGE)[:FINGERPRINT_LENGTH]

    def case_keys(self, force: str, references: pl.Series) -> pl.Series:
        """The key of each case, in the order of ``references`` of one force.

        Nulls: where there is no reference, or it has no letter and no digit.
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
        """Identifies a file; without the key nobody can find its content by trying."""
        return self._hash(FILE_PREFIX + content)

    def _hash(self, message: bytes) -> str:
        return hmac.digest(self.secret, message, "sha256").hex()


def normalised_reference(written: str) -> str:
    """A reference written in one way: CR-0123456_21 and cr 0123456/21 are the same case."""
    return SEPARATORS.sub("/", unicodedata.normalize("NFKC", written).casefold()).strip("/")


def check_same_key(session: Session, key: CaseKey) -> None:
    """Records the fingerprint of the first key of a store.

    Errors: StoreProblem where its cases were read with another key: no case would be recognised.
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
