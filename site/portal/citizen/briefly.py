"""How a browser goes on with a sealed or anonymous request whose secret it has proved: for a quarter of an hour at a
time, until it is left, and with nothing of it in our database.

What opens the request is a cookie that goes to its pages alone (``page_cookies``). Another secret makes it worthless.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from content.forms.filed_link import BRIEFLY
from portal.citizen import page_cookies
from workflows.cases.models import Case
from workflows.cases.tracking import mark_of

LIFETIME: Final = BRIEFLY
LEFT: Final = timedelta(minutes=1)
"""For how long it opens once its page was left: the next page of it comes meanwhile, or none does."""
COOKIE: Final = "open-"
_NOTED: Final = "_opened_briefly"

Given = ParamSpec("Given")
Answer = TypeVar("Answer", bound=HttpResponseBase)


def open_briefly(request: HttpRequest, case: Case, lasts: timedelta = LIFETIME) -> None:
    """This browser may follow ``case`` from now on; the cookie comes with the answer of a view that ``keeps_open``."""
    setattr(request, _NOTED, (case, lasts))


def keeps_open(
    view: Callable[Concatenate[HttpRequest, Given], Answer],
) -> Callable[Concatenate[HttpRequest, Given], Answer]:
    """A view in which a request may be opened so, or stay open for longer."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Given.args, **named: Given.kwargs) -> Answer:
        response = view(request, *args, **named)
        case, lasts = getattr(request, _NOTED, (None, LIFETIME))
        if case is not None:
            page_cookies.put(response, COOKIE, case.tracking, mark_of(case), lasts)
        return response

    return answer  # type: ignore[return-value]  # as `wraps` is typed


def opens(request: HttpRequest, tracking: str, *, case: Case | None = None) -> bool:
    """Whether this browser may follow ``tracking`` now; of ``case``, with the secret that it has now."""
    mark = page_cookies.read(request, COOKIE, tracking)
    return mark != "" if case is None else mark == mark_of(case)


def forget(request: HttpRequest, response: HttpResponseBase) -> None:
    """Leave: what was opened so is closed in the browser that ``response`` goes to."""
    page_cookies.remove_all(request, response, COOKIE)
