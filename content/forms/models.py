"""The tables of forms, gathered for Django."""

from content.forms.arriving import Arriving
from content.forms.page import FormPage
from content.forms.upload import Upload

__all__ = ["Arriving", "FormPage", "Upload"]
