"""Looking after a whole store: begin it, check it, copy it out, put it back, blank what must go."""

from data_access.upkeep.beginning import (
    begin,
    holds_starter_only,
    make_demonstration,
    make_demonstration_file,
)
from data_access.upkeep.checking import faults
from data_access.upkeep.copying import backup
from data_access.upkeep.exporting import export, export_cases
from data_access.upkeep.purging import Purged, purge
from data_access.upkeep.redacting import redact
from data_access.upkeep.restoring import restore
from data_access.upkeep.scrubbing import ON_A_SERVER, scrub
from data_access.upkeep.withdrawing import withdraw

__all__ = [
    "ON_A_SERVER",
    "Purged",
    "backup",
    "begin",
    "export",
    "export_cases",
    "faults",
    "holds_starter_only",
    "make_demonstration",
    "make_demonstration_file",
    "purge",
    "redact",
    "restore",
    "scrub",
    "withdraw",
]
