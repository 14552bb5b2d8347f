"""The server around the pages: warm-up, its state for monitoring, memory, and failures."""
