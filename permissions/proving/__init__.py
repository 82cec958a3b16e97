"""Whether rows say what our code wrote: a digest beside each, sealed into the trail a minute at a time."""
