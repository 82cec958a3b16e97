"""The follow page: reads a case that this browser has proved the secret of, and takes what its citizen does."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.storage import storages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from content.forms.attachments import UPLOAD_QUERY, Attachments, attached_to, sent_ahead
from content.forms.filed_link import just_filed
from content.forms.uploads import mark_filed, stored_files
from permissions.actors import Actor
from portal.citizen.acts import ACTS
from portal.citizen.proof import is_proved, remember, way_to_prove
from portal.citizen.shown import shown
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case
from workflows.cases.selectors import file_of, state_of
from workflows.cases.state import State


@never_cache
@require_safe
def follow(request: HttpRequest, tracking: str) -> HttpResponse:
    """The case, or the way to prove that one may read it. Whoever has just filed it in this browser need not."""
    if not is_proved(request, tracking) and just_filed(request, tracking):
        remember(request, tracking)
    case = _proved(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    return _page(request, state_of(case))


@never_cache
@require_POST
def act(request: HttpRequest, tracking: str, name: str) -> HttpResponse:
    """Do one thing to the case. What cannot be is said on the page, with what was typed still there."""
    case = _proved(request, tracking)
    if case is None:
        return redirect("track")
    if name not in ACTS:
        raise Http404
    wanted = ACTS[name]
    if wanted.takes_files and UPLOAD_QUERY in request.GET:
        return sent_ahead(request)
    attached = attached_to(request, form_key=f"{case.pk}:{case.events_count}") if wanted.takes_files else Attachments()
    form = wanted.form(request.POST, has_files=bool(attached.kept or attached.refused))
    if form.is_valid() and not attached.refused:
        done = str(wanted.done(case))
        try:
            action = wanted.action(form.cleaned_data, stored_files(attached.uploads))
            event = apply(case.pk, action, actor=Actor.citizen(case.pk))
        except NotPossible as refusal:
            form.add_error(None, str(refusal.message))
        else:
            mark_filed(attached.uploads, key=f"{case.pk}:{event.number}")
            messages.success(request, done)
            return redirect("follow", tracking=tracking)
    return _page(request, state_of(case), bound={name: form}, attached={name: attached}, status=422)


@never_cache
@require_safe
def download(request: HttpRequest, tracking: str, number: int) -> FileResponse:
    """A file of the case that its citizen may read, always to be saved, never shown by the browser."""
    case = _proved(request, tracking)
    file = file_of(case, number) if case is not None else None
    if file is None or not file.public:
        raise Http404
    stored = storages["private"].open(file.storage_key)
    return FileResponse(stored, as_attachment=True, filename=file.name, content_type="application/octet-stream")


def _proved(request: HttpRequest, tracking: str) -> Case | None:
    if not is_proved(request, tracking):
        return None
    related = ("kind", "agency", "subject_agency", "process_version")
    return Case.objects.select_related(*related).filter(tracking=tracking).first()


def _page(
    request: HttpRequest,
    state: State,
    *,
    bound: dict[str, forms.Form] | None = None,
    attached: dict[str, Attachments] | None = None,
    status: int = 200,
) -> HttpResponse:
    given = bound or {}
    offered = {name: each for name, each in ACTS.items() if each.offered(state) or name in given}
    context: dict[str, Any] = shown(state)
    context["forms"] = {name: given.get(name) or each.form(auto_id=f"{name}_%s") for name, each in offered.items()}
    context["attached"] = {name: (attached or {}).get(name, Attachments()) for name in offered}
    context["acted"] = next(iter(given.values()), None)
    context["problems"] = [
        (f"{name}_files", str(refusal.sentence)) for name, each in (attached or {}).items() for refusal in each.refused
    ]
    _keep_words(context, [name for name in given if not ACTS[name].offered(state)])
    return TemplateResponse(request, "citizen/case.html", context, status=status)


def _keep_words(context: dict[str, Any], gone: list[str]) -> None:
    """What was typed into a form that is not offered any more: it goes into the one that adds, if there is one."""
    for name in gone:
        typed = context["forms"][name].data.get("text", "").strip()
        if not typed:
            continue
        context["typed"] = typed
        if "add" in context["forms"] and "add" not in gone:
            context["forms"]["add"] = ACTS["add"].form(initial={"text": typed}, auto_id="add_%s")
            context["attached"]["add"] = context["attached"][name]
