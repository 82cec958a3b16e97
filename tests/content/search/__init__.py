"""Tests of the search over everything that is published."""
