"""Files and folders that their owner alone may open, whatever the umask."""

import os
from contextlib import suppress
from pathlib import Path

# The files that SQLite keeps beside a store that is open, or was not closed.
LOGS = ("-wal", "-shm", "-journal")
OF_A_FILE, OF_A_FOLDER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """Makes ``folder``, and what is missing above it; one that exists keeps its rights.

    Errors: OSError if it is a file, or cannot be made.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        # Another process may have made it meanwhile.
        each.mkdir(mode=OF_A_FOLDER, exist_ok=True)
    folder.mkdir(exist_ok=True)


def opener(path: str, flags: int) -> int:
    """An ``opener`` for ``open``, which decides the rights of a new file."""
    return os.open(path, flags, OF_A_FILE)


def make_file(file: Path) -> None:
    """Makes the empty ``file``. Errors: FileExistsError if it is there already."""
    with open(file, "xb", opener=opener):
        pass


def write_file(file: Path, content: bytes) -> None:
    """Writes ``content`` to ``file``, whose rights are taken away from others first."""
    with open(file, "wb", opener=opener) as opened:
        take_from_others(file)
        opened.write(content)


def take_from_others(file: Path) -> None:
    """Takes the rights of all but the owner away from ``file``, and from its logs if it is a store.

    The rights of a file of somebody else are theirs to change.
    """
    for end in ("", *LOGS):
        with suppress(FileNotFoundError, PermissionError):
            file.with_name(f"{file.name}{end}").chmod(OF_A_FILE)
