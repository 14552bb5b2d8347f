"""Invented case tallies, repeatable and of any size, with nothing from a real case."""
