"""Exact counts of victims, where the data protection officer allows them: off otherwise."""
