"""Tests of the call centre."""
