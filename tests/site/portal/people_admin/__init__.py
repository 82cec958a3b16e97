"""Tests of the screens of people."""
