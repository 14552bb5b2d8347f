"""Reads the bytes of a spreadsheet as sheets of text, and finds the table on each sheet."""
