"""People, posts and roles as administrators see and change them; and everybody's own absences."""
