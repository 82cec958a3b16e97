"""Tests of forms: built by editors, filed by citizens."""
