"""The tables of this floor, gathered for Django."""

from content.pages.models import FilingPage, HomePage, StandardPage

__all__ = ["FilingPage", "HomePage", "StandardPage"]
