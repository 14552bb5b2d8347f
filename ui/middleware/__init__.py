"""Middleware for every request: the address that it came by, and the headers of its response."""
