"""What the tests of the log of access share."""

from tests.security_lines import security_lines

__all__ = ["security_lines"]
