"""Whether something new has come to what an open inbox shows: asked once a minute, by one statement of its own."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils.translation import ngettext

from permissions.agencies.rights import VIEW_CASE
from permissions.compiled import planned_anew
from permissions.now import now
from permissions.people.models import User
from permissions.writing import written_number
from portal.admin_screens.screen import StaffScreen
from portal.desk.reader import reader_of, reader_without_known
from portal.desk.rows import works_wanted
from portal.desk.views import TRIAGE
from portal.desk.wanted import wanted_by
from workflows.cases.models import CaseEvent, EventVerb
from workflows.notifications.notices.selectors import CountOf, counted_new

COUNTED: Final = 99
NOTICES: Final = "notices"
LONGEST: Final = timedelta(hours=12)
"""A page that has stood open for longer is told of what came within this time."""
ARRIVALS: Final = (
    *(EventVerb.OPENED, EventVerb.REFERRED, EventVerb.MISROUTED, EventVerb.ESCALATED, EventVerb.ASSIGNED),
    EventVerb.NOT_DONE,
    *(EventVerb.REOPENED, EventVerb.APPEALED, EventVerb.PROCEEDED, EventVerb.HANDED_OVER, EventVerb.PASSED_ON),
)
"""What brings a request to somebody; they are found by the index of verbs and times."""


class NewsScreen(StaffScreen):
    """204 while nothing has come since the page was drawn (``since``); else how much, in words, with an ETag. Where the
    page says what stands at its bell (``notices``), that too, once it is another number.

    What one did oneself is no news. A view alone is one statement; filters take two more, as on the page.
    """

    right = VIEW_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        since = _moment(request.GET.get("since", ""))
        if since is None:
            return HttpResponse(status=204)
        arrived, notices = self._found(request.GET, max(since, now() - LONGEST))
        said: dict[str, object] = {"said": _said(arrived)} if arrived else {}
        if NOTICES in request.GET and str(notices) != request.GET[NOTICES]:
            said[NOTICES] = notices
        if not said:
            return HttpResponse(status=204)
        digest = hashlib.sha256(repr((arrived, notices)).encode()).hexdigest()[:16]
        # Django's own answer to a condition would ask all of it again first; here the condition is the whole question.
        if request.headers.get("If-None-Match") == f'"{digest}"':
            answer = HttpResponse(status=304)
        else:
            answer = JsonResponse(said)
        answer["ETag"] = f'"{digest}"'
        return answer

    def _found(self, asked: QueryDict, since: datetime) -> tuple[int, int]:
        """How much work has arrived, ``COUNTED`` + 1 at most, and how many notices are new: one statement for both."""
        user_id = int(self.actor.user_id or 0)
        if asked.keys() <= {"view", "since", NOTICES} and asked.get("view") != TRIAGE:
            reader = reader_without_known(user_id, self.held)
        else:
            reader = reader_of(user_id, self.held)
        wanted = wanted_by(asked, reader)
        if wanted.over:
            return 0, 0
        events = CaseEvent.objects.filter(verb__in=ARRIVALS, at__gt=since).exclude(actor_user=user_id)
        works = works_wanted(self.actor, reader, wanted).filter(case__in=events.values("case"))
        came = CountOf(works.order_by().values("pk")[: COUNTED + 1])
        rows = User.objects.filter(pk=user_id).annotate(came=came, unread=counted_new(user_id, self.held))
        with planned_anew():  # of whatever moment PostgreSQL would think that a third of all came after it
            arrived, notices = rows.values_list("came", "unread").get()
        return arrived or 0, notices or 0


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _said(count: int) -> str:
    said = ngettext("%(count)s new request: show", "%(count)s new requests: show", count)
    return said % {"count": f"{written_number(COUNTED)}+" if count > COUNTED else written_number(count)}
