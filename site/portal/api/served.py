"""The API as it is mounted: problems in the place of pages, the client's language, nothing kept, no cookie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from portal.api import problems
from portal.api.operations import router
from portal.api.problems import LANGUAGE, Problem, answer, language_of, languages
from portal.api.strict_json import NotJson, OtherMediaType, StrictParser
from portal.api.words import SUMMARIES

View = Callable[..., HttpResponse]
MULTIPART: Final = "multipart/form-data"
WRONG_TYPE: Final = _("This is not of the type that is expected here.")
NOT_KNOWN: Final = _("There is no such field here.")
KEY_NEEDED: Final = _("Send a random key of 22 to 64 letters and digits with this, in Idempotency-Key.")
CLOSED_WORDS: Final = _(
    "Send the token of a request in Authorization: Bearer. It is good for an hour, that of a sealed or anonymous "
    "request for a quarter of one: open the request again by its number and its secret."
)
DEEP: Final = 2
"""Parts of a place in a body that ninja names before the key: where it came, and as what argument."""


class CitizensApi(NinjaAPI):
    """Ninja's, with problems described as such, and what all operations have in common.

    The description is made once for each language: it takes as long as some twenty answers.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.described: dict[str, Any] = {}

    def get_openapi_schema(self, **options: Any) -> Any:
        language = get_language() or str(settings.LANGUAGE_CODE)
        if language not in self.described:
            schema = super().get_openapi_schema(**options)
            for operations in schema["paths"].values():
                for operation in operations.values():
                    _complete(operation)
            self.described[language] = schema
        return self.described[language]


def _complete(operation: dict[str, Any]) -> None:
    operation["summary"] = str(SUMMARIES[operation["operationId"]])
    spoken = {"type": "string", "enum": languages()}
    said = "The language of the answer, whatever Accept-Language says."
    operation["parameters"].append({"in": "query", "name": LANGUAGE, "schema": spoken, "description": said})
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            response["content"] = dict.fromkeys([problems.MEDIA_TYPE], *response["content"].values())


api: Final = CitizensApi(
    title="Insaf",
    version="1",
    description="What a citizen can do, for apps and machines. Problems are told as RFC 9457 says.",
    urls_namespace="api",
    docs_url=None,
    parser=StrictParser(),
    servers=[{"url": settings.INSAF_URL}],
)
api.add_router("", router)


@api.exception_handler(Problem)
def tell(_request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer(problem)


@api.exception_handler(AuthenticationError)
def tell_closed(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    return answer(Problem(problems.CLOSED, CLOSED_WORDS))


@api.exception_handler(Http404)
def tell_nothing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    return answer(Problem(problems.NOT_FOUND))


@api.exception_handler(HttpError)
def tell_unread(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Ninja says so of a body that its parser did not read; why is the cause."""
    if isinstance(error.__cause__, OtherMediaType):
        return answer(Problem(problems.MEDIA))
    return answer(Problem(problems.NOT_JSON if isinstance(error.__cause__, NotJson) else problems.BAD_REQUEST))


@api.exception_handler(ValidationError)
def tell_wrong_shape(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Each field once: of a value that can be of several types pydantic tells of each."""
    if any(each["loc"][0] == "file" for each in error.errors) and request.content_type != MULTIPART:
        return answer(Problem(problems.MEDIA))
    found = {_key(each["loc"]): _sentence(each) for each in error.errors}
    return answer(Problem(problems.INVALID, errors=list(found.items())))


def _key(place: tuple[Any, ...]) -> str:
    """The key of the field: of an answer its own, as in the form's errors; of a header its name."""
    if place[0] == "body":
        inner = [str(part) for part in place[DEEP:]]
        return (inner[1] if inner[:1] == ["answers"] and len(inner) > 1 else inner[0]) if inner else ""
    return str(place[-1])


def _sentence(error: dict[str, Any]) -> str:
    if error["loc"][-1] == "Idempotency-Key":
        return str(KEY_NEEDED)
    if error["type"] == "missing":
        return gettext("This field is required.")
    return str(NOT_KNOWN if error["type"] == "extra_forbidden" else WRONG_TYPE)


def answering(view: View) -> View:
    """What every address of the API does around its operation."""

    @csrf_exempt  # what opens a request stands in a header, which no other site's form can send
    @wraps(view, updated=())
    def answer_in_language(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(language_of(request)):
            asked = request.GET.get(LANGUAGE)
            if settings.SECURE_SSL_REDIRECT and not request.is_secure():
                # Led on, an app would send its secrets in the clear each time, and nobody would notice.
                response = answer(Problem(problems.IN_THE_CLEAR))
            elif asked is not None and asked not in languages():
                response = answer(Problem(problems.INVALID, errors=[(LANGUAGE, str(WRONG_TYPE))]))
            else:
                response = _answer(view, request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Content-Language", language_of(request))
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return answer_in_language


def _answer(view: View, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    method = request.method
    if method == "HEAD":  # as GET; the server leaves the body out
        request.method = "GET"
    try:
        response = view(request, *args, **kwargs)
    except Http404:
        return answer(Problem(problems.NOT_FOUND))
    finally:
        request.method = method
    if response.status_code == problems.METHOD.status:
        return _other_method(response)
    return response


def _other_method(refused: HttpResponse) -> HttpResponse:
    response = answer(Problem(problems.METHOD))
    allowed = {each.strip() for each in refused.headers.get("Allow", "").split(",")}
    response["Allow"] = ", ".join(sorted(allowed | ({"HEAD"} if "GET" in allowed else set())))
    return response


def addresses() -> Iterator[URLPattern]:
    """Those of the operations, of their description, and of the root, which leads to the page for people."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.callback is not None:
            pattern.callback = answering(_of(pattern.name, pattern.callback))
            yield pattern


def _of(name: str | None, view: View) -> View:
    match name:
        case "api-root":
            return to_page
        case "openapi-json":  # ninja's own, which asks for no method
            return require_safe(view)
        case _:
            return view


@require_safe
def to_page(_request: HttpRequest) -> HttpResponse:
    """The page about the API, in the language asked for."""
    return redirect("api_page")
