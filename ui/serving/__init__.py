"""The server around the pages: warm-up, monitoring, memory, failures."""
