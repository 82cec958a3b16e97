"""A draft in forms: every button keeps what was filled in; problems and differences stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from permissions.isolated import isolated_words
from permissions.writing import written_moment
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.job_screens import look_ahead
from portal.studio.lines import Difference, Line, differences
from portal.studio.screen import OwnerScreen, in_force_of, title_of, version_of
from portal.studio.subjects import EDITED, lines_of
from workflows.cases.errors import NotAllowed
from workflows.versions.errors import ChangedMeanwhile, NotADraft
from workflows.versions.models import Version, VersionStatus
from workflows.versions.publishable import publishable
from workflows.versions.references import problems
from workflows.versions.selectors import discarded
from workflows.versions.services import as_read, draft, redraft


class NoteForm(forms.Form):
    """Why the rules change."""

    note = forms.CharField(
        label=gettext_lazy("What changes and why"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody filled in: the definition and the note."""

    definition: dict[str, Any]
    note: str

    def lines(self, subject: str) -> list[Line]:
        """The note too: it can be overwritten like the rest."""
        return [*lines_of(subject, self.definition), Line("note", _("What changes and why"), self.note)]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What became of a draft while somebody typed: ``said``, and from what is there to what they typed.

    ``over``: how the draft is read now, with which it can be overwritten knowingly; empty when it is none any more.
    """

    said: str
    differences: list[Difference]
    over: str


class DraftScreen(OwnerScreen):
    """Editing one draft; works without JavaScript, since each button sends the whole form."""

    template_name = "studio/draft.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.status != VersionStatus.DRAFT:
            return redirect("studio:thing", version.subject, version.key)
        return self.page(version)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = self._there(version_id)
        form = EDITED[version.subject].form(version.definition, request.POST, request.FILES, key=version.key)
        note = NoteForm(request.POST)
        if not (form.is_valid() and note.is_valid()):
            sentence = _("Nothing has been saved yet. Correct what is marked below, then save again.")
            return self.page(version, form=form, note=note, refused=sentence, status=UNPROCESSABLE)
        definition = form.definition()
        do, *at = request.POST.get("do", "save").split(":")
        back = form.edit(definition, do, [int(place) for place in at if place.isdigit()])
        return self.save(version, Typed(definition, note.cleaned_data["note"]), do, back)

    def save(self, version: Version, typed: Typed, do: str, back: str) -> HttpResponse:
        """Keep what was typed, where nobody saved anything else meanwhile. ``back``: the rule to go back to."""
        if do == "anew" and version.status != VersionStatus.DRAFT:
            begun = draft(
                subject=version.subject,
                key=version.key,
                definition=typed.definition,
                note=typed.note,
                actor=self.actor,
            )
            return redirect(draft_address(begun.pk, back))
        read = self.request.POST.get("over") or self.request.POST.get("read", "")
        try:
            redraft(version.pk, definition=typed.definition, note=typed.note, read=read, actor=self.actor)
        except (ChangedMeanwhile, NotADraft):
            return self.beside(self._there(version.pk), typed)
        if do == "save":
            messages.success(self.request, _("The draft is saved."))
        return redirect(draft_address(version.pk, back or self._changed_rule(version, typed)))

    def _changed_rule(self, version: Version, typed: Typed) -> str:
        return changed_rule(EDITED[version.subject].newest(version.definition), typed.definition)

    def beside(self, there: Version, typed: Typed) -> HttpResponse:
        """What was typed, with what someone else made of the draft meanwhile: nothing of either is lost."""
        is_draft = there.status == VersionStatus.DRAFT
        theirs = Typed(there.definition, there.note)
        meanwhile = Meanwhile(
            self._what_happened(there),
            differences(theirs.lines(there.subject), typed.lines(there.subject)),
            as_read(there) if is_draft else "",
        )
        form = EDITED[there.subject].form(typed.definition, key=there.key)
        note = NoteForm(initial={"note": typed.note})
        return self.page(there, form=form, note=note, meanwhile=meanwhile, status=UNPROCESSABLE)

    def _there(self, version_id: int) -> Version:
        """The version; for a draft that was discarded what is in force, so that what was typed goes on from that.

        Raises ``NotAllowed`` when there is neither.
        """
        try:
            return version_of(version_id)
        except NotAllowed:
            gone = discarded(version_id)
            current = in_force_of(gone.subject, gone.key) if gone is not None and gone.subject in EDITED else None
            if gone is None or current is None:
                raise
        return Version(
            pk=version_id,
            subject=gone.subject,
            key=gone.key,
            number=gone.number,
            status=VersionStatus.RETIRED,
            definition=current.definition,
            drafted_at=gone.at,
        )

    def _what_happened(self, there: Version) -> str:
        gone = discarded(there.pk)
        if gone is not None:
            who, at = gone.by, gone.at
            sentence = _(
                "%(who)s discarded this draft while you had it open: %(when)s. What you typed is not saved yet."
            )
        elif there.status == VersionStatus.DRAFT:
            who, at = there.drafted_by, there.drafted_at
            sentence = _("%(who)s saved this draft while you had it open: %(when)s. What you typed is not saved yet.")
            if who is not None and who.pk == self.actor.user_id:
                sentence = _("You saved this draft in another window: %(when)s. What you typed here is not saved yet.")
        else:
            who, at = there.published_by, there.published_at or there.drafted_at
            sentence = _(
                "%(who)s published this draft while you had it open: %(when)s. What you typed is not saved yet."
            )
        named = isolated_words(str(who)) if who is not None else _("Someone")
        return sentence % {"who": named, "when": written_moment(at)}

    def page(
        self,
        version: Version,
        *,
        form: Any = None,
        note: Any = None,
        refused: str = "",
        meanwhile: Meanwhile | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """The draft; ``form`` and ``note`` as they were sent, when something in them must be mended."""
        current = in_force_of(version.subject, version.key)
        edited = EDITED[version.subject]
        context = {
            "version": version,
            "edited": edited,
            "title": title_of(version),
            "form": form or edited.form(version.definition, key=version.key),
            "note": note or NoteForm(initial={"note": version.note}),
            # What was typed goes on from the draft that its page showed, not from the one that is there now.
            "read": self.request.POST.get("read", "") if form else as_read(version),
            "refused": refused,
            "meanwhile": meanwhile,
            "at": self.request.GET.get("rule", ""),
            "warnings": [*publishable(version.subject).warnings(version.key, version.definition)],
            "problems": problems(version.subject, version.key, version.definition),
            "current": current,
            "differences": _differences(version, current),
            "same": current is not None and edited.newest(version.definition) == edited.newest(current.definition),
            "own": version.drafted_by_id == self.actor.user_id,
            "ahead": look_ahead(version),
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


def _differences(version: Version, current: Version | None) -> list[Difference]:
    before = lines_of(current.subject, current.definition) if current else []
    return differences(before, lines_of(version.subject, version.definition))
