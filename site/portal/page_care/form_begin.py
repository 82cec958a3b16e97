"""Beginning a form: from an empty one, from one that is shipped, or as another form is."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from content.forms.beginning import begin_from_template
from content.forms.page import FormPage, kinds_to_choose
from content.forms.texts.templates import TEMPLATES
from content.pages.written import Both
from permissions.agencies.rights import EDIT_PAGES
from permissions.translated_text import in_language
from permissions.writing import active_language
from portal.admin_screens.screen import StaffScreen

EMPTY: Final = "empty"
"""In the query of Wagtail's own address: its editor opens with an empty form."""


class BeginForm(forms.Form):
    """With which shipped form to begin, and what a citizen opens with it."""

    template = forms.ChoiceField(
        label=_("Start from"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what to start from.")},
    )
    kind = forms.ChoiceField(
        label=_("Kind of request"),
        help_text=_("What a citizen opens with this form."),
        error_messages={"required": _("Choose a kind of request.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shipped = [(code, f"{_said(each.title)}: {_said(each.suits)}") for code, each in TEMPLATES.items()]
        self.fields["template"].choices = shipped  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["kind"].choices = kinds_to_choose()  # type: ignore[attr-defined]  # one too


def _said(words: Both) -> str:
    return in_language(words._asdict())


class BeginScreen(StaffScreen):
    """Offers what a form below ``above`` can begin with, and makes the draft."""

    right = EDIT_PAGES
    template_name = "page_care/form_begin.html"

    def get(self, request: HttpRequest, above: Page) -> HttpResponse:
        return self._page(BeginForm(), above)

    def post(self, request: HttpRequest, above: Page) -> HttpResponse:
        form = BeginForm(request.POST)
        if not form.is_valid():
            return self._page(form, above, status=422)
        template = TEMPLATES[form.cleaned_data["template"]]
        page = begin_from_template(template, form.cleaned_data["kind"], above, user=request.user)
        said = _("The form is a draft in every language. Adapt its words; then two editors publish it.")
        messages.success(request, str(said))
        return redirect("wagtailadmin_pages:edit", page.pk)

    def _page(self, form: BeginForm, above: Page, status: int = 200) -> HttpResponse:
        language = active_language()[:2]
        found = list(FormPage.objects.filter(archived=False).select_related("locale").order_by("title"))
        read = sorted(found, key=lambda page: page.locale.language_code == language)  # what is read comes to stay
        others = {page.translation_key: page for page in read}.values()
        return self.show({"form": form, "above": above, "others": others, "empty": EMPTY}, status=status)


def instead_of_an_empty_form(
    request: HttpRequest, parent_page: Page, page_class: type[Page]
) -> HttpResponseBase | None:
    """Hook ``before_create_page``: whoever begins a form is asked with what. Wagtail has checked that they may."""
    begins = request.method == "GET" or "template" in request.POST
    if page_class is not FormPage or EMPTY in request.GET or not begins:
        return None
    return BeginScreen.as_view()(request, above=parent_page)
