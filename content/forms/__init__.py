"""Forms that editors build."""
