"""What auditors read, a page at a time, the newest first, and take away as a spreadsheet: the same for every list."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from permissions.agencies.rights import READ_AUDIT
from permissions.audit.services import NewEntry, append
from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.writing import written_number
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.audit_screen.spreadsheet import MOST
from workflows.transactions.turn import write_transaction

PAGE = 50
Asked = TypeVar("Asked", bound=Form)
Row = TypeVar("Row", bound=Model)


class AuditScreen(StaffScreen):
    """A screen for whoever may read the audit trail."""

    right = READ_AUDIT


class ListScreen(AuditScreen, Generic[Asked, Row]):
    """The rows that the address asks for. ``name`` is that of its address and its tab, ``title`` its heading."""

    name: ClassVar[str]
    title: ClassVar[Promise]

    @property
    @abstractmethod
    def asked(self) -> Asked:
        """What the address asks for."""

    @abstractmethod
    def found(self, form: Asked) -> QuerySet[Row]:
        """The rows that a valid ``form`` asks for, of those that its reader may know of; the newest first."""

    @abstractmethod
    def older(self, rows: QuerySet[Row], place: str) -> QuerySet[Row]:
        """Those after the row at which a page ended; all where the address names none."""

    @abstractmethod
    def place_of(self, last: Row) -> str:
        """The row at which a page ends, as the address of the next one names it."""

    @abstractmethod
    def drawn(self, rows: Sequence[Row]) -> Any:
        """The rows as the page shows them."""

    def page(self, form: Asked, *, refused: str = "") -> HttpResponse:
        """The rows that ``form`` asks for; none while it asks for what is not there."""
        found: list[Row] = []
        if form.is_valid():
            found = list(self.older(self.found(form), self.request.GET.get("before", ""))[: PAGE + 1])
        shown, asked = found[:PAGE], self.request.GET.copy()
        asked.pop("before", None)
        context = {
            "form": form,
            "title": self.title,
            "tab": self.name,
            "here": f"audit:{self.name}",
            "export": f"audit:{self.name}_export",
            "rows": self.drawn(shown),
            "filtered": any(asked.values()),
            "asked": asked.urlencode(),
            "first_page": "before" not in self.request.GET,
            "older": self._older_page(shown[-1]) if len(found) > PAGE else "",
            "refused": refused,
            **self.more(),
        }
        return self.show(context, status=UNPROCESSABLE if refused or form.errors else 200)

    def more(self) -> dict[str, Any]:
        """What else this list says."""
        return {}

    def _older_page(self, last: Row) -> str:
        asked = self.request.GET.copy()
        asked["before"] = self.place_of(last)
        return asked.urlencode()


class TakenAway(ListScreen[Asked, Row]):
    """POST: the rows that the address asks for, as a spreadsheet; taking it away is itself in the trail."""

    thing: ClassVar[str]
    """What it is called in the log of access."""

    @abstractmethod
    def entry(self, form: Asked, found: list[Row]) -> NewEntry:
        """What the trail says of it: codes and numbers."""

    @abstractmethod
    def file(self, found: list[Row]) -> HttpResponse:
        """The spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        raise Http404

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.asked
        if not form.is_valid():
            return self.page(form)
        found = list(self.found(form)[: MOST + 1])
        if not found:
            return self.page(form, refused=_("There is nothing to export."))
        if len(found) > MOST:
            most = {"most": written_number(MOST)}
            return self.page(form, refused=_("A file holds at most %(most)s entries: choose a shorter period.") % most)
        # Before the file is made: one that was made is always in the trail.
        with write_transaction():
            append([self.entry(form, found)], actor=self.actor, at=now())
        note(Kind.EXPORTED, user_id=self.actor.user_id, thing=Thing(self.thing))
        return self.file(found)
