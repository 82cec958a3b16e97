"""The tables of forms, gathered for Django."""

from content.forms.arriving import Arriving
from content.forms.page import FormPage
from content.forms.review.models import FormReview, ReviewPage
from content.forms.upload import Upload

__all__ = ["Arriving", "FormPage", "FormReview", "ReviewPage", "Upload"]
