"""Invented case tallies, repeatable and of any size: nothing in them is of a real case."""

from data_access.demo.cases.config import Size
from data_access.demo.cases.load import TALLIED_AT, fill_tallies

__all__ = ["TALLIED_AT", "Size", "fill_tallies"]
