"""How the trail stands is told to another machine each minute, and compared with what is there."""
