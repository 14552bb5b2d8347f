"""Invented case tallies, repeatable and of any size: nothing in them is of a real case."""

from data_access.demo.tallies.filling import TALLIED_AT, fill_tallies
from data_access.demo.tallies.size import Size

__all__ = ["TALLIED_AT", "Size", "fill_tallies"]
