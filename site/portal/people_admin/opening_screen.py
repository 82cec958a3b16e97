"""While an installation is being opened: which of the first two administrators has accepted, and a new link."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from permissions.access.first_administrators import first_administrators, is_waiting
from permissions.people.models import LinkPurpose, User
from permissions.platform.called import is_named
from permissions.writing import written_moment
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE
from portal.operations.inviting import TOO_MANY_LETTERS, Invitation, can_send, invite, may_invite, send
from portal.people_admin.screen import PlatformScreen
from workflows.transactions.turn import write_transaction


class OpeningScreen(PlatformScreen):
    """For the two alone. It never shows a link: who sees the other's could be both."""

    template_name = "access/opening.html"

    def is_open_to(self, request: HttpRequest) -> bool:
        if not super().is_open_to(request):
            return False
        self.invited = first_administrators()
        return any(each.user.pk == request.user.pk for each in self.invited)

    def get(self, request: HttpRequest) -> HttpResponse:
        if not is_waiting(self.invited):
            return redirect("wagtailadmin_home" if is_named() else "access:platform")
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send a new link to one who has not accepted."""
        if not is_waiting(self.invited):
            return redirect("wagtailadmin_home")
        wanted = request.POST.get("user", "")
        missing = [each.user for each in self.invited if each.accepted_at is None and str(each.user.pk) == wanted]
        if not missing:
            raise Http404
        if not may_invite(missing[0].email, actor=self.actor):
            return self.page(refused=str(TOO_MANY_LETTERS))
        if not (can_send() and send(self.invitation_for(missing[0]))):
            return self.page(refused=_("The letter could not be sent. Ask those who run the server for a new link."))
        words = {"person": missing[0].email}
        keep(request, Done(_("A new link has been sent to %(person)s. The one before no longer works.") % words))
        return redirect("access:opening")

    def invitation_for(self, person: User) -> Invitation:
        """A new link, before its letter leaves."""
        with write_transaction():
            return invite(person, LinkPurpose.FIRST_ADMINISTRATOR, actor=self.actor)

    def page(self, *, refused: str = "") -> HttpResponse:
        """Both of them, each with what there is to say."""
        rows = [
            (each, written_moment(each.accepted_at) if each.accepted_at else "", written_moment(each.expires_at))
            for each in self.invited
        ]
        context = {"rows": rows, "can_send": can_send(), "refused": refused, "done": take(self.request)}
        return self.show(context, status=UNPROCESSABLE if refused else 200)
