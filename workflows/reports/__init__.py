"""Facts from the diary, frozen and printed."""
