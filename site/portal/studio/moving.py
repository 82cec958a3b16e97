"""Beginning a draft, publishing or discarding it, and putting a former version in force again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.agencies.models import Agency
from permissions.isolated import isolated_words
from permissions.writing import written_moment
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.categories import beginning_for
from portal.studio.draft_screen import DraftScreen
from portal.studio.job_screens import job_of, publish_and_redate, to_be_seen_first
from portal.studio.process_beside import beside_process
from portal.studio.screen import OwnerScreen, ThingScreen, in_force_of, title_of, version_of
from portal.studio.subjects import EDITED
from workflows.cases.errors import NotAllowed
from workflows.jobs.models import JobKind
from workflows.versions.errors import (
    ChangedMeanwhile,
    NotADraft,
    NotAlone,
    NothingThere,
    NotPublishable,
    OvertakenMeanwhile,
    SecondPersonNeeded,
    StillTyped,
)
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import publishable
from workflows.versions.put_aside import put_aside_lately
from workflows.versions.selectors import history
from workflows.versions.services import (
    as_read,
    bring_back,
    discard,
    draft,
    republish,
    restore_in_draft,
)


class BeginScreen(OwnerScreen):
    """A new draft that begins as what is in force, or as one that was discarded a moment ago (``back``: its id)."""

    def post(self, request: HttpRequest, subject: str, key: str) -> HttpResponse:
        if "back" in request.POST and subject in EDITED:
            return self._back(subject, key, request.POST["back"])
        definition = publishable(subject).in_force().get(key) if subject in EDITED else None
        if definition is None and subject == Subject.CATEGORIES:
            definition = beginning_for(key)
        if definition is None:
            raise NotAllowed
        newest = EDITED[subject].newest(definition)
        begun = draft(subject=subject, key=key, definition=newest, actor=self.actor)
        return redirect("studio:draft", begun.pk)

    def _back(self, subject: str, key: str, gone: str) -> HttpResponse:
        meant = put_aside_lately().filter(subject=subject, key=key, version=int(gone) if gone.isdecimal() else 0)
        try:
            found = meant.values_list("version", flat=True).first() or 0
            return redirect("studio:draft", bring_back(found, actor=self.actor).pk)
        except NothingThere:
            messages.error(self.request, _("It cannot be brought back any more: that is possible for a day, and once."))
            return redirect("studio:all")


class CalendarOfBodyScreen(OwnerScreen):
    """A draft of a calendar for one body, which begins as the one in force; a body that has one is led to it."""

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        body = Agency.objects.filter(code=request.POST.get("body", "").replace("\x00", ""), active=True).first()
        current = in_force_of(Subject.CALENDAR, key)
        if body is None or current is None:
            raise NotAllowed
        if history(Subject.CALENDAR, body.code).exists():
            return redirect("studio:thing", Subject.CALENDAR, body.code)
        definition = EDITED[Subject.CALENDAR].newest(current.definition)
        begun = draft(
            subject=Subject.CALENDAR,
            key=body.code,
            definition={**definition, "name": body.name},
            actor=self.actor,
        )
        return redirect("studio:draft", begun.pk)


def read_again(error: ChangedMeanwhile) -> str:
    """What is no longer as its reader had it before them."""
    if isinstance(error, OvertakenMeanwhile):
        return _("Another version was put in force while you read this one. Read again what changes.")
    return _("The draft was changed while you read it. Read it again, then publish it.")


class PublishScreen(DraftScreen):
    """Puts a draft in force, when it has no problem and a second person does it."""

    asks_again = True

    template_name = "studio/publish.html"

    def context_of(self, version: Version) -> dict[str, Any]:
        return super().context_of(version) | beside_process(version.subject, version.key)

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.status != VersionStatus.DRAFT:
            return redirect("studio:thing", version.subject, version.key)
        if version.ends:
            return redirect("studio:end", version.pk)
        return self.page(version)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.ends:
            return redirect("studio:end", version.pk)
        if (first := to_be_seen_first(version, request.POST, self.actor)) is not None:
            return first
        try:
            read = request.POST.get("read", "")
            published = publish_and_redate(version.pk, actor=self.actor, read=read, posted=request.POST)
        except SecondPersonNeeded:
            return self.page(version, refused=second_person_needed(), status=UNPROCESSABLE)
        except ChangedMeanwhile as error:
            return self.page(version_of(version_id), refused=read_again(error), status=UNPROCESSABLE)
        except StillTyped as error:
            return self.page(version_of(version_id), refused=still_typed(error), status=UNPROCESSABLE)
        except NotPublishable:
            sentence = _("It cannot be published yet. What is missing is listed below.")
            return self.page(version, refused=sentence, status=UNPROCESSABLE)
        except NotADraft:
            messages.error(request, no_draft())
        else:
            messages.success(request, _("Version %(number)d is in force now.") % {"number": published.number})
            if job_of(JobKind.REDATE, published) is not None:
                return redirect("studio:effect", published.pk)
        return redirect("studio:thing", version.subject, version.key)


class DiscardScreen(DraftScreen):
    """Deletes a draft, after asking once, which can be taken back for a day; what was ever published stays."""

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:
        return redirect("studio:draft", version_of(version_id).pk)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        read = request.POST.get("read", "")
        if version.status == VersionStatus.DRAFT and "sure" not in request.POST and read == as_read(version):
            back = reverse("studio:draft", args=[version.pk])
            context = {"version": version, "title": title_of(version), "do": "discard", "back": back, "read": read}
            return TemplateResponse(request, "studio/discard.html", context)
        try:
            discard(version.pk, read=read, actor=self.actor)
        except ChangedMeanwhile:
            sentence = _("The draft was changed while you read it. Read it again before you discard it.")
            return self.page(version_of(version_id), refused=sentence, status=UNPROCESSABLE)
        except NotADraft:
            messages.error(request, no_draft())
        else:
            messages.success(request, _("The draft is discarded. For a day it can be brought back below."))
        return redirect("studio:thing", version.subject, version.key)


class RepublishScreen(ThingScreen):
    """A former version comes back: put in force at once where one person alone may do so, else as a draft."""

    asks_again = True

    def get(self, request: HttpRequest, version_id: int) -> HttpResponse:  # type: ignore[override]  # another address
        version = version_of(version_id)
        return redirect("studio:thing", version.subject, version.key)

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        version = version_of(version_id)
        if version.status != VersionStatus.RETIRED:
            messages.error(request, _("Only a version that was in force before can be put in force again."))
            return redirect("studio:thing", version.subject, version.key)
        if request.POST.get("way") == "draft":
            begun = restore_in_draft(version.pk, actor=self.actor)
            return redirect("studio:draft", begun.pk)
        try:
            again = republish(version.pk, actor=self.actor)
        except NotAlone as error:
            sentence = _("One person alone does not put this version in force: %(why)s It can be restored in a draft.")
            refused = sentence % {"why": error.why}
            return self.page(version.subject, version.key, refused=refused, status=UNPROCESSABLE)
        except NotPublishable as error:
            return self.page(version.subject, version.key, problems=error.problems, status=UNPROCESSABLE)
        messages.success(request, _("Version %(number)d is in force now.") % {"number": again.number})
        return redirect("studio:thing", version.subject, version.key)


def second_person_needed() -> str:
    """Why whoever drafted a version cannot publish it."""
    return _("You changed this draft last, so another process owner must publish it.")


def no_draft() -> str:
    """Someone was quicker."""
    return _("This is no longer a draft: someone has published or discarded it in the meantime.")


def still_typed(error: StillTyped) -> str:
    """Who is at work on the draft and when they saved last, and what can be done."""
    words = _(
        "%(who)s is still at work on this draft: last saved %(when)s. Ask for it, or wait until they say that it is "
        "ready; ten minutes after the last save it can be published, too."
    )
    return words % {"who": isolated_words(str(error.who)), "when": written_moment(error.at)}
