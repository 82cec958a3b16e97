"""A form that waited on a device for a line: what it needs to be sent, and what became of it, as data for its script.

It keeps a random key of its own, which becomes the key of its case: sent again after an answer that was lost, it is the
same case. The script asks for a fresh token with that key, and is told the number where the case is there already.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from django.http import JsonResponse
from django.utils.cache import patch_cache_control

from content.forms.filed_link import filed_link, remember_filed
from content.forms.round import Round
from permissions.agencies.models import Agency
from permissions.now import now
from permissions.translated_text import in_language
from workflows.calendars.duration_words import written_duration
from workflows.cases.models import Case, Channel, RequestKind, Track
from workflows.escalation.publishable import LADDERS
from workflows.versions.models import Subject, Version
from workflows.versions.selectors import published

DRAFT_HEADER: Final = "Insaf-Draft"
"""Carries the draft's own key: no address has it, and so no log of a proxy."""
NUMBER_SHOWN_FOR: Final = timedelta(days=7)
"""How long the device that sent a form may open the page with its number and code by the draft's key: a form goes out
by itself, and nobody may be looking then."""
_OWN_KEY: Final = re.compile(r"[0-9a-f]{32,64}")


class Promising(Protocol):
    """The page of a form, as far as what it promises is concerned."""

    kind: str
    live_revision_id: int | None
    closes_at: datetime | None


def key_made_of(own: str) -> str:
    """The key of the case of a draft with a random key of its ``own``; "" for what is none."""
    if not _OWN_KEY.fullmatch(own):
        return ""
    return hashlib.sha256(f"insaf.draft|{own}".encode()).hexdigest()[:32]


def promised_by(page: Promising, promises: Collection[str]) -> dict[str, Any]:
    """What somebody who fills in the form is told, and what may be otherwise once it can be sent."""
    return {
        "revision": page.live_revision_id,
        "readers": sorted(promises),
        "answer": _times_of(page.kind),
        "closes": page.closes_at.isoformat() if page.closes_at else "",
    }


def _times_of(kind: str) -> list[str]:
    """For how long each level has it, in words: none where the kind has no ladder."""
    ladder = RequestKind.objects.filter(code=kind).values_list("ladder", flat=True).first()
    if not ladder:
        return []
    try:
        rungs = LADDERS.of(published(Subject.LADDER, ladder)).rungs
    except Version.DoesNotExist:
        return []
    return [written_duration(rung.after) for rung in rungs]


def name_of_body(code: str) -> str:
    """Of the body that somebody chose, while it can still be chosen; "" for any other."""
    body = Agency.objects.filter(code=code, active=True).first() if code else None
    return in_language(body.name) if body is not None else ""


def filed_before(key: str) -> Case | None:
    """The case that this draft has become."""
    return Case.objects.filter(channel=Channel.WEB, idempotency_key=key, track=Track.ORDINARY).first()


def as_filed(case: Case) -> JsonResponse:
    """The number of ``case`` and the page that shows its code, which opens in this browser for the next hour."""
    response = said({"tracking": case.tracking, "link": filed_link(case.tracking)}, status=201)
    if now() - case.opened_at < NUMBER_SHOWN_FOR:
        remember_filed(response, case)
    return response


def not_taken(this: Round, status: int) -> JsonResponse:
    """Why the form was not taken, in the sentences that its page would show; whether it is worth trying again."""
    challenge = this.asked.challenge
    sentences = [str(this.problem)] if this.problem else []
    sentences += [this.danger.sentence] if this.danger is not None else []
    return said(
        {
            "sentences": [*sentences, *(sentence for _where, sentence in this.errors)],
            "challenge": challenge.work if challenge is not None else "",
            "again": this.danger is None and (not this.asked.may or this.again),
        },
        status=status,
    )


def said(data: dict[str, Any], status: int = 200) -> JsonResponse:
    """An answer to a script, which nobody keeps."""
    response = JsonResponse(data, status=status)
    patch_cache_control(response, private=True, no_store=True)
    return response
