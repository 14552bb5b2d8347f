"""A meeting under way: its items one after the other, their outcomes, and its minutes."""
