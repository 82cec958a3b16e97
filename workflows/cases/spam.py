"""What speaks for a request being spam: a few signs, each of which can be said in words, and what they add up to.

No sign is enough alone: a carrier's customers share a network, people link what they complain of, and an outage brings
the same words many times. What is suspected is held back for a person, and lost by nobody.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from permissions.actors import Actor
from permissions.arabic import fold
from permissions.audit.services import NewEntry, append
from permissions.now import now
from workflows.cases.errors import NotPossible
from workflows.cases.models import Channel, SpamSign
from workflows.cases.submission import Submission
from workflows.transactions.turn import write_transaction

CHANNELS: Final = (Channel.WEB, Channel.APP, Channel.API)
"""By which nobody has looked at a request yet when it comes."""
ENOUGH: Final = 100
"""From this sum of weights on it is held back."""
MOST: Final = ENOUGH - 1
"""What one sign weighs at most: it needs another."""
HIGHEST: Final = 1000
"""From how many on a sign may count at most."""

_LINKS = re.compile(r"https?://|www\.|\bt\.me/|\bwa\.me/|\bbit\.ly/", re.IGNORECASE)
_WORDS = re.compile(r"[^\W_]+")
_ADVERTISING: Final = tuple(
    fold(each)
    for each in (
        *("عرض خاص", "خصم", "اشترِ الآن", "اربح", "جائزة", "كازينو", "قرض فوري", "زيادة متابعين", "تواصل واتساب"),
        *("اضغط هنا", "كود خصم", "توصيل مجاني"),
        *("special offer", "discount", "buy now", "win a prize", "casino", "instant loan", "more followers", "crypto"),
        *("click here", "promo code", "free trial"),
    )
)


@dataclass(frozen=True, slots=True)
class Sign:
    """``count`` counts it in a submission; ``words`` name it for owners, ``found`` says it with how many there were.

    ``weight`` and ``counts_from`` as they are delivered.
    """

    words: str | Promise
    found: str | Promise
    count: Callable[[Submission], int]
    weight: int
    counts_from: int


def links_in(submission: Submission) -> int:
    """How often it leads elsewhere."""
    return len(_LINKS.findall(f"{submission.subject}\n{submission.text}"))


def advertising_in(submission: Submission) -> int:
    """How many expressions of advertising are in it, each counted once."""
    words = _WORDS.findall(fold(f"{submission.subject} {submission.text}"))
    said = f" {' '.join(words)} "
    return sum(f" {each} " in said for each in _ADVERTISING)


SIGNS: Final[Mapping[str, Sign]] = {
    "same_text": Sign(
        _("The same text from one network within an hour"),
        _("The same text from one network within an hour: %(count)d times."),
        lambda submission: submission.same_text,
        weight=50,
        counts_from=5,
    ),
    "flood": Sign(
        _("Many requests of one sender within an hour"),
        _("Requests of the same sender within an hour: %(count)d."),
        lambda submission: submission.from_sender,
        weight=50,
        counts_from=10,
    ),
    "links": Sign(
        _("Links in the text"),
        _("Links in its text: %(count)d."),
        links_in,
        weight=50,
        counts_from=3,
    ),
    "advertising": Sign(
        _("Expressions of advertising in the text"),
        _("Expressions of advertising in its text: %(count)d."),
        advertising_in,
        weight=50,
        counts_from=2,
    ),
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What a sign weighs, and from how many on it counts."""

    weight: int
    counts_from: int


def settings_now() -> dict[str, Setting]:
    """Each sign as it is set; one statement."""
    own = {row.key: Setting(row.weight, row.counts_from) for row in SpamSign.objects.all()}
    return {key: own.get(key) or Setting(sign.weight, sign.counts_from) for key, sign in SIGNS.items()}


def suspected(submission: Submission) -> dict[str, int]:
    """The signs that together are enough, with how often each was found; empty where they are not.

    Nothing is asked of the database where fewer than two can be there at all.
    """
    counted = {key: sign.count(submission) for key, sign in SIGNS.items()}
    # By itself a request is one with its text and the first of its sender.
    alone = {"same_text": 1, "flood": 1}
    if sum(count > alone.get(key, 0) for key, count in counted.items()) < 2:
        return {}
    return weighed(counted, settings_now())


def weighed(counted: Mapping[str, int], settings: Mapping[str, Setting]) -> dict[str, int]:
    """The signs that count by some settings, where they add up to enough."""
    found = {key: count for key, count in counted.items() if count >= settings[key].counts_from}
    return found if sum(settings[key].weight for key in found) >= ENOUGH else {}


def set_signs(wanted: Mapping[str, Setting], *, actor: Actor) -> None:
    """Set what the signs weigh, on the record. Raises ``NotPossible`` where one would be enough alone."""
    for setting in wanted.values():
        if not 0 <= setting.weight <= MOST or not 1 <= setting.counts_from <= HIGHEST:
            raise NotPossible(_("A weight is 0 to 99: no sign is enough alone. It counts from 1 to 1,000 on."))
    with write_transaction():
        was = settings_now()
        changed = {key: setting for key, setting in wanted.items() if key in SIGNS and was[key] != setting}
        for key, setting in changed.items():
            says = {"weight": setting.weight, "counts_from": setting.counts_from}
            row, _made = SpamSign.objects.update_or_create(key=key, defaults=says)
            data = says | {"sign": key, "was": [was[key].weight, was[key].counts_from]}
            append([NewEntry("spam_sign_set", "spam_sign", row.pk, data)], actor=actor, at=now())


def in_words(signs: Mapping[str, int]) -> list[str]:
    """Why a case was held back, a sentence for each sign; of one that is no more, nothing."""
    return [str(SIGNS[key].found) % {"count": count} for key, count in signs.items() if key in SIGNS]
