"""What the complaints unit adds to frozen numbers: comments, and a signature that ends the work on an edition.

The numbers and their checksum are never touched. Whoever wrote one of the comments does not sign them: the signature
says that a second person read the words. Numbers alone need no second one, since the diary gives them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db.models import F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.people.models import User
from permissions.translated_text import SHIPPED
from workflows.cases.errors import NotPossible
from workflows.reports import definitions
from workflows.reports.models import FileState, ReportFile, ReportKind, Snapshot
from workflows.reports.period import parse
from workflows.reports.unit_models import Comment, LineState, Preparation, RegisterLine
from workflows.transactions.turn import write_transaction

Words = str | Promise
LONGEST = 4000
"""Characters of a comment in one language."""
_SUMMARY = ("summary", _("The period at a glance"))
_CORRECTIONS = ("corrections", _("Later corrections"))
SECTIONS: Mapping[str, tuple[tuple[str, Words], ...]] = {
    ReportKind.MONTHLY: (
        _SUMMARY,
        ("asked", _("What citizens asked, and how it ended")),
        ("categories", _("By category")),
        ("governorates", _("By governorate")),
        ("agencies", _("Agencies")),
        ("oldest", _("The oldest pending requests")),
        _CORRECTIONS,
    ),
    ReportKind.YEARLY: (
        _SUMMARY,
        ("agencies", _("What is pending, by agency")),
        ("register", _("The register of pending requests")),
        _CORRECTIONS,
    ),
}
"""Where comments stand, by the kind of report. Those to one agency stand in ``agencies``."""


def preparation_of(snapshot: Snapshot) -> Preparation:
    """How far it is; one that nothing was added to has a preparation that is not stored."""
    return Preparation.objects.select_related("signed_by").filter(snapshot=snapshot).first() or Preparation(
        snapshot=snapshot
    )


def locked(snapshot: Snapshot) -> Preparation:
    """The stored preparation, ours until the end of this transaction. Raises ``NotPossible`` where it is signed."""
    Preparation.objects.get_or_create(snapshot=snapshot)
    found = Preparation.objects.select_for_update().get(snapshot=snapshot)
    if found.signed_at is not None:
        raise NotPossible(_("This edition is signed: nothing is added to it any more."))
    return found


def reworded(preparation: Preparation) -> None:
    """Note that files made before now lack something."""
    Preparation.objects.filter(pk=preparation.pk).update(wording=F("wording") + 1)


def say(snapshot: Snapshot, *, section: str, agency: str, text: Mapping[str, str], actor: Actor) -> None:
    """Write a comment, in place of the one that stood there; with no text in any language it goes.

    Raises ``NotPossible`` for an edition that is signed, a place that there is not, and a text in one language alone.
    """
    said = {language: text.get(language, "").strip()[:LONGEST] for language in SHIPPED}
    if not _is_place(snapshot, section, agency):
        raise NotPossible(_("There is no such place in the report."))
    if any(said.values()) and not all(said.values()):
        raise NotPossible(_("A comment is written in both languages."))
    with write_transaction():
        preparation = locked(snapshot)
        standing = Comment.objects.filter(snapshot=snapshot, section=section, agency=agency)
        former = standing.first()
        if (former.text if former else dict.fromkeys(SHIPPED, "")) == said:
            return
        standing.delete()
        if all(said.values()):
            Comment.objects.create(
                snapshot=snapshot,
                section=section,
                agency=agency,
                text=said,
                written_at=now(),
                written_by_id=actor.user_id or 0,
            )
        reworded(preparation)
        about = {"section": section, "agency": agency, "text": _digest(said) if all(said.values()) else ""}
        append([NewEntry("report_commented", "snapshot", snapshot.pk, about)], actor=actor, at=now())


def _is_place(snapshot: Snapshot, section: str, agency: str) -> bool:
    if section not in dict(SECTIONS[snapshot.kind]):
        return False
    return not agency or (section == "agencies" and agency in snapshot.names["agencies"])


def why_not_signed_by(snapshot: Snapshot, actor: Actor) -> str:
    """Why this person cannot sign the edition now; "" where they can."""
    if definitions.is_older(snapshot.definitions):
        return str(_("It was counted by former definitions."))
    if snapshot.cut_off < parse(snapshot.kind, snapshot.period).end:
        return str(_("Its period was not over at the cut-off."))
    if Comment.objects.filter(snapshot=snapshot, written_by=actor.user_id).exists():
        return str(_("You wrote one of its comments: somebody else in the unit signs it."))
    return ""


def sign(snapshot: Snapshot, *, actor: Actor) -> Preparation:
    """End the work on an edition: who signed it and when stands in it, and in the audit trail with what was signed.

    Its files are made anew, since those of before are drafts. Raises ``NotPossible``, also for whoever wrote in it.
    """
    with write_transaction():
        preparation = locked(snapshot)
        if reason := why_not_signed_by(snapshot, actor):
            raise NotPossible(reason)
        signer = User.objects.get(pk=actor.user_id or 0)
        preparation.signed_at, preparation.signed_by = now(), signer
        preparation.signed_name = {language: signer.name.get(language) or signer.username for language in SHIPPED}
        preparation.said = _digest(_all_said(snapshot))
        preparation.wording += 1
        preparation.save()
        wait_again(files_of_edition(snapshot))
        about = {"checksum": snapshot.checksum, "said": preparation.said}
        append([NewEntry("report_signed", "snapshot", snapshot.pk, about)], actor=actor, at=preparation.signed_at)
    return preparation


def wait_again(reports: QuerySet[ReportFile]) -> None:
    """Have these files made again; a worker that is at one of them gives it up."""
    reports.update(state=FileState.WAITING, problem="", taken_at=None)


def files_of_edition(snapshot: Snapshot) -> QuerySet[ReportFile]:
    """The files that were asked for of one edition."""
    return ReportFile.objects.filter(
        kind=snapshot.kind, period=snapshot.period, cut_off=snapshot.cut_off, definitions=snapshot.definitions
    )


def _all_said(snapshot: Snapshot) -> dict[str, object]:
    comments = Comment.objects.filter(snapshot=snapshot).order_by("section", "agency")
    lines = RegisterLine.objects.filter(snapshot=snapshot).exclude(state=LineState.OPEN).order_by("place")
    return {
        "comments": [[each.section, each.agency, each.text] for each in comments],
        "lines": [list(line) for line in lines.values_list("place", "state", "objection")],
    }


def _digest(said: object) -> str:
    """SHA-256 (hex) over canonical JSON."""
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
