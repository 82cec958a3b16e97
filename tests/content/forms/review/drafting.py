"""What editors do to a form in these tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.utils import timezone
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from content.forms.page import FormPage
from content.forms.review import gate
from content.forms.review.digest import content_digest
from content.forms.review.services import agree, as_read, ready
from tests.content.forms import made
from tests.scenes import Country, hire


@contextmanager
def three_editors() -> Iterator[Country]:
    """A country with its forms in both languages and three editors; the gate is closed, as it is for every person."""
    country = made.published_forms()
    for name in ("amal", "basem", "carol"):
        hire(country, "editor", username=name)
    token = gate.exemption.set("")
    try:
        yield country
    finally:
        gate.exemption.reset(token)


@contextmanager
def travel(*, hours: int) -> Iterator[None]:
    """Wagtail's own clock, which knows nothing of ours, so many hours on."""
    later = timezone.now() + timedelta(hours=hours)
    with patch("django.utils.timezone.now", return_value=later):
        yield


def form(language: str = "ar", slug: str = "complaint") -> FormPage:
    page: FormPage = FormPage.objects.get(slug=slug, locale__language_code=language)
    return page


def key() -> UUID:
    found: UUID = form().translation_key
    return found


def public() -> set[tuple[int, str, str]]:
    """What the public has of all forms, and where."""
    return {(page.pk, page.url_path, content_digest(page)) for page in FormPage.objects.live()}


def new_question() -> dict[str, Any]:
    return made.question("number", key="bus", label="رقم الحافلة")


def save_draft(land: Country, by: str, *more: dict[str, Any], language: str = "ar", **fields: Any) -> FormPage:
    """As the page editor saves it: a revision of this person's, and nothing on the site."""
    page = form(language)
    draft: FormPage = page.get_latest_revision_as_object()
    draft.questions = made.stream([*draft.questions.raw_data, *more])
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision(user=land.people[by], log_action=True, clean=False)
    return draft


def translate(land: Country, by: str, arabic: str, english: str) -> None:
    """As the translator types it."""
    translation = Translation.objects.get(source__object_id=key())
    for segment in StringSegment.objects.filter(source=translation.source, string__data=arabic):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": english, "last_translated_by": land.people[by]},
        )


def publish_by_two(land: Country, first: str = "amal", second: str = "basem") -> Any:
    """Ready by one, agreed by the other."""
    review = ready(key(), words="", actor=land.actor(first))
    return agree(review.pk, read=as_read(review), actor=land.actor(second))
