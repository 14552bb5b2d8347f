"""Puts validated rows into the store: new and changed ones; a row that says nothing new stays."""
