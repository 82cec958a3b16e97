"""The published pages for other programs (Wagtail's API, version 2): what everybody reads anyway, and no more."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.cache import patch_cache_control
from rest_framework.exceptions import Throttled
from rest_framework.response import Response
from wagtail.api.v2.filters import SearchFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import PageHtmlUrlField, PageSerializer
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.models import Page

from content.directory.selectors import in_directory
from content.forms.limited import network_behind
from content.pages.selectors import absolute
from permissions.agencies.models import Agency
from permissions.limits.asking import ask
from permissions.limits.catalogue import CONTENT_API
from workflows.cases.models import RequestKind

MEANINGLESS: Final = (ValidationError, DataError, IntegrityError, RecursionError)
"""What Wagtail raises, or the database, at a day that is none, a number that no column holds, brackets without end."""
FRESH_FOR: Final = 60
"""Seconds for which an answer may be kept by whoever got it."""


class WhereItIs(PageHtmlUrlField):
    """The address of a page under which the platform is known; Wagtail's own has the name of a row of its sites."""

    def to_representation(self, page: Page) -> str:
        return absolute(page.url)


class GivenPage(PageSerializer):
    html_url = WhereItIs(read_only=True)


class PublishedPages(PagesAPIViewSet):
    """Live pages that somebody is answered: none of kinds that are not taken, or of bodies that the directory does not
    show. For anybody, so many times an hour.

    Each model names in ``api_fields`` what is given of it. Nobody is recognised: no cookie, no token. Searching in all
    texts is left out, since its cost grows with them.
    """

    base_serializer_class = GivenPage
    authentication_classes: list[Any] = []
    permission_classes: list[Any] = []
    filter_backends = [each for each in PagesAPIViewSet.filter_backends if each is not SearchFilter]
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"search", "search_operator"}

    def get_base_queryset(self) -> QuerySet[Any]:
        ended = RequestKind.objects.filter(active=False).values("code")
        hidden = Agency.objects.exclude(pk__in=in_directory()).values("code")
        pages: QuerySet[Any] = super().get_base_queryset().exclude(formpage__kind__in=ended)
        return pages.exclude(agencypage__agency__in=hidden)

    def find_view(self, request: HttpRequest) -> Any:
        if not request.GET.get("html_path"):
            raise BadRequestError("html_path is missing: the path of a page, such as /en/news/")
        return super().find_view(request)

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        asked = ask(CONTENT_API, network_behind(request))
        if not asked.may:
            raise Throttled(wait=asked.retry_after)
        super().initial(request, *args, **kwargs)

    def handle_exception(self, exc: Exception) -> Response:
        """What was asked has no meaning: no fault of ours, which operators would be told of."""
        asked = BadRequestError("the query has no meaning") if isinstance(exc, MEANINGLESS) else exc
        answer: Response = super().handle_exception(asked)
        return answer

    def finalize_response(self, request: HttpRequest, response: Response, *args: Any, **kwargs: Any) -> Response:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)
        if answer.status_code == 200:
            patch_cache_control(answer, public=True, max_age=FRESH_FOR)
        # Whatever page it is read from: it is public, and nobody's cookie is looked at.
        answer.headers["Access-Control-Allow-Origin"] = "*"
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return answer


content_api = WagtailAPIRouter("content_api")
content_api.register_endpoint("pages", PublishedPages)
