"""The way in where people sign in: the gate around the server, and who a page is shown to."""
