"""The case key, which turns a force's reference into a keyed hash, and its file.

References are not stored. Only its owner may read the file of the key, which lies away from the
store.
"""

import hmac
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from data_access.store import INIT, StoreProblem, owner_only
from data_access.store.settings import case_key_place
from data_access.tables import Setting
from data_access.tables.cases import KEY_LENGTH

FINGERPRINT = "case_key_fingerprint"
FINGERPRINT_LENGTH = 16
# No name of a force begins with NUL, so a hash for another purpose never equals a case.
FILE_PREFIX = b"\0file\n"
FINGERPRINT_MESSAGE = b"\0fingerprint"
SEPARATORS = re.compile(r"[\s/_.\\\-‐-―]+")
KEY_BYTES = 32
LONGEST_FILE = 4096
FEWEST_DIGITS = 2 * KEY_BYTES
WRITTEN_KEY = re.compile(rf"(?:[0-9a-fA-F]{{2}}){{{KEY_BYTES},}}")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
ONLY_ITS_OWNER = stat.S_IRUSR | stat.S_IWUSR
ELSEWHERE = "Name another place with CASE_KEY_FILE."


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


def case_key(store: Path | None = None) -> CaseKey:
    """The key from CASE_KEY, or else from its file. ``store``: the file of the store.

    Errors: StoreProblem if there is none, it is no key, or others could read it.
    """
    place = case_key_place()
    if not place.written:
        return read_key(place.file, store)
    if not WRITTEN_KEY.fullmatch(place.written):
        raise StoreProblem(
            f"CASE_KEY is no case key: a key is at least {FEWEST_DIGITS} digits from 0 to f, and "
            "an even number of them. Mend it, or leave it out to use the key in its file."
        )
    return CaseKey(bytes.fromhex(place.written))


def case_key_if_any(store: Path | None = None) -> CaseKey | None:
    """The key, or null if none was made. Errors: as ``case_key``, except for a missing key."""
    place = case_key_place()
    if place.written or _is_there(place.file):
        return case_key(store)
    _refuse_beside_the_store(place.file, store)
    return None


def make_case_key(store: Path | None = None) -> Path | None:
    """Makes a key if there is none; returns its file, or null if there was a key already.

    Errors: as ``case_key`` for an existing key, or if the folder is not writable.
    """
    if case_key_if_any(store):
        return None
    file = case_key_place().file
    make_key(file, store)
    return file


def read_key(file: Path, store: Path | None = None) -> CaseKey:
    """The key in ``file``.

    Errors: StoreProblem if there is none, it is no key, or others could read it.
    """
    _refuse_beside_the_store(file, store)
    if not _is_there(file):
        raise StoreProblem(f"There is no case key. Make one with: {INIT}", file)
    with _file_errors(file), file.open("rb") as opened:
        if os.name == "posix" and os.fstat(opened.fileno()).st_mode & OTHERS:
            raise StoreProblem(
                "Others than its owner may read or change the file of the case key. Take that "
                "right away with: chmod 600 and the name of the file.",
                file,
            )
        written = opened.read(LONGEST_FILE).decode("latin-1").strip()
    if not WRITTEN_KEY.fullmatch(written):
        raise StoreProblem(
            "The file of the case key holds none: a key is at least "
            f"{FEWEST_DIGITS} digits from 0 to f. Put the right file back, from its copy in the "
            "safe.",
            file,
        )
    return CaseKey(bytes.fromhex(written))


def make_key(file: Path, store: Path | None = None) -> CaseKey:
    """Makes a new key and writes it to ``file``, completely or not at all, never over another.

    Errors: StoreProblem if the file exists, or its folder is not writable.
    """
    _refuse_beside_the_store(file, store)
    key = CaseKey(secrets.token_bytes(KEY_BYTES))
    try:
        owner_only.make_folder(file.parent)
        _write(file, key.secret.hex())
    except OSError as problem:
        if file.is_file():
            raise StoreProblem("There is a case key already; it was left as it is.", file) from None
        raise StoreProblem(
            f"No case key can be written: {problem.strerror}. {ELSEWHERE}", file
        ) from None
    return key


def refuse_beside_the_key(folder: Path) -> None:
    """Errors: StoreProblem if ``folder``, for a copy of the store, is that of the case key."""
    if folder.resolve() == case_key_place().file.resolve().parent:
        raise StoreProblem(
            "A copy of the store may not lie in the folder of the case key: whoever copies the "
            "folder would have both. Nothing was written; choose another place.",
            folder,
        )


def _refuse_beside_the_store(file: Path, store: Path | None) -> None:
    if store and file.resolve().is_relative_to(store.resolve().parent):
        raise StoreProblem(
            "The case key may not lie in the folder of the store: whoever copies the folder would "
            f"have both. {ELSEWHERE}",
            file,
        )


def _is_there(file: Path) -> bool:
    with _file_errors(file):
        return file.exists()


@contextmanager
def _file_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreProblem(
            f"The case key cannot be read: {problem.strerror}. Give this program the right to "
            "read its file.",
            file,
        ) from None


def _write(file: Path, text: str) -> None:
    """Writes the file completely or not at all, and never over an existing one."""
    unfinished = file.with_name(f"{file.name}.{secrets.token_hex(4)}.part")
    try:
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_ITS_OWNER)
        with os.fdopen(opened, "w", encoding="ascii") as output:
            output.write(f"{text}\n")
            output.flush()
            os.fsync(output.fileno())
        # Linking fails if the name is taken, whereas moving would overwrite another key.
        os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)
