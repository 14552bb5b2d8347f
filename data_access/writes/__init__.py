"""The only way to record an entry, from a person or from a file of content.

An entry (``schemas``) enforces its own rules; ``record`` checks it against the store, appends the
row, adds the audit event and raises the revision. Each subject's rules are in one module.
"""

from data_access.writes import (
    agendas,
    corrections,
    draft_publication,
    drafts,
    meeting_outcomes,
    meetings,
    minutes,
    office,
    plan,
    progress,
    proposals,
    releases,
)
from data_access.writes.errors import (
    FieldError,
    Invalid,
    Overtaken,
    Refused,
    SeveralRefused,
    validate,
)
from data_access.writes.recording import Stamp, add, record, record_together
from data_access.writes.rules import LONGEST_NAME, writer
