"""Calls a web address."""
