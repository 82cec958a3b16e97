"""Ways to reach people, a folder each."""
