"""Nobody's name: keys for references, columns that are refused, answers that are dropped."""

from data_access.intake.privacy.asked import as_asked
from data_access.intake.privacy.file_names import safe_file_name
from data_access.intake.privacy.refusing import ROW, Refusal, refused

__all__ = ["ROW", "Refusal", "as_asked", "refused", "safe_file_name"]
