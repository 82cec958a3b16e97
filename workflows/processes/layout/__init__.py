"""A process as a drawing: where each step stands and how its ways run, from the list of steps alone."""
