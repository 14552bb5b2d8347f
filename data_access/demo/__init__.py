"""Invented progress, repeatable: what a demonstration store shows, and nothing that is real."""

from datetime import date

from data_access.store import Store

AS_AT = date(2022, 2, 28)
RECORDED_BY = "demonstration"


def fill(store: Store) -> None:
    """Records the invented progress in a store that holds starter content only."""
