"""Imports by processes of their own: many rows of several tables, begun when they are told to."""

import subprocess
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import URL

from data_access.intake.models import Upload
from tests.data_access.begun_process import begun_process
from tests.data_access.intake.office import lines

CASES = 3_000
# By table, the headings beside that of the case, and what stands in every row.
ROWS = {
    "investigation": ("Date Reported", "16/07/2021"),
    "notice": ("Decided by,Decided on", "police,03/11/2021"),
    "referral": ("Referred on,Decision", "01/10/2021,"),
    "case_plan": ("Issued on", "04/10/2021"),
    "support_end": ("Ended on", "02/09/2021"),
}
# The files are brought by a fresh process: threads of Polars do not live through a fork.
IMPORTING = """
import sys
from pathlib import Path
from data_access.store import open_store
from tests.data_access.intake.office import bring
from data_access.intake.models import Upload
store = open_store(sys.argv[1])
uploads = [Upload(Path(file).name, Path(file).read_bytes()) for file in sys.argv[2:]]
print("ready", flush=True)
sys.stdin.readline()
assert bring(store, *uploads).loaded
"""


def many_rows() -> list[Upload]:
    """Files of several tables, ``CASES`` rows each."""
    references = [f"50/{number}/21" for number in range(1_000, 1_000 + CASES)]
    return [
        lines(
            f"Crime Ref,{headings}",
            *(f"{reference},{cells}" for reference in references),
            name=f"{table}.csv",
        )
        for table, (headings, cells) in ROWS.items()
    ]


def written(folder: Path) -> list[Path]:
    """The imports as files in ``folder``."""
    for upload in many_rows():
        (folder / upload.name).write_bytes(upload.content)
    return [folder / upload.name for upload in many_rows()]


def importing(url: URL, files: Sequence[Path]) -> AbstractContextManager[subprocess.Popen[str]]:
    """A process that has just begun to import into the store at ``url``."""
    return begun_process(
        "-c", IMPORTING, url.render_as_string(hide_password=False), *map(str, files)
    )
