"""What processes do by themselves, and what failed, for those who keep the platform running: nobody's words."""
