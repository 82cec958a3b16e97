"""The fence around the admin, closed by default: a room that is undeclared, or not one's own, does not exist.

The rooms are those of the admin that are not our own screens, each with the right that opens it. In which language the
admin answers is seen to here too: by another one, what is closed would be told apart from what is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from wagtail.admin import auth
from wagtail.admin.auth import require_admin_access

from content.forms.page import FormPage
from content.forms.review.gate import SecondEditorNeeded
from permissions.access.decide import Held
from permissions.access.groups import ADMIN_ACCESS
from permissions.access.two_people import GUARDED
from permissions.agencies.rights import EDIT_PAGES, MANAGE_PEOPLE
from permissions.people.models import User
from permissions.people.reading import reading_of
from permissions.writing import written_for
from portal.admin_screens.entry import LOGGED_IN, is_bent, lacks_factor, lacks_proof, why_over
from portal.admin_screens.fresh import asked_again, logged_in_again
from portal.admin_screens.left_open import remember, whose_page
from portal.admin_screens.looked_at import note_refusal
from portal.admin_screens.screen import StaffScreen, held_in, holds_in, nothing_there

_INSIDE = "_insaf_inside"
OPENING = "access:opening"
FORBIDDEN: Final = 403
SECOND, OWN, SETTING_UP = "second", "sign_in:own", "sign_in:"
"""Where a second factor is proved, where one's own stand, and how the names of all pages begin that set one up."""
ADMIN: Final = "/admin/"
MACHINES: Final = "/api/"
"""Below it are no pages, and what is not there is told as a problem."""
ANYBODY: Final = "anybody"
"""No right, not even an account."""
EVERY_ROLE: Final = "every role"
"""No right in particular, but some role that is in force today."""

# By how an address goes on below /admin/; none begins like another.
ROOMS: Final[dict[str, str]] = {
    "login/": ANYBODY,
    "logout/": ANYBODY,
    "password_reset/": ANYBODY,
    "jsi18n/": ANYBODY,
    "sprite/": ANYBODY,
    "account/": EVERY_ROLE,
    "dismissibles/": EVERY_ROLE,
    "pages/": EDIT_PAGES,
    "choose-page/": EDIT_PAGES,
    "choose-external-link/": EDIT_PAGES,
    "choose-email-link/": EDIT_PAGES,
    "choose-phone-link/": EDIT_PAGES,
    "choose-anchor-link/": EDIT_PAGES,
    "editing-sessions/": EDIT_PAGES,
    "block-preview/": EDIT_PAGES,
    "images/": EDIT_PAGES,
    "tag-autocomplete/": EDIT_PAGES,
    "api/main/pages/": EDIT_PAGES,
    "api/main/images/": EDIT_PAGES,
    "bulk/wagtailcore/page/": EDIT_PAGES,
    "bulk/wagtailimages/image/": EDIT_PAGES,
    "localize/": EDIT_PAGES,
    "reports/locked/": EDIT_PAGES,
    "reports/site-history/": EDIT_PAGES,
    "reports/aging-pages/": EDIT_PAGES,
    "reports/page-types-usage/": EDIT_PAGES,
    "users/": MANAGE_PEOPLE,
}

# In a room that is open, what nobody enters all the same; by how the route begins.
CORRIDORS: Final = (
    # Nobody's role approves pages: an editor publishes.
    "admin/pages/workflow/",
    "admin/pages/<int:page_id>/workflow_history/",
    # There is no address that would serve such an image.
    "admin/images/<int:image_id>/generate_url/",
    # Only pages are translated, and by people.
    "admin/localize/submit/snippet/",
    "admin/localize/api/",
    "admin/localize/translate/<int:translation_id>/machine_translate/",
)


_PUBLISHING: Final = frozenset({"publish", "unpublish"})


def right_for(path: str, route: str = "") -> str | None:
    """What opens the room of an address (``/admin/…``) that fits ``route``; None where there is no room."""
    below = path.removeprefix(ADMIN)
    if not below:
        return EVERY_ROLE
    if route.startswith(CORRIDORS):
        return None
    return next((right for room, right in ROOMS.items() if below.startswith(room)), None)


