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
VIEWS = ("confirm", "objection", "order", "second_view", "second_objection", "closed")
"""What follows on the answer in the process of a complaint: the citizen's view, and their objections."""
SETTLED = ("resolved", "partly_resolved", "explained", "refused")


def empty() -> Raw:
    """A beginning, one task and an end."""
    return {
        "format": 4,
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
    back = _way("back", "handle", "إعادته إلى الدراسة", "Back to handling")
    agreed = _way("agreed", "answer", "موافقة", "Agreed")
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
            _apart(_task("legal", "المراجعة القانونية", "Legal review", ROUTED, [agreed, back])),
            _task("answer", "الرد", "Answer", ROUTED, [*_answers("confirm")]),
            *_steps(*VIEWS),
        ],
    }


def together() -> Raw:
    """The agency of the case asks another one for its opinion, and both work side by side."""
    done = _way("done", "together", "أُنجز", "Done")
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
            *_steps(*VIEWS),
        ],
    }


def with_agreement() -> Raw:
    """An agency refuses nothing without the agreement of its first level; all else it answers by itself."""
    why = {
        "key": "proposal",
        "name": {"ar": "نص الرفض المقترح", "en": "The refusal as it is proposed"},
        "type": "text",
    }
    settled = [each for each in _answers("confirm") if each["result"] != "refused"]
    proposed = {
        **_way("proposed", "agreement", "اقتراح الرفض", "Propose a refusal"),
        "fields": [{"field": "proposal", "required": True}],
    }
    agreed = _way("agreed", "refusal", "موافقة على الرفض", "Agree to the refusal")
    back = _way("back", "handle", "إعادته إلى الدراسة", "Back to handling")
    refused = _decides("refused", "confirm", "refused", "إبلاغ صاحب الطلب بالرفض", "Tell the citizen of the refusal")
    agreement = _task("agreement", "موافقة المسؤول", "Agreement of the superior", ROUTED, [agreed, back])
    return {
        **_standard(),
        "fields": [why],
        "steps": [
            *_steps("intake", "triage"),
            _task("handle", "دراسة الطلب", "Handling", ROUTED, [*settled, proposed, _referred()]),
            _apart({**agreement, "performer": {"agency": ROUTED, "level": 1}}),
            _task("refusal", "الرفض", "Refusal", ROUTED, [refused, back]),
            *_steps(*VIEWS),
        ],
    }


def with_fee() -> Raw:
    """What is asked of an agency may cost a fee; there is a month to object to a refusal."""
    fee = {"key": "fee", "name": {"ar": "الرسم بالدينار", "en": "Fee in dinars"}, "type": "money"}
    charged = {"all": [{"fact": "field.fee", "is": "at_least", "value": ["0.01"]}]}
    fee_set = {
        **_way("fee_set", "any_fee", "تحديد الرسم", "Set the fee"),
        "fields": [{"field": "fee"}],
        "answers": True,
    }
    refused = _decides("refused", "refusal", "refused", "رفض الطلب", "Refuse")
    unpaid = _decides("unpaid", "refusal", "refused", "لم يُدفع الرسم", "The fee was not paid")
    given = _decides("explained", "confirm", "explained", "إتاحة المطلوب", "Give what was asked for")
    paid = _way("paid", "answer", "دُفع الرسم", "The fee is paid")
    intake, triage, confirm, *objections = _steps("intake", "triage", *VIEWS)
    refusal = {
        **confirm,
        "key": "refusal",
        "name": {"ar": "رأي صاحب الطلب في الرفض", "en": "The citizen’s view of the refusal"},
        "days": 30,
    }
    return {
        **_standard(),
        "fields": [fee],
        "steps": [
            intake,
            triage,
            _task("handle", "دراسة الطلب وتحديد الرسم", "Handling and fee", ROUTED, [fee_set, refused, _referred()]),
            {
                "key": "any_fee",
                "type": "decision",
                "name": {"ar": "هل يُدفع رسم؟", "en": "Is there a fee?"},
                "branches": [{"key": "branch_1", "when": charged, "next": "payment"}],
                "default": "answer",
            },
            {**_task("payment", "دفع الرسم", "Payment of the fee", ROUTED, [paid, unpaid]), "ladder": ""},
            _task("answer", "تقديم المطلوب", "Giving what was asked for", ROUTED, [given]),
            refusal,
            confirm,
            *objections,
        ],
    }


def _standard() -> Raw:
    return {"format": 4, "start": "intake"}


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


def _apart(review: Raw) -> Raw:
    """A step at which nobody looks at their own work: where nobody else may act, the unit does."""
    return {**review, "not_by": ["handle"], "otherwise": {"to": "unit"}}


def _answers(following: str) -> list[Raw]:
    return [{"key": result, "next": following, "effect": "decide", "result": result} for result in SETTLED]


def _way(key: str, following: str, ar: str, en: str) -> Raw:
    """An outcome that decides nothing."""
    return {"key": key, "next": following, "effect": "proceed", "words": {"ar": ar, "en": en}}


def _decides(key: str, following: str, result: str, ar: str, en: str) -> Raw:
    """An outcome that answers the citizen, in words of its own."""
    return {**_way(key, following, ar, en), "effect": "decide", "result": result}


def _on(following: str) -> Raw:
    return _way("on", following, "متابعة", "Go on")


def _referred() -> Raw:
    return {"key": "referred", "next": "handle", "effect": "refer"}


def _end() -> Raw:
    return {"key": "closed", "type": "end", "name": {"ar": "مغلق", "en": "Closed"}}


def _copy_of(key: str) -> Callable[[], Raw]:
    return lambda: copy.deepcopy(STANDARD_PROCESSES[key])


TEMPLATES: Final[Mapping[str, tuple[str | Promise, Callable[[], Raw]]]] = {
    "@complaint": (_("template: routing, handling, the citizen’s view"), _copy_of("complaint")),
    "@two-stages": (_("template: two stages, with a legal review of large amounts"), two_stages),
    "@agreement": (_("template: nothing is refused without the agreement of a superior"), with_agreement),
    "@fee": (_("template: a fee if there is one, and a month to object to a refusal"), with_fee),
    "@together": (_("template: several agencies answer together"), together),
    "@sealed": (_("template: sealed, worked by its unit alone"), _copy_of("integrity")),
    "@praise": (_("template: passed on and noted"), _copy_of("praise")),
}
"""By what the form sends: in words, and the definition without a name."""
