"""The form of a kind that owners have just put in force: a draft in every language of the pages, for its editors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page

from content.forms.key_making import address_of
from content.forms.page import FormPage
from content.forms.texts.beginning import ORDINARY, SEALED
from content.forms.texts.templates import FormTemplate
from content.pages.models import FilingPage
from content.pages.translation import begin_translation, known_strings
from content.pages.written import arabic, english
from permissions.translated_text import in_language
from workflows.cases.models import RequestKind

FIRST = "ar"
"""The language in which a form is written; its twins are translations of that one."""
COPIED = ("heading", "summary", "intro", "send_label")
LONGEST_TITLE, LONGEST_HEADING = 255, 120


def begin_form(code: str, name: Mapping[str, str], copy_of: str) -> None:
    """The draft of a form and of its twins: as the form of ``copy_of`` is, where that has one, else with the questions
    that nearly every form has.

    Where the pages are not made yet, or a form is there already, nothing happens.
    """
    above = FilingPage.objects.filter(locale__language_code=FIRST).select_related("locale").first()
    if above is None or FormPage.objects.filter(kind=code).exists():
        return
    former = FormPage.objects.filter(kind=copy_of, locale=above.locale).order_by("-live", "pk").first()
    written = _words(name, sealed=RequestKind.objects.filter(code=code, sensitive=True).exists())
    texts = texts_of(former) if former is not None else arabic(written)
    title = in_language(name, FIRST)[:LONGEST_TITLE]
    page = FormPage(slug=code, locale=above.locale, kind=code, live=False, **{**texts, "title": title})
    above.add_child(instance=page)
    page.save_revision(log_action=True)
    for locale in Locale.objects.exclude(pk=above.locale.pk):
        known = known_strings(former, locale) if former is not None else _known(written, locale)
        begin_translation(page, locale, {**known, **titled(title, name, locale)})


@transaction.atomic
def begin_from_template(template: FormTemplate, kind: str, above: Page, *, user: Any) -> FormPage:
    """The draft of a form below ``above`` with the words and questions of ``template``, and of its twins.

    It is written in the language in which forms are, where the page above has that; its title makes its address.
    """
    above = above.get_translations(inclusive=True).filter(locale__language_code=FIRST).first() or above
    written = {name: getattr(template, name) for name in ("title", *COPIED, "questions", "notes")}
    taken = above.get_children().values_list("slug", flat=True)
    page = FormPage(
        slug=address_of(template.code, taken), locale=above.locale, kind=kind, live=False, **arabic(written)
    )
    above.add_child(instance=page)
    page.save_revision(user=user, log_action="wagtail.create")
    for locale in Locale.objects.exclude(pk=above.locale_id):
        begin_translation(page, locale, _known(written, locale))
    return page


def _words(name: Mapping[str, str], *, sealed: bool) -> dict[str, Any]:
    return (SEALED if sealed else ORDINARY) | {"heading": in_language(name, FIRST)[:LONGEST_HEADING]}


def texts_of(former: FormPage) -> dict[str, Any]:
    """What another form says and asks, as it is published. Its blocks keep their ids, and so their translations."""
    texts = {name: getattr(former, name) for name in COPIED}
    return texts | {name: list(getattr(former, name).raw_data) for name in ("questions", "notes")}


def _known(written: Mapping[str, Any], locale: Locale) -> dict[str, str]:
    return english([list(written.values())]) if locale.language_code == "en" else {}


def titled(title: str, name: Mapping[str, str], locale: Locale) -> dict[str, str]:
    """The translation of a title, and of a headline of the same words: ``name`` is what it is called, by language."""
    called = name.get(locale.language_code, "")
    return {title: called, title[:LONGEST_HEADING]: called[:LONGEST_HEADING]} if called else {}
