"""Maps each sheet of a file to a table, and its headings to the columns of that table."""
