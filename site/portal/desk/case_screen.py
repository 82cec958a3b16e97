"""The page of a case for officers, and the token in its forms: who had it open, and how much of the case it showed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode

from content.forms.keys import DANGER
from content.forms.later_checks import say_what_is_held_back
from permissions.actors import Actor
from permissions.agencies.rights import VIEW_CASE
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.translated_text import in_language
from portal.admin_screens.screen import StaffScreen
from portal.case_shown.calls import shown_calls
from portal.case_shown.climb import climb
from portal.case_shown.files import ShownFile
from portal.case_shown.hands import hands
from portal.case_shown.limit import limit_of
from portal.case_shown.why_ladder import why_ladder
from portal.desk.access_forms import ConcernedForm, EndReaderForm
from portal.desk.bands import Bands
from portal.desk.beside import address, beside, branch_in
from portal.desk.consulted import consulted
from portal.desk.files_shown import FileRows
from portal.desk.filled_shown import filled_shown
from portal.desk.forms import ActForms
from portal.desk.happenings import shown, translated
from portal.desk.identity_shown import IdentityShown, identity_of, shown_as_known
from portal.desk.known import calendar_of_reader
from portal.desk.matter_forms import ApartForm
from portal.desk.offering import FORMS, first_to_open, offered, work_at_hand
from portal.desk.ready import WRITES, fitting, insert
from portal.desk.reusing import insert_like
from portal.desk.road import road_of
from portal.desk.standing import ladder_of, why_of
from portal.desk.unsent import offer
from portal.in_hand.drafts import kept_of
from workflows.calls.models import CHANNELS
from workflows.cases.categories import names_of
from workflows.cases.danger import DangerShown, danger_shown
from workflows.cases.duties import why_barred
from workflows.cases.erasures import why_erased
from workflows.cases.events import EventVerb
from workflows.cases.lifecycle import Drawn
from workflows.cases.models import Answer, CaseEvent, File, MessageKind, Work
from workflows.cases.objection import has_decided, is_left_to_others, is_on_objection
from workflows.cases.redacted import say_what_is_withheld
from workflows.cases.retention import hold_on
from workflows.cases.rules import Rules
from workflows.cases.selectors import Happening, case_for, timeline
from workflows.cases.spam import in_words
from workflows.cases.state import State
from workflows.cases.summary import summary_in
from workflows.cases.superiors import is_left_to_superiors
from workflows.cases.why_here import to_staff, why_here
from workflows.notifications.told import letters_of

PAGE_FIELD: Final = "page"
TOKEN_LIFETIME = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a case that was shown to whoever sends a form of it. Proves that they might read the case then.

    ``old``: that is too long ago to tell them anything of a case that left them. What it showed counts all the same.
    """

    seen: int
    key: str
    old: bool = False

    def form(self, act: str) -> Drawn:
        """One of its forms."""
        return Drawn(self.seen, f"{act}:{self.key}")


def page_token(tracking: str, seen: int, actor: Actor) -> str:
    """A token for a page that shows the case up to its event ``seen``. Holds nothing that a reader may not know."""
    said = [tracking, seen, secrets.token_hex(8), int(now().timestamp())]
    return signing.dumps(said, salt=_salt(actor))


def read_page_token(value: str, tracking: str, actor: Actor) -> Page | None:
    """The page of a token; None where it was made for another person or case, or not by us."""
    try:
        read: Any = signing.loads(value, salt=_salt(actor))
    except signing.BadSignature:
        return None
    case, seen, key, at = read
    if case != tracking:
        return None
    return Page(seen, key, old=now() - datetime.fromtimestamp(at, UTC) > TOKEN_LIFETIME)


def _salt(actor: Actor) -> str:
    return f"insaf.desk.page:{actor.user_id}"


MOST_TOLD = 30
"""Letters that are listed; a case has some ten."""
LAST_WORDS = 2
"""What was said last between the citizen and the agency stands above the forms: nobody answers without seeing it."""


