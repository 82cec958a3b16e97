"""Words of danger tried: on a sentence that an owner types, and on the requests of the last 90 days."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from permissions.translated_text import in_language
from permissions.writing import written_number
from portal.admin_screens.screen import UNPROCESSABLE
from portal.studio.danger_form import written_phrase
from portal.studio.job_screens import JobScreen
from portal.studio.lines import BETWEEN
from workflows.danger_words.decide import DangerTable, find_danger
from workflows.danger_words.definition import DANGER_WORDS, check, numbers_of
from workflows.jobs.models import Job, JobKind, JobState
from workflows.trial.held_share import in_words, note_tried_at_once, share_of, too_much
from workflows.versions.models import Subject, Version, VersionStatus


class SentenceForm(forms.Form):
    """What a citizen might write."""

    text = forms.CharField(
        label=_("What the citizen writes"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "input low", "dir": "auto"}),
        error_messages={"required": _("Write a sentence.")},
    )


class DangerTryScreen(JobScreen):
    """What a version recognises in a sentence, and how much of the last 90 days it would have held back."""

    kind, subjects = JobKind.HELD, (Subject.DANGER,)
    template_name = "studio/danger_try.html"
    form: SentenceForm | None = None

    def post(self, request: HttpRequest, version_id: int) -> HttpResponse:
        if request.POST.get("do") != "try":
            return super().post(request, version_id)
        version = self._version(version_id)
        self.form = SentenceForm(request.POST)
        return self.page(version, status=200 if self.form.is_valid() else UNPROCESSABLE)

    def is_unready(self, version: Version) -> bool:
        """That it was not tried yet stands in the way of publishing, and not of trying it."""
        return version.status == VersionStatus.DRAFT and bool(check(version.key, version.definition))

    def found(self, version: Version, job: Job | None) -> dict[str, Any]:
        table = DANGER_WORDS.read(version.definition)
        form = self.form or SentenceForm()
        context: dict[str, Any] = {"form": form, "unreadable": table is None}
        if table is None:
            return context
        if self.form is not None and self.form.is_valid():
            context |= {"tried": True, "match": _match(self.form.cleaned_data["text"], table)}
        if job is not None and job.state == JobState.WAITING:
            return context
        share = share_of(version.definition)
        if share is None:
            return context
        note_tried_at_once(version, user_id=int(self.actor.user_id or 0))
        kinds = [(in_language(kind.title), share.kinds.get(kind.code, 0)) for kind in table.kinds]
        return context | {
            "share": share,
            "headline": in_words(share),
            "too_much": too_much(share) if share.is_too_much else "",
            "kinds": [(kind, written_number(count)) for kind, count in kinds if count],
        }


def _match(text: str, table: DangerTable) -> dict[str, Any] | None:
    """What is recognised in a sentence, in words."""
    match = find_danger(text, table)
    kind = table.kind(match.kind) if match is not None else None
    if match is None or kind is None:
        return None
    names = {words.key: in_language(words.name) or words.key for words in table.lists}
    return {
        "kind": kind.code,
        "title": in_language(kind.title),
        "words": BETWEEN.join(match.words),
        "phrase": written_phrase(match.phrase, names),
        "sentence": in_language(kind.sentence),
        "numbers": numbers_of(kind),
    }
