"""The server around the pages: warm-up, memory, failures."""
