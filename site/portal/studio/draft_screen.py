"""A draft in forms: every button keeps what was filled in; problems and differences stand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.kind_form import KindForm
from portal.studio.ladder_form import LadderForm
from portal.studio.lines import differences, lines_of
from portal.studio.routing_form import RoutingForm
from portal.studio.screen import OwnerScreen, in_force_of, title_of, version_of
from workflows.versions.checks import problems
from workflows.versions.errors import NotADraft
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.services import redraft

FORMS: Mapping[str, type[LadderForm | RoutingForm | KindForm]] = {
    Subject.LADDER: LadderForm,
    Subject.ROUTING: RoutingForm,
    Subject.KIND: KindForm,
}


class NoteForm(forms.Form):
    """Why the rules change."""

    note = forms.CharField(
        label=gettext_lazy("What changes and why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )


class DraftScreen(OwnerScreen):
    """Editing one draft; works without JavaScript, since each button sends the whole form."""

    template_name = "studio/draft.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.status != VersionStatus.DRAFT:
            return redirect("studio:thing", version.subject, version.key)
        return self.page(version)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        form = FORMS[version.subject](version.definition, request.POST)
        note = NoteForm(request.POST)
        if not (form.is_valid() and note.is_valid()):
            sentence = _("Nothing is kept yet. Mend what is marked below, then save again.")
            return self.page(version, form=form, note=note, refused=sentence, status=UNPROCESSABLE)
        definition = form.definition()
        do, *at = request.POST.get("do", "save").split(":")
        back = form.edit(definition, do, [int(place) for place in at if place.isdigit()])
        back = back or changed_rule(version.definition, definition)
        try:
            redraft(version.pk, definition=definition, note=note.cleaned_data["note"], actor=self.actor)
        except NotADraft:
            messages.error(request, _("This is no draft any more: someone has published it meanwhile."))
            return redirect("studio:thing", version.subject, version.key)
        if do == "save":
            messages.success(request, _("The draft is kept."))
        return redirect(draft_address(version.pk, back))

    def page(
        self, version: Version, *, form: Any = None, note: Any = None, refused: str = "", status: int = 200
    ) -> HttpResponse:
        """The draft; ``form`` and ``note`` as they were sent, when something in them must be mended."""
        current = in_force_of(version.subject, version.key)
        own = version.drafted_by_id == self.actor.user_id
        context = {
            "version": version,
            "subject": Subject(version.subject),
            "title": title_of(version),
            "form": form or FORMS[version.subject](version.definition),
            "note": note or NoteForm(initial={"note": version.note}),
            "refused": refused,
            "at": self.request.GET.get("rule", ""),
            "problems": problems(version.subject, version.key, version.definition),
            "current": current,
            "differences": _differences(version, current),
            "own": own,
        }
        return self.show(context, status=status)


def draft_address(version_id: int, rule: str | None) -> str:
    """The page of a draft; where a rule is meant, unfolded and with that rule in sight."""
    address = reverse("studio:draft", args=[version_id])
    return f"{address}?rule={rule}#rule-{rule}" if rule else address


def changed_rule(before: Any, after: Any) -> str:
    """The key of the first rule that reads otherwise now; nothing where none does, or in what has no rules."""
    former = {rule["key"]: rule for rule in before.get("rules", [])}
    return next((rule["key"] for rule in after.get("rules", []) if former.get(rule["key"]) != rule), "")


def _differences(version: Version, current: Version | None) -> list[Any]:
    before = lines_of(current.subject, current.definition) if current else []
    return differences(before, lines_of(version.subject, version.definition))
