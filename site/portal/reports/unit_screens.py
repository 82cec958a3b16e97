"""What the complaints unit does with an edition: comments, the signature, what later editions say otherwise, how far
agencies are with their lines, and who is sent the reports.

Whoever reads the reports reads all of it; acting takes the right to work for the complaints unit beside that.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from permissions.people.models import User
from permissions.translated_text import SHIPPED, in_language
from permissions.writing import written_moment
from portal.queue.bell import call_soon
from portal.reports.screens import (
    MAKE,
    Edition,
    ReportScreen,
    chosen_of,
    editions_of,
    lists_of,
    may_prepare,
    period_in,
)
from workflows.cases.errors import NotAllowed, NotPossible
from workflows.reports.added import comments_as_written
from workflows.reports.confirming import ask_agencies, progress
from workflows.reports.corrections import corrections, later_than, where
from workflows.reports.document import period_name, told_of
from workflows.reports.editions import LONGEST, SECTIONS, preparation_of, say, why_not_signed_by
from workflows.reports.models import ReportKind, Snapshot
from workflows.reports.sending import KINDS, choose_recipient, readers, sign
from workflows.reports.services import have_made_anew
from workflows.reports.unit_models import Comment, LineState, Recipient, RegisterLine, Sending

CONTESTED_SHOWN = 200
"""Contested lines that the page of progress lists; the spreadsheet of the report has all of them."""


class EditionScreen(ReportScreen):
    """A screen about one edition, which the address names."""

    def edition(self, kind: str, name: str) -> tuple[Edition, Snapshot]:
        """Raises ``NotAllowed`` for one without frozen numbers."""
        found = chosen_of(editions_of(period_in(kind, name)), self.request.GET.get("edition", ""))
        if found is None or found.snapshot is None or found.withdrawn:
            raise NotAllowed
        return found, Snapshot.objects.get(pk=found.snapshot.pk)

    def said(self, edition: Edition, snapshot: Snapshot) -> dict[str, Any]:
        """What every page of an edition shows at its top."""
        period = period_in(snapshot.kind, snapshot.period)
        back = reverse("figures:period", args=[snapshot.kind, snapshot.period])
        return {
            "edition": edition,
            "snapshot": snapshot,
            "monthly": snapshot.kind == ReportKind.MONTHLY,
            "period_name": period_name(period),
            "back": f"{back}?edition={edition.key}",
            "cut_off": written_moment(snapshot.cut_off),
            "signed": preparation_of(snapshot).signed_at is not None,
            "prepares": may_prepare(self.held) and not edition.older,
        }

    def acting(self) -> None:
        """Raises ``NotAllowed`` for whoever only reads."""
        if not may_prepare(self.held):
            raise NotAllowed


class CommentsScreen(EditionScreen):
    """The comments of an edition, section by section; posting writes one of them."""

    template_name = "figures/comments.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        return self._page(*self.edition(kind, name))

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        self.acting()
        edition, snapshot = self.edition(kind, name)
        section, agency = request.POST.get("section", "")[:20], request.POST.get("agency", "")[:40]
        text = {language: request.POST.get(f"text_{language}", "") for language in SHIPPED}
        try:
            say(snapshot, section=section, agency=agency, text=text, actor=self.actor)
        except NotPossible as refused:
            typed = {"section": section, "agency": agency, "text": text, "problem": str(refused)}
            return self._page(edition, snapshot, typed, status=422)
        messages.success(request, _("The comment is saved."))
        return redirect(f"{request.path}?edition={edition.key}")

    def _page(
        self, edition: Edition, snapshot: Snapshot, typed: dict[str, Any] | None = None, *, status: int = 200
    ) -> HttpResponse:
        chosen = typed or {"agency": self.request.GET.get("agency", "")}
        places = [("", "")] + ([("agencies", chosen["agency"])] if self._has_agency(snapshot, chosen["agency"]) else [])
        context = self.said(edition, snapshot) | {
            "sections": list(self._sections(snapshot, places, typed)),
            "agencies": [(code, in_language(each)) for code, each in snapshot.names["agencies"].items()],
            "agency": chosen["agency"],
            "problems": [(f"{typed['section']}-{typed['agency']}-{SHIPPED[0]}", typed["problem"])] if typed else [],
            "longest": LONGEST,
        }
        return self.show(context, status=status)

    def _has_agency(self, snapshot: Snapshot, code: str) -> bool:
        return bool(code) and code in snapshot.names["agencies"]

    def _sections(self, snapshot: Snapshot, places: list[tuple[str, str]], typed: dict[str, Any] | None) -> Any:
        """Each place with its heading, its texts, and whether what was typed there was refused."""
        standing = {(each.section, each.agency): each for each in Comment.objects.filter(snapshot=snapshot)}
        wanted = dict.fromkeys([*standing, *places[1:]])
        for section, heading in SECTIONS[snapshot.kind]:
            named = sorted(agency for key, agency in wanted if key == section and agency)
            for agency in ["", *named]:
                comment = standing.get((section, agency))
                refused = typed is not None and (typed["section"], typed["agency"]) == (section, agency)
                text = typed["text"] if typed is not None and refused else comment.text if comment else {}
                yield {
                    "place": f"{section}-{agency}",
                    "section": section,
                    "agency": agency,
                    "heading": heading,
                    "named": in_language(snapshot.names["agencies"].get(agency, {})) if agency else "",
                    "texts": [(language, text.get(language, "")) for language in SHIPPED],
                    "by": str(comment.written_by) if comment else "",
                }


class SignScreen(EditionScreen):
    """Asks once more; posting signs."""

    template_name = "figures/sign.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        self.acting()
        edition, snapshot = self.edition(kind, name)
        comments = comments_as_written(snapshot)
        context = {
            "why_not": why_not_signed_by(snapshot, self.actor),
            "commented": [(words, comments[key]) for key, words in SECTIONS[snapshot.kind] if key in comments],
        }
        return self.show(self.said(edition, snapshot) | context)

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        self.acting()
        edition, snapshot = self.edition(kind, name)
        try:
            sign(snapshot, actor=self.actor)
        except NotPossible as refused:
            messages.error(request, str(refused))
        else:
            waiting = have_made_anew(snapshot)
            if waiting:
                call_soon(MAKE, *waiting)
            messages.success(request, _("The report is signed. Its files are made anew, without the mark of a draft."))
        return redirect(self.said(edition, snapshot)["back"])


class CorrectionsScreen(EditionScreen):
    """What each later edition of the period says otherwise than this one."""

    template_name = "figures/corrections.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        edition, snapshot = self.edition(kind, name)
        later = [
            (written_moment(each.cut_off), [(where(one), one) for one in corrections(snapshot, each)], lists_of(each))
            for each in later_than(snapshot)
        ]
        return self.show(self.said(edition, snapshot) | {"later": later, "lists_before": lists_of(snapshot)})


class ProgressScreen(EditionScreen):
    """How far each agency is with its lines, and what it contests; posting asks the agencies."""

    template_name = "figures/progress.html"

    def get(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        edition, snapshot = self._yearly(kind, name)
        preparation = preparation_of(snapshot)
        contested = RegisterLine.objects.filter(snapshot=snapshot, state=LineState.CONTESTED).filter(
            case__track="ordinary", case__guarded=False
        )
        rows = contested.select_related("agency", "by").order_by("place")
        context = {
            "preparation": preparation,
            "progress": progress(snapshot),
            "contested": [(line, told_of(line)) for line in rows[:CONTESTED_SHOWN]],
        }
        return self.show(self.said(edition, snapshot) | context)

    def post(self, request: HttpRequest, kind: str, name: str) -> HttpResponse:
        self.acting()
        edition, snapshot = self._yearly(kind, name)
        try:
            ask_agencies(snapshot, actor=self.actor)
        except NotPossible as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("The agencies are asked to confirm their lines."))
        return redirect(f"{request.path}?edition={edition.key}")

    def _yearly(self, kind: str, name: str) -> tuple[Edition, Snapshot]:
        if kind != ReportKind.YEARLY:
            raise NotAllowed
        return self.edition(kind, name)


class RecipientsScreen(ReportScreen):
    """Who is sent the reports by themselves; posting adds or removes one."""

    template_name = "figures/recipients.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        people = User.objects.filter(pk__in=readers()).order_by("username")
        chosen = set(Recipient.objects.values_list("user", "kind"))
        rows = [(person, [(kind, (person.pk, kind) in chosen) for kind in KINDS]) for person in people]
        sent = Sending.objects.order_by("-sent_at")[:12]
        shown = [(each, period_name(period_in(each.kind, each.period))) for each in sent]
        return self.show({"rows": rows, "prepares": may_prepare(self.held), "sent": shown})

    def post(self, request: HttpRequest) -> HttpResponse:
        user_id, kind = request.POST.get("user", ""), request.POST.get("kind", "")
        if not may_prepare(self.held):
            raise NotAllowed
        if kind not in KINDS or not user_id.isdecimal() or int(user_id) not in readers():
            messages.error(request, _("Choose somebody from the list."))  # whoever may read reports no longer
            return redirect("figures:recipients")
        choose_recipient(int(user_id), kind, wanted=request.POST.get("wanted") == "on", actor=self.actor)
        messages.success(request, _("Saved."))
        return redirect("figures:recipients")
