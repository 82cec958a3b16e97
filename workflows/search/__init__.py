"""By which words a case is found: the row that says so, and how what somebody types is asked of it."""
