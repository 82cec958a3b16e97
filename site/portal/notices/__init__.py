"""What members of staff are told on the platform itself, and by which ways each of them wants to hear of what."""
