"""One act for many cases of the inbox: a few in one commit, or none of them; more part by part, as an order."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.access.decide import scope_of
from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.done import Done, keep
from portal.admin_screens.paging import page_address
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.beside import KEY, key_of
from portal.desk.inbox_screen import InboxScreen, address_of
from portal.desk.mentions import names_found
from portal.desk.models import ReadyAnswer
from portal.desk.ready import Inserted, common, visible
from portal.desk.ready_effects import common_effects
from portal.desk.ready_uses import count_use
from portal.desk.together import MOST, TAG, WEIGHTY_FORMS, Back, TogetherForm, WeightyForm, colleagues
from portal.desk.wanted import address_sent
from portal.operations.jobs import begin
from workflows.cases.actions import Action
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply_all
from workflows.cases.models import Work
from workflows.cases.selectors import inbox
from workflows.notifications.to_assigned import ask_for_letter
from workflows.together.orders import MOST_IN_A_RUN, TEXT, Doing, Order, ask_for, note_at_once

LONGEST_CODE: Final = 60
_KEY: Final = re.compile(KEY)
LONGEST_KEY: Final = 64
SHOWN: Final = 12
"""Numbers that are named where something is asked about many."""


class NothingDone(Exception):
    """None of the cases was touched; says why."""


@contextmanager
def nothing_done() -> Iterator[None]:
    """Turns a refusal of one act of many into ``NothingDone``, since nothing of them is written."""
    try:
        yield
    except NotAllowed:
        raise NothingDone(_not_there()) from None
    except NotPossible as error:
        said = _("Nothing was done to any of the requests. %(reason)s") % {"reason": error}
        raise NothingDone(said) from error


class ManyScreen(InboxScreen):
    """POST of an act for several cases. What cannot be done comes back as the inbox."""

    right = WORK_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:inbox")

    @property
    def board(self) -> str:
        """The address of the board on which the act was asked; empty where it was the inbox."""
        code = self.request.POST.get("board", "")[:LONGEST_CODE]
        return f"{reverse('desk:board')}?{urlencode({'agency': code})}" if code else ""

    def refused_on_board(self, problem: str | Promise) -> HttpResponse:
        """Back to the board, which says why."""
        messages.error(self.request, str(problem))
        return redirect(self.board)

    def works(self, keys: Collection[str]) -> list[Work]:
        """The open work of these keys. Raises ``NothingDone`` where one of them is not (any more) in their inbox."""
        works = self.works_left(keys)
        if len(works) != len(set(keys)):
            raise NothingDone(_not_there())
        return works

    def works_left(self, keys: Collection[str]) -> list[Work]:
        """The same, of those that are still there. Raises ``NothingDone`` where one of them is no key."""
        if not all(_KEY.fullmatch(key) for key in keys):
            raise NothingDone(_not_there())
        numbers, wanted = {key.partition("/")[0] for key in keys}, set(keys)
        found = inbox(self.actor, held=self.held).filter(case__tracking__in=numbers)
        return [work for work in found if key_of(work) in wanted]

    def do(self, keys: Collection[str], action_of: Callable[[Work], Action | None]) -> list[Work]:
        """Do it to the work of these keys (``key_of``); returns it as it was before, of what changed.

        What is done to the whole is done once to a case, however many of its rows are chosen. Raises ``NothingDone``.
        """
        works = self.works(keys)
        acts = [(work, action) for work in works if (action := action_of(work)) is not None]
        meant = {(work.case_id, "" if action.about == "case" else work.branch): (work, action) for work, action in acts}
        wanted = list(meant.values())
        if not wanted:
            return []
        with nothing_done():
            apply_all([(work.case_id, action) for work, action in wanted], actor=self.actor)
        return [work for work, _action in wanted]


class TogetherScreen(ManyScreen):
    """An act for the chosen cases, or for all that the view shows. When it is refused the same rows are chosen still.

    What goes to citizens, and what is for more than one commit, becomes an order of its own page.
    """

    weighty_template = "desk/together_weighty.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = address_sent(request.POST)
        whole = "whole" in request.POST
        chosen = self._whole(asked) if whole else list(dict.fromkeys(request.POST.getlist("cases")))
        reader = self.reader
        form = TogetherForm(request.POST, colleagues=reader.colleagues, tags=reader.known.tags, me=reader.user_id)
        problem = _problem(chosen)
        if problem is None and form.is_valid():
            try:
                return self._done(request, asked, chosen, form)
            except NothingDone as error:
                problem = str(error)
        if self.board:
            return self.refused_on_board(problem or form.first_error)
        return self.page(asked, chosen=frozenset(chosen), together=form, problem=problem)

    def _done(self, request: HttpRequest, asked: QueryDict, chosen: list[str], form: TogetherForm) -> HttpResponse:
        act = form.cleaned_data["act"]
        if act in WEIGHTY_FORMS:
            return self._weigh(request, asked, chosen, WEIGHTY_FORMS[act])
        if len(chosen) > MOST or act == TAG:
            return self._order(Doing(act), self.works(chosen), form.said)
        works = self.do(chosen, form.action) if form.assigns else self._noted(chosen, form)
        if form.assigns and form.user_id != self.actor.user_id and works:
            ask_for_letter(form.user_id, len(works), key=secrets.token_hex(16))
        count = len({key.partition("/")[0] for key in chosen})
        keep(request, _said(form, count, works, board=request.POST.get("board", "")))
        return redirect(self.board or reverse("desk:inbox") + address_of(asked, self.actor, self.held))

    def _noted(self, keys: Collection[str], form: TogetherForm) -> list[Work]:
        """One note in each case, once, however often the form comes; the work of each. Raises ``NothingDone``."""
        works = {work.case_id: work for work in self.works(keys)}
        with nothing_done():
            note_at_once(
                {pk: work.pk for pk, work in works.items()},
                form.said[TEXT],
                mentioned=form.mentioned,
                actor=self.actor,
                key=self._key,
            )
        return list(works.values())

    @property
    def _key(self) -> str:
        """The key of the form that was sent."""
        return self.request.POST.get("key", "")[:LONGEST_KEY]

    def _whole(self, asked: QueryDict) -> list[str]:
        """All that the view shows and they may work, up to one more than go in an order."""
        worked = scope_of(self.held, WORK_CASE)
        found = self.wanted_works(asked)[: MOST_IN_A_RUN + 1]
        return [key_of(work) for work in found if worked.reaches(work.track, [work.agency_id], case_id=work.case_id)]

    def _weigh(
        self, request: HttpRequest, asked: QueryDict, chosen: list[str], kind: type[WeightyForm]
    ) -> HttpResponse:
        """Ask for what the citizens are to read, and do it once that is there. Where one of the requests left them
        while they wrote, they read so and send the same to the others."""
        sent = "sure" in request.POST
        works, problem = self.works_left(chosen) if sent else self.works(chosen), ""
        ready = common(works, user_id=self.actor.user_id or 0, held=self.held) if kind.doing == Doing.DECIDE else []
        begun = inserted_in(request.POST, ready)
        form = kind(request.POST if sent else None, works=works, initial=begun)
        form.ready = ready
        if len(works) != len(set(chosen)):
            problem = _less(len(set(chosen)) - len(works))
        elif form.is_bound and form.is_valid():
            answer = self._ready()
            given = common_effects(answer, works) if answer is not None and request.POST.get("effects") else ()
            try:
                ordered = self._order(form.doing, works, form.said | {each.key: each.value for each in given})
            except NothingDone as error:
                problem = str(error)
            else:
                if answer is not None:
                    count_use(answer, {work.case_id for work in works})
                return ordered
        numbers = list(dict.fromkeys(work.case.tracking for work in works))
        context: dict[str, Any] = {"form": form, "numbers": numbers[:SHOWN], "count": len(numbers), "refused": problem}
        context |= {"chosen": [key_of(work) for work in works]}
        context |= {"asked": page_address({}, 1) if not asked else f"?{asked.urlencode()}"}
        context |= {"key": self._key if form.is_bound else secrets.token_hex(16)}
        key = begun.get("ready", request.POST.get("ready", ""))
        context |= {"ready_key": key, "effects": next((each.effects for each in ready if each.key == key), "")}
        context |= {"effects_wanted": not sent or "effects" in request.POST}
        status = UNPROCESSABLE if form.errors or problem else 200
        return TemplateResponse(request, self.weighty_template, context, status=status)

    def _ready(self) -> ReadyAnswer | None:
        """The ready answer with which each of them is answered; None without one, and of one that is not theirs."""
        key = self.request.POST.get("ready", "")
        rows = visible(self.actor.user_id or 0, self.held).select_related("tag")
        return rows.filter(key=key).first() if key.isalnum() else None

    def _order(self, doing: Doing, works: list[Work], said: dict[str, Any]) -> HttpResponse:
        """Once for each case, however many of its rows are chosen."""
        try:
            job = ask_for(
                Order(doing, {work.case_id: work.pk for work in works}, said), actor=self.actor, key=self._key
            )
        except NotPossible as error:
            raise NothingDone(str(error)) from error
        begin(job.pk)
        return redirect("desk:order", job.digest)


class TeamScreen(StaffScreen):
    """The names of those who can be called into a note for many (``q``): whoever works requests where the reader does.
    Whether they may read each of the requests the door asks."""

    right = WORK_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        others = (each for each in colleagues(self.held) if each.pk != self.actor.user_id)
        return names_found(others, request.GET.get("q", ""))


class BackScreen(ManyScreen):
    """An assignment of several cases taken back: each is with whom it was before."""

    def post(self, request: HttpRequest) -> HttpResponse:
        back = Back.read(request.POST)
        if back is None:
            return self._refused(_("There is nothing to undo here."))
        try:
            count = len({work.case_id for work in self.do(back.former, back.action)})
        except NothingDone as error:
            return self._refused(str(error))
        if not count:
            return self._refused(_("Somebody else has these requests by now, so nothing was undone."))
        said = ngettext(
            "%(count)d request is where it was before.", "%(count)d requests are where they were before.", count
        )
        keep(request, Done(said % {"count": count}))
        return redirect(self.board or "desk:inbox")

    def _refused(self, problem: str) -> HttpResponse:
        if self.board:
            return self.refused_on_board(problem)
        return self.page(QueryDict(), chosen=frozenset(), problem=problem)


def inserted_in(posted: QueryDict, ready: Sequence[Inserted]) -> dict[str, str]:
    """What a form for many begins with where a ready answer was chosen: that, behind what was written already."""
    each = next((each for each in ready if each.key == posted.get("insert")), None)
    if each is None:
        return {}
    text = "\n\n".join(filter(None, (posted.get("text", "").strip(), each.text)))
    return {"ready": each.key, "text": text, "outcome": posted.get("outcome") or each.outcome}


def _problem(chosen: list[str]) -> str | Promise | None:
    if not chosen:
        return _("Choose at least one request first.")
    if len(chosen) > MOST_IN_A_RUN:
        return _("Nothing was done: at most %(most)d requests go at once.") % {"most": MOST_IN_A_RUN}
    return None


def _said(form: TogetherForm, count: int, works: list[Work], *, board: str) -> Done:
    """What is said of ``count`` cases, with the way back for the ``works`` that changed hands. ``board``: the code
    of the agency on whose board it was done."""
    if not form.assigns:
        count = len(works)
        said = ngettext("The note is kept in %(count)d request.", "The note is kept in %(count)d requests.", count)
        return Done(said % {"count": count})
    said = ngettext("%(count)d request is with %(person)s now.", "%(count)d requests are with %(person)s now.", count)
    said = said % {"count": count, "person": form.colleague}
    if not works:
        return Done(said)
    back = Back(form.user_id, {key_of(work): work.assignee_id for work in works})
    return Done(said, reverse("desk:back"), back.fields | ({"board": board} if board else {}))


def _less(count: int) -> str:
    said = ngettext(
        "Nothing was sent just now: %(count)d of the requests is no longer in your inbox. What you wrote is here.",
        "Nothing was sent just now: %(count)d of the requests are no longer in your inbox. What you wrote is here.",
        count,
    )
    return said % {"count": count}


def _not_there() -> str:
    return _(
        "Nothing was done: at least one of the chosen requests is no longer available to you or to the "
        "colleague. Check your choice."
    )
