"""From the bytes of a spreadsheet to sheets of text, and to the one table on a sheet."""
