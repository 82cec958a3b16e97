"""The forms that wait for a second editor, and one of them: what changes, trying it, agreeing, taking back."""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.forms.keys import FORM_CHECKED, FORM_GO, FORM_STEP, FORM_TOKEN
from content.forms.page import FormPage
from content.forms.review import services
from content.forms.review.difference import differences
from content.forms.review.models import FormReview, ReviewAct, ReviewState
from content.forms.review.services import DraftPage, ReviewRefused
from content.forms.review.trial import trial_outcome, trial_round
from content.forms.round import Round
from permissions.agencies.rights import EDIT_PAGES
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import in_language
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from workflows.notifications.to_editors import editors
from workflows.notifications.transports import ready_transports

LATELY = 20
"""Reviews of before that a list shows."""


class WordsForm(forms.Form):
    """A note to the second editor, or the reason of one."""

    words = forms.CharField(
        label=_("Note to the second editor"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
    )


class ReasonForm(forms.Form):
    """Why it is sent back."""

    reason = forms.CharField(
        label=_("Why you send it back"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "input low", "dir": "auto"}),
        error_messages={"required": _("Write why, so that its editor knows what to change.")},
    )


class EditorScreen(StaffScreen):
    """A screen for editors."""

    right = EDIT_PAGES


class FormsScreen(EditorScreen):
    """All forms that wait for a second editor, those that are drafts, and what was decided lately."""

    template_name = "page_care/forms.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        mine = self.actor.user_id or 0
        waiting = [_row(review, mine) for review in services.waiting_reviews()]
        decided = FormReview.objects.exclude(state__in=(ReviewState.WAITING, ReviewState.WITHDRAWN))
        decided = decided.filter(takes_back=None).select_related("ready_by", "decided_by")[:LATELY]
        context = {
            "waiting": waiting,
            "drafts": _drafts({row["review"].form for row in waiting}),
            "decided": [(review, title) for review in decided if (title := _title(review))],
            "alone": len(editors()) < 2,
        }
        return self.show(context)


def _title(review: FormReview) -> str:
    return in_language(services.title_of(review.form))


def _drafts(waiting: set[UUID]) -> list[dict[str, Any]]:
    """Forms of which a language differs from what is on the site, and that nobody has made ready."""
    begun = FormPage.objects.filter(has_unpublished_changes=True).exclude(translation_key__in=waiting)
    found = []
    for form in begun.order_by().values_list("translation_key", flat=True).distinct():
        if any(each.draft is not None or each.untranslated for each in services.drafts_of(form)):
            on_site = FormPage.objects.live().filter(translation_key=form).exists()
            found.append({"form": form, "title": in_language(services.title_of(form)), "on_site": on_site})
    return sorted(found, key=itemgetter("title"))


def _row(review: FormReview, user_id: int) -> dict[str, Any]:
    return {
        "review": review,
        "title": _title(review),
        "mine": review.ready_by_id == user_id,
        "changed": not services.is_current(review),
        "part": user_id in services.parties_of(review),
    }


