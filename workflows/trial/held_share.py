"""How many requests a draft of the words of danger would have held back: tried on the last 90 days before publishing.

Nothing sealed, accusing, confidential or held back is read. What everybody writes is tried beside it, so that in an
installation with few requests too a table that recognises everything is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from permissions.looking.models import Kind
from permissions.looking.services import Thing, note
from permissions.now import now
from permissions.writing import written_number
from workflows.cases.models import Case, Message, MessageKind, Track
from workflows.danger_words.decide import DangerTable, find_danger
from workflows.danger_words.definition import DANGER_WORDS
from workflows.danger_words.shipped import everyday_sentences
from workflows.jobs.models import Job, JobKind, JobState
from workflows.jobs.services import Found, Undone
from workflows.redating.hidden import not_tried, note_not_tried
from workflows.trial.studies import DAYS
from workflows.versions.models import Subject, Version
from workflows.versions.publishable import UNREADABLE, Publishable
from workflows.versions.services import digest_of

MOST_HELD: Final = 5
"""Of a hundred requests a table may hold back: more, and nobody would look at what is held."""
AT_ONCE: Final = 200
"""Requests that a page tries while somebody waits for it; of more a job is asked for."""
LASTS: Final = timedelta(days=7)
"""For so long a trial says enough of the last 90 days."""
TRIED, HELD, KINDS = "tried", "held", "kinds"


@dataclass(frozen=True, slots=True)
class HeldShare:
    """Of ``tried`` requests ``held`` would have been held back, by kind of danger in ``kinds``; of ``everyday`` made-up
    sentences ``everyday_held``. ``not_tried``: hidden requests; 0 where they are too few to be counted."""

    tried: int
    held: int
    everyday: int
    everyday_held: int
    not_tried: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    @property
    def percent(self) -> float:
        """How many of a hundred."""
        count = self.tried + self.everyday
        return 100 * (self.held + self.everyday_held) / count if count else 0.0

    @property
    def is_too_much(self) -> bool:
        return self.percent > MOST_HELD


def recent(until: datetime) -> QuerySet[Case]:
    """What was filed in the 90 days before an instant, and still has its words."""
    return Case.objects.filter(opened_at__gt=until - DAYS, opened_at__lte=until, erased_at__isnull=True)


def open_to_all(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Those of some cases that are read here."""
    return cases.filter(track=Track.ORDINARY, guarded=False, confidential=False, concerns="", held=False)


class HeldTrial:
    """The job that tries a draft on all requests of the last 90 days that may be read."""

    size, writes = 500, False

    def begin(self, job: Job) -> None:
        if job.about.subject != Subject.DANGER or job.about.digest != job.digest:
            raise Undone("changed")
        try:
            self._table = DANGER_WORDS.parse(job.about.definition)
        except UNREADABLE as error:
            raise Undone("unreadable") from error
        self._until = job.asked_at

    def _cases(self) -> QuerySet[Case]:
        return open_to_all(recent(self._until))

    def total(self) -> int:
        return self._cases().count()

    def after(self, case_id: int) -> list[int]:
        rows = self._cases().filter(pk__gt=case_id).order_by("pk")
        return list(rows.values_list("pk", flat=True)[: self.size])

    def part(self, case_ids: Sequence[int], found: Found) -> None:
        add(found, self._table, texts_of(case_ids))

    def conclude(self, found: Found) -> None:
        note_not_tried(found, recent(self._until))


def texts_of(case_ids: Iterable[int]) -> Iterator[str]:
    """Subject and statement of some cases."""
    statements = Message.objects.filter(case__in=list(case_ids), kind=MessageKind.STATEMENT).select_related("case")
    return (f"{statement.case.subject}\n\n{statement.text}" for statement in statements.order_by("case_id", "pk"))


def add(found: Found, table: DangerTable, texts: Iterable[str]) -> None:
    """Count some texts in what was found."""
    kinds = found.setdefault(KINDS, {})
    for text in texts:
        found[TRIED] = found.get(TRIED, 0) + 1
        match = find_danger(text, table)
        if match is not None:
            found[HELD] = found.get(HELD, 0) + 1
            kinds[match.kind] = kinds.get(match.kind, 0) + 1


def share_of(definition: Any) -> HeldShare | None:
    """What a definition would have held back; None where a job has to find that out first and is not done yet."""
    table = DANGER_WORDS.parse(definition)
    found = _found(definition, table)
    if found is None:
        return None
    everyday = everyday_sentences()
    held = sum(find_danger(text, table) is not None for text in everyday)
    numbers = (int(found.get(TRIED, 0)), int(found.get(HELD, 0)), len(everyday), held, not_tried(found) or 0)
    return HeldShare(*numbers, kinds=dict(found.get(KINDS, {})))


def note_tried_at_once(version: Version, *, user_id: int) -> None:
    """Whoever has a page try a version on requests stands in the log of access, as whoever asks for the job does.

    Nothing where a job that is done says it.
    """
    if _done(version.definition, now()) is None:
        note(Kind.TRIED, user_id=user_id, thing=Thing("version", version.pk, detail=str(JobKind.HELD)))


def _done(definition: Any, at: datetime) -> Job | None:
    """The newest trial of a definition that still says enough."""
    jobs = Job.objects.filter(kind=JobKind.HELD, digest=digest_of(definition), state=JobState.DONE)
    return jobs.filter(asked_at__gt=at - LASTS).order_by("-asked_at").first()


def _found(definition: Any, table: DangerTable) -> Found | None:
    at = now()
    done = _done(definition, at)
    if done is not None:
        return dict(done.found)
    ids = list(open_to_all(recent(at)).values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(ids) > AT_ONCE:
        return None
    found: Found = {}
    note_not_tried(found, recent(at))
    add(found, table, texts_of(ids))
    return found


def in_words(share: HeldShare) -> str:
    """``Of 1,200 requests of the last 90 days it would hold back 14.``"""
    sentence = ngettext(
        "It would hold back %(held)s of %(count)s request from the last 90 days.",
        "It would hold back %(held)s of %(count)s requests from the last 90 days.",
        share.tried,
    )
    return sentence % {"count": written_number(share.tried), "held": written_number(share.held)}


def too_much(share: HeldShare) -> str:
    """Why what holds back so much is not published, with its share."""
    sentence = _(
        "It would hold back %(percent)s of 100 requests. At most %(most)d may be held back: its phrases "
        "match too much that isn’t dangerous."
    )
    return sentence % {"percent": written_number(share.percent, 1), "most": MOST_HELD}


def with_share(words: Publishable[DangerTable]) -> Publishable[DangerTable]:
    """Words of danger of which at each check is said how much they would hold back: too much is not published.

    What was published before was checked then, and comes back as it was.
    """

    def told_before(_key: str, definition: Any) -> Iterator[str]:
        share = share_of(definition) if words.read(definition) is not None else None
        if share is not None:
            yield in_words(share)

    return replace(words, check=_checked(words.check), warnings=told_before)


def _checked(check: Callable[[str, Any], list[str]]) -> Callable[[str, Any], list[str]]:
    def check_share(key: str, definition: Any) -> list[str]:
        found = check(key, definition)
        if found or _was_published(definition):
            return found
        share = share_of(definition)
        if share is None:
            return [_("Try it on the last 90 days first, to see how many requests it would hold back.")]
        return [too_much(share)] if share.is_too_much else []

    return check_share


def _was_published(definition: Any) -> bool:
    same = Version.objects.filter(subject=Subject.DANGER, digest=digest_of(definition))
    return same.exclude(published_at=None).exists()