def is_room(address: str) -> bool:
    """Whether an address of the admin that is not ours can be entered by anybody; a mere place on a page is no room."""
    path = address.partition("?")[0]
    return not path.startswith(ADMIN) or right_for(path) is not None


class Fence:
    """Middleware, the last of all.

    Our own screens ask for their rights themselves. Of Wagtail's many screens only those of a declared room are
    there, for whoever holds its right; and where Wagtail itself refuses someone inside a room, there is the same
    nothing (see ``refuse_as_nothing``). Whoever is not logged in is sent to the login, whatever the address.
    Until both first administrators of an installation have accepted, they are sent to the one page that says so.
    Whoever has a second factor and has not proved it in this session is sent to where that is done, whatever way they
    came in by; whoever has none, and a role that demands one, to where it is set up.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if hasattr(request, _INSIDE) and response.status_code == FORBIDDEN:
            note_refusal(request)
            response = nothing(request)
        if hasattr(request, LOGGED_IN):
            remember(response, request, getattr(request, LOGGED_IN), ADMIN)
        return response

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponseBase | None:
        """None where one may go on."""
        if not request.path_info.startswith(ADMIN):
            return None
        right = right_for(request.path_info, request.resolver_match.route if request.resolver_match else "")
        if right == ANYBODY:
            return None
        asked = None if request.user.is_authenticated else _left_open(request)
        if asked is not None:
            return asked
        if request.user.is_authenticated:
            elsewhere = _elsewhere(request, request.user)
            if elsewhere is not None:
                return elsewhere
        if _is_ours(view):
            return None
        if right is None or not _holds(request, right):
            note_refusal(request)
            return nothing(request)
        setattr(request, _INSIDE, True)
        return asked_again(request) if _publishes(request) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """What Wagtail refuses to a script instead of a page; and what it stumbles over when a form comes without one
        of its fields, which it reads unasked in a dozen places: a bad request, and nobody's error."""
        if not hasattr(request, _INSIDE):
            return None
        if isinstance(exception, SecondEditorNeeded):
            return _to_second_editor(request, exception)
        if isinstance(exception, PermissionDenied):
            note_refusal(request)
            return nothing(request)
        if isinstance(exception, MultiValueDictKeyError):
            raise BadRequest from exception
        return None


def _to_second_editor(request: HttpRequest, refused: SecondEditorNeeded) -> HttpResponseBase:
    """What one editor may not do to a form: nothing was done, and the page of the form says how two do it."""
    messages.error(request, str(refused.sentence))
    form = FormPage.objects.filter(pk=refused.page).values_list("translation_key", flat=True).first()
    return redirect("page_care:form", form) if form is not None else redirect("page_care:forms")


def nothing(request: HttpRequest) -> HttpResponseBase:
    """What every address below ``/admin/`` answers that does not exist; without its last slash it gets one first."""
    if not request.path_info.endswith("/"):
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return _no_page(request)


# Wrapped as Wagtail wraps its own, so that the page speaks the language of the account; the token is asked for also
# where a refused screen would have done without.
_no_page: Callable[[HttpRequest], HttpResponseBase] = csrf_protect(never_cache(require_admin_access(nothing_there)))


def refuse_as_nothing() -> None:
    """Have Wagtail answer ``nothing`` where it refuses somebody: asked once, at start-up.

    Its own answer is a redirect with an apology, which says that there is something. All its refusals go through one
    function, so that is the place; to know the apology again by its words would end with a new translation of them.
    """
    auth.permission_denied = nothing


def _is_ours(view: Any) -> bool:
    screen = getattr(view, "view_class", None)
    return isinstance(screen, type) and issubclass(screen, StaffScreen)


def _is_guarded(held: Held) -> bool:
    return bool(held.named) or not GUARDED.isdisjoint(held.agencies)


