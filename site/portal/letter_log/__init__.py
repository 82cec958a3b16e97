"""What became of letters, for those who keep the platform running: no address, and no words of anybody."""
