"""Maintenance of a whole store: begin, check, export, back up, restore, redact, purge."""

from data_access.maintenance.backups import backup
from data_access.maintenance.batch_withdrawal import withdraw
from data_access.maintenance.bootstrap import (
    begin,
    make_demonstration,
    make_demonstration_file,
    renew_demonstration_file,
)
from data_access.maintenance.exports import export, export_cases
from data_access.maintenance.integrity_check import faults
from data_access.maintenance.redaction import (
    ON_A_SERVER,
    places_with_text,
    redact,
    redact_text,
    scrub,
)
from data_access.maintenance.restoration import restore
from data_access.maintenance.retention import purge
from data_access.maintenance.text_places import TextPlace
