"""Which cases a browser may follow: those it proved the secret of, for an hour (sealed and anonymous ones for less),
and those it has just filed itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.forms.filed_link import forget_filed
from permissions.citizens import sessions
from permissions.now import now
from portal.citizen import briefly, page_cookies
from portal.settings.headers import forget_here
from workflows.cases.joining import opens
from workflows.cases.models import Case, Track
from workflows.cases.tracking import mark_of
from workflows.notifications.own_requests import ListedRequest, requests_by_address

KEY = "proved_cases"
_LOOKED_UP: Final = "_own_looked_up"
RENEWED: Final = "new-code-"
LIFETIME = timedelta(hours=1)


def remember(request: HttpRequest, case: Case) -> None:
    """The browser may follow ``case`` from now on. A new session key, so that an older one opens nothing. Of a sealed
    or anonymous case no session tells (``briefly``)."""
    if case.by_day:
        briefly.open_briefly(request, case)
        return
    proved = dict(request.session.get(KEY, {}))
    proved[case.tracking] = [(now() + LIFETIME).timestamp(), mark_of(case)]
    request.session.cycle_key()
    request.session[KEY] = proved
    if not request.user.is_authenticated and sessions.KEY not in request.session:  # theirs is as long as their login
        request.session.set_expiry(int(LIFETIME.total_seconds()))  # then the row goes, which names the case


def open_for(case: Case) -> timedelta:
    """How long a shown secret opens it: of a sealed or anonymous case briefly."""
    return briefly.LIFETIME if case.by_day else LIFETIME


def is_proved(request: HttpRequest, tracking: str, *, case: Case | None = None) -> bool:
    """Whether this browser has proved the secret of ``tracking`` within the hour; of ``case``, that it has now."""
    until, mark = request.session.get(KEY, {}).get(tracking, (0, ""))
    if until > now().timestamp() and (case is None or mark == mark_of(case)):
        return True
    return briefly.opens(request, tracking, case=case)


def proved_here(request: HttpRequest) -> list[str]:
    """The numbers that this browser has proved the secret of within the hour; ``is_proved`` says of each case whether
    that is the secret it has now.
    """
    return [tracking for tracking in request.session.get(KEY, {}) if is_proved(request, tracking)]


def may_follow(request: HttpRequest, tracking: str) -> bool:
    """Whether this browser may open ``tracking``: by its secret, or since it is among the requests of who is signed in.

    Asked before the case is read: a stranger's answer is the same, to its last header, where there is none.
    """
    return is_proved(request, tracking) or is_own(request, tracking)


def still_opens(request: HttpRequest, case: Case) -> bool:
    """The same once it is read: a secret that another has replaced opens nothing."""
    return is_proved(request, case.tracking, case=case) or is_own(request, case.tracking)


def is_own(request: HttpRequest, tracking: str) -> bool:
    """Whether it is among the requests of who is signed in, and opens to them without its secret."""
    return _own(request, tracking) is not False


def unproved_listing(request: HttpRequest, tracking: str) -> ListedRequest | None:
    """A request that this browser only reads: it is listed for an address of who is signed in that was not proved in
    this session, nor was the secret of the request.

    None where acts are theirs too, and where it doesn't open at all.
    """
    own = _own(request, tracking)
    if not isinstance(own, ListedRequest) or any(sessions.has_proved(request, row.address) for row in own.by):
        return None
    return None if is_proved(request, tracking, case=own.case) else own


def _own(request: HttpRequest, tracking: str) -> ListedRequest | bool:
    """How a request is among those of who is signed in: True where they joined it. Looked up once for each page."""
    looked_up: dict[str, ListedRequest | bool] = request.__dict__.setdefault(_LOOKED_UP, {})
    if tracking not in looked_up:
        citizen = sessions.citizen_of(request)
        if citizen is None:
            return False
        joined = opens(citizen, tracking)
        looked_up[tracking] = joined or next(iter(requests_by_address(citizen, tracking=tracking)), False)
    return looked_up[tracking]


def show_new_code(request: HttpRequest, response: HttpResponse, case: Case) -> None:
    """The browser that has just renewed the code of ``case`` may follow it, and reads the new code as long."""
    remember(request, case)
    page_cookies.put(response, RENEWED, case.tracking, mark_of(case), open_for(case))


def shows_new_code(request: HttpRequest, tracking: str) -> bool:
    """Whether the new code of ``tracking`` was made in this browser a short while ago."""
    return page_cookies.read(request, RENEWED, tracking) != ""


def forget_all(request: HttpRequest, response: HttpResponse) -> None:
    """Leave: on a computer that others use, too. The way back shows no page after filing either, with its secret."""
    request.session.pop(KEY, None)
    sessions.end(request)
    forget_filed(request, response)
    briefly.forget(request, response)
    page_cookies.remove_all(request, response, RENEWED)
    forget_here(response)


def way_back(request: HttpRequest) -> list[tuple[str, str]]:
    """The way back to one's own requests, for whoever is signed in: words and address."""
    return [(_("My requests"), reverse("my"))] if sessions.KEY in request.session else []


def around_case(case: Case, here: str) -> dict[str, Any]:
    """What each page beside that of a case has around it. Of a sealed one no number stands in the way back.

    ``briefly``: the number of one that is closed in this browser once its pages are left.
    """
    sealed = case.track == Track.SENSITIVE
    words = _("Your request") if sealed else case.tracking
    trail = [(words, reverse("follow", args=[case.tracking]))]
    return {"here": here, "sealed": sealed, "briefly": case.tracking if case.by_day else "", "trail": trail}


def way_to_prove(tracking: str) -> HttpResponse:
    """To the page that asks for number and secret, with the number filled in; the same whether there is such a case."""
    return redirect(f"{reverse('track')}?{urlencode({'tracking': tracking})}")
