"""Tests of what two editors agree on."""
