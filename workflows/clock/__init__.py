"""The sweep: takes what is due and calls the door."""
