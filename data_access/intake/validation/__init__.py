"""Checks that rows are right together, and that no column could name a person."""
