"""Working calendars and working time."""
