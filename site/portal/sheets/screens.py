"""The screens of a sheet: its files, what becomes of each row of one that was sent, and its confirmation."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.rights import EDIT_PAGES, MANAGE_PEOPLE, PUBLISH_RULES
from permissions.looking.models import Kind as Looked
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.people.models import User
from permissions.spreadsheet import XLSX
from permissions.translated_text import in_language
from permissions.writing import local
from portal.admin_screens.paging import page_address, page_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.operations.sheets.all import sheet_of
from portal.operations.sheets.carrying_out import carry_out, confirm, take_in
from portal.operations.sheets.drafting import beginning_of
from portal.operations.sheets.models import SentSheet, SentState
from portal.operations.sheets.reading import MOST_ROWS, SheetRefused, read_table
from portal.operations.sheets.row_sentences import rows_in_reader_language
from portal.operations.sheets.sheet import VERDICTS, Sheet
from portal.queue.bell import call_soon
from workflows.cases.errors import NotAllowed
from workflows.transactions.turn import write_transaction
from workflows.versions.models import Version

CARRY_OUT = "portal.operations.sheets.carrying_out.carry_out"
CSV: Final = "text/csv; charset=utf-8"
FILES = {"xlsx": XLSX, "csv": CSV, "template": XLSX}
PAGE = 100
LAST_PAGE = MOST_ROWS // PAGE + 1
WHERE = {
    "bodies": "access:bodies",
    "posts": "access:posts",
    "people": "access:people",
    "areas": "access:areas",
    "contacts": "page_care:contacts",
    "services": "page_care:contacts",
}
SUBJECTS = {"rules": "routing", "holidays": "calendar"}


class FileForm(forms.Form):
    """The file."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("XLSX, or CSV in UTF-8. Nothing is done until you have seen what becomes of each row."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("This file is empty."),
            "invalid": _("Choose a file."),
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt", "class": "input"}),
    )


class OneSheet(StaffScreen):
    """A screen of one sheet of the platform's administrators."""

    right = MANAGE_PEOPLE
    addresses = ""
    """How the names of its addresses begin."""

    @cached_property
    def sheet(self) -> Sheet:
        """The one of the address. Raises ``NotAllowed`` where there is none, or where it is others'."""
        found = sheet_of(self.kwargs["code"], self.kwargs.get("key", ""))
        if found is None or found.right != self.right:
            raise NotAllowed
        return found

    @property
    def where(self) -> dict[str, str]:
        """The screen that the sheet hangs at: its ``address`` and its ``title``."""
        key = self.sheet.key
        if not self.sheet.keyed:
            return {"address": reverse(WHERE[self.sheet.code]), "title": str(self.sheet.title)}
        subject = SUBJECTS[self.sheet.code]
        version = beginning_of(subject, key)
        title = in_language(version.definition.get("name") or {}) if version is not None else ""
        return {"address": reverse("studio:thing", args=[subject, key]), "title": title or key}

    def address(self, name: str, *more: Any) -> str:
        """An address of this sheet."""
        key = [self.sheet.key] if self.sheet.keyed else []
        return reverse(f"sheets:{self.addresses}{name}", args=[self.sheet.code, *key, *more])

    def show(self, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
        files = [(kind, self.address("file", kind)) for kind in FILES]
        shown = {"sheet": self.sheet, "where": self.where, "files": dict(files), "here": self.address("sheet")}
        return super().show(shown | context, status=status)


class SheetScreen(OneSheet):
    """Its files, and where one is sent."""

    template_name = "sheets/sheet.html"

    def get(self, request: HttpRequest, **_address: str) -> HttpResponse:
        return self.page(FileForm())

    def post(self, request: HttpRequest, **_address: str) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form, status=UNPROCESSABLE)
        sent = form.cleaned_data["file"]
        content = sent.read()
        try:
            table = read_table(content, self.sheet)
        except SheetRefused as error:
            form.add_error("file", str(error))
            return self.page(form, status=UNPROCESSABLE)
        kept = take_in(self.sheet, table, name=sent.name, content=content, actor=self.actor)
        return redirect(self.address("sent", kept.pk))

    def page(self, form: FileForm, *, status: int = 200) -> HttpResponse:
        """The form, and under it what each column is."""
        return self.show({"form": form, "columns": self.sheet.columns(), "most": MOST_ROWS}, status=status)


