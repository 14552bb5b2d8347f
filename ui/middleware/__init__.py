"""What every request passes: the address that it came by, and the headers of its response."""
