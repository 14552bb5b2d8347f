"""Invented case tallies, repeatable and of any size: nothing in them is of a real case."""