class FileScreen(OneSheet):
    """A file of what is there, or the template. Who takes a list away is noted."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, kind: str, **_address: str) -> HttpResponse:
        if kind not in FILES:
            raise NotAllowed
        rows = [] if kind == "template" else self.sheet.there()
        # Not before: spreadsheets take memory that the sweep and most processes never need.
        from portal.operations.sheets.writing import as_csv, as_xlsx  # noqa: PLC0415

        content = as_csv(self.sheet, rows) if kind == "csv" else as_xlsx(self.sheet, rows)
        if kind != "template":
            note(Looked.DOWNLOADED, user_id=self.actor.user_id, thing=Thing("sheet", detail=self.sheet.code))
        answer = HttpResponse(content, content_type=FILES[kind])
        name = "-".join(filter(None, (self.sheet.code, self.sheet.key, local(now()).date().isoformat())))
        named = f"{self.sheet.code}-template.xlsx" if kind == "template" else f"{name}.{kind}"
        answer["Content-Disposition"] = f'attachment; filename="{named}"'
        answer["X-Content-Type-Options"] = "nosniff"
        return answer


class SentScreen(OneSheet):
    """What becomes of each row of a file; confirmed, it is done as a whole, and the page says how far it is."""

    template_name = "sheets/sent.html"
    asks_again = True

    def sent(self, sent_id: int) -> SentSheet:
        """The file. Raises ``NotAllowed``."""
        found = SentSheet.objects.filter(pk=sent_id, sheet=self.sheet.code, key=self.sheet.key).first()
        if found is None:
            raise NotAllowed
        return found

    def get(self, request: HttpRequest, sent_id: int, **_address: str) -> HttpResponse:
        return self.page(self.sent(sent_id))

    def post(self, request: HttpRequest, sent_id: int, **_address: str) -> HttpResponse:
        sent = self.sent(sent_id)
        if request.POST.get("do") == "drop":
            with write_transaction():
                SentSheet.objects.filter(pk=sent.pk, state__in=(SentState.LOOKED_AT, SentState.FAILED)).delete()
            return redirect(self.address("sheet"))
        if request.POST.get("seen") != sent.judged_digest:
            refused = _now("Something has changed since you looked at it, and nothing was done. Look at it again.")
            return self.page(sent, refused=refused, status=UNPROCESSABLE)
        with write_transaction():
            SentSheet.objects.filter(pk=sent.pk, state=SentState.LOOKED_AT).update(by=self.actor.user_id)
        if confirm(sent):
            if len(sent.judged) > self.sheet.at_once:
                call_soon(CARRY_OUT, sent.pk)
            else:
                carry_out(sent.pk, links=False)
                call_soon(CARRY_OUT, sent.pk)  # what is left: links that are still to be sent
        return redirect(self.address("sent", sent.pk))

    def page(self, sent: SentSheet, *, refused: str = "", status: int = 200) -> HttpResponse:
        """A page of its rows, all or those of one verdict."""
        counts = sent.counts
        shown = self.request.GET.get("show", "")
        judged = rows_in_reader_language(sent, self.sheet, self.actor)
        rows = [row for row in judged if shown not in VERDICTS or row["verdict"] == shown]
        number = page_number(self.request.GET, last=LAST_PAGE)
        wanted = {"show": shown} if shown in VERDICTS else {}
        context = {
            "sent": sent,
            "counts": [(verdict, counts[verdict]) for verdict in VERDICTS],
            "total": len(sent.judged),
            "can_confirm": not counts["refused"] and counts["added"] + counts["changed"] > 0,
            "nothing_changes": not counts["refused"] and not counts["added"] + counts["changed"],
            "new_people": sum(bool(row["data"].get("new")) for row in sent.judged),
            "rows": rows[(number - 1) * PAGE : number * PAGE],
            "shown": shown if shown in VERDICTS else "",
            "former": page_address(wanted, number - 1) if number > 1 else "",
            "next": page_address(wanted, number + 1) if len(rows) > number * PAGE else "",
            "number": number,
            "letters_gone": sent.letters_due - len(sent.letters),
            "letters_sent": sent.letters_due - len(sent.letters) - sent.letters_unsent,
            "draft": sent.draft
            if sent.draft and Version.objects.filter(pk=sent.draft, status="draft").exists()
            else None,
            "sender": User.objects.filter(pk=sent.by_id).first(),
            "refused": refused,
        }
        return self.show(context, status=status)


class OwnersSheetScreen(SheetScreen):
    """The same of a sheet of the process owners."""

    right, addresses = PUBLISH_RULES, "of_"


class OwnersFileScreen(FileScreen):
    """The same of a sheet of the process owners."""

    right, addresses = PUBLISH_RULES, "of_"


class OwnersSentScreen(SentScreen):
    """The same of a sheet of the process owners; it makes a draft, which a second person publishes."""

    right, addresses = PUBLISH_RULES, "of_"
    asks_again = False


class EditorsSheetScreen(SheetScreen):
    """The same of a sheet of those who edit pages."""

    right, addresses = EDIT_PAGES, "pages_"


class EditorsFileScreen(FileScreen):
    """The same of a sheet of those who edit pages."""

    right, addresses = EDIT_PAGES, "pages_"


class EditorsSentScreen(SentScreen):
    """The same of a sheet of those who edit pages."""

    right, addresses = EDIT_PAGES, "pages_"
