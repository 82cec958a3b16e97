"""Working time and the calendars it is reckoned by."""
