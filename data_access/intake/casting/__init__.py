"""The text of cells as typed values."""
