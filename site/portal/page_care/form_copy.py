"""Copying a form: in the place of Wagtail's own way, which leaves translations behind."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_slug
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from content.forms.copying import copy_form, is_free, original_of
from content.forms.page import FormPage
from content.forms.review.gate import SecondEditorNeeded
from permissions.agencies.rights import EDIT_PAGES
from portal.admin_screens.screen import StaffScreen

COPYING = _("There are forms below this page, and a form is published by two editors. Copy it without publishing it.")


class CopyForm(forms.Form):
    """What the copy is called in each language, and its address."""

    slug = forms.CharField(
        label=_("Address"),
        max_length=60,
        validators=[validate_slug],
        help_text=_("The last part of its address, in all languages: small Latin letters, digits and hyphens."),
        widget=forms.TextInput(attrs={"class": "input ltr", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, original: FormPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original
        twins = original.get_translations(inclusive=True).select_related("locale")
        titles = {twin.locale.language_code: twin.title for twin in twins}
        names = dict(settings.LANGUAGES)
        self.languages = [code for code in names if code in titles]
        for code in self.languages:
            with override(code):
                initial = _now("%(title)s (copy)") % {"title": titles[code]}
            self.fields[code] = forms.CharField(
                label=_("Title in %(language)s") % {"language": names[code]},
                max_length=255,
                initial=initial,
                widget=forms.TextInput(attrs={"class": "input", "dir": "auto"}),
            )
        self.order_fields([*self.languages, "slug"])

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if not is_free(slug, self.original.get_parent()):
            raise ValidationError(_("Another page has this address: choose another one."))
        return slug


class CopyScreen(StaffScreen):
    """Asks what the copy is to be called, and makes it."""

    right = EDIT_PAGES
    template_name = "page_care/form_copy.html"

    def get(self, request: HttpRequest, page: FormPage) -> HttpResponse:
        original = original_of(page)
        return self._page(CopyForm(original=original, initial={"slug": f"{original.slug}-copy"}))

    def post(self, request: HttpRequest, page: FormPage) -> HttpResponse:
        form = CopyForm(request.POST, original=original_of(page))
        if not form.is_valid():
            return self._page(form, status=422)
        titles = {code: form.cleaned_data[code] for code in form.languages}
        copy = copy_form(form.original, titles, form.cleaned_data["slug"], user=request.user)
        said = _("The copy is a draft in every language. Nobody sees it before it is published.")
        messages.success(request, str(said))
        return redirect("wagtailadmin_pages:edit", copy.pk)

    def _page(self, form: CopyForm, status: int = 200) -> HttpResponse:
        return self.show({"form": form, "copied": form.original}, status=status)


def _refuse_forms_below(request: HttpRequest, page: Page) -> None:
    """Raises ``SecondEditorNeeded`` before anything is copied: a copy that broke off at a form would be half of one."""
    publishes = "publish_copies" in request.POST and "copy_subpages" in request.POST
    form = FormPage.objects.live().descendant_of(page).first() if publishes else None
    if form is not None:
        raise SecondEditorNeeded(COPYING, form.pk)


def instead_of_copying(request: HttpRequest, page: Page) -> HttpResponseBase | None:
    """Hook ``before_copy_page``: a form is copied by our screen, all other pages by Wagtail's."""
    form = page.specific
    if not isinstance(form, FormPage):
        _refuse_forms_below(request, page)
        return None
    if not form.get_parent().permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    return CopyScreen.as_view()(request, page=form)
