"""Where a case goes, and which rule said so."""
