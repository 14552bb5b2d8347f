"""Which versions of the tables this program knows."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).parent.with_name("migrations")


def known_versions() -> set[str]:
    """Every version of the tables that this program knows."""
    return {
        script.revision for script in ScriptDirectory.from_config(migrations()).walk_revisions()
    }


def head_version() -> str | None:
    """The version of the tables that this program works with."""
    return ScriptDirectory.from_config(migrations()).get_current_head()


def migrations() -> Config:
    """What Alembic must know to find the migrations."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
