"""The officers' screens: inbox, case, and what is done to it."""
