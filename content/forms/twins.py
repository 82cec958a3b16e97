"""A form's twins after its Arabic page was published: what needs no translation is published there at once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from content.forms.page import FormPage
from content.forms.review.gate import is_exempt


def keep_twins_in_step(sender: type[Page], instance: FormPage, **kwargs: Any) -> None:
    """Signal ``page_published`` of a form, after its strings were offered for translation.

    With nothing left to translate, a question removed, moved or made obligatory is so in the twin too. With one new
    sentence the twin stays as it is, so that no page ever mixes languages. Where two editors agree, they have the twin
    before them and publish it with its page, so nothing follows by itself.
    """
    if not is_exempt():
        return
    for translation in _translations_of(instance):
        twin = instance.get_translation_or_none(translation.target_locale)
        if twin is not None and twin.live and not untranslated(translation):
            translation.save_target(publish=True)


def untranslated(translation: Translation) -> int:
    """How many sentences wait for a translator."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return int(segments.filter(translation__isnull=True).count())


def say_what_is_untranslated(request: HttpRequest, page: Page) -> None:
    """Hook ``after_publish_page``: send the editor on to the translation."""
    for translation in _translations_of(page):
        count = untranslated(translation)
        twin = page.get_translation_or_none(translation.target_locale)
        if twin is None or (twin.live and not count):
            continue
        code = translation.target_locale.language_code
        told = {"language": dict(settings.LANGUAGES).get(code, code), "count": count}
        sentence, act = _what_waits(twin, count)
        link = format_html('<a href="{}">{}</a>', reverse("wagtailadmin_pages:edit", args=[twin.pk]), act)
        messages.warning(request, format_html("{} {}", sentence % told, link))


def _what_waits(twin: Page, count: int) -> tuple[str, str]:
    """What an editor has to do with a twin, as a sentence and the words of the link."""
    if twin.live:
        stays = _("In %(language)s the form stays as it was until it is translated. Sentences to translate: %(count)s.")
        return stays, _("Translate")
    if count:
        draft = _("In %(language)s the form is a draft and nobody sees it. Sentences to translate: %(count)s.")
        return draft, _("Translate")
    return _("In %(language)s the form is translated, but still a draft: nobody sees it."), _(
        "Look through and publish"
    )


def _translations_of(page: Page) -> list[Translation]:
    found = Translation.objects.filter(source__object_id=page.translation_key, source__locale=page.locale, enabled=True)
    return list(found.select_related("source", "target_locale"))
