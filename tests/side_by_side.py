"""A process on which two bodies work one complaint at the same time, each at its own step and with its own clock."""

from __future__ import annotations

from typing import Any

from tests.made_once import made_once
from tests.scenes import Country, country, file_case, publish_one
from workflows.cases.models import Case, Work


def _named(key: str, ar: str, en: str, **rest: Any) -> dict[str, Any]:
    return {"key": key, "name": {"ar": ar, "en": en}, **rest}


def _decides(*results: str, following: str) -> list[dict[str, Any]]:
    return [{"key": result, "next": following, "effect": "decide", "result": result} for result in results]


def side_by_side() -> dict[str, Any]:
    """Health, which leads, and education work it at once; then the complaints unit answers for both."""
    on = {"key": "done", "next": "met", "effect": "proceed"}
    health = [
        *_decides("resolved", "refused", following="met"),
        on,
        {"key": "sent_on", "next": "moved", "effect": "refer"},
        {"key": "nothing", "next": "no_part", "effect": "proceed"},
    ]
    education = [*_decides("explained", following="met"), on]
    moved = [*_decides("resolved", following="met"), {"key": "sent_on", "next": "moved", "effect": "refer"}]
    view = [
        {"key": "accepted", "next": "closed", "effect": "accept"},
        {"key": "silent", "next": "closed", "effect": "silent"},
        {"key": "reopened", "next": "both", "effect": "reopen"},
    ]
    answers = [
        *_decides("partly_resolved", following="confirm"),
        {"key": "over", "next": "closed", "effect": "proceed"},
    ]
    task: dict[str, Any] = {"type": "task", "status": "in_progress"}
    return {
        "format": 2,
        "name": {"ar": "شكوى تعمل عليها جهتان", "en": "Complaint of two bodies"},
        "start": "both",
        "steps": [
            _named("both", "جهتان معًا", "Two at once", type="split", branches=["health", "education"], join="met"),
            _named("health", "الصحة", "Health", performer={"agency": "moh"}, outcomes=health, **task),
            _named("moved", "جهة أخرى", "Another body", performer={"agency": "@routed"}, outcomes=moved, **task),
            _named("no_part", "لا شأن لها", "No part in it", type="end", result="noted"),
            _named("education", "التربية", "Education", performer={"agency": "moe"}, outcomes=education, **task),
            _named("met", "اكتمل الرأيان", "Both have answered", type="join", next="summary"),
            _named("summary", "الرد", "Answer for both", performer={"agency": "@central"}, outcomes=answers, **task),
            _named("confirm", "رأي المواطن", "Your view", type="wait", status="answered", days=7, outcomes=view),
            _named("closed", "مغلق", "Closed", type="end"),
        ],
    }


@made_once
def land_of_two() -> Country:
    """The small country, in which a complaint is worked side by side."""
    land = country()
    publish_one("process", "complaint", side_by_side())
    return land


def file_for_two(**changes: Any) -> tuple[Case, Work, Work]:
    """A complaint with the piece of work of health, which leads, and that of education."""
    case = file_case(**changes)
    health, education = Work.objects.filter(case=case, done_at=None).order_by("branch")
    return case, health, education
