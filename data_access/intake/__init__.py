"""Files in: what they may hold, how they are read and checked, and how their rows get in."""
