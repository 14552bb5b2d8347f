"""Documents of the search page, each listed once."""
