"""Nobody's name: keys for references, columns that are refused, answers that are dropped."""

from data_access.intake.privacy.characteristics import as_asked
from data_access.intake.privacy.pii_columns import ROW, Refusal, refused
from data_access.intake.privacy.safe_file_name import safe_file_name

__all__ = ["ROW", "Refusal", "as_asked", "refused", "safe_file_name"]