def _elsewhere(request: HttpRequest, user: User) -> HttpResponseBase | None:
    """Where somebody who is logged in goes before anything else is there for them; None where they may go on."""
    match = request.resolver_match
    there = match.view_name if match is not None else ""
    over = why_over(request, user)
    if over:
        asked = _after_the_end(request, user, over)
        if asked is not None:
            return asked
    if is_bent(request, user, is_guarded=lambda: _is_guarded(held_in(request))):
        logout(request)
        messages.info(
            request, _("This account was changed outside the platform, so it can’t be used. Ask the operator.")
        )
        return redirect_to_login(ADMIN)
    if lacks_proof(request, user):
        return redirect_to_login(request.get_full_path(), SECOND)
    if lacks_factor(request, user):
        return None if there.startswith(SETTING_UP) else redirect(OWN)
    if user.held_back and there != OPENING and not there.startswith(SETTING_UP):
        return redirect(OPENING)
    return None


def _after_the_end(request: HttpRequest, user: User, over: str) -> HttpResponseBase | None:
    """To the login, which says why. What a page of ours sent comes back in the page that asks whom the session belonged
    to, since they typed it; None once they have shown that they are still there.

    A script of a page ends nothing: the drafts and the bell ask first, and what is sent after them would be nobody's.
    """
    if not _is_a_page(request):
        return redirect_to_login(_page_of(request))
    if request.method == "POST":
        return logged_in_again(request, user, over)
    logout(request)
    messages.info(request, over)
    return redirect_to_login(request.get_full_path())


def _left_open(request: HttpRequest) -> HttpResponseBase | None:
    """The same page, where nobody is logged in any more: they logged out in another tab, or somebody ended it. None
    where nothing was typed, nobody knows whose page it was, or they have just come in again."""
    if request.method != "POST" or not _is_a_page(request):
        return None
    user = whose_page(request)
    if user is None:
        return None
    with _as_read_by(user):
        over = _("Your session in this browser was ended. Log in again to go on.")
        asked = logged_in_again(request, user, over)
        return asked.render() if isinstance(asked, TemplateResponse) else asked


def _is_a_page(request: HttpRequest) -> bool:
    """Whether a person waits for the answer, and not a script."""
    told = request.headers
    return "X-Requested-With" not in told and told.get("Sec-Fetch-Mode", "navigate") == "navigate"


def _page_of(request: HttpRequest) -> str:
    """The page from which a script sent something, where it is one of ours."""
    sent_from = urlsplit(request.headers.get("Referer", ""))
    ours = sent_from.netloc == request.get_host() and sent_from.path.startswith(ADMIN)
    return sent_from.path if ours else ADMIN


def _publishes(request: HttpRequest) -> bool:
    """Whether an editor puts before the public, or takes away, what a room of Wagtail's is asked to."""
    if request.method != "POST":
        return False
    asked = "action-publish" in request.POST or request.POST.get("action") == "publish"
    return asked or not _PUBLISHING.isdisjoint(request.path_info.split("/"))


def _holds(request: HttpRequest, right: str) -> bool:
    if not request.user.is_authenticated:
        return False
    return request.user.has_perm(ADMIN_ACCESS) and (right == EVERY_ROLE or holds_in(request, right))


class AddressLanguage(LocaleMiddleware):
    """Django's own, but what is missing in the admin, or for machines, is not looked for among the public pages."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.status_code == 404 and request.path_info.startswith((ADMIN, MACHINES)):
            return response
        return super().process_response(request, response)


class AccountLanguage:
    """Middleware, after authentication: all of the admin speaks the language of the account, and writes in its digits.

    Wagtail sees to it screen by screen; an address that does not exist has no screen, and would tell by its language
    that it is another nothing than a screen that one may not open.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        with _as_read_by(request.user):
            return self.get_response(request)


@contextmanager
def _as_read_by(user: User | AnonymousUser) -> Iterator[None]:
    profile = getattr(user, "wagtail_userprofile", None)
    language = profile.get_preferred_language() if profile is not None else get_language()
    with override(language), written_for(reading_of(user)):
        yield
