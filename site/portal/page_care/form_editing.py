"""Wagtail's editor of pages, where it edits a form: saving goes on to the second editor instead of to the public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages as buttons
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from content.forms.page import READY, FormPage
from content.forms.review.services import is_translation, offer_for_translation, title_of, waiting_for
from permissions.agencies.rights import EDIT_PAGES
from permissions.translated_text import in_language
from portal.admin_screens.screen import holds_in

PUBLISH = "action-publish"


class ReadyItem(ActionMenuItem):
    """Saves the draft and leads to where its editor says that it is ready."""

    name = READY
    label = _("Save and continue to the second editor")
    icon_name = "check"


def _edits_form(request: HttpRequest, context: dict[str, Any]) -> bool:
    if context["view"] != "create":
        return isinstance(context["page"].specific, FormPage)
    match = request.resolver_match
    return match is not None and match.kwargs.get("content_type_model_name") == FormPage._meta.model_name


def ready_in_place_of_publishing(items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Hook ``construct_page_action_menu``: no form is published, unpublished or sent to a workflow from here."""
    if _edits_form(request, context):
        away = (PUBLISH, "action-unpublish", "action-submit")
        items[:] = [*(item for item in items if item.name not in away), ReadyItem()]


def drafts_alone(request: HttpRequest, parent: Page, model: type[Page]) -> None:
    """Hook ``before_create_page``: a new form that somebody asks to publish becomes a draft, and nothing typed is
    lost."""
    if issubclass(model, FormPage) and PUBLISH in request.POST:
        sent = request.POST.copy()
        del sent[PUBLISH]
        sent[READY] = "1"
        request.POST = sent  # type: ignore[assignment]  # as if it had been sent so


def instead_of_publishing(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Hook ``before_edit_page``: what a translator publishes is kept, and two editors publish it."""
    form = page.specific
    if request.method == "POST" and isinstance(form, FormPage) and request.POST.get("action") == "publish":
        messages.info(request, _now("The translation is kept. Say that it’s ready, and a second editor publishes it."))
        return redirect("page_care:form", form.translation_key)
    if request.method == "GET" and isinstance(form, FormPage) and is_translation(form):
        url = reverse("page_care:form", args=[form.translation_key])
        said = _now("Each sentence is kept as you save it. Two editors publish the form.")
        buttons.info(request, said, buttons=[buttons.button(url, _now("To the form"))])
    return None


def to_review(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Hooks ``after_edit_page`` and ``after_create_page``: the draft is saved, its sentences go to the translators."""
    form = page.specific
    if not isinstance(form, FormPage) or not {READY, PUBLISH} & set(request.POST):
        return None
    offer_for_translation(form)
    return redirect("page_care:form", form.translation_key)


def button_to_review(page: Page, user: Any, view_name: str | None = None, next_url: str | None = None) -> Iterator[Any]:
    """Hook ``register_page_header_buttons``: from a form to what two editors do with it."""
    form = page.specific
    if isinstance(form, FormPage):
        url = reverse("page_care:form", args=[form.translation_key])
        yield Button(_("Changes and the second editor"), url, icon_name="check", priority=5)


class FormsForSecondEditor(Component):
    """On the first page of the admin: the forms that wait for whoever reads it."""

    name = "forms_for_second_editor"
    template_name = "page_care/forms_for_second.html"
    order = 45

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        return {"waiting": [(review, in_language(title_of(review.form))) for review in waiting_for(user.pk)]}


def for_second_editors(request: HttpRequest, panels: list[Component]) -> None:
    """Hook ``construct_homepage_panels``."""
    if holds_in(request, EDIT_PAGES):
        panels.append(FormsForSecondEditor())
