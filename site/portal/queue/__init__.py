"""The only home of django-q2."""
