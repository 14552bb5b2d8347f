"""Files in: what a force or the CPS sends is read, checked and kept."""
