"""Validates rows as a whole, and refuses columns that could name a person."""
