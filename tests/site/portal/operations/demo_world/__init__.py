"""The demo world that the contract describes."""
