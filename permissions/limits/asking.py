"""The one way to ask whether something may be done now: counts it, decides, and gives out what slows it down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.conf import settings
from django.db import DatabaseError

from permissions import security_log
from permissions.limits.catalogue import WAITED
from permissions.limits.challenges import Answer, Answered, Challenge, new_challenge, read_answer
from permissions.limits.counting import count_in_database, count_up, give_back
from permissions.limits.decide import HOUR, Limit, Verdict, hardest, hour_of, seconds_left, tries_for
from permissions.limits.subjects import key_of
from permissions.now import now

NO_ANSWER: Final = Answer()


@dataclass(frozen=True, slots=True)
class Asked:
    """``challenge`` stands where the verdict is to go on slowly, ``until`` where it is to stop.

    ``counted``: how many there are now under each limit, by the key that it was counted under.
    """

    verdict: Verdict = Verdict.GO
    challenge: Challenge | None = None
    until: datetime | None = None
    counted: Mapping[str, tuple[Limit, int]] = field(default_factory=dict)
    amount: int = 1

    @property
    def may(self) -> bool:
        return self.verdict == Verdict.GO

    @property
    def retry_after(self) -> int:
        """Seconds until it is worth asking again; 0 where one may go on."""
        if self.challenge is not None:
            return self.challenge.wait_seconds
        return 0 if self.until is None else seconds_left(now())

    def never_happened(self) -> None:
        """Count it for nothing: a login that was right, say."""
        if self.counted:
            give_back(dict.fromkeys(self.counted, self.amount))

    def before_the_next(self) -> Asked:
        """What one more would meet, so that nobody finds it after having typed in vain; counts nothing."""
        coming = [(limit, used + 1) for limit, used in self.counted.values()]
        if hardest(coming) != Verdict.SLOW:
            return NOT_ASKED
        return Asked(Verdict.SLOW, new_challenge(coming[0][0].name, tries=tries_for(coming), given=NO_ANSWER))


NOT_ASKED: Final = Asked()
"""Where nothing is limited."""


def ask(limit: Limit, subject: str, *, answer: Answer = NO_ANSWER, amount: int = 1) -> Asked:
    """Count ``amount`` more of ``limit`` for ``subject`` (a network, an address …) and say what becomes of it.

    One statement; two more where it is slowed down. Nothing is asked where limits are off.
    """
    return ask_all([(limit, subject)], answer=answer, amount=amount)


def ask_all(asked: Sequence[tuple[Limit, str]], *, answer: Answer = NO_ANSWER, amount: int = 1) -> Asked:
    """The same under several limits at once; the hardest decides. The first one's name is what a challenge is for.

    What is slowed down counts once its challenge is answered: who does not answer uses up nothing that others share.
    """
    if not settings.LIMITS_ON:
        return NOT_ASKED
    at = now()
    keys = {key_of(limit, subject, at): limit for limit, subject in asked}
    used = count_up(dict.fromkeys(keys, amount), ends_at=hour_of(at) + HOUR)
    counted = {key: (limit, used[key]) for key, limit in keys.items()}
    verdict = hardest(counted.values())
    if verdict == Verdict.STOP:
        security_log.tell("limit", "stopped", about=_passed(counted))
        return Asked(verdict, until=hour_of(at) + HOUR, counted=counted, amount=amount)
    purpose, subject = asked[0][0].name, asked[0][1]
    if verdict == Verdict.GO or _is_taken(read_answer(answer, purpose), purpose, subject):
        return Asked(counted=counted, amount=amount)
    give_back(dict.fromkeys(keys, amount))
    security_log.tell("limit", "challenged" if answer == NO_ANSWER else "challenge_failed", about=_passed(counted))
    return Asked(verdict, challenge=new_challenge(purpose, tries=tries_for(counted.values()), given=answer))


def _passed(counted: Mapping[str, tuple[Limit, int]]) -> str:
    """The name of the limit that decided."""
    return max(counted.values(), key=lambda each: hardest([each]).value)[0].name


def _is_taken(answered: Answered | None, purpose: str, subject: str) -> bool:
    """Whether an answer counts, and from now on does no more. Where that cannot be written it does not count."""
    if answered is None:
        return False
    amounts = {answered.mark: 1}
    waited = key_of(WAITED, f"{purpose}|{subject}", now())
    if answered.waited:
        amounts[waited] = 1
    try:
        used = count_in_database(amounts, ends_at=answered.until)
    except DatabaseError:
        return False
    return used[answered.mark] == 1 and used.get(waited, 0) <= (WAITED.most or 0)
