"""What people added to an edition, in the active language: for its files and for the screen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from permissions.translated_text import in_language
from permissions.writing import written_moment
from workflows.reports.corrections import corrected, corrections, where
from workflows.reports.editions import SECTIONS, preparation_of
from workflows.reports.models import Snapshot
from workflows.reports.unit_models import Comment


def added(snapshot: Snapshot) -> dict[str, Any]:
    """``draft`` or by whom and when it was signed; ``comments`` by section: to the whole, then to agencies; and what
    it says otherwise than the edition before it."""
    preparation = preparation_of(snapshot)
    signed = preparation.signed_at is not None
    former = corrected(snapshot)
    return {
        "draft": not signed,
        "signed_by": in_language(preparation.signed_name) if signed else "",
        "signed_at": written_moment(preparation.signed_at) if preparation.signed_at else "",
        "said_digest": preparation.said,
        "asked": preparation.asked_at is not None,
        "comments": comments_of(snapshot),
        "corrected": written_moment(former.cut_off) if former else "",
        "corrections": [(where(each), each) for each in corrections(former, snapshot)] if former else [],
    }


def comments_of(snapshot: Snapshot) -> dict[str, list[tuple[str, str]]]:
    """By section: the agency that each is about ("" for the whole), and its text."""
    written = comments_as_written(snapshot)
    return {section: [(agency, in_language(text)) for agency, text in said] for section, said in written.items()}


def comments_as_written(snapshot: Snapshot) -> dict[str, list[tuple[str, Mapping[str, str]]]]:
    """The same with each text in all its languages: whoever signs answers for both."""
    found: dict[str, list[tuple[str, Mapping[str, str]]]] = defaultdict(list)
    known = dict(SECTIONS[snapshot.kind])
    for comment in Comment.objects.filter(snapshot=snapshot).order_by("section", "agency"):
        if comment.section in known:
            agency = in_language(snapshot.names["agencies"].get(comment.agency, {})) if comment.agency else ""
            found[comment.section].append((agency, comment.text))
    return dict(found)
