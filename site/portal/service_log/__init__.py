"""What processes do by themselves and could not, for those who keep the platform running: codes and no words of anybody."""
