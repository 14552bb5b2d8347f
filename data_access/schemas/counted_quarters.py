"""The entry with which a quarter of victims is counted again."""

from datetime import date

from data_access.schemas.entry import Entry
from data_access.text_types import Reason


class QuarterRevised(Entry):
    """The reason for which a quarter of victims is counted again. ``quarter``: its first day."""

    quarter: date
    reason: Reason
