"""The office's own Word template: a file beside the store, or where a setting says."""

from pathlib import Path

from sqlalchemy import URL

from data_access.store import StoreProblem, atomic_file, is_sqlite, owner_only
from data_access.store.settings import named_word_template
from data_access.word_template_size import MOST_BYTES, TOO_LARGE

NAME_A_FILE = "Name a file for it with WORD_TEMPLATE: a store on a server has none beside it."


def template_file(url: URL) -> Path | None:
    """The place of a store's Word template; null where nothing says where."""
    named = named_word_template()
    if named:
        return named
    beside = Path(url.database or "") if is_sqlite(url) else None
    return beside.with_name(f"{beside.stem}-template.docx") if beside else None


def read_template(url: URL) -> bytes | None:
    """The template of a store; null if it has none. Errors: StoreProblem if it cannot be read."""
    file = template_file(url)
    return read_at_most(file) if file and file.exists() else None


def read_at_most(file: Path) -> bytes:
    """The content of a file that may be a template. Errors: StoreProblem."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise StoreProblem(f"The Word template cannot be used. {TOO_LARGE}", file)
        return file.read_bytes()
    except OSError as problem:
        raise StoreProblem("The Word template cannot be read.", file) from problem


def put_template(url: URL, content: bytes) -> Path:
    """Keeps the template of a store in place of an earlier one, and returns its file.

    Errors: StoreProblem if nothing says where, or it cannot be written there.
    """
    file = template_file(url)
    if file is None:
        raise StoreProblem(NAME_A_FILE)
    try:
        with atomic_file.unfinished(file) as making:
            owner_only.write_file(making, content)
            making.replace(file)
    except OSError as problem:
        raise StoreProblem("The Word template cannot be written there.", file) from problem
    return file


def remove_template(url: URL) -> bool:
    """Removes the template of a store; returns whether it had one."""
    file = template_file(url)
    if file is None or not file.exists():
        return False
    file.unlink()
    return True
