"""Dashboards: saved reports as tiles on one page, by role, with thresholds."""
