"""Reads and makes the file of the case key, which only its owner may read, away from the store."""

import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access.intake.privacy.case_key import CaseKey
from data_access.store import INIT, StoreProblem
from data_access.store.settings import case_key_place

KEY_BYTES = 32
LONGEST_FILE = 4096
FEWEST_DIGITS = 2 * KEY_BYTES
WRITTEN_KEY = re.compile(rf"(?:[0-9a-fA-F]{{2}}){{{KEY_BYTES},}}")
OTHERS = stat.S_IRWXG | stat.S_IRWXO
ONLY_ITS_OWNER = stat.S_IRUSR | stat.S_IWUSR
ELSEWHERE = "Name another place with CASE_KEY_FILE."


def case_key(store: Path | None = None) -> CaseKey:
    """The key from CASE_KEY, or else from its file. ``store``: the file of the store.

    Errors: StoreProblem if there is none, it is no key, or others could read it.
    """
    place = case_key_place()
    if place.written:
        return _written_key(place.written)
    return read_key(place.file, store)


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
        raise StoreProblem(f"There is no case key at {file}. Make one with: {INIT}")
    _refuse_readable_by_others(file)
    written = _content(file).decode("latin-1").strip()
    if not WRITTEN_KEY.fullmatch(written):
        raise StoreProblem(
            f"{file} holds no case key: a key is at least {FEWEST_DIGITS} digits from 0 to f. "
            "Put the right file back, from its copy in the safe."
        )
    return CaseKey(bytes.fromhex(written))


def make_key(file: Path, store: Path | None = None) -> CaseKey:
    """Makes a new key and writes it to ``file``, completely or not at all, never over another.

    Errors: StoreProblem if the file exists, or its folder is not writable.
    """
    _refuse_beside_the_store(file, store)
    key = CaseKey(secrets.token_bytes(KEY_BYTES))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write(file, key.secret.hex())
    except OSError as problem:
        if file.is_file():
            raise StoreProblem(
                f"There is a case key at {file} already; it was left as it is."
            ) from None
        raise StoreProblem(
            f"No case key can be written to {file}: {problem.strerror}. {ELSEWHERE}"
        ) from None
    return key


def _written_key(written: str) -> CaseKey:
    if not WRITTEN_KEY.fullmatch(written):
        raise StoreProblem(
            f"CASE_KEY is no case key: a key is at least {FEWEST_DIGITS} digits from 0 to f, and "
            "an even number of them. Mend it, or leave it out to use the key in its file."
        )
    return CaseKey(bytes.fromhex(written))


def _refuse_beside_the_store(file: Path, store: Path | None) -> None:
    if store and file.resolve().is_relative_to(store.resolve().parent):
        raise StoreProblem(
            f"The case key may not lie in the folder of the store ({file}): whoever copies the "
            f"folder would have both. {ELSEWHERE}"
        )


def _refuse_readable_by_others(file: Path) -> None:
    if os.name == "posix" and file.stat().st_mode & OTHERS:
        raise StoreProblem(
            f"Others than its owner may read or change the case key at {file}. "
            "Take that right away with: chmod 600 and the name of the file."
        )


def _is_there(file: Path) -> bool:
    with _file_errors(file):
        return file.exists()


def _content(file: Path) -> bytes:
    with _file_errors(file), file.open("rb") as opened:
        return opened.read(LONGEST_FILE)


@contextmanager
def _file_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        raise StoreProblem(
            f"The case key at {file} cannot be read: {problem.strerror}. "
            "Give this program the right to read it."
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
