"""How a row of each kind reads on a page: words and marks for the cells of a table."""
