"""Forms that editors build from blocks and citizens file."""
