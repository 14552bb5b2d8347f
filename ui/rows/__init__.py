"""The rows of the tables and charts of pages, made from frames."""
