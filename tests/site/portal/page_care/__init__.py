"""Tests of the care of pages."""
