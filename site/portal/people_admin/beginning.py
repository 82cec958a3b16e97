"""The page behind a one-time link: its person writes their name, chooses a password, and is in."""

from __future__ import annotations

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
from permissions.access.one_time_links import open_link
from permissions.people.models import User
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.account_form import NameAndPasswordForm
from workflows.transactions.turn import write_transaction

GONE = 404
TWIN = {"ar": "en", "en": "ar"}


class BeginForm(NameAndPasswordForm):
    """Both names and a password: whoever begins has none of them yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name_en"].required = True
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
        link = open_link(token)
        if link is None:
            return self.refused(token)
        return self.show(token, BeginForm(person=link.user, initial=_known(link.user)))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        link = open_link(token)
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
        login(request, person)
        return redirect("wagtailadmin_home")

    def refused(self, token: str) -> HttpResponse:
        """One sentence, whatever the reason."""
        return self.show(token, None, refused=str(LinkRefused()), status=GONE)

    def show(self, token: str, form: BeginForm | None, *, refused: str = "", status: int = 200) -> HttpResponse:
        """The page, with the way to its twin."""
        other = TWIN[get_language() or "ar"]
        with override(other):
            twin = reverse("begin", args=[token])
        context = {"form": form, "refused": refused, "other": other, "twin": twin}
        return TemplateResponse(self.request, "access/begin.html", context, status=status)


def _known(person: User) -> dict[str, str]:
    """What somebody has written of them before."""
    return {"name_ar": person.name.get("ar", ""), "name_en": person.name.get("en", "")}
