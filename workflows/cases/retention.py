"""How long what was said in a closed case is kept, by its kind and track: one thing that owners publish.

Nothing is erased until an owner says so: what no row names, or a row that says never, is kept for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, npgettext, override

from permissions.now import now
from permissions.translated_text import in_language, languages, one_and_all
from permissions.writing import local, written_number
from workflows.cases.models import HIDDEN, Case, LegalHold, RequestKind, Track
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.publishable import UNREADABLE, Publishable, Reference, published_definitions
from workflows.versions.restoring import WITHIN
from workflows.versions.services import digest_of

KEY: Final = "retention"
"""There is one such thing, and this is its key."""
FORMAT: Final = 1
LEAST: Final = timedelta(days=60)
"""Nobody's words go while they may still object to the answer, or a month's report is being prepared."""
MOST_YEARS: Final = 100


@dataclass(frozen=True, slots=True)
class Period:
    """For how long after the closing."""

    years: int = 0
    months: int = 0
    days: int = 0

    @classmethod
    def of(cls, keep: Mapping[str, Any]) -> Period:
        """As it stands in the definition."""
        return cls(**{name: int(keep.get(name, 0)) for name in ("years", "months", "days")})

    def in_words(self) -> str:
        """``erased 2 years and 6 months after it was closed``."""
        years, months, days = self.years, self.months, self.days
        # Arabic words of a time stand in another case behind "after" than by themselves.
        said = [
            npgettext("after", "%(count)s year", "%(count)s years", years) % {"count": written_number(years)}
            if years
            else "",
            npgettext("after", "%(count)s month", "%(count)s months", months) % {"count": written_number(months)}
            if months
            else "",
            npgettext("after", "%(count)s day", "%(count)s days", days) % {"count": written_number(days)}
            if days
            else "",
        ]
        return _("erased %(time)s after it was closed") % {"time": one_and_all(each for each in said if each)}

    def before(self, at: datetime) -> datetime:
        """What was closed by then is due at ``at``."""
        return _months_on(local(at), -12 * self.years - self.months) - timedelta(days=self.days)

    def after(self, closed_at: datetime) -> datetime:
        """About when what was closed then is due: months have not all as many days."""
        return _months_on(local(closed_at) + timedelta(days=self.days), 12 * self.years + self.months)


def _months_on(there: datetime, months: int) -> datetime:
    """So many months later or, below 0, earlier. A month that has no such day ends on its last."""
    month = there.year * 12 + there.month - 1 + months
    first = there.replace(year=month // 12, month=month % 12 + 1, day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return first.replace(day=min(there.day, (following - timedelta(days=1)).day))


@dataclass(frozen=True, slots=True)
class Retention:
    """The periods by code of the kind and track; what is not named is kept for good."""

    periods: Mapping[tuple[str, str], Period]

    def is_due(self, case: Case, at: datetime) -> bool:
        """Whether the time of a case is over."""
        period = self.periods.get((case.kind.code, case.track))
        return period is not None and case.closed_at is not None and case.closed_at <= period.before(at)


def parse(definition: Any) -> Retention:
    """Raises one of ``UNREADABLE`` for what is malformed."""
    periods = {}
    for row in definition["rows"]:
        if row["keep"] is not None:
            periods[str(row["kind"]), str(Track(row["track"]))] = Period.of(row["keep"])
    return Retention(periods)


def as_shipped() -> dict[str, Any]:
    """Nothing is ever erased."""
    names = {}
    for language in languages():
        with override(language):
            names[language] = _("How long requests are kept")
    return {"format": FORMAT, "name": names, "rows": []}


def check(_key: str, definition: Any) -> list[str]:
    """Translated sentences; none when it can be published."""
    try:
        retention = parse(definition)
        named = [(str(row["kind"]), str(row["track"])) for row in definition["rows"]]
    except UNREADABLE:
        return [_("The periods cannot be read.")]
    found = []
    for kind, track in sorted({each for each in named if named.count(each) > 1}):
        found.append(_("“%(kind)s” (%(track)s) is named twice.") % _words(kind, track))
    at = now()
    for (kind, track), period in retention.periods.items():
        if min(period.years, period.months, period.days) < 0 or period.years > MOST_YEARS:
            found.append(_("“%(kind)s” (%(track)s): write a period of at most 100 years.") % _words(kind, track))
        elif at - period.before(at) < LEAST:
            sentence = _(
                "“%(kind)s” (%(track)s): at least 60 days. Until then citizens may object, and reports are prepared."
            )
            found.append(sentence % _words(kind, track))
    return found


def _words(kind: str, track: str) -> dict[str, str]:
    there = RequestKind.objects.filter(code=kind).first()
    return {"kind": str(there) if there is not None else kind, "track": str(Track(track).label)}


def references(parsed: Retention) -> Iterator[Reference]:
    """The kinds that it names."""
    for kind in dict.fromkeys(kind for kind, _track in parsed.periods):
        missing = _("A period is set for the kind of request “%(kind)s”, which does not exist.") % {"kind": kind}
        yield Reference(Subject.KIND, kind, _("how long requests are kept"), missing)


def standing() -> Mapping[str, Any]:
    """It holds as it is shipped until it was first published."""
    return {KEY: as_shipped(), **published_definitions(Subject.RETENTION)}


def in_force() -> Retention:
    """The periods that hold now; one statement."""
    return parse(standing()[KEY])


def may_be_taken_back(at: datetime) -> bool:
    """Whether what is in force was published so lately that it may be taken back, and so erases nothing yet."""
    found = Version.objects.filter(subject=Subject.RETENTION, key=KEY, status=VersionStatus.PUBLISHED)
    return found.filter(published_at__gt=at - WITHIN).exists()


def due(retention: Retention, at: datetime) -> QuerySet[Case]:
    """The cases whose time is over, whether under hold or not, the first that were closed first."""
    wanted = Q(pk__in=[])
    for (kind, track), period in retention.periods.items():
        wanted |= Q(kind__code=kind, track=track, closed_at__lte=period.before(at))
    return Case.objects.filter(wanted, closed_at__isnull=False, erased_at__isnull=True).order_by("closed_at", "pk")


def under_hold(at: datetime) -> Exists:
    """Whether a case of a query is under a hold."""
    return Exists(holds_in_force(at).filter(case=OuterRef("pk")))


def holds_in_force(at: datetime) -> QuerySet[LegalHold]:
    """Those that are not lifted, and whose day has not come."""
    return LegalHold.objects.filter(Q(until__isnull=True) | Q(until__gt=at), lifted_at__isnull=True)


def hold_on(case: Case, at: datetime) -> LegalHold | None:
    """The hold under which a case is, with who set it."""
    return holds_in_force(at).filter(case=case).select_related("set_by").first()


def would_be_due(_key: str, definition: Any) -> Iterable[str]:
    """How many requests would be erased at once, so that nobody publishes that by a slip. Hidden ones are in no number:
    whoever tries one time after another would learn when each was closed."""
    retention = RETENTION.read(definition)
    if retention is None:
        return
    at = now()
    cases = due(retention, at).exclude(HIDDEN)
    held = cases.filter(under_hold(at)).count()
    count = cases.count() - held
    if count:
        yield ngettext(
            "%(count)d closed request would be due now: what was said in it would be erased after a day, for good.",
            "%(count)d closed requests would be due now: what was said in them would be erased after a day, for good.",
            count,
        ) % {"count": count}
    else:
        yield _("No request would be due now.")
    if held:
        yield ngettext(
            "%(count)d more is under a legal hold and stays.", "%(count)d more are under a legal hold and stay.", held
        ) % {"count": held}
    yield _("It also erases hidden requests, which aren’t counted here.")


def shorter(to: str, _key: str, holds: Any, came_before: Any) -> Iterator[str]:
    """Why putting back what came before takes two people: something would be erased that is kept now."""
    if to != Subject.RETENTION:
        return
    at = now()
    kept, back = RETENTION.read(holds), RETENTION.read(came_before)
    if kept is None or back is None:
        return
    for which, period in back.periods.items():
        if which not in kept.periods or period.before(at) > kept.periods[which].before(at):
            yield _("requests would be erased earlier than now")
            return


def needed(to: str, _key: str) -> Iterator[str]:
    """Who needs it: it cannot end."""
    if to == Subject.RETENTION:
        yield _("the erasure of closed requests")


def remember_as_shipped(first: Version) -> None:
    """What the first publication replaces was never published. It gets a row, so that one owner alone can put it in
    force again within the day, as with every other publication."""
    at, same = first.published_at, Version.objects.filter(subject=first.subject, key=first.key)
    if at is None or same.filter(published_at__isnull=False).exclude(pk=first.pk).exists():
        return
    shipped = as_shipped()
    Version.objects.create(
        subject=first.subject,
        key=first.key,
        number=0,
        status=VersionStatus.RETIRED,
        definition=shipped,
        digest=digest_of(shipped),
        note=_("As the platform was delivered: everything is kept for good."),
        drafted_at=at,
        published_at=at,
        retired_at=at,
    )


def named(definition: Any) -> str:
    """What it is called, in the language that is on."""
    return in_language(definition.get("name", {})) or KEY


RETENTION: Publishable[Retention] = Publishable(
    subject=Subject.RETENTION,
    parse=parse,
    check=check,
    warnings=would_be_due,
    references=references,
    standing=standing,
    users=needed,
    guards=shorter,
    effect=remember_as_shipped,
    format=FORMAT,
)
