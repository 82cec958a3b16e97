"""One act for many cases of the inbox: all of them in one commit, or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE
from portal.desk.inbox_screen import InboxScreen, address_of
from portal.desk.together import MOST, TogetherForm, colleagues
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply_all
from workflows.cases.selectors import inbox


class TogetherScreen(InboxScreen):
    """POST of an act for the chosen cases. What cannot be done comes back as the inbox, with the same rows chosen."""

    right = WORK_CASE

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:inbox")

    def post(self, request: HttpRequest) -> HttpResponse:
        asked = QueryDict(request.POST.get("asked", "")[:1000].removeprefix("?"))
        chosen = list(dict.fromkeys(request.POST.getlist("cases")))
        form = TogetherForm(request.POST, colleagues=colleagues(self.held))
        problem = self._problem(chosen)
        if problem is None and form.is_valid():
            problem = self._do(chosen, form)
            if problem is None:
                return redirect(reverse("desk:inbox") + address_of(asked))
        return self.page(asked, chosen=frozenset(chosen), together=form, problem=problem, status=UNPROCESSABLE)

    def _problem(self, chosen: list[str]) -> str | Promise | None:
        if not chosen:
            return _("Choose at least one case first.")
        if len(chosen) > MOST:
            return _("Nothing was done: at most %(most)d cases go at once.") % {"most": MOST}
        return None

    def _do(self, chosen: list[str], form: TogetherForm) -> str | None:
        """Do it to all; or to none, and say why."""
        works = list(inbox(self.actor, held=self.held).filter(case__tracking__in=chosen))
        if {work.case.tracking for work in works} != set(chosen):
            return _not_there()
        wanted = [(work.case_id, form.action(work)) for work in works if not form.leaves_alone(work)]
        try:
            apply_all(wanted, actor=self.actor)
        except NotAllowed:
            return _not_there()
        except NotPossible as error:
            return _("Nothing was done to any of the cases. %(reason)s") % {"reason": error}
        messages.success(self.request, _said(form, len(works)))
        return None


def _not_there() -> str:
    return _(
        "Nothing was done: at least one of the chosen cases is not there any more, for you or for the colleague. "
        "Look at the choice again."
    )


def _said(form: TogetherForm, count: int) -> str:
    if form.assigns:
        said = ngettext("%(count)d case is with %(person)s now.", "%(count)d cases are with %(person)s now.", count)
        return said % {"count": count, "person": form.colleague}
    return ngettext("The note is kept in %(count)d case.", "The note is kept in %(count)d cases.", count) % {
        "count": count
    }
