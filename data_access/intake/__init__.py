"""Imports files: reads them, maps, casts and validates their rows, and upserts them."""
