"""Processes that a new one can begin as: the standard ones, and others of a shape that is often wanted."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from workflows.processes.definition import CENTRAL, ROUTED
from workflows.processes.standard import STANDARD_PROCESSES

Raw = dict[str, Any]
SETTLED = ("resolved", "partly_resolved", "explained", "refused")


def empty() -> Raw:
    """A beginning, one task and an end."""
    return {
        "format": 3,
        "start": "handle",
        "steps": [
            _task("handle", "دراسة الطلب", "Handling", ROUTED, [*_answers("closed")]),
            _end(),
        ],
    }


def two_stages() -> Raw:
    """An agency drafts the answer, and its lawyer looks at it where the case is a large one."""
    amount = {"key": "amount", "name": {"ar": "المبلغ بالدينار", "en": "Amount in dinars"}, "type": "money"}
    over = {"fact": "field.amount", "is": "at_least", "value": ["1000"]}
    prepared = {"key": "prepared", "next": "large", "effect": "proceed", "fields": [{"field": "amount"}]}
    back = {
        "key": "back",
        "next": "handle",
        "effect": "proceed",
        "words": {"ar": "إعادته إلى الدراسة", "en": "Back to handling"},
    }
    agreed = {"key": "agreed", "next": "answer", "effect": "proceed", "words": {"ar": "موافقة", "en": "Agreed"}}
    branch = {
        "key": "branch_1",
        "name": {"ar": "مبلغ لا يقل عن 1,000 دينار", "en": "1,000 dinars or more"},
        "when": {"all": [over]},
        "next": "legal",
    }
    return {
        **_standard(),
        "fields": [amount],
        "steps": [
            *_steps("intake", "triage"),
            _task("handle", "دراسة الطلب", "Handling", ROUTED, [prepared, _referred()]),
            {
                "key": "large",
                "type": "decision",
                "name": {"ar": "هل المبلغ كبير؟", "en": "A large amount?"},
                "branches": [branch],
                "default": "answer",
            },
            _task("legal", "المراجعة القانونية", "Legal review", ROUTED, [agreed, back]),
            _task("answer", "الرد", "Answer", ROUTED, [*_answers("confirm")]),
            *_steps("confirm", "closed"),
        ],
    }


def together() -> Raw:
    """The agency of the case asks another one for its opinion, and both work side by side."""
    done = {"key": "done", "next": "together", "effect": "proceed", "words": {"ar": "أُنجز", "en": "Done"}}
    return {
        **_standard(),
        "steps": [
            *_steps("intake", "triage"),
            _task("handle", "الاطلاع على الطلب", "First look", ROUTED, [_on("share"), _referred()]),
            {
                "key": "share",
                "type": "split",
                "name": {"ar": "العمل معًا", "en": "Working together"},
                "branches": ["own_part", "other_part"],
                "join": "together",
            },
            _task("own_part", "رأي الجهة", "The agency’s opinion", ROUTED, [done]),
            _task("other_part", "رأي الجهة الأخرى", "The other agency’s opinion", CENTRAL, [done]),
            {"key": "together", "type": "join", "name": {"ar": "الرأيان", "en": "Both opinions"}, "next": "answer"},
            _task("answer", "الرد", "Answer", ROUTED, [*_answers("confirm")]),
            *_steps("confirm", "closed"),
        ],
    }


def _standard() -> Raw:
    return {"format": 3, "start": "intake"}


def _steps(*keys: str) -> list[Raw]:
    """Those steps of the process of a complaint."""
    return [copy.deepcopy(step) for step in STANDARD_PROCESSES["complaint"]["steps"] if step["key"] in keys]


def _task(key: str, ar: str, en: str, agency: str, outcomes: list[Raw]) -> Raw:
    return {
        "key": key,
        "type": "task",
        "name": {"ar": ar, "en": en},
        "performer": {"agency": agency},
        "status": "in_progress",
        "outcomes": outcomes,
        "ladder": "@kind",
    }


def _answers(following: str) -> list[Raw]:
    return [{"key": result, "next": following, "effect": "decide", "result": result} for result in SETTLED]


def _on(following: str) -> Raw:
    return {"key": "on", "next": following, "effect": "proceed", "words": {"ar": "متابعة", "en": "Go on"}}


def _referred() -> Raw:
    return {"key": "referred", "next": "handle", "effect": "refer"}


def _end() -> Raw:
    return {"key": "closed", "type": "end", "name": {"ar": "مغلق", "en": "Closed"}}


def _copy_of(key: str) -> Callable[[], Raw]:
    return lambda: copy.deepcopy(STANDARD_PROCESSES[key])


TEMPLATES: Final[Mapping[str, tuple[str | Promise, Callable[[], Raw]]]] = {
    "@complaint": (_("template: routing, handling, the citizen’s view"), _copy_of("complaint")),
    "@two-stages": (_("template: two stages, with a legal review of large amounts"), two_stages),
    "@together": (_("template: several agencies answer together"), together),
    "@sealed": (_("template: sealed, worked by its unit alone"), _copy_of("integrity")),
    "@praise": (_("template: passed on and noted"), _copy_of("praise")),
}
"""By what the form sends: in words, and the definition without a name."""
