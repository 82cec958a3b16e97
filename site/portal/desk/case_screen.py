"""The page of a case for officers."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from content.forms.keys import DANGER
from permissions.agencies.rights import VIEW_CASE
from permissions.now import now
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen
from portal.case_shown.climb import climb
from portal.case_shown.files import shown_files
from portal.desk.access_forms import ConcernedForm, EndReaderForm
from portal.desk.bands import Bands
from portal.desk.forms import ActForms
from portal.desk.happenings import file_address, shown
from portal.desk.identity_shown import identity_of, shown_as_known
from portal.desk.known import calendar_of_reader
from portal.desk.offering import first_to_open, offered, work_at_hand
from portal.desk.page_token import Page, page_token
from portal.desk.standing import ladder_of, why_of
from workflows.cases.drawn import SAID
from workflows.cases.models import MessageKind
from workflows.cases.rules import Rules
from workflows.cases.selectors import Happening, case_for, timeline
from workflows.cases.state import State
from workflows.cases.steps import task_step
from workflows.cases.why_here import to_staff, why_here

LAST_WORDS = 2
"""What was said last between the citizen and the agency stands above the forms: nobody answers without seeing it."""


class CaseScreen(StaffScreen):
    """Text, answers, files, timeline, ladder, why this date, and a form for each act. At most 30 queries."""

    right = VIEW_CASE
    template_name = "desk/case.html"

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        return self.page(state, offered(state, self.actor, self.held), opened="")

    def page(
        self,
        state: State,
        forms: ActForms,
        *,
        opened: str,
        status: int = 200,
        drawn: Page | None = None,
        lost: str | None = None,
    ) -> HttpResponse:
        """The case with its forms; ``opened`` names the act whose form is open, if it is not the one that helps first.

        ``drawn``: the page that a form was sent from, so that this one says what happened since. ``lost``: what was
        typed into a form that is not there any more.
        """
        work = work_at_hand(state)
        events = timeline(state.case, public=False)
        answers = list(state.case.answers.all())
        statement = next((each for each in events if each.event.number == 1), None)
        context: dict[str, Any] = {
            "case": state.case,
            "kind": state.kind,
            "work": work,
            "forms": list(forms.values()),
            "opened": opened or first_to_open(forms),
            "page_token": page_token(state.case.tracking, state.case.events_count, self.actor),
            "lost": lost,
            "statement": statement and next((m for m in statement.messages if m.kind == MessageKind.STATEMENT), None),
            "why_here": to_staff(why_here(state.case, statement.event.data)) if statement else "",
            "answers": answers,
            "danger": any(answer.key == DANGER and answer.value is True for answer in answers),
            "files": shown_files(
                shown_as_known(statement.files if statement else (), state.case), partial(file_address, state.case)
            ),
            "identity": identity_of(self.actor, state, self.held),
            **_happened(events, state, drawn),
        }
        concerned, ending = forms.get(ConcernedForm.act), forms.get(EndReaderForm.act)
        if isinstance(concerned, ConcernedForm):
            context["shut_out"] = list(concerned.choosing.now.values())
        if isinstance(ending, EndReaderForm):
            context["readers"] = ending.readers
        if work is not None:
            bands = Bands.at(now(), calendar_of_reader(self.held))
            context |= {
                "step": in_language(task_step(state, work).name),
                "band": bands.of(work),
                "due_words": bands.words(work),
                "rungs": ladder_of(state, work, Rules(at=bands.now)),
                "why": why_of(state, work),
                "mine": self.actor.user_id in (work.holder_id, work.assignee_id),
            }
        else:
            context["climbed"] = climb([each.event for each in events])
        return self.show(context, status=status)


def _happened(events: list[Happening], state: State, drawn: Page | None) -> dict[str, Any]:
    """The diary, newest first; what stands in it since the page from which was sent; and the last words exchanged."""
    diary = [*zip(events, shown(events, state.case), strict=True)]
    return {
        "events": [each for _happening, each in reversed(diary)],
        "since": [each for happening, each in diary if drawn is not None and happening.event.number > drawn.seen],
        "exchange": [each for happening, each in diary if happening.event.verb in SAID and each.text][-LAST_WORDS:],
    }
