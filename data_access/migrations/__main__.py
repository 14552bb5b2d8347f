"""Writes the migration from the last one to the tables as they are declared: make migration.

Read it before you keep it: no change of a check is seen, and a new name is a column gone and one
come.
"""

import re
import subprocess
import sys
from pathlib import Path

from alembic import command
from alembic.script import Script
from sqlalchemy import create_engine

from data_access.store import head_version
from data_access.store.migrate import migrations


def write_migration(title: str) -> Path:
    """Writes the new migration beside the others, and returns its file."""
    config = migrations()
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        number = f"{int(head_version() or 0) + 1:04}"
        made = command.revision(config, title, autogenerate=True, rev_id=number)
    assert isinstance(made, Script)
    file = Path(made.path)
    text = re.sub(r"^ *# ###.*\n", "", file.read_text("utf-8"), flags=re.MULTILINE)
    file.write_text(text, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "--quiet", file], check=True)
    return file


if __name__ == "__main__":
    if not (title := " ".join(sys.argv[1:])):
        sys.exit('Give the migration a title: make migration NAME="Who answers for an action"')
    write_migration(title)
