"""Random histories of rights, walked by the platform and by a plain model that shares no code with it."""
