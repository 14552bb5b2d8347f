"""Who may sign in, as what, and the record of it."""
