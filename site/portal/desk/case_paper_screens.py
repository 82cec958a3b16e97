"""Taking a case away as one PDF: what is to be in it, the wait for a long one, and the file."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.forms.storing import is_stored, open_stored
from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.translated_text import SHIPPED
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.case_copies import ask_for, copy_of, ring_again
from portal.desk.case_paper import Asked, case_pdf
from portal.desk.identity_shown import identity_of
from workflows.cases.errors import NotAllowed
from workflows.cases.models import Case
from workflows.cases.selectors import case_for
from workflows.cases.state import State
from workflows.reports.models import CaseCopy, FileState, Problem
from workflows.reports.pdf import PangoMissing

LONG: Final = 60
"""Events; a longer case is drawn in the queue: each takes some hundredths of a second."""
LOOK_AGAIN: Final = "2"
"""Seconds after which the page looks again, also without scripts."""
NAMES: Final = {"ar": _("Arabic"), "en": _("English")}


class PaperForm(forms.Form):
    """``recorded``: who filed it is open to the reader, and each reading of it is recorded."""

    language = forms.ChoiceField(label=_("Language of the document"), choices=[(code, NAMES[code]) for code in SHIPPED])
    inside = forms.BooleanField(
        label=_("With internal notes, and what other agencies were asked"),
        help_text=_("Leave it out of what goes to the citizen or to another agency."),
        required=False,
    )
    who = forms.BooleanField(
        label=_("With who filed it"), help_text=_("This reading of the identity is recorded."), required=False
    )

    def __init__(self, *args: Any, recorded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "paper-%s"})
        if not recorded:
            del self.fields["who"]


class PaperScreen(StaffScreen):
    """What is to be in it; a short one is drawn at once."""

    right = VIEW_CASE
    template_name = "desk/paper_wanted.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        return self._page(state, self._form(state, initial={"language": get_language()}))

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        form = self._form(state, request.POST)
        if not form.is_valid():
            return self._page(state, form, status=UNPROCESSABLE)
        said = form.cleaned_data
        asked = Asked(state.case.tracking, said["language"], said["inside"], said.get("who", False))
        if state.case.events_count > LONG:
            return redirect("desk:copy", tracking, ask_for(asked, state.case, actor=self.actor).key)
        try:
            content = case_pdf(asked, self.actor)
        except PangoMissing:
            form.add_error(None, str(Problem.NO_PANGO.label))
            return self._page(state, form, status=UNPROCESSABLE)
        _noted(state.case, self.actor.user_id)
        response = HttpResponse(content, content_type="application/pdf")
        response["Content-Disposition"] = f'attachment; filename="{file_name(state.case, asked.language)}"'
        return response

    def _form(self, state: State, *args: Any, **kwargs: Any) -> PaperForm:
        return PaperForm(*args, recorded=identity_of(self.actor, state, self.held).recorded, **kwargs)

    def _page(self, state: State, form: PaperForm, *, status: int = 200) -> HttpResponse:
        return self.show({"case": state.case, "form": form, "long": state.case.events_count > LONG}, status=status)


class CopyScreen(StaffScreen):
    """A long one on its way, and then its bytes: for whoever asked for it, while they may still read the case."""

    right = VIEW_CASE
    template_name = "desk/paper_copy.html"

    def get(self, request: HttpRequest, tracking: str, key: str) -> HttpResponseBase:
        case = case_for(self.actor, tracking, held=self.held, to_show=False).case
        copy = copy_of(key, case, actor=self.actor)
        if "file" in request.GET:
            return self._file(case, copy)
        ring_again(copy)
        response = self.show({"case": case, "copy": copy, "said": _SAID[FileState(copy.state)]})
        if copy.state == FileState.WAITING:
            response["Refresh"] = LOOK_AGAIN
        return response

    def _file(self, case: Case, copy: CaseCopy) -> HttpResponseBase:
        if copy.state != FileState.MADE or not is_stored(copy.storage_key):
            raise NotAllowed
        _noted(case, self.actor.user_id)
        content = open_stored(copy.storage_key)
        name = file_name(case, copy.language)
        return FileResponse(content, as_attachment=True, filename=name, content_type="application/pdf")


_SAID = {
    FileState.WAITING: _("The document is being made."),
    FileState.MADE: _("The document is ready."),
    FileState.FAILED: _("The document could not be made."),
}


def file_name(case: Case, language: str) -> str:
    return f"{case.tracking}-{language}.pdf"


def _noted(case: Case, user_id: int | None) -> None:
    """Who took it away stands in the log of access."""
    note(Kind.PRINTED, user_id=user_id, thing=Thing("case", case.pk, case_id=case.pk))
