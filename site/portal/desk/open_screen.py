"""What the open page of a case asks now and then: who else has it open, and what happened since it was drawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from permissions.agencies.rights import VIEW_CASE
from permissions.isolated import isolated_words
from permissions.translated_text import one_and_all
from portal.admin_screens.screen import StaffScreen
from portal.desk.case_screen import PAGE_FIELD, page_token, read_page_token
from portal.desk.happenings import shown
from portal.in_hand.open_pages import look, note_open
from workflows.cases.redacted import say_what_is_withheld
from workflows.cases.selectors import case_for, timeline

TOLD = "told"
"""Up to which event the page has told its reader already."""


class OpenScreen(StaffScreen):
    """POST of the page's token: ``others`` in words; ``news`` drawn, with the ``page`` that it makes of this one.

    One statement beside those that say who asks, one more each minute, and the case's own where there is news.
    """

    right = VIEW_CASE

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        case_for(self.actor, tracking, held=self.held, to_show=False)
        return redirect("desk:case", tracking)

    def post(self, request: HttpRequest, tracking: str) -> HttpResponse:
        found = look(self.actor, tracking, held=self.held)
        note_open(found, self.actor.user_id or 0)
        said: dict[str, str | int] = {"others": "", "news": "", "told": found.events, "notices": found.notices}
        if found.others:
            named = one_and_all(isolated_words(each) for each in found.others)
            said["others"] = _("Also open with: %(names)s") % {"names": named}
        drawn = read_page_token(request.POST.get(PAGE_FIELD, ""), tracking, self.actor)
        if drawn is not None and found.events > max(drawn.seen, self._told()):
            said |= self._news(tracking, drawn.seen)
        return JsonResponse(said)

    def _told(self) -> int:
        told = self.request.POST.get(TOLD, "")
        return int(told) if told.isdecimal() and len(told) < 9 else 0

    def _news(self, tracking: str, seen: int) -> dict[str, str]:
        """What happened after the page was drawn, and the token of a page that shows it too."""
        state = case_for(self.actor, tracking, held=self.held)
        case, events = state.case, timeline(state.case, public=False)
        files = [file for each in events for file in each.files]
        say_what_is_withheld(self.actor, state, files, held=self.held)
        since = [each for each in events if each.event.number > seen]
        said = {"since": shown(since, case), "erased": case.erased_at is not None}
        drawn = render_to_string("desk/case_news.html", said, self.request)
        return {"news": drawn, "page": page_token(tracking, case.events_count, self.actor)}
