"""A form waits for a second editor once, and a page stands in a review once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from content.forms.review.models import FormReview, ReviewPage, ReviewState
from content.forms.review.services import ready
from tests.content.forms.review.drafting import key, new_question, publish_by_two, save_draft
from tests.scenes import Country

pytestmark = pytest.mark.django_db


def test_a_form_waits_once(land: Country) -> None:
    save_draft(land, "amal", new_question())
    former = ready(key(), words="", actor=land.actor("amal"))
    ready(key(), words="again", actor=land.actor("amal"))
    former.refresh_from_db()
    assert former.state == ReviewState.WITHDRAWN
    former.state = ReviewState.WAITING
    with pytest.raises(IntegrityError):
        former.save()


def test_a_page_stands_in_a_review_once(land: Country) -> None:
    save_draft(land, "amal", new_question())
    row = publish_by_two(land).pages.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewPage.objects.create(review=row.review, page=row.page, digest=row.digest)
    assert FormReview.objects.count() == 1
