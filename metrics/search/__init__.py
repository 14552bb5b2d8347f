"""Documents of the search page: each once, with its words and its place."""
