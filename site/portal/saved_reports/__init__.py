"""Reports that people put together themselves: the list, the builder, what a number opens, files, and being sent."""
