"""A form is published by two editors: what differs, how it is tried, what they agree on, and the gate that asks."""
