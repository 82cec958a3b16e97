"""A form may come without Django's token where the browser says that it stood on a page of ours.

Browsers say so of each form that they send, and no page can have them say something else. So a page that is the same
for everybody can hold such a form: a token would be a cookie for whoever reads it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt, csrf_protect

Answers = Callable[[HttpRequest], HttpResponse]


def is_from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of this site. A browser that does not say where it stood is not believed."""
    said = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    return said == f"{request.scheme}://{request.get_host()}"


def by_origin_or_token(view: Answers) -> Answers:
    """Take what was sent from here; ask all else for the token, as everywhere."""
    asked: Answers = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        return view(request) if is_from_here(request) else asked(request)

    return answer


def _origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
