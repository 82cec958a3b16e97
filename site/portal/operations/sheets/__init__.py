"""Lists that people keep in spreadsheets: written, read again, compared with what is there, carried out as a whole."""
