"""What citizens open."""
