"""Tests of the screen of what was learned."""
