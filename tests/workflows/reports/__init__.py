"""What is reported."""