class FormScreen(EditorScreen):
    """One form: what changes in each language, and the acts that whoever looks may do."""

    template_name = "page_care/form.html"
    asks_again = True
    acts: ClassVar[tuple[str, ...]] = ("ready", "end", "agree", "send_back", "withdraw", "take_back")

    def get(self, request: HttpRequest, form: UUID) -> HttpResponse:
        return self._page(form)

    def post(self, request: HttpRequest, form: UUID) -> HttpResponse:
        act = request.POST.get("do", "")
        if act not in self.acts:
            return self._page(form, status=UNPROCESSABLE)
        do: Callable[[HttpRequest, UUID], str] = getattr(self, f"_{act}")
        reason = ReasonForm(request.POST) if act == "send_back" else None
        if reason is not None and not reason.is_valid():
            return self._page(form, reason=reason, status=UNPROCESSABLE)
        try:
            said = do(request, form)
        except ReviewRefused as refused:
            return self._page(form, problems=refused.reasons, status=UNPROCESSABLE)
        messages.success(request, said)
        return redirect("page_care:form", form)

    def _words(self, request: HttpRequest) -> str:
        form = WordsForm(request.POST)
        if not form.is_valid():
            raise ReviewRefused([str(message) for messages in form.errors.values() for message in messages])
        words: str = form.cleaned_data["words"]
        return words

    def _ready(self, request: HttpRequest, form: UUID) -> str:
        services.ready(form, words=self._words(request), actor=self.actor)
        return _now("It’s now waiting for a second editor, and all other editors are notified.")

    def _end(self, request: HttpRequest, form: UUID) -> str:
        services.propose_end(form, words=self._words(request), actor=self.actor)
        return _now("It’s now proposed. A second editor decides, and all other editors are notified.")

    def _agree(self, request: HttpRequest, form: UUID) -> str:
        services.agree(_id(request), read=request.POST.get("read", ""), actor=self.actor)
        return _now("Done, as two editors agreed. Within a day either of you can take it back.")

    def _send_back(self, request: HttpRequest, form: UUID) -> str:
        services.send_back(_id(request), reason=request.POST.get("reason", "").strip(), actor=self.actor)
        return _now("It was sent back. Nothing was published.")

    def _withdraw(self, request: HttpRequest, form: UUID) -> str:
        services.withdraw(_id(request), actor=self.actor)
        return _now("It’s no longer waiting. The draft is kept.")

    def _take_back(self, request: HttpRequest, form: UUID) -> str:
        services.take_back(_id(request), actor=self.actor)
        return _now("It was taken back, and all other editors are notified. The draft is kept.")

    def _page(
        self, form: UUID, *, problems: tuple[str, ...] = (), reason: ReasonForm | None = None, status: int = 200
    ) -> HttpResponse:
        pages = services.pages_of(form)
        if not pages:
            raise Http404
        mine = self.actor.user_id or 0
        review = services.waiting_reviews().filter(form=form).first()
        last = services.last_agreed(form)
        drafts = services.drafts_of(form)
        parties = services.parties_of(review) if review is not None else services.authors_of(form)
        context = {
            "form_key": form,
            "title": in_language(services.title_of(form)),
            "languages": [_language(each, review) for each in drafts],
            "changes": any(each.draft is not None for each in drafts),
            "on_site": any(page.live for page in pages),
            "review": review,
            "ends": review is not None and review.act == ReviewAct.END,
            "current": review is not None and services.is_current(review),
            "read": services.as_read(review) if review is not None else "",
            "mine": review is not None and review.ready_by_id == mine,
            "part": mine in parties,
            "nobody_left": review is not None and not (editors() - parties),
            "writers": User.objects.filter(pk__in=services.authors_of(form)),
            "last": last,
            "published_at": services.published_at(last) if last is not None else None,
            "scheduled": last is not None and services.published_at(last) is None,
            "can_take_back": last is not None and services.may_take_back(last, mine),
            "sent_back": FormReview.objects.filter(form=form, state=ReviewState.SENT_BACK).first()
            if review is None
            else None,
            "problems": problems or (services.problems_of(drafts) if review is None else ()),
            "words": WordsForm(),
            "reason": reason or ReasonForm(),
            "alone": len(editors()) < 2,
            "now": now(),
        }
        return self.show(context, status=status)


def _id(request: HttpRequest) -> int:
    given = request.POST.get("review", "")
    if not given.isdecimal() or len(given) > 18:
        raise Http404
    return int(given)


def _language(each: DraftPage, review: FormReview | None) -> dict[str, Any]:
    """One language of the form, with what changes in it; of a form that is to be taken off the site nothing."""
    ends = review is not None and review.act == ReviewAct.END
    changed = differences(each.live, each.draft) if each.draft is not None and not ends else []
    return {
        "page": each.page,
        "code": each.page.locale.language_code,
        "translated": services.is_translation(each.page),
        "untranslated": each.untranslated,
        "differences": changed,
        "can_be_tried": each.draft is not None and not ends,
    }


class TryFormScreen(EditorScreen):
    """The draft in one language, filled in; nothing of it is kept or filed."""

    template_name = "page_care/form_try.html"

    def get(self, request: HttpRequest, form: UUID, language: str) -> HttpResponse:
        return self._page(form, language, sent=False)

    def post(self, request: HttpRequest, form: UUID, language: str) -> HttpResponse:
        return self._page(form, language, sent=True)

    def _page(self, form: UUID, language: str, *, sent: bool) -> HttpResponse:
        drafts = (each for each in services.drafts_of(form) if each.page.locale.language_code == language)
        found = next(drafts, None)
        if found is None:
            raise Http404
        page = found.draft or found.page
        with override(language):
            this = trial_round(page, self.request.POST if sent else None)
            status = this.status if sent and not this.sends else 200
            outcome = trial_outcome(this) if sent and this.sends else None
            drawn = "" if outcome is not None else self._drawn(page, this, language)
        context = {
            "form_key": form,
            "title": page.title,
            "language": language,
            "round": this,
            "token_name": FORM_TOKEN,
            "outcome": outcome,
            "drawn": drawn,
        }
        return self.show(context, status=status)

    def _drawn(self, page: FormPage, this: Round, language: str) -> SafeString:
        context = {
            "page": page,
            "language": language,
            "round": this,
            "form": this.form,
            "step_name": FORM_STEP,
            "go_name": FORM_GO,
            "checked_name": FORM_CHECKED,
            "sealed": this.sealed,
            "trial": True,
            "at_start": this.standing is None or this.standing.first,
            "letters_by": ready_transports(),
            "map_tiles": "",
        }
        return render_to_string("page_care/form_tried.html", context, self.request)
