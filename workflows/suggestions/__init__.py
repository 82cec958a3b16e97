"""What a text is probably about, learned from the requests that came before: a suggestion, never a decision."""
