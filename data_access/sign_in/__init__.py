"""Sign-in: who may sign in, in which role, and the record of access."""
