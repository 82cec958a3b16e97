"""What became of one act for many cases: how far it is, what was refused and why, and the way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from permissions.agencies.rights import WORK_CASE
from portal.admin_screens.screen import UNPROCESSABLE, StaffScreen
from portal.operations.jobs import begin
from workflows.cases.errors import NotPossible
from workflows.cases.selectors import readable
from workflows.jobs.models import Job, JobState
from workflows.together.orders import Doing, can_be_undone, job_of, undo

LOOK_AGAIN: Final = "2"
"""Seconds after which the page looks again how far it is, also without scripts."""
_TITLES: Final[dict[str, str | Promise]] = {
    Doing.ASSIGN: gettext_lazy("Assigning many requests"),
    Doing.TAG: gettext_lazy("A tag for many requests"),
    Doing.NOTE: gettext_lazy("One note in many requests"),
    Doing.REFER: gettext_lazy("Referring many requests"),
    Doing.DECIDE: gettext_lazy("One answer to many requests"),
    Doing.BACK: gettext_lazy("Undoing what was done to many requests"),
}


class OrderScreen(StaffScreen):
    """Of one's own orders alone. POST takes it back, as long as that can be done."""

    right = WORK_CASE
    template_name = "desk/order.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        return self._page(job_of(key, actor=self.actor))

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        job = job_of(key, actor=self.actor)
        try:
            made = undo(job, actor=self.actor)
        except NotPossible as error:
            return self._page(job, problem=str(error))
        begin(made.pk)
        return redirect("desk:order", made.digest)

    def _page(self, job: Job, *, problem: str = "") -> HttpResponse:
        changed = len(job.found.get("changed", ()))
        failed: list[tuple[int, Mapping[str, str]]] = [(case_id, {}) for case_id in job.found.get("failed", ())]
        response = self.show(
            {
                "job": job,
                "title": _TITLES[job.choices["doing"]],
                "said": _said(job, changed),
                "refused": self._rows([*job.found.get("refused", ()), *failed]),
                "without": self._rows(job.found.get("without", [])),
                "undoes": can_be_undone(job),
                "problem": problem,
            },
            status=UNPROCESSABLE if problem else 200,
        )
        if job.state == JobState.WAITING:
            response["Refresh"] = LOOK_AGAIN
        return response

    def _rows(self, found: Sequence[tuple[int, Mapping[str, str]]]) -> list[dict[str, Any]]:
        """Each with its number and why, as far as it is theirs to read still; of the others that there are some."""
        cases = readable(self.actor, [case_id for case_id, _why in found], held=self.held)
        language = get_language() or ""
        rows = [
            {"case": cases.get(case_id), "why": why.get(language, "") if case_id in cases else ""}
            for case_id, why in found
        ]
        return sorted(rows, key=lambda row: row["case"] is None)


def _said(job: Job, changed: int) -> str:
    if job.state == JobState.WAITING:
        return _("Under way: %(done)d of %(total)d requests.") % {
            "done": job.done,
            "total": len(job.choices["works"]),
        }
    if job.choices["doing"] == Doing.BACK:
        said = ngettext(
            "%(count)d request is where it was before.", "%(count)d requests are where they were before.", changed
        )
    else:
        said = ngettext("Done for %(count)d request.", "Done for %(count)d requests.", changed)
    return said % {"count": changed}
