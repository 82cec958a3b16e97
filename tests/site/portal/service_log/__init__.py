"""Tests of the list of automatic acts."""
