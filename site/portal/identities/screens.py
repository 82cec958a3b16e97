"""The requests for identities, and one of them. Of the case itself only number and kind are shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from permissions.agencies.models import Holding
from permissions.agencies.rights import OPEN_IDENTITY
from permissions.now import now
from permissions.spans import within
from portal.admin_screens.decisions import DecisionForm
from portal.admin_screens.screen import StaffScreen
from portal.identities.forms import CloseForm, OpenForm, RefuseForm
from workflows.cases.errors import NotAllowed
from workflows.cases.identity import is_hidden, requests_for
from workflows.cases.models import IdentityRequest

PAGE = 25
WAITING, OPEN, REFUSED, OVER = "waiting", "open", "refused", "over"


def standing(request: IdentityRequest) -> str:
    """Where a request stands now."""
    if request.answered_at is None:
        return WAITING
    if request.until is None:
        return REFUSED
    return OPEN if request.until > now() else OVER


class CustodianScreen(StaffScreen):
    """A screen for whoever may open identities, of the cases that this right of theirs reaches."""

    right = OPEN_IDENTITY

    def request_of(self, tracking: str, number: int) -> IdentityRequest:
        """Raises ``NotAllowed`` for a request out of reach, and for one that does not exist."""
        found = requests_for(self.actor, held=self.held).filter(case__tracking=tracking, number=number).first()
        if found is None:
            raise NotAllowed
        return found


class AllScreen(CustodianScreen):
    """What waits, oldest first; what is open, with its end; what is past, newest first."""

    template_name = "identities/all.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = requests_for(self.actor, held=self.held)
        over = found.filter(answered_at__isnull=False).exclude(until__gt=now()).order_by("-answered_at", "-id")
        page = Paginator(over, PAGE).get_page(request.GET.get("p", ""))
        return self.show(
            {
                "waiting": list(found.filter(answered_at__isnull=True)),
                "open": list(found.filter(until__gt=now()).order_by("until", "id")),
                "past": [(each, standing(each)) for each in page],
                "page": page,
                "me": self.actor.user_id,
            }
        )


class RequestScreen(CustodianScreen):
    """One request with what can be done about it."""

    template_name = "identities/one.html"

    def get(self, request: HttpRequest, tracking: str, number: int) -> HttpResponse:
        return self.page(self.request_of(tracking, number))

    def page(
        self, asked: IdentityRequest, *, given: Mapping[str, DecisionForm] | None = None, status: int = 200
    ) -> HttpResponse:
        """``given``: a form that was sent and could not be taken."""
        mine, stands = asked.asked_by_id == self.actor.user_id, standing(asked)
        forms: list[DecisionForm] = []
        if stands == WAITING and not mine:
            forms = [OpenForm(), RefuseForm()]
        elif stands == OPEN:
            forms = [CloseForm()]
        context: dict[str, Any] = {
            "asked": asked,
            "stands": stands,
            "mine": mine,
            "sealed": is_hidden(asked.case) and not asked.case.confidential,
            "posts": posts_of(asked.asked_by_id),
            "may_read": stands == OPEN and asked.answered_by_id == self.actor.user_id,
            "forms": [(given or {}).get(form.act, form) for form in forms],
            "opened": next(iter(given or ()), forms[0].act if forms else ""),
        }
        return self.show(context, status=status)


def posts_of(user_id: int) -> list[str]:
    """Where someone sits, in words: a custodian weighs who asks."""
    found = Holding.objects.filter(within(now()), user=user_id).select_related("post__agency")
    return [f"{each.post} · {each.post.agency}" for each in found.order_by("post__agency_id", "post__level")]