class CaseScreen(StaffScreen):
    """Text, answers, files, timeline, ladder, why this date, and a form for each act. At most 30 queries."""

    right = VIEW_CASE
    template_name = "desk/case.html"

    @cached_property
    def rules(self) -> Rules:
        """What is in force while this page is made: forms, dates and ladder ask it together."""
        return Rules(at=now())

    def get(self, request: HttpRequest, tracking: str) -> HttpResponse:
        state = case_for(self.actor, tracking, held=self.held)
        work = work_at_hand(state, self.actor, self.held, branch=branch_in(request.GET))
        forms, act = offered(state, work, self.actor, self.held, self.rules), request.GET.get("act", "")
        if act not in forms or not self._fill(state, work, forms, act):
            act = ""
        return self.page(state, work, forms, opened=act)

    def _fill(self, state: State, work: Work | None, forms: ActForms, act: str) -> bool:
        """Begin the form of an act with what the address names: a ready answer, the answer of a request like it, an
        agency. Whether it names any."""
        key, to, like = (self.request.GET.get(name, "") for name in ("ready", "to", "like"))
        if key:
            for each in fitting(state, work, act, user_id=self.actor.user_id or 0, held=self.held):
                if each.key == key:
                    insert(forms, act, each)
        if to:
            forms[act].initial = {**forms[act].initial, "agency": to}
        if like and act in WRITES:
            insert_like(forms, act, state, like, actor=self.actor, held=self.held)
        return bool(key or to or like)

    def page(
        self,
        state: State,
        work: Work | None,
        forms: ActForms,
        *,
        opened: str,
        status: int = 200,
        drawn: Page | None = None,
        lost: str | None = None,
    ) -> HttpResponse:
        """The case with its forms on ``work``; ``opened`` names the act whose form is open, if not the first.

        ``drawn``: the page that a form was sent from, so that this one says what happened since. ``lost``: what was
        typed into a form that is not there any more.
        """
        note(Kind.CASE_READ, user_id=self.actor.user_id, thing=Thing("case", state.case.pk, case_id=state.case.pk))
        branch = work.branch if work is not None else ""
        kept = kept_of(state.case, self.actor.user_id or 0)
        drafts = [draft for draft in kept if draft.branch == branch or work is None]
        unsent = offer(forms, drafts)
        begun = next((each.act for each in drafts if each.act in forms), "")
        events = timeline(state.case, public=False)
        files = self._readable(state, events)
        answers, identity = list(state.case.answers.all()), identity_of(self.actor, state, self.held)
        statement = next((each for each in events if each.event.number == 1), None)
        context: dict[str, Any] = {
            "case": state.case,
            "kind": state.kind,
            "category": names_of(state.kind.code, state.case.category),
            "work": work,
            "forms": list(forms.values()),
            "here": address(state.case.tracking, branch),
            "in_branch": f"?{urlencode({'branch': branch})}" if branch else "",
            "opened": opened or begun or first_to_open(forms),
            "unsent": [{"draft": each, "title": FORMS[each.act].title} for each in unsent if each.act in FORMS],
            "page_token": page_token(state.case.tracking, state.case.events_count, self.actor),
            "lost": lost,
            "answers": answers,
            "danger": any(answer.key == DANGER and answer.value is True for answer in answers),
            "files": self._files(statement, identity, answers, FileRows(state.case, files, bool(forms))),
            "letters": letters_of(state.case, most=MOST_TOLD),
            "identity": identity,
            "calls": list(shown_calls(state.case)) if identity.plainly and _came_by_call(state, events) else (),
            "proposal": state.proposal,
            "hold": hold_on(state.case, now()) if state.case.under_hold else None,
            "why_erased": why_erased(state.case) if state.case.erased_at is not None else None,
            **_filed(state, statement),
            **_since_then(state, [each.event for each in events], self.rules),
            **_happened(events, state, drawn, may_act=bool(forms)),
        }
        context["hands"] = hands(state, [each.event for each in events])
        context |= _access(forms)
        context |= _matters(forms)
        if work is not None:
            context |= self._at_hand(state, work)
        else:
            context["climbed"] = climb([each.event for each in events])
            context |= _at_rest(state)
        return self.show(context, status=status)

    def _readable(self, state: State, events: list[Happening]) -> list[File]:
        """All files of the case, each with what keeps it from its reader, if anything does."""
        files = [file for each in events for file in each.files]
        say_what_is_held_back(files)
        say_what_is_withheld(self.actor, state, files, held=self.held)
        return files

    def _files(
        self, opening: Happening | None, identity: IdentityShown, answers: list[Answer], rows: FileRows
    ) -> list[ShownFile]:
        """What came with the filing; what proves who somebody is, for those who know plainly who filed it."""
        came = [file for file in (opening.files if opening else ()) if identity.plainly or not file.tells_who]
        return rows.of(shown_as_known(came, rows.case), answers)

    def _at_hand(self, state: State, work: Work) -> dict[str, Any]:
        """The piece of work that the page is about: its step, its dates and why they are so."""
        bands = Bands.at(now(), calendar_of_reader(self.held))
        return {
            "beside": beside(state, work, bands),
            "step": in_language(state.step_of(work).name),
            "band": bands.of(work),
            "due_words": bands.words(work),
            "rungs": ladder_of(state, work, self.rules),
            "why": why_of(state, work),
            "why_ladder": why_ladder(state, work, self.rules),
            "limit": limit_of(state),
            "mine": self.actor.user_id in (work.holder_id, work.assignee_id),
            "left_to_superiors": is_left_to_superiors(state, work, self.held.standing),
            "did_before": why_barred(state, work, self.held.standing) if state.steps_apart(work) else "",
            "decided_before": bool(work.objection) and has_decided(state, work, self.held.standing),
            "on_objection": bool(work.objection) and is_on_objection(state, work),
            "left_to_others": bool(work.objection) and is_left_to_others(state, work, self.held.standing),
        }


