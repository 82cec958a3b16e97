"""A new ladder, limit, table, calendar or kind, empty or as a copy: first what it is called, then a draft of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.beginnings import EMPTY, beginning, templates_of
from portal.studio.new_form import NewForm
from portal.studio.screen import OwnerScreen
from portal.studio.subjects import EDITED
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Subject
from workflows.versions.services import draft, wait_for_others


class NewScreen(OwnerScreen):
    """Asks for name and key; ``?from=`` a key in force, which is then copied."""

    template_name = "studio/new.html"

    def get(self, request: HttpRequest, subject: str) -> HttpResponse:
        former = request.GET.get("from", "")
        return self.page(_form(subject, initial={"begins": former} if former else None))

    def post(self, request: HttpRequest, subject: str) -> HttpResponse:
        # Two who ask for one key at a time: the second finds it taken.
        with write_transaction():
            wait_for_others()
            form = _form(subject, request.POST)
            if not form.is_valid():
                return self.page(form, status=UNPROCESSABLE)
            copy_of = form.copy_of
            definition = beginning(subject, form.name(), form.begins_as)
            begun = draft(subject=subject, key=form.key, definition=definition, copy_of=copy_of, actor=self.actor)
        messages.success(request, _("The draft is begun. Nothing is in force before a second owner publishes it."))
        return redirect("studio:draft", begun.pk)

    def page(self, form: NewForm, *, status: int = 200) -> HttpResponse:
        """What is asked, with what was typed where something in it must be mended."""
        return self.show({"edited": EDITED[form.subject], "form": form}, status=status)


def _form(subject: str, *args: Any, **kwargs: Any) -> NewForm:
    return NewForm(_edited(subject), *args, templates=templates_of(subject), **kwargs)


def _edited(subject: str) -> Subject:
    """Of some subjects nothing can be added: which there are is the platform's."""
    if subject not in EMPTY:
        raise NotAllowed
    return Subject(subject)
