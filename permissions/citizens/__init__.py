"""Citizens who sign in: rows and sessions of their own, which no road leads from to the staff's."""