def _filed(state: State, statement: Happening | None) -> dict[str, Any]:
    """What the citizen wrote when they filed it, and why it is here."""
    if statement is None:
        return {}
    said = statement.event.data
    return {
        "statement": next((each for each in statement.messages if each.kind == MessageKind.STATEMENT), None),
        "why_here": to_staff(why_here(state.case, said)),
        "by_form": "revision" in said,
    }


def _written(state: State) -> str:
    """What was written when it was filed: the subject, the text, and the answers in words."""
    answers = (answer.value for answer in state.case.answers.all() if isinstance(answer.value, str))
    return "\n\n".join((state.case.subject, state.statement(), *answers))


def _since_then(state: State, events: list[CaseEvent], rules: Rules) -> dict[str, Any]:
    """What officers filled in, whom they asked, and the road, as far as the diary tells of any."""
    return {
        "filled": filled_shown(state) if any("filled" in event.data for event in events) else [],
        "consulted": consulted(state, events),
        "road": road_of(state, events, rules),
    }


def _heard_danger(events: list[Happening]) -> DangerShown | None:
    """Of what danger the summary of a recording may speak; None of most, of which nothing is asked."""
    summary = summary_in(events)
    if summary is None or not summary.danger:
        return None
    return danger_shown(summary.event.data, f"{summary.subject}\n\n{summary.text}")


def _came_by_call(state: State, events: list[Happening]) -> bool:
    """Whether it can have been filed or added to in a call: of all others no statement asks."""
    return state.case.channel in CHANNELS or any(each.event.verb == EventVerb.CITIZEN_ADDED for each in events)


def _at_rest(state: State) -> dict[str, Any]:
    """The step at which nobody has to act until its time has come; nothing where the citizen has the word, or all is
    over."""
    resting = next((work for work in state.open_works if state.waits_for_time(work)), None)
    if resting is None:
        return {}
    step = in_language(state.rests_at(resting).name)
    return {"resting": resting, "step": step, "why": why_of(state, resting)}


def _access(forms: ActForms) -> dict[str, Any]:
    """Who may not read it and who may by name, for those who may change either."""
    found: dict[str, Any] = {}
    concerned, ending = forms.get(ConcernedForm.act), forms.get(EndReaderForm.act)
    if isinstance(concerned, ConcernedForm):
        found["shut_out"] = list(concerned.choosing.now.values())
    if isinstance(ending, EndReaderForm):
        found["readers"] = ending.readers
    return found


def _matters(forms: ActForms) -> dict[str, Any]:
    """What it is linked with, for those who may change that."""
    apart = forms.get(ApartForm.act)
    return {"matters": apart.shown} if isinstance(apart, ApartForm) else {}


def _happened(events: list[Happening], state: State, drawn: Page | None, *, may_act: bool) -> dict[str, Any]:
    """The diary, newest first; what stands in it since the page from which was sent; the last words
    exchanged; and the translation of what was filed."""
    diary = [*zip(events, shown(events, state.case, may_act=may_act), strict=True)]
    return {
        "translation": translated(events).get(1),
        "summary": summary_in(events),
        "heard_danger": _heard_danger(events),
        "held_for": in_words(events[0].event.data.get("held", {})) if state.case.held else (),
        "held_danger": danger_shown(events[0].event.data, _written(state)) if state.case.held else None,
        "events": [each for _happening, each in reversed(diary)],
        "since": [each for happening, each in diary if drawn is not None and happening.event.number > drawn.seen],
        "exchange": [each for happening, each in diary if happening.event.kind.said and each.text][-LAST_WORDS:],
    }
