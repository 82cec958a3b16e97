"""A page's twins in other languages, through wagtail-localize: made by command or begun as drafts, and kept in step
when an editor publishes."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any, cast

from django.db import transaction
from wagtail.models import Locale, Page
from wagtail_localize.models import SegmentOverride, StringSegment, StringTranslation, Translation, TranslationSource

from permissions.people.models import User

ARABIC_LETTER = re.compile("[\u0621-\u064a\u0671-\u06d3]")


class UntranslatedText(Exception):
    """Strings of a page for which no English was given; they are named in the message."""


@transaction.atomic
def translate_page(page: Page, english: Mapping[str, str]) -> Page:
    """Make or complete the published English twin of ``page`` (Arabic, published) and return it.

    ``english`` maps each Arabic string of the page to its English one: a text field, a char block, or one paragraph
    or list item of a rich text as its inner HTML (links as ``<a id="a1">…</a>``, numbered in their order). Strings
    without an Arabic letter are taken as they are; any other that is missing raises ``UntranslatedText`` and nothing
    is written. What an editor has translated already is kept, and a second call with nothing new writes nothing.
    """
    page = page.specific
    target = Locale.objects.get(language_code="en")
    source, _ = TranslationSource.update_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=target)
    added = _add_strings(source, target, english)
    twin = page.get_translation_or_none(target)
    if twin is None or twin.alias_of_id is not None or added:
        # Not publish=True: that publishes after the commit, and callers go on to make pages below the twin.
        translation.save_target(publish=False)
        twin = page.get_translation(target)
        twin.get_latest_revision().publish()
        twin.refresh_from_db()
    return cast("Page", twin)


@transaction.atomic
def begin_translation(page: Page, target: Locale, known: Mapping[str, str]) -> Page:
    """Make the draft of a page's twin in ``target`` where there is none, and return the twin.

    ``known`` maps strings of the page to their translation, as for ``translate_page``. What it lacks stands in the
    page's own language until a translator has it; nothing is published.
    """
    page = page.specific
    twin = page.get_translation_or_none(target)
    if twin is None:
        source, _ = TranslationSource.update_or_create_from_instance(page)
        Translation.objects.get_or_create(source=source, target_locale=target)
        _add_strings(source, target, known, all_of_them=False)
        twin, _ = source.create_or_update_translation(target, publish=False, fallback=True)
    return cast("Page", twin)


def is_original(page: Page) -> bool:
    """Whether a page is translated from no other one."""
    sources = TranslationSource.objects.filter(object_id=page.translation_key)
    return not sources.exclude(locale=page.locale).exists()


def lacks_translation(page: Page, language: str, *, but_below: str) -> bool:
    """Whether a twin would show words in the language of ``page``, but for those whose path begins so."""
    target = Locale.objects.get(language_code=language)
    segments = StringSegment.objects.filter(source__object_id=page.translation_key, source__locale=page.locale)
    others = segments.exclude(context__path__startswith=but_below).annotate_translation(target).filter(translation=None)
    overridden = SegmentOverride.objects.filter(locale=target, context__object_id=page.translation_key)
    return bool(others.exclude(context__in=overridden.values("context")).exists())


@transaction.atomic
def publish_translation(page: Page, language: str, words: Mapping[str, str], *, user: User | None) -> Page:
    """Publish the twin of a published ``page`` with these ``words``, plain texts by their paths, in the place of those
    before; what is translated otherwise stays."""
    page, target = page.specific, Locale.objects.get(language_code=language)
    source, _ = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get_or_create(source=source, target_locale=target)
    for segment in StringSegment.objects.filter(source=source, context__path__in=words).select_related("context"):
        StringTranslation.objects.update_or_create(
            translation_of_id=segment.string_id,
            locale=target,
            context=segment.context,
            defaults={
                "data": html.escape(words[segment.context.path], quote=False),
                "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            },
        )
    twin, _ = source.create_or_update_translation(target, user=user, publish=False, fallback=True)
    twin.get_latest_revision().publish(user=user)
    twin.refresh_from_db()
    return cast("Page", twin)


def known_strings(page: Page, target: Locale) -> dict[str, str]:
    """Every string of a page with its translation, as ``begin_translation`` takes them, where there is one."""
    segments = StringSegment.objects.filter(source__object_id=page.translation_key, source__locale=page.locale)
    found = segments.annotate_translation(target).exclude(translation=None)
    return dict(found.values_list("string__data", "translation"))


def keep_source_in_step(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Signal ``page_published``: what an editor publishes in Arabic is offered for translation at once.

    The twin stays as it is, with its own text, until the translation is published.
    """
    source = TranslationSource.objects.get_for_instance_or_none(instance)
    if source is not None:
        source.update_from_db()


def _add_strings(
    source: TranslationSource, target: Locale, english: Mapping[str, str], *, all_of_them: bool = True
) -> int:
    """Store a translation for each string that has none yet; returns how many were stored.

    ``all_of_them``: none may be missing.
    """
    wanted = []
    missing = []
    for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
        known = StringTranslation.objects.filter(
            translation_of=segment.string, locale=target, context=segment.context
        ).exists()
        if known:
            continue
        text = _english_of(segment.string.data, english)
        if text is None:
            missing.append(f"{segment.context.path}: {segment.string.data}")
        else:
            wanted.append((segment, text))
    if missing and all_of_them:
        raise UntranslatedText("\n".join(missing))
    for segment, text in wanted:
        # The same sentence may stand twice in one text: it is translated once.
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=target,
            context=segment.context,
            defaults={"data": text, "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL},
        )
    return len(wanted)


def _english_of(data: str, english: Mapping[str, str]) -> str | None:
    """The English of a segment's ``data`` (HTML), or None. Plain texts are stored escaped, and given unescaped."""
    if data in english:
        return english[data]
    plain = html.unescape(data)
    if plain in english:
        return html.escape(english[plain], quote=False)
    return None if ARABIC_LETTER.search(plain) else data
