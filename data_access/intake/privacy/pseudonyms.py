"""The case key: a force's own reference becomes a keyed hash, and is kept nowhere."""

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
# No name of a force begins with NUL: what is hashed for another purpose never equals a case.
OF_A_FILE = b"\0file\n"
OF_THE_KEY = b"\0fingerprint"
SEPARATORS = re.compile(r"[\s/_.\\\-‐-―]+")


@dataclass(frozen=True)
class CaseKey:
    """The secret with which references are hashed. It is shown by no repr, and written by nobody.

    Whoever holds it can try references until one fits: it is kept apart from store and backups.
    """

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Which key it is, and nothing of the key."""
        return self._hash(OF_THE_KEY)[:FINGERPRINT_LENGTH]

    def case_keys(self, force: str, references: pl.Series) -> pl.Series:
        """The key of each case, in the order of ``references`` of one force.

        Nulls: where there is no reference, or it holds no letter and no digit.
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
        """What tells that a file was read before; without the key its content cannot be tried."""
        return self._hash(OF_A_FILE + content)

    def _hash(self, message: bytes) -> str:
        return hmac.digest(self.secret, message, "sha256").hex()


def normalised_reference(written: str) -> str:
    """A reference in one way of writing: CR-0123456_21 and cr 0123456/21 are the same case."""
    return SEPARATORS.sub("/", unicodedata.normalize("NFKC", written).casefold()).strip("/")


def same_key(session: Session, key: CaseKey) -> None:
    """Nothing, where the cases of this store were read with ``key``; the first key is marked.

    Errors: StoreProblem where they were read with another: no case would be known again.
    """
    marked = session.execute(
        select(col(Setting.value)).where(col(Setting.key) == FINGERPRINT)
    ).scalar_one_or_none()
    if marked is None:
        session.add(Setting(key=FINGERPRINT, value=key.fingerprint))
    elif not hmac.compare_digest(marked, key.fingerprint):
        raise StoreProblem(
            "This is not the key that the cases in this store were read with: no case would be "
            "known again. Put the old key back, from its copy in the safe, or name its file with "
            "CASE_KEY_FILE. Nothing was imported."
        )
