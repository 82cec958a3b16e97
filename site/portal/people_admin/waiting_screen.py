"""What waits for a second administrator: each proposal with what it gives, and who may decide it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from permissions.access.act_words import act_words, rights_words
from permissions.access.errors import Refused
from permissions.access.models import Proposal
from permissions.access.proposals import confirm, refuse, waiting, why_not, withdraw
from permissions.access.two_people import GUARDED
from permissions.people.models import User
from permissions.writing import written_moment
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.people_admin.link_screen import factor_link_sent
from portal.people_admin.screen import PlatformScreen
from portal.people_admin.spans import Words
from workflows.transactions.turn import write_transaction

LATELY = 10
_GONE = _("It does not wait any more: somebody has decided it, or its week is over.")
_DECIDED = {"confirm": _("Confirmed and done: %(what)s."), "refuse": _("Refused: %(what)s.")}


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal in words. ``own``: whoever looks proposed it; ``why_not``: why they may not decide it, or ""."""

    proposal: Proposal
    what: str
    rights: str
    at: str
    until: str
    own: bool
    why_not: str


class WaitingScreen(PlatformScreen):
    """The list, and deciding. At most 14 queries and four for each proposal."""

    template_name = "access/waiting.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        number = request.POST.get("proposal", "")
        found = Proposal.objects.filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
        proposal = found.first() if found is not None else None
        do = {"confirm": confirm, "refuse": refuse, "withdraw": withdraw}.get(request.POST.get("do", ""))
        if proposal is None or do is None:
            return self.page(refused=_GONE, status=UNPROCESSABLE)
        words = {"what": act_words(proposal.act, proposal.data)}
        try:
            with write_transaction():
                do(proposal, actor=self.actor)
        except Refused as error:
            return self.page(refused=str(error), status=UNPROCESSABLE)
        said: Words = _DECIDED.get(request.POST["do"], _("Withdrawn: %(what)s."))
        told = str(said % words)
        if proposal.act == "new_factor" and request.POST["do"] == "confirm":
            person = User.objects.get(pk=proposal.data["user"])
            told = f"{told} {factor_link_sent(person, actor=self.actor)}"
        keep(request, Done(told))
        return redirect("access:waiting")

    def page(self, *, refused: Words = "", status: int = 200) -> HttpResponse:
        """All that waits, and what was decided last."""
        decided = Proposal.objects.exclude(outcome="").select_related("decided_by").order_by("-decided_at", "-pk")
        context = {
            "rows": list(self._rows()),
            "decided": [
                (each, act_words(each.act, each.data), written_moment(each.decided_at or each.at))
                for each in decided[:LATELY]
            ],
            "refused": refused,
            "done": take(self.request),
            "tab": "waiting",
        }
        return self.show(context, status=status)

    def _rows(self) -> Iterator[Shown]:
        me = self.actor.user_id or 0
        for each in waiting():
            yield Shown(
                each,
                act_words(each.act, each.data),
                rights_words(set(each.rights) & GUARDED),
                written_moment(each.at),
                written_moment(each.expires_at),
                each.proposed_by_id == me,
                why_not(each, me),
            )
