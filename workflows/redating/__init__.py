"""What a change of calendars and ladders does to dates that were given already."""
