"""One act for many cases of the inbox: all of them in one commit, or none."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.done import Done, keep
from portal.desk.beside import key_of
from portal.desk.inbox_screen import InboxScreen, address_of
from portal.desk.together import MOST, Back, TogetherForm, colleagues
from workflows.cases.actions import Action
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply_all
from workflows.cases.models import Work
from workflows.cases.selectors import inbox


class NothingDone(Exception):
    """None of the cases was touched; says why."""


class ManyScreen(InboxScreen):
    """POST of an act for several cases. What cannot be done comes back as the inbox."""

    right = WORK_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:inbox")

    def do(self, keys: Collection[str], action_of: Callable[[Work], Action | None]) -> list[Work]:
        """Do it to the work of these keys (``key_of``); returns it as it was before, of what changed.

        What is done to the whole is done once to a case, however many of its rows are chosen. Raises ``NothingDone``.
        """
        numbers = {key.partition("/")[0] for key in keys}
        found = inbox(self.actor, held=self.held).filter(case__tracking__in=numbers)
        works = [work for work in found if key_of(work) in keys]
        if len(works) != len(set(keys)):
            raise NothingDone(_not_there())
        acts = [(work, action) for work in works if (action := action_of(work)) is not None]
        meant = {(work.case_id, "" if action.about == "case" else work.branch): (work, action) for work, action in acts}
        wanted = list(meant.values())
        if not wanted:
            return []
        try:
            apply_all([(work.case_id, action) for work, action in wanted], actor=self.actor)
        except NotAllowed:
            raise NothingDone(_not_there()) from None
        except NotPossible as error:
            said = _("Nothing was done to any of the requests. %(reason)s") % {"reason": error}
            raise NothingDone(said) from error
        return [work for work, _action in wanted]


class TogetherScreen(ManyScreen):
    """An act for the chosen cases. When it is refused the same rows are chosen still."""

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = QueryDict(request.POST.get("asked", "")[:1000].removeprefix("?"))
        chosen = list(dict.fromkeys(request.POST.getlist("cases")))
        form = TogetherForm(request.POST, colleagues=colleagues(self.held))
        problem = self._problem(chosen)
        if problem is None and form.is_valid():
            try:
                works = self.do(chosen, form.action)
            except NothingDone as error:
                problem = str(error)
            else:
                keep(request, _done(form, len({key.partition("/")[0] for key in chosen}), works))
                return redirect(reverse("desk:inbox") + address_of(asked, self.actor, self.held))
        return self.page(asked, chosen=frozenset(chosen), together=form, problem=problem)

    def _problem(self, chosen: list[str]) -> str | Promise | None:
        if not chosen:
            return _("Choose at least one request first.")
        if len(chosen) > MOST:
            return _("Nothing was done: at most %(most)d requests go at once.") % {"most": MOST}
        return None


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
        return redirect("desk:inbox")

    def _refused(self, problem: str) -> HttpResponse:
        return self.page(QueryDict(), chosen=frozenset(), problem=problem)


def _done(form: TogetherForm, count: int, works: list[Work]) -> Done:
    """What is said of ``count`` cases, with the way back for the ``works`` that changed hands."""
    if not form.assigns:
        count = len(works)
        said = ngettext("The note is kept in %(count)d request.", "The note is kept in %(count)d requests.", count)
        return Done(said % {"count": count})
    said = ngettext("%(count)d request is with %(person)s now.", "%(count)d requests are with %(person)s now.", count)
    said = said % {"count": count, "person": form.colleague}
    if not works:
        return Done(said)
    back = Back(form.user_id, {key_of(work): work.assignee_id for work in works})
    return Done(said, reverse("desk:back"), back.fields)


def _not_there() -> str:
    return _(
        "Nothing was done: at least one of the chosen requests is no longer available to you or to the "
        "colleague. Check your choice."
    )
