"""A draft in forms: every button keeps what was filled in, as does each pause; problems and differences beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from content.pages.ladder_shown import pages_stating_times
from permissions.access.charge import charge_of
from permissions.access.decide import Held
from permissions.isolated import isolated_words
from permissions.now import now
from permissions.writing import written_hour
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.edited import DraftForm
from portal.studio.job_screens import look_ahead
from portal.studio.lines import Grouped, Line, differences
from portal.studio.measure import measure_beside
from portal.studio.process_trial import trial_beside
from portal.studio.screen import OwnerScreen, in_force_of, title_of, version_of
from portal.studio.subjects import EDITED, lines_of
from portal.studio.typed import (
    Meanwhile,
    NoteForm,
    Told,
    Typed,
    kept_again,
    meanwhile,
    says_the_same,
    step_in_words,
    there_or_gone,
)
from workflows.transactions.turn import write_transaction
from workflows.trial.held_share import note_tried_at_once
from workflows.versions.drafting import ask_for, hand_over, ready, take_over
from workflows.versions.errors import ChangedMeanwhile, HeldByAnother, NotADraft, NothingThere, NotPublishable
from workflows.versions.holding import can_be_taken, drafting_of, edits
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import publishable
from workflows.versions.put_aside import forget_forms, keep_form, kept_forms
from workflows.versions.references import problems
from workflows.versions.services import as_read, draft, redo, redraft, undo
from workflows.versions.steps import beside, drafters

WITHOUT_FORM = ("take", "ask", "forget")
"""What buttons ask for that send nothing typed, or nothing that shall be saved."""
MOST_WORDS = 1_000
"""Letters that a drafter says to the second person."""
VIEW = ("page", "kind", "q", "through")
"""What a page sends along of what it showed."""
NO_VIEW: Mapping[str, str] = {}
NOT_TYPED = ("csrfmiddlewaretoken", "do", "over", "read", "words", *VIEW)


class DraftScreen(OwnerScreen):
    """Editing one draft; works without JavaScript, since each button sends the whole form."""

    template_name = "studio/draft.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.status != VersionStatus.DRAFT:
            return self._kept(version) or redirect("studio:thing", version.subject, version.key)
        if version.ends:
            return redirect("studio:end", version.pk)
        if "beside" in request.GET:  # what stands beside it, after it was saved by itself
            return TemplateResponse(request, "studio/draft_beside.html", self.context_of(version))
        return self._kept(version) or self.page(version)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = there_or_gone(version_id)
        if version.ends:
            return redirect("studio:end", version.pk)
        do, *at = request.POST.get("do", "save").split(":")
        if do in WITHOUT_FORM:
            return self._without_form(version, do)
        form = EDITED[version.subject].form(version.definition, request.POST, request.FILES, key=version.key)
        note = NoteForm(request.POST)
        if not (form.is_valid() and note.is_valid()):
            return self._to_correct(version, form, note, do)
        definition = form.definition()
        if do == "auto":
            return self._autosave(version, Typed(definition, note.cleaned_data["note"]))
        back = form.edit(
            definition, do, [int(place) for place in at if place.isascii() and place.isdigit() and len(place) < 6]
        )
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
            forget_forms(version, self.actor, read=self.request.POST.get("read", ""))
            return redirect(draft_address(begun, back))
        there = Typed(version.definition, version.note)
        if do in ("undo", "redo") and says_the_same(version.subject, there, typed):
            typed = there  # nothing was typed that would have to be taken back first
        try:
            saved, keys = self._redraft(version, typed, do)
        except (ChangedMeanwhile, NotADraft, HeldByAnother):
            self._keep(version)
            return self.beside(there_or_gone(version.pk), typed)
        forget_forms(saved, self.actor, read=self.request.POST.get("read", ""))
        part = back or ("" if do == "close" else _changed(version, typed.definition))
        key, dot, row = part.partition(".")
        part = f"{keys.get(key, key)}{dot}{row}"
        answer = self._then(saved, do)
        if answer is None and do in ("undo", "redo"):
            part = _changed(saved, version_of(saved.pk).definition) or part
        return answer or redirect(draft_address(version, part, self._view()))

    def _redraft(self, version: Version, typed: Typed, do: str) -> tuple[Version, Mapping[str, str]]:
        """The draft as it was saved, and which of its parts have another key since. Raises as ``redraft``."""
        over = self.request.POST.get("over", "")
        read = over or self.request.POST.get("read", "")
        with write_transaction():
            saved = redraft(
                version.pk,
                definition=typed.definition,
                note=typed.note,
                read=read,
                actor=self.actor,
                over=bool(over),
            )
            # What goes back to how it was before is not to be changed on the way.
            return (saved, {}) if do in ("undo", "redo") else EDITED[saved.subject].keyed(saved)

    def _then(self, saved: Version, do: str) -> HttpResponse | None:
        """What a button asks for beside saving."""
        read = as_read(saved)
        try:
            match do:
                case "save":
                    messages.success(self.request, _("The draft is saved."))
                case "undo" | "redo":
                    (undo if do == "undo" else redo)(saved.pk, read=read, actor=self.actor)
                case "hand":
                    hand_over(saved.pk, actor=self.actor)
                case "ready":
                    words = self.request.POST.get("words", "").replace("\x00", "").strip()[:MOST_WORDS]
                    if ready(saved.pk, read=read, words=words, actor=self.actor):
                        messages.success(self.request, _("The other process owners are told that it is ready."))
        except NothingThere:
            messages.info(self.request, _("There is no step to go to."))
        except NotPublishable:
            sentence = _("It is not ready yet. What is missing is listed below.")
            return self.page(version_of(saved.pk), refused=sentence, status=UNPROCESSABLE)
        except (ChangedMeanwhile, NotADraft, HeldByAnother):
            messages.error(self.request, _("Somebody was quicker. Look at the draft as it is now."))
        return None

    def _without_form(self, version: Version, do: str) -> HttpResponse:
        try:
            if do == "take":
                take_over(version.pk, actor=self.actor)
            elif do == "ask":
                ask_for(version.pk, actor=self.actor)
                messages.success(self.request, _("Whoever edits it reads that you would like to."))
            else:
                forget_forms(version, self.actor)
        except HeldByAnother:
            messages.error(self.request, _("It cannot be taken over while somebody else works on it."))
        except NotADraft:
            messages.error(self.request, _("This is no longer a draft."))
        if version.status != VersionStatus.DRAFT:
            return redirect("studio:thing", version.subject, version.key)
        return redirect("studio:draft", version.pk)

    def _to_correct(self, version: Version, form: DraftForm, note: NoteForm, do: str) -> HttpResponse:
        """What cannot be saved as it is stays as it was sent, also over a reload."""
        kept = self._keep(version)
        if do == "auto":
            said = _("Not saved: something must be corrected first. What you typed is kept.")
            return JsonResponse({"said": said if kept else _("Not saved.")}, status=UNPROCESSABLE)
        sentence = _("Nothing has been saved yet. Correct what is marked below, then save again.")
        return self.page(version, form=form, note=note, refused=sentence, status=UNPROCESSABLE)

    def _autosave(self, version: Version, typed: Typed) -> HttpResponse:
        """Save what is typed while somebody types on; what cannot be saved is kept, and they read why."""
        read = self.request.POST.get("read", "")
        try:
            saved = redraft(
                version.pk, definition=typed.definition, note=typed.note, read=read, actor=self.actor, auto=True
            )
        except (ChangedMeanwhile, NotADraft, HeldByAnother):
            self._keep(version)
            why = meanwhile(there_or_gone(version.pk), typed, read, self.actor).said
            said = _("Not saved: %(why)s Save it yourself to see both.") % {"why": why}
            return JsonResponse({"said": said, "stop": True}, status=UNPROCESSABLE)
        forget_forms(saved, self.actor, read=read)
        said = _("Saved at %(hour)s") % {"hour": written_hour(now())}
        return JsonResponse({"said": said, "read": as_read(saved)})

    def _keep(self, version: Version) -> bool:
        sent = {name: values for name, values in self.request.POST.lists() if name not in NOT_TYPED}
        return keep_form(version.pk, sent=sent, read=self.request.POST.get("read", ""), actor=self.actor)

    def _kept(self, version: Version) -> HttpResponse | None:
        """What they typed and what is not saved yet, shown again; nothing where there is none."""
        kept = kept_forms(version, self.actor).first()
        if kept is None:
            return None
        form, note = kept_again(version, kept)
        if not (form.is_valid() and note.is_valid()):
            sentence = _("What you typed last is not saved yet. Correct what is marked below, then save it.")
            return self.page(version, form=form, note=note, refused=sentence, read=kept.read)
        return self.beside(version, Typed(form.definition(), note.cleaned_data["note"]), read=kept.read, status=200)

    def beside(self, there: Version, typed: Typed, *, read: str = "", status: int = UNPROCESSABLE) -> HttpResponse:
        """What was typed, with what someone else made of the draft meanwhile: nothing of either is lost."""
        form = EDITED[there.subject].form(typed.definition, key=there.key)
        edited = EDITED[there.subject]
        edited.look(form, {edited.part: self.request.POST.get("open", "")})
        note = NoteForm(initial={"note": typed.note})
        found = meanwhile(there, typed, read or self.request.POST.get("read", ""), self.actor)
        return self.page(there, form=form, note=note, meanwhile=found, read=read, status=status)

    def page(
        self,
        version: Version,
        *,
        form: Any = None,
        note: Any = None,
        refused: str = "",
        meanwhile: Meanwhile | None = None,
        read: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """The draft; ``form`` and ``note`` as they were sent, when something in them must be mended.

        ``read``: the draft from which what was typed goes on, where the request does not say it.
        """
        context = self.context_of(version) | {"refused": refused, "meanwhile": meanwhile}
        if form is not None:
            # What was typed goes on from the draft that its page showed, not from the one that is there now.
            typed_in = read or self.request.POST.get("read", "")
            context |= {"form": form, "note": note, "read": typed_in, "unsaved": True, "editable": True}
        EDITED[version.subject].look(context["form"], self.request.GET.dict() | self._view())
        return self.show(context, status=status)

    def _view(self) -> dict[str, str]:
        """What of a long form the page showed from which it was sent."""
        return {name: self.request.POST[name] for name in VIEW if self.request.POST.get(name)}

    def context_of(self, version: Version) -> dict[str, Any]:
        """What the page of a draft shows."""
        current = in_force_of(version.subject, version.key)
        edited = EDITED[version.subject]
        lines = lines_of(version.subject, version.definition)
        found = differences(lines_of(current.subject, current.definition) if current else [], lines)
        against = problems(version.subject, version.key, version.definition)
        form = edited.form(version.definition, key=version.key)
        edited.told(form, against)
        warnings = [*publishable(version.subject).warnings(version.key, version.definition)]
        if version.subject == Subject.DANGER and warnings:
            note_tried_at_once(version, user_id=int(self.actor.user_id or 0))
        if current is not None and current.number > version.number:
            warnings.insert(0, _overtaken(current))
        drafting = drafting_of(version)
        user_id = self.actor.user_id
        return {
            "version": version,
            "edited": edited,
            "title": title_of(version),
            "form": form,
            "note": NoteForm(initial={"note": version.note}),
            "read": as_read(version),
            "at": self.request.GET.get("rule", ""),
            "warnings": warnings,
            "posts_of": _managed([*warnings, *against], self.held),
            "problems": against,
            "current": current,
            "differences": found,
            "grouped": Grouped.of(found),
            "same": current is not None and edited.newest(version.definition) == edited.newest(current.definition),
            "own": version.drafted_by_id == user_id,
            "ahead": look_ahead(version)
            | trial_beside(version)
            | ({} if against else measure_beside(version, current)),
            # called by the template, and only where somebody can publish: it reads every page
            "timed_pages": pages_stating_times if version.subject in (Subject.LADDER, Subject.LIMIT) else (),
            "drafting": drafting,
            "editable": edits(drafting, user_id),
            "mine": drafting.holder_id is not None and drafting.holder_id == user_id,
            "can_take": can_be_taken(drafting),
            "at_work": drafting.holder_id != user_id and not can_be_taken(drafting),
            "asked": isolated_words(str(drafting.asked_by)) if drafting.asked_by_id not in (None, user_id) else "",
            "drafters": drafters(version) if version.status == VersionStatus.DRAFT else [],
            **_steps(version, lines),
        }


def draft_address(version: Version, part: str | None, view: Mapping[str, str] = NO_VIEW) -> str:
    """The page of a draft; where a part is meant, as a rule, with that part open and in sight. ``view``: what else is
    shown."""
    address, name = reverse("studio:draft", args=[version.pk]), EDITED[version.subject].part
    asked = urlencode(({name: part} if part else {}) | dict(view))
    return address + (f"?{asked}" if asked else "") + (f"#{name}-{part}" if part else "")


def _overtaken(current: Version) -> str:
    sentence = _("Version %(number)d was put in force after this draft was begun: what it changed may be lost.")
    return sentence % {"number": current.number}


def _managed(warnings: list[str], held: Held) -> set[str]:
    """The codes of those agencies in problems and warnings whose posts the reader manages."""
    agencies = [agency for warning in warnings for agency in getattr(warning, "agencies", ())]
    if not agencies:
        return set()
    charge = charge_of(held)
    return {agency.code for agency in agencies if charge.covers(agency.pk)}


def _changed(before: Version, definition: Any) -> str:
    """Which part of a draft is another one in ``definition``; nothing where none is."""
    edited = EDITED[before.subject]
    return edited.changed(edited.newest(before.definition), edited.newest(definition))


def _steps(version: Version, lines: list[Line]) -> dict[str, str]:
    """What would be undone and done again, in words; "" where nothing is. ``lines``: what the draft lays down."""
    if version.status != VersionStatus.DRAFT:
        return {"undoes": "", "redoes": ""}
    there = Told(version.definition, version.note, lines)
    former, later = ((Told.of(version.subject, each) if each else None) for each in beside(version))
    return {
        "undoes": step_in_words(version.subject, former, there) if former else "",
        "redoes": step_in_words(version.subject, there, later) if later else "",
    }
