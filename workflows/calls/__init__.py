"""Calls, visits and letters that the call centre takes, and what may be told while one lasts."""
