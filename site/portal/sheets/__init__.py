"""Lists in spreadsheets: a file down, a file up, what would become of each row, and how far it is."""
