"""What a form asks while somebody writes: what fits, as a piece of its page; and that an article has answered it."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from content.forms.hints import hints_for, typed_in
from content.forms.keys import FORM_TAKE, HINTED
from content.forms.limited import may_look, network_behind
from content.forms.page import FormPage
from content.forms.serving import asked_now, how_taken
from content.knowledge.models import ArticlePage
from content.knowledge.services import note_spared
from permissions.limits.asking import ask
from permissions.limits.catalogue import OF_USE, OF_USE_HERE
from portal.citizen.own_pages import by_origin_or_token

LONGEST_NUMBER = 9


@never_cache
@sensitive_post_parameters()
@by_origin_or_token
@require_POST
def hints(request: HttpRequest) -> HttpResponse:
    """What fits what stands in the form of ``page`` now. Of a sealed form, or too often, nothing: the form needs none
    of it.
    """
    page = _page(request.POST.get("page", ""))
    sealed, taken, has_tree = how_taken(page.kind)
    if not taken:
        raise Http404
    if not may_look(request):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    typed = typed_in(asked_now(page.schema, has_tree=has_tree), request.POST, sealed=sealed)
    context = {
        "hints": hints_for(request, typed),
        "take_name": FORM_TAKE,
        "hinted_name": HINTED,
        "exit_script": static("js/quick-exit.js"),
    }
    return TemplateResponse(request, "forms/hints.html", context)


@never_cache
@by_origin_or_token
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """An article answers it, and nothing is sent: counted, and the article is shown."""
    number = request.POST.get("article", "")
    article = ArticlePage.objects.live().filter(pk=number).first() if _is_id(number) else None
    if article is None:
        raise Http404
    network = network_behind(request)
    if ask(OF_USE, network).may and ask(OF_USE_HERE, f"spared {network} {article.pk}").may:
        note_spared(article_id=article.pk)
    return redirect(article.url)


def _page(number: str) -> FormPage:
    found: FormPage | None = FormPage.objects.live().filter(pk=number).first() if _is_id(number) else None
    if found is None or not found.open_now:
        raise Http404
    return found


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
