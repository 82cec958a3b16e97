"""What every installation begins with."""
