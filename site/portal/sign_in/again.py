"""Asks once more who somebody is, before what could do much harm, or when their session is over: and then goes on with
exactly what was sent.

All that was sent comes back in the page that asks, and is sent again with the proof: nothing typed is lost, and none of
it lies in the database or the session meanwhile.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from content.forms.limited import tell_when
from permissions.limits.asking import NOT_ASKED, Asked
from permissions.people.models import User
from portal.admin_screens.entry import is_fresh, is_from_elsewhere, prove, renew
from portal.admin_screens.screen import UNPROCESSABLE
from portal.sign_in import trying
from portal.sign_in.own_screen import way_elsewhere
from portal.sign_in.proving import CREDENTIAL, NAMES, PASSWORD, can_have_passkeys, factor_is_right, ways_of
from portal.sign_in.second_screen import TOO_MANY, refusal

FILES: Final = "proof_files"
"""Names the files that came the first time, ``field/name``: no page can send them again by itself."""
WITHOUT_NAMES: Final = frozenset({"csrfmiddlewaretoken", "challenge_solution", "challenge_ticket", FILES}) | NAMES


def ask_again(request: HttpRequest) -> HttpResponseBase | None:
    """The page that asks; None where they proved it lately, or just now."""
    if not request.user.is_authenticated or is_fresh(request):
        return None
    return _asked(request, request.user)


def log_in_again(request: HttpRequest, user: User, over: str) -> HttpResponseBase | None:
    """The page that asks whom a session belonged to that is over, for which ``over`` gives the reason; None once they
    have proved it, in a new session."""
    return _asked(request, user, over)


def _asked(request: HttpRequest, user: User, over: str = "") -> HttpResponseBase | None:
    return _page(request, user, over=over) if NAMES.isdisjoint(request.POST) else _tried(request, user, over)


def _tried(request: HttpRequest, user: User, over: str) -> HttpResponseBase | None:
    by_factor = user.factor_since is not None
    asked = trying.begin_second(request, user.username) if by_factor else trying.begin(request, user.username)
    if not asked.may:
        return _page(request, user, asked, over=over, status=TOO_MANY)
    if _is_right(request, user):
        asked.never_happened()
        if over:
            renew(request, user)
        prove(request, factor=by_factor)
        return None
    if by_factor:
        trying.failed_second(asked, user.username)
    else:
        trying.failed(asked, user.username)
    return _page(request, user, asked.before_the_next(), over=over, refused=True, status=UNPROCESSABLE)


def _is_right(request: HttpRequest, user: User) -> bool:
    """A passkey, which has asked for a finger or a PIN; a code with the password; of who has neither, the password.

    Whoever has just logged in anew at the provider needs no password.
    """
    if user.factor_since is not None and request.POST.get(CREDENTIAL):
        return factor_is_right(user, request.POST) is not None
    # The password first: a code is used up by being looked at.
    if not (is_from_elsewhere(request) or user.check_password(request.POST.get(PASSWORD, ""))):
        return False
    return user.factor_since is None or factor_is_right(user, request.POST) is not None


def _page(
    request: HttpRequest,
    user: User,
    asked: Asked = NOT_ASKED,
    *,
    over: str,
    refused: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    kept = [(name, value) for name, values in request.POST.lists() if name not in WITHOUT_NAMES for value in values]
    context = {
        "kept": kept,
        "files": _files(request),
        "over": over,
        "name": user.get_full_name(),
        "ways": ways_of(user),
        "elsewhere": "" if is_from_elsewhere(request) else way_elsewhere(user),
        "by_password": user.has_usable_password() and not is_from_elsewhere(request),
        "asked": asked,
        "refused": _refusal(request, user) if refused else "",
        "named": can_have_passkeys(request),
        "address": request.get_full_path(),
    }
    response = TemplateResponse(request, "sign_in/again.html", context, status=status)
    tell_when(response, asked)
    return response


def _files(request: HttpRequest) -> list[tuple[str, str]]:
    """Field and name of each file that has to be attached again."""
    here = [(field, str(file.name)) for field, files in request.FILES.lists() for file in files]
    before = [tuple(each.split("/", 1)) for each in request.POST.getlist(FILES) if "/" in each]
    fields = {field for field, _name in here}
    return here + [(field, name) for field, name in before if field not in fields]


def _refusal(request: HttpRequest, user: User) -> str:
    if user.factor_since is None:
        return _("This is not your password. Nothing has been done yet; try again.")
    if request.POST.get(CREDENTIAL):
        return refusal(request)
    return _("Password or code is not right. Nothing has been done yet; try again, with a new code.")
