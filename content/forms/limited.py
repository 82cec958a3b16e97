"""What forms are told of limits: how many requests and files come from one network."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.forms.keys import ALL_FILES, FileNames
from content.forms.refusals import Refusal, named
from content.forms.resumable import begins_here, begun
from content.forms.uploads import Attachments, attached_to, gather, sent_ahead
from permissions.limits.asking import NOT_ASKED, Asked, ask
from permissions.limits.catalogue import FILES_WITH_FORMS, FILING, HINTS, UPLOADS
from permissions.limits.challenges import answer_in
from permissions.limits.subjects import network_of
from permissions.writing import written_moment

AGAIN = _("Many files have arrived from your network within this hour. Wait half a minute and attach it again.")
NO_MORE = _("Too many files have arrived from your network. You can send more from %(time)s.")
LEFT_OUT = _(
    "“%(name)s” was left out: too many files have arrived from your network, and no more are accepted "
    "until %(time)s. Send the form without it now and add the file later, or attach it again then."
)


def network_behind(request: HttpRequest) -> str:
    """The network that ``request`` counts for."""
    return network_of(str(request.META.get("REMOTE_ADDR", "")))


def ask_to_file(request: HttpRequest) -> Asked:
    """Whether one more request may be filed now."""
    return ask(FILING, network_behind(request), answer=answer_in(request.POST))


def may_look(request: HttpRequest) -> bool:
    """Whether what is written in this network is looked at once more before it is sent."""
    return ask(HINTS, network_behind(request)).may


def taken_ahead(request: HttpRequest, problem: str = "", *, form_key: str, asked: str = "") -> HttpResponse:
    """One file ahead of its form, in one piece or as the beginning of many, where the network may send one more;
    ``problem``, ``form_key`` and ``asked`` as in ``sent_ahead``."""
    in_pieces = begins_here(request)
    if not problem and (refused := refused_upload(request)) is not None:
        return refused
    return (
        begun(request, form_key=form_key, asked=asked)
        if in_pieces and not problem
        else sent_ahead(request, problem, form_key=form_key, asked=asked)
    )


def refused_upload(request: HttpRequest) -> JsonResponse | None:
    """None where a file may be sent ahead of its form; else why not, with the challenge that the script can answer."""
    asked = ask(UPLOADS, network_behind(request), answer=answer_in(request.POST))
    if asked.may:
        return None
    if asked.challenge is not None:
        said = {"refused": str(AGAIN), "challenge": asked.challenge.work}
    else:
        said = {"refused": said_until(NO_MORE, asked)}
    response = JsonResponse(said, status=HTTPStatus.TOO_MANY_REQUESTS)
    tell_when(response, asked)
    return response


def attached_within_limits(request: HttpRequest, *, form_key: str, names: FileNames = ALL_FILES) -> Attachments:
    """The files of a form as ``attached_to`` gives them. Of a network that has sent too many, none that came just now:
    each is refused by its name, and those that are here already stay. ``names``: what they go by."""
    new = request.FILES.getlist(names.new)
    asked = ask(FILES_WITH_FORMS, network_behind(request), amount=len(new)) if new else NOT_ASKED
    if asked.may:
        return attached_to(request, form_key=form_key, names=names)
    here = gather(
        new=[],
        kept_tokens=request.POST.getlist(names.kept),
        removed_tokens=request.POST.getlist(names.removed),
        form_key=form_key,
    )
    left = [str(getattr(file, "name", "")) for file in new]
    left_out = [Refusal(name, said_until(LEFT_OUT, asked, **named(name))) for name in left]
    return Attachments(here.kept, (*here.refused, *left_out))


def said_until(sentence: str | Promise, asked: Asked, **words: str) -> str:
    """``sentence`` with the time at which counting begins anew."""
    return str(sentence) % {**words, "time": written_moment(asked.until) if asked.until is not None else ""}


def tell_when(response: HttpResponse, asked: Asked) -> None:
    """Tell machines too when it is worth asking again."""
    if asked.retry_after:
        response["Retry-After"] = str(asked.retry_after)
