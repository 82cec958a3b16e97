"""Cases: the door, the diary, the lists."""
