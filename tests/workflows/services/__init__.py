"""Tests of automatic acts."""
