"""Proposals on a page: the line that counts them, and their decision."""
