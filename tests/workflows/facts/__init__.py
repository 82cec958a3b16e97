"""Tests of facts and conditions."""
