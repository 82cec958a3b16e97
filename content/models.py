"""The tables of this floor, gathered for Django."""

from content.forms.models import FormPage, Upload
from content.pages.models import FilingPage, HomePage, StandardPage

__all__ = ["FilingPage", "FormPage", "HomePage", "StandardPage", "Upload"]
