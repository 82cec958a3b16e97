"""A reader says whether an article was of use: counted, a few times an hour from one network, and no more is known."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from content.forms.limited import network_behind
from content.knowledge.models import ArticlePage
from content.knowledge.services import note_use
from permissions.limits.asking import ask
from permissions.limits.catalogue import OF_USE, OF_USE_HERE
from portal.citizen.own_pages import by_origin_or_token


@never_cache
@by_origin_or_token
@require_POST
def of_use(request: HttpRequest) -> HttpResponse:
    """Thanks whoever said it also where it is not counted: they said it before, or too often."""
    number = request.POST.get("article", "")
    article = ArticlePage.objects.live().filter(pk=number).first() if _is_id(number) else None
    said = request.POST.get("of_use")
    if article is None or said not in ("yes", "no"):
        raise Http404
    network = network_behind(request)
    if ask(OF_USE, network).may and ask(OF_USE_HERE, f"{network} {article.pk}").may:
        note_use(article_id=article.pk, was_of_use=said == "yes")
    return redirect(f"{article.url}?said#of-use")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
