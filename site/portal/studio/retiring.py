"""Taking a thing out of force: one owner drafts it with the reason, a second one does it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.screen import OwnerScreen, ThingScreen, in_force_of, title_of, version_of
from portal.studio.subjects import EDITED, lines_of
from portal.studio.typed import NoteForm
from workflows.cases.errors import NotAllowed
from workflows.versions.drafting import ready, waits
from workflows.versions.errors import (
    ChangedMeanwhile,
    HeldByAnother,
    NotADraft,
    NotInForce,
    SecondPersonNeeded,
    StillNamed,
)
from workflows.versions.models import Version, VersionStatus
from workflows.versions.services import as_read, draft_end, publish, redraft, why_it_stays


class RetireScreen(ThingScreen):
    """Begins the draft that takes what is in force out of it, where nothing in force needs it."""

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:  # type: ignore[override]  # another address
        version = version_of(version_id)
        return redirect("studio:thing", version.subject, version.key)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        try:
            begun = draft_end(version.pk, actor=self.actor)
        except StillNamed as error:
            return self.page(version.subject, version.key, refused=str(error), status=UNPROCESSABLE)
        except NotInForce:
            messages.error(request, _not_in_force())
            return redirect("studio:thing", version.subject, version.key)
        return redirect("studio:end", begun.pk)


class EndScreen(OwnerScreen):
    """The draft that ends a thing: what goes, what follows from it, why, and who does it."""

    template_name = "studio/end.html"

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if not version.ends:
            raise NotAllowed
        if version.status != VersionStatus.DRAFT:
            return redirect("studio:thing", version.subject, version.key)
        return self.page(version)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        """Keep the reason, and where it is asked for tell the other owners that the draft waits for one of them."""
        version = version_of(version_id)
        if not version.ends:
            raise NotAllowed
        note = NoteForm(request.POST)
        if not note.is_valid():
            return self.page(version, note=note, status=UNPROCESSABLE)
        try:
            saved = redraft(
                version.pk,
                definition=version.definition,
                note=note.cleaned_data["note"],
                read=request.POST.get("read", ""),
                actor=self.actor,
            )
            if request.POST.get("do") == "ready" and ready(saved.pk, read=as_read(saved), words="", actor=self.actor):
                messages.success(request, _("The other process owners are told that it is ready."))
            else:
                messages.success(request, _("The draft is saved."))
        except HeldByAnother:
            sentence = _("Somebody else works on this draft. Your reason is not saved yet.")
            return self.page(version_of(version_id), note=note, refused=sentence, status=UNPROCESSABLE)
        except ChangedMeanwhile:
            sentence = _("The draft was changed while you had it open. Your reason is not saved yet: save it again.")
            return self.page(version_of(version_id), note=note, refused=sentence, status=UNPROCESSABLE)
        except NotADraft:
            messages.error(request, _gone())
            return redirect("studio:thing", version.subject, version.key)
        return redirect("studio:end", version.pk)

    def page(self, version: Version, *, note: Any = None, refused: str = "", status: int = 200) -> HttpResponse:
        """The draft; ``refused`` says why something was not done."""
        current = in_force_of(version.subject, version.key)
        shown = current or version
        context = {
            "version": version,
            "edited": EDITED[version.subject],
            "title": title_of(shown),
            "lines": lines_of(version.subject, shown.definition),
            "stays": why_it_stays(shown) if current else "",
            "gone": current is None,
            "note": note or NoteForm(initial={"note": version.note}),
            "read": as_read(version),
            "waits": waits(version),
            "own": version.drafted_by_id == self.actor.user_id,
            "refused": refused,
        }
        return self.show(context, status=status)


class ConfirmEndScreen(EndScreen):
    """A second owner takes it out of force."""

    asks_again = True

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return redirect("studio:end", version_of(version_id).pk)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if not version.ends:
            raise NotAllowed
        try:
            publish(version.pk, actor=self.actor, read=request.POST.get("read", ""))
        except SecondPersonNeeded:
            sentence = _("You drafted this, so another process owner must take it out of force.")
            return self.page(version, refused=sentence, status=UNPROCESSABLE)
        except ChangedMeanwhile:
            sentence = _("The draft was changed while you read it. Read it again, then decide.")
            return self.page(version_of(version_id), refused=sentence, status=UNPROCESSABLE)
        except StillNamed as error:
            return self.page(version, refused=str(error), status=UNPROCESSABLE)
        except NotInForce:
            messages.error(request, _not_in_force())
        except NotADraft:
            messages.error(request, _gone())
        else:
            messages.success(request, _("It is no longer in force."))
        return redirect("studio:thing", version.subject, version.key)


def _not_in_force() -> str:
    return _("Only a version that is in force can be taken out of it.")


def _gone() -> str:
    return _("This is no longer a draft: someone has published or discarded it in the meantime.")
