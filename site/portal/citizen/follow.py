"""The follow page: reads a case that this browser has proved the secret of, and takes what its citizen does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.forms.devices import MICROPHONE, may_use
from content.forms.filed_link import come_back_to_filed, just_filed, leave_filed
from content.forms.handing_out import PICTURES, SHOWN, handed_out
from content.forms.later_checks import held_back
from content.forms.limited import attached_within_limits, taken_ahead
from content.forms.uploads import UPLOAD_QUERY, Attachments, mark_filed, stored_files
from permissions.actors import Actor
from portal.case_shown.files import NOT_NOW
from portal.citizen import briefly
from portal.citizen.acts import ACTS, LONGEST, NoSuchWork, offered, with_work
from portal.citizen.briefly import keeps_open
from portal.citizen.hinting import may_be_for
from portal.citizen.office_shown import with_last_opened
from portal.citizen.proof import (
    is_own,
    may_follow,
    remember,
    still_opens,
    unproved_listing,
    way_back,
    way_to_prove,
)
from portal.citizen.shown import erased_shown, shown
from portal.citizen.step_up import asks_for_proof
from workflows.cases.errors import NotPossible
from workflows.cases.lifecycle import apply
from workflows.cases.models import Case, Track
from workflows.cases.relay import has_relay
from workflows.cases.selectors import file_of, state_of
from workflows.cases.state import State
from workflows.cases.tracking import renewals_of

INSTEAD = "instead"
"""Behind the address of an act: what comes was written for another form."""


@never_cache
@require_safe
@keeps_open
def follow(request: HttpRequest, tracking: str) -> HttpResponse:
    """The case, or the way to prove that one may read it. Whoever has just filed it in this browser need not."""
    case = opened_case(request, tracking)
    if case is None and just_filed(request, tracking):
        case = _just_filed(request, tracking)
    if case is None:
        return way_to_prove(tracking)
    return _erased_page(request, case) if case.erased_at is not None else _page(request, state_of(case))


def _erased_page(request: HttpRequest, case: Case, *, refused: bool = False) -> HttpResponse:
    """What is left of it. ``refused``: something was sent."""
    context = {**erased_shown(state_of(case)), "refused": refused}
    context["trail"] = way_back(request) if not context["sealed"] else []
    return TemplateResponse(request, "citizen/case_erased.html", context, status=409 if refused else 200)


def _just_filed(request: HttpRequest, tracking: str) -> Case | None:
    """The case that was filed in this browser, which opens it from now on; not once it has another code."""
    case = case_numbered(tracking)
    if case is None or renewals_of(case):
        return None
    remember(request, case)
    return case


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@keeps_open
@asks_for_proof
def act(request: HttpRequest, tracking: str, name: str) -> HttpResponse:
    """Do one thing to the case. What cannot be is said on the page, with what was typed still there.

    That page has this address: its other language, or its tab opened again, leads to the case.
    """
    if name not in ACTS:
        raise Http404
    if request.method != "POST":
        return redirect("follow", tracking=tracking)
    case = opened_case(request, tracking)
    if case is None or case.erased_at is not None:
        return redirect("track") if case is None else _erased_page(request, case, refused=True)
    wanted = ACTS[name]
    if name == "add" and INSTEAD in request.GET:
        return _add_instead(request, case)
    key = f"{case.pk}:{case.events_count}"
    if wanted.takes_files and UPLOAD_QUERY in request.GET:
        return taken_ahead(request, form_key=key)
    attached = attached_within_limits(request, form_key=key) if wanted.takes_files else Attachments()
    form = wanted.form(request.POST, has_files=bool(attached.kept or attached.refused))
    if form.is_valid() and not attached.refused:
        done = str(wanted.done(case))
        try:
            action = wanted.action(with_work(form.cleaned_data, case), stored_files(attached.uploads))
            event = apply(case.pk, action, actor=Actor.citizen(case.pk))
        except NoSuchWork:
            raise Http404 from None
        except NotPossible as refusal:
            form.add_error(None, str(refusal.message))
        else:
            mark_filed(attached.uploads, key=f"{case.pk}:{event.number}")
            messages.success(request, done)
            return redirect("follow", tracking=tracking)
    return _page(request, state_of(case), bound={name: form}, attached={name: attached}, status=422)


def _add_instead(request: HttpRequest, case: Case) -> HttpResponse:
    """What was written in another form, to be added to this case instead: to be read, and sent or not."""
    state = state_of(case)
    if "add" not in offered(state):
        return redirect("follow", tracking=case.tracking)
    form = ACTS["add"].form(initial={"text": request.POST.get("text", "")[:LONGEST]}, auto_id="add_%s")
    return _page(request, state, filled={"add": form})


@never_cache
@require_safe
@keeps_open
def download(request: HttpRequest, tracking: str, number: int) -> HttpResponseBase:
    """A file of the case that its citizen may read: to be saved; where it is asked for (``SHOWN``), a photo to be
    looked at in its place. No browser shows anything else but what it plays."""
    case = proved_case(request, tracking)
    file = file_of(case, number) if case is not None else None
    if file is None or not file.public:
        raise Http404
    if (why := held_back(file)) is not None:
        messages.error(request, str(NOT_NOW[why]))
        return redirect("follow", tracking=tracking)
    in_place = SHOWN in request.GET and file.content_type in PICTURES
    return handed_out(request, file, content_type="" if in_place else "application/octet-stream", in_place=in_place)


@never_cache
@require_POST
@keeps_open
def here(request: HttpRequest, tracking: str) -> HttpResponse:
    """A page of a case that opens briefly says that somebody is at it, or (``gone``) that it was left; of a sealed one
    the page after filing, too."""
    response, gone = HttpResponse(status=204), "gone" in request.POST
    case = proved_case(request, tracking)
    if case is None and just_filed(request, tracking):
        case = case_numbered(tracking)
    if case is None or not case.by_day:
        return response
    if gone and briefly.opens(request, tracking, case=case):
        briefly.open_briefly(request, case, briefly.LEFT)
    if gone and case.track == Track.SENSITIVE:
        leave_filed(request, response, tracking, lasts=briefly.LEFT)
    elif not gone:
        come_back_to_filed(request, response, case)
    return response


def proved_case(request: HttpRequest, tracking: str) -> Case | None:
    """The case, where this browser opens it and there is something left to read."""
    case = opened_case(request, tracking)
    return case if case is not None and case.erased_at is None else None


def opened_case(request: HttpRequest, tracking: str) -> Case | None:
    """The case, where this browser opens it; also one that was erased."""
    case = case_numbered(tracking) if may_follow(request, tracking) else None
    if case is None or not still_opens(request, case):
        return None
    if case.by_day and briefly.opens(request, tracking, case=case):
        briefly.open_briefly(request, case)
    return case


def case_numbered(tracking: str) -> Case | None:
    """The case of a number, whoever asks: only for who was found to be let in before."""
    related = ("kind", "agency", "subject_agency", "process_version", "person")
    return with_last_opened(Case.objects.select_related(*related).filter(tracking=tracking)).first()


def _page(
    request: HttpRequest,
    state: State,
    *,
    bound: dict[str, forms.Form] | None = None,
    attached: dict[str, Attachments] | None = None,
    filled: Mapping[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """``bound``: forms that were sent and are wrong; ``filled``: some that have words in them and were not sent."""
    given = bound or {}
    reads_alone = unproved_listing(request, state.case.tracking) is not None
    may = {} if reads_alone else offered(state)
    shown_acts = {name: each for name, each in ACTS.items() if name in may or name in given}
    context: dict[str, Any] = shown(state)
    context["briefly"] = state.case.by_day
    context["relayed"] = state.case.by_day and has_relay(state.case)
    context["trail"] = way_back(request) if not context["sealed"] else []
    context["own"] = not reads_alone and is_own(request, state.case.tracking)
    context["reads_alone"] = reads_alone
    written = {**(filled or {}), **given}
    context["forms"] = {name: written.get(name) or each.form(auto_id=f"{name}_%s") for name, each in shown_acts.items()}
    context["adds"] = "add" in (filled or {})
    if "rate" in context["forms"]:
        context["forms"]["rate"].initial = context["rated"]
    if "not-here" in shown_acts:
        context["perhaps"], context["bodies"] = may_be_for(state)
        context["not_here"] = context["forms"]["not-here"]
    context["attached"] = {name: (attached or {}).get(name, Attachments()) for name in shown_acts}
    context["acted"] = next(iter(given.values()), None)
    if reads_alone:
        context["push"] = {}
    else:
        _ask_each(context)
    context["problems"] = [
        (_files_id(context, name), str(refusal.sentence))
        for name, each in (attached or {}).items()
        for refusal in each.refused
    ]
    _keep_words(context, [name for name in given if name not in may])
    response = TemplateResponse(request, "citizen/case.html", context, status=status)
    if any(each.takes_files for each in shown_acts.values()):
        may_use(response, MICROPHONE)
    return response


def _ask_each(context: dict[str, Any]) -> None:
    """A form below each open question: the one that was sent, with its files, below its own.

    Where that question is over, what was typed is shown, to be copied: the others ask something else.
    """
    sent = context["forms"].get("answer")
    for place, question in enumerate(context["questions"]):
        bound = sent is not None and sent.is_bound
        if bound and sent.data.get("work") not in (None, "", str(question.number)):
            bound = False
        name = "answer" if place == 0 else f"answer{question.number}"
        question.files_id = f"{name}_files"
        if bound:
            question.form, question.attached = sent, context["attached"]["answer"]
        else:
            question.form = ACTS["answer"].form(initial={"work": question.number}, auto_id=f"{name}_%s")
    if sent is not None and sent.is_bound and all(question.form is not sent for question in context["questions"]):
        context["typed"] = sent.data.get("text", "").strip()


def _files_id(context: dict[str, Any], name: str) -> str:
    """Where the files of an act are chosen; of an answer, below the question that was answered."""
    answered = (question.files_id for question in context["questions"] if name == "answer" and question.form.is_bound)
    return next(answered, f"{name}_files")


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
