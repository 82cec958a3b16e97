"""The page behind a one-time link: its person writes their name, chooses a password, and is in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import get_language, override
from django.views import View
from django.views.decorators.cache import never_cache
from wagtail.users.models import UserProfile

from permissions.access.errors import LinkRefused
from permissions.access.first_administrators import accept
from permissions.access.groups import ADMIN_ACCESS
from permissions.access.one_time_links import open_link
from permissions.people.models import LinkPurpose, OneTimeLink, User
from permissions.translated_text import languages
from portal.admin_screens.names import as_fields
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.account_form import NameAndPasswordForm
from workflows.transactions.turn import write_transaction

GONE = 404


class BeginForm(NameAndPasswordForm):
    """The names and a password: whoever begins has none of them yet."""

    needed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.demand_password()
        self.explain_password()

    def write(self, language: str) -> User:
        """Writes it; the admin will speak the language of the page."""
        self.fill()
        self.person.save()
        UserProfile.objects.update_or_create(user=self.person, defaults={"preferred_language": language})
        return self.person


@method_decorator(never_cache, name="dispatch")
class BeginScreen(View):
    """Open to whoever holds the token, and to nobody else. To look at it does not use it up: programs look too."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        link = _link(token)
        if link is None:
            return self.refused(token)
        return self.show(token, BeginForm(person=link.user, initial=as_fields(link.user.name)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = _link(token)
        if link is None:
            return self.refused(token)
        form = BeginForm(request.POST, person=link.user)
        if not form.is_valid():
            return self.show(token, form, status=UNPROCESSABLE)
        try:
            with write_transaction():
                accept(token)
                person = form.write(get_language() or "ar")
        except LinkRefused:
            return self.refused(token)
        if not person.has_perm(ADMIN_ACCESS) and not person.held_back:
            return self.show(token, None, ready=True)
        login(request, person)
        return redirect("wagtailadmin_home")

    def refused(self, token: str) -> HttpResponse:
        """One sentence, whatever the reason."""
        return self.show(token, None, refused=str(LinkRefused()), status=GONE)

    def show(
        self, token: str, form: BeginForm | None, *, refused: str = "", ready: bool = False, status: int = 200
    ) -> HttpResponse:
        """The page, with the ways to its twins. ``ready``: the account is, and nothing is open to it yet."""
        context = {"form": form, "refused": refused, "ready": ready, "twins": [] if ready else list(_twins(token))}
        return TemplateResponse(self.request, "access/begin.html", context, status=status)


def _link(token: str) -> OneTimeLink | None:
    """Those for a new second factor have a page of their own, which asks for the password."""
    link = open_link(token)
    return link if link is not None and link.purpose != LinkPurpose.FACTOR else None


def _twins(token: str) -> Iterator[dict[str, str]]:
    """The same page in each other language: its ``language`` and its ``url``."""
    for language in languages():
        if language != get_language():
            with override(language):
                yield {"language": language, "url": reverse("begin", args=[token])}
