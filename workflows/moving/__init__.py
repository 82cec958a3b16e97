"""Running cases that are moved from one version of their process to another, by a plan."""
