"""Papers that the office hands out: their content, once, and what writes it as Word and as PDF."""
