"""How agencies are reached, for editors: the list of all, and the form of one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.directory.contacts import BY_LANGUAGE, LONGEST, Contact, ContactRefused, contacts_known, write_contacts
from content.directory.selectors import in_directory
from permissions.agencies.models import Agency
from permissions.agencies.rights import EDIT_PAGES
from permissions.arabic import fold, in_order
from permissions.translated_text import direction_of, in_language, language_name, languages
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.names import hide_unasked
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction

LTR = {"class": "input ltr"}


class ContactForm(forms.Form):
    """How one agency is reached, with hours and address in each language."""

    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        max_length=LONGEST["telephone"],
        widget=forms.TextInput(attrs={**LTR, "inputmode": "tel"}),
    )
    website = forms.CharField(
        label=_("Site"),
        required=False,
        max_length=LONGEST["website"],
        help_text=_("With https:// before it."),
        widget=forms.TextInput(attrs={**LTR, "inputmode": "url"}),
    )
    email = forms.CharField(
        label=_("Email"),
        required=False,
        max_length=LONGEST["email"],
        widget=forms.TextInput(attrs={**LTR, "inputmode": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {"hours": _now("Hours in %(language)s"), "address": _now("Address in %(language)s")}
        for name in BY_LANGUAGE:
            for language in languages():
                self.fields[f"{name}_{language}"] = forms.CharField(
                    label=titles[name] % {"language": language_name(language)},
                    required=False,
                    max_length=LONGEST[name],
                    widget=forms.TextInput(attrs={"lang": language, "dir": direction_of(language), "class": "input"}),
                )
        hide_unasked(self, *BY_LANGUAGE)

    def contact(self) -> Contact:
        """What was filled in."""
        given = self.cleaned_data
        words = {name: {language: given[f"{name}_{language}"] for language in languages()} for name in BY_LANGUAGE}
        return Contact(given["telephone"], given["website"], given["email"], **words)


class ContactsScreen(StaffScreen):
    """Every agency of the directory with what is written of it; a search finds one by its name or code."""

    right = EDIT_PAGES
    template_name = "page_care/contacts.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = request.GET.get("q", "")[:100]
        known = contacts_known()
        bodies = in_order(in_directory().filter(active=True), lambda body: in_language(body.name))
        rows = [
            (body, in_language(body.name), known.get(body.code))
            for body in bodies
            if all(word in fold(" ".join([body.code, *body.name.values()])) for word in fold(words).split())
        ]
        return self.show({"rows": rows, "words": words, "done": take(request)})


class ContactScreen(StaffScreen):
    """The form of one; what cannot be so stands above it, and what was typed stays."""

    right = EDIT_PAGES
    template_name = "page_care/contact.html"

    def agency(self) -> Agency:
        """Raises ``NotAllowed``."""
        body = in_directory().filter(code=self.kwargs["code"]).first()
        if body is None:
            raise NotAllowed
        return body

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        contact = contacts_known().get(self.agency().code, Contact())
        initial = {name: getattr(contact, name) for name in ("telephone", "website", "email")}
        for name in BY_LANGUAGE:
            initial |= {f"{name}_{language}": words for language, words in getattr(contact, name).items()}
        return self.page(ContactForm(initial=initial))

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        form = ContactForm(request.POST)
        body = self.agency()
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        try:
            with write_transaction():
                changed = write_contacts([(body.code, form.contact())], actor=self.actor)
        except ContactRefused as error:
            form.add_error(None, str(error))
            return self.page(form, status=UNPROCESSABLE)
        words = {"agency": in_language(body.name)}
        keep(request, Done((_now("Saved: “%(agency)s”.") if changed else _now("Nothing has changed.")) % words))
        return redirect("page_care:contacts")

    def page(self, form: ContactForm, *, status: int = 200) -> HttpResponse:
        return self.show({"form": form, "name": in_language(self.agency().name)}, status=status)
