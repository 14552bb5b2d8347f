"""Looking after a whole store: begin it, check it, copy it out, put it back, blank what must go."""

from data_access.maintenance.backups import backup
from data_access.maintenance.batch_withdrawal import withdraw
from data_access.maintenance.bootstrap import (
    begin,
    holds_starter_only,
    make_demonstration,
    make_demonstration_file,
)
from data_access.maintenance.exports import export, export_cases
from data_access.maintenance.integrity_check import faults
from data_access.maintenance.redaction import redact
from data_access.maintenance.restoration import restore
from data_access.maintenance.retention import Purged, purge
from data_access.maintenance.secure_wipe import ON_A_SERVER, scrub

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
