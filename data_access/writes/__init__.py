"""The one way in which anything is recorded by a person or loaded from a file of content.

An entry (``schemas``) keeps its own rules; ``record`` checks it against the store, appends the row,
adds the audit event and bumps the revision. One module a subject holds the rules of its entries.
"""

from data_access.writes import housekeeping, meetings, plan, progress
from data_access.writes.errors import FieldError, Invalid, Overtaken, Refused, validate
from data_access.writes.recording import Stamp, add, record
from data_access.writes.rules import LONGEST_NAME, writer

__all__ = [
    "LONGEST_NAME",
    "FieldError",
    "Invalid",
    "Overtaken",
    "Refused",
    "Stamp",
    "add",
    "housekeeping",
    "meetings",
    "plan",
    "progress",
    "record",
    "validate",
    "writer",
]
