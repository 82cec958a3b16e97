"""A draft of a ladder or a calendar, tried on the cases of the last months."""
