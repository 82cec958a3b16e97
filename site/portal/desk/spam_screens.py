"""What is held back: the list that the complaints unit looks through, what it decides, and what the signs of spam
weigh."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from permissions.agencies.rights import PUBLISH_RULES, WORK_EVERY_CASE
from portal.admin_screens.done import Done, keep, take
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.desk.spam_forms import POLITE, READ_BY, REASON
from workflows.cases import actions
from workflows.cases.actions import Action
from workflows.cases.danger import danger_shown
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.cases.lifecycle import apply_all
from workflows.cases.models import Case
from workflows.cases.searching import texts_of
from workflows.cases.spam import ENOUGH, HIGHEST, MOST, SIGNS, Setting, in_words, set_signs, settings_now
from workflows.cases.suspected import first_looks, held_for, suspected_spam, workable

PAGE: Final = 50
"""Requests that are shown at once, and decided in one commit."""
PIECE: Final = 400
"""Characters of a text that are shown."""
MEANWHILE: Final = gettext_lazy("Nothing was done: somebody has decided about one of them meanwhile. Look again.")


class SpamScreen(StaffScreen):
    """What may speak of danger first, then what goes on soonest, each with why it was held back. POST decides about the
    chosen ones: all, or none. What may speak of danger is decided on its own page, with a note."""

    right = WORK_EVERY_CASE
    template_name = "desk/spam.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page()

    def post(self, request: HttpRequest) -> HttpResponse:
        one = request.POST.get("release_one", "")
        chosen = [one] if one else list(dict.fromkeys(request.POST.getlist("cases")))[: PAGE + 1]
        closes, text = not one and request.POST.get("act") == "spam", request.POST.get("text", "")
        try:
            act = actions.CloseAsSpam(text=text) if closes else actions.Release()
            self.do(self._held_back(), chosen, act)
        except NotPossible as error:
            return self._page(problem=str(error), chosen=chosen, text=text)
        keep(request, Done(_said(len(chosen), closes=closes), reverse("desk:spam_back"), {"cases": chosen}))
        return redirect("desk:spam")

    def _held_back(self) -> QuerySet[Case]:
        return suspected_spam(self.held)

    def do(self, cases: QuerySet[Case], chosen: Collection[str], action: Action) -> None:
        """Do it to those of these numbers. Raises ``NotPossible`` where one of them is not (any more) among them."""
        if not chosen:
            raise NotPossible(_("Choose at least one request first."))
        ids = list(cases.filter(tracking__in=chosen).values_list("pk", flat=True))
        if len(ids) != len(chosen) or len(ids) > PAGE:
            raise NotPossible(MEANWHILE)
        try:
            apply_all([(case_id, action) for case_id in ids], actor=self.actor)
        except NotAllowed:
            raise NotPossible(MEANWHILE) from None

    def _page(self, *, problem: str = "", chosen: Collection[str] = (), text: str | None = None) -> HttpResponse:
        cases = list(self._held_back()[: PAGE + 1])
        more, cases = len(cases) > PAGE, cases[:PAGE]
        held, texts, look_by = held_for(cases), texts_of(cases), first_looks(cases)
        context: dict[str, Any] = {
            "rows": [
                {
                    "case": case,
                    "signs": in_words(held[case.pk].get("held", {})),
                    "danger": danger_shown(held[case.pk], "\n\n".join((case.subject, *texts.get(case.pk, ())))),
                    "look_by": look_by.get(case.pk),
                    "text": "\n".join(texts.get(case.pk, ()))[:PIECE],
                }
                for case in cases
            ],
            "more": more,
            "chosen": chosen,
            "problem": problem,
            "text": POLITE if text is None else text,
            "reason": REASON,
            "read_by": READ_BY,
            "done": take(self.request),
        }
        return self.show(context, status=UNPROCESSABLE if problem else 200)


class SpamBackScreen(SpamScreen):
    """POST: what was decided about several was a slip, and they are held back again."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk:spam")

    def post(self, request: HttpRequest) -> HttpResponse:
        chosen = list(dict.fromkeys(request.POST.getlist("cases")))[: PAGE + 1]
        try:
            self.do(workable(self.held), chosen, actions.HoldAgain())
        except NotPossible as error:
            return self._page(problem=str(error))
        said = ngettext("%(count)d request is held back again.", "%(count)d requests are held back again.", len(chosen))
        keep(request, Done(said % {"count": len(chosen)}))
        return redirect("desk:spam")


class SignForm(forms.Form):
    """What one sign weighs, and from how many on it counts."""

    weight = forms.IntegerField(min_value=0, max_value=MOST)
    counts_from = forms.IntegerField(min_value=1, max_value=HIGHEST)


class SignsScreen(StaffScreen):
    """What each sign of spam weighs: for those who publish rules."""

    right = PUBLISH_RULES
    template_name = "desk/spam_signs.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._page({})

    def post(self, request: HttpRequest) -> HttpResponse:
        sent = {key: SignForm(request.POST, prefix=key, auto_id="sign-%s") for key in SIGNS}
        if not all(form.is_valid() for form in sent.values()):
            return self._page(sent, status=UNPROCESSABLE)
        set_signs({key: Setting(**form.cleaned_data) for key, form in sent.items()}, actor=self.actor)
        keep(request, Done(_("The signs weigh so from now on.")))
        return redirect("desk:spam_signs")

    def _page(self, sent: dict[str, SignForm], *, status: int = 200) -> HttpResponse:
        now = {} if sent else settings_now()
        rows = [
            {
                "key": key,
                "words": sign.words,
                "form": sent.get(key)
                or SignForm(
                    prefix=key,
                    auto_id="sign-%s",
                    initial={"weight": now[key].weight, "counts_from": now[key].counts_from},
                ),
            }
            for key, sign in SIGNS.items()
        ]
        return self.show({"rows": rows, "enough": ENOUGH, "done": take(self.request)}, status=status)


def _said(count: int, *, closes: bool) -> str:
    if closes:
        said = ngettext("%(count)d request is closed as spam.", "%(count)d requests are closed as spam.", count)
    else:
        said = ngettext(
            "%(count)d request is released to its agency.", "%(count)d requests are released to their agencies.", count
        )
    return said % {"count": count}
