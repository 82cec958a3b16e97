"""Counts a period from the diary: its numbers, the names to them, and the register that goes with them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import ceil
from statistics import median
from typing import Any

from django.db.models import Q

from permissions.agencies.models import Agency, AgencyRole, Post
from permissions.areas.selectors import gazetteer
from permissions.people.models import User
from permissions.translated_text import languages
from permissions.writing import half_up, local, midnight
from workflows.cases.categories import as_value, known_trees
from workflows.cases.models import RequestKind
from workflows.figures.models import Standing
from workflows.reports import definitions
from workflows.reports.at_rest import AtRest
from workflows.reports.counting import Count, Figures, Span
from workflows.reports.diary import begun_in, open_at, stories, tracking_numbers
from workflows.reports.gathered import FigureLists, Gathered, digits_of, packed, unpacked
from workflows.reports.models import Snapshot
from workflows.reports.period import Kind, Period, parse
from workflows.reports.register import Entry, entry, in_order, told
from workflows.reports.set_apart import Apart
from workflows.reports.story import CLOSED, Story

OLDEST = 20
"""How many of the oldest pending cases a monthly report names."""
A_WORKING_DAY = 1440
"""Minutes, as rows of figures have working time."""
MANY = 5_000
"""Holders, from which on all people are read rather than these named one by one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What is frozen. ``numbers`` are keyed by codes, ``names`` say what the codes are called now."""

    period: Period
    cut_off: datetime
    numbers: dict[str, Any]
    names: dict[str, Any]
    register_rows: int
    register_digest: str
    lists: dict[str, bytes]
    """By figure, as they are kept (see ``models.FigureList``)."""

    @property
    def checksum(self) -> str:
        """The same diary, names and definitions give the same one, whoever counts and whenever."""
        return checksum_of(
            kind=self.period.kind,
            period=self.period.name,
            cut_off=self.cut_off,
            definitions=definitions.today(),
            numbers=self.numbers,
            names=self.names,
            register=[self.register_rows, self.register_digest],
        )


def checksum_of(**reported: Any) -> str:
    """SHA-256 (hex) over canonical JSON of all that is reported."""
    canonical = json.dumps(
        reported, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=datetime.isoformat
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def checksum(snapshot: Snapshot) -> str:
    """The checksum of what a snapshot says now."""
    return checksum_of(
        kind=snapshot.kind,
        period=snapshot.period,
        cut_off=snapshot.cut_off,
        definitions=snapshot.definitions,
        numbers=snapshot.numbers,
        names=snapshot.names,
        register=[snapshot.register_rows, snapshot.register_digest],
    )


def national_frozen(period: Period, cut_off: datetime) -> Mapping[str, int] | None:
    """The figures of the whole country, where they are frozen by today's definitions and are still those frozen."""
    frozen = Snapshot.objects.filter(
        kind=period.kind, period=period.name, cut_off=cut_off, definitions=definitions.today()
    ).first()
    if frozen is None or checksum(frozen) != frozen.checksum:
        return None
    figures: Mapping[str, int] = frozen.numbers["national"]
    return figures


def spans(period: Period, cut_off: datetime) -> tuple[Span, Span]:
    """What is counted, and the former period beside it: whole, and with a cut-off as long after its end."""
    former = period.former
    later = max(cut_off - period.end, timedelta(0))
    return (
        Span(period.start, min(period.end, cut_off), cut_off),
        Span(former.start, former.end, former.end + later),
    )


def count(period: Period, cut_off: datetime, *, former: Mapping[str, int] | None = None) -> Counted:
    """One walk over the diary, past all cases that are at rest. Memory grows with neither.

    ``former``: the national figures of the former period at its cut-off (see ``spans``), where they are frozen already.
    """
    span, former_span = spans(period, cut_off)
    counted = definitions.counted_today()
    lists = FigureLists()
    now = Count(span, counted, lists.add, months=[month.start for month in period.months()])
    before = Count(former_span, counted) if former is None else None
    apart = Apart(period.start, period.end) if tells_apart(period, cut_off) else None
    at_rest = AtRest(since=(former_span if before else span).start, months=now.months)
    counting = [each.add for each in (now, before, at_rest, apart) if each is not None]
    rows, oldest = Gathered(), list[Entry]()
    for story in stories(max(cut_off, former_span.cut_off) if before else cut_off, among=at_rest.others()):
        for add in counting:
            add(story)
        for row in row_of(story, period.kind, span):
            rows.add(row)
        if period.kind == "monthly" and (len(oldest) < OLDEST or story.opened_at <= oldest[-1].opened_at):
            oldest = in_order([*oldest, *_pending(story, span.end, cut_off)])[:OLDEST]
    now.by_month.update(at_rest.by_month())
    oldest = _numbered(oldest)
    days, behind = _days(period, cut_off)
    kept = _kept(lists, behind)
    answers = _answers(period, cut_off, kept)
    numbers = _numbers(now, period)
    numbers |= {
        "former": _sorted(before.national) if before else former,
        "oldest": json.loads(json.dumps([told(row) for row in oldest], default=datetime.isoformat)),
        "apart": apart.told() if apart is not None else None,
        "days": days,
        "answer_days": _answer_days(answers, numbers["agencies"]),
        "answers_kept": _answers_kept(answers),
        "lists": {figure: hashlib.sha256(unpacked(content)).hexdigest() for figure, content in kept.items()},
    }
    return Counted(period, cut_off, numbers, _names(now, rows, oldest), len(rows), rows.digest, kept)


def _kept(lists: FigureLists, days: list[int]) -> dict[str, bytes]:
    """The lists of figures, and of the median of days. What the movement lacks has none: it is of requests opened again
    and of some that are set apart, or no longer are."""
    found = lists.packed(_codes())
    found.pop(definitions.balance().key, None)
    return found | ({"days": packed([["", "", "", [], "", days]])} if days else {})


def _days(period: Period, cut_off: datetime) -> tuple[list[float], list[int]]:
    """The median of working days until the first decision, and of how many requests it is, empty where there is none;
    and their numbers.

    As the measure ``days_to_decision`` that Insaf comes with, whatever owners made of it since; up to the last whole
    day.
    """
    end = midnight(local(min(period.end, cut_off)).date())
    rows = Standing.objects.filter(since__lt=end, until__gte=end, apart="", decision_took__isnull=False)
    decided = rows.filter(decided_on__gte=local(period.start).date(), decided_on__lt=local(end).date())
    rows_of_cases = decided.values_list("case__tracking", "decision_took")
    took = {digits_of(tracking): minutes for tracking, minutes in rows_of_cases if minutes is not None}
    return ([float(half_up(median(took.values()) / A_WORKING_DAY, 1)), len(took)] if took else []), sorted(took)


def _answers(period: Period, cut_off: datetime, lists: Mapping[str, bytes]) -> dict[str, list[tuple[int, int]]]:
    """Of a month, by agency: the minutes that each request of the figure ``answered`` took, and its missed dates.

    One that is set apart at the cut-off is in no list, and not among them.
    """
    if period.kind != "monthly" or "answered" not in lists:
        return {}
    rows = Standing.objects.filter(since__lt=cut_off, until__gte=cut_off, decision_took__isnull=False)
    received = rows.filter(opened_on__gte=local(period.start).date(), opened_on__lt=local(period.end).date())
    answers = received.values_list("case__tracking", "decision_took", "missed")
    known = {digits_of(tracking): (minutes, missed) for tracking, minutes, missed in answers if minutes is not None}
    found: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for code, *_place, numbers in json.loads(unpacked(lists["answered"])):
        found[code] += [known[number] for number in numbers if number in known]
    return dict(sorted(found.items()))


def _answer_days(
    answers: Mapping[str, list[tuple[int, int]]], agencies: Mapping[str, Mapping[str, int]]
) -> dict[str, list[list[int]]]:
    """By agency: after how many begun working days requests were answered, and how many of them.

    One that is not among them counts with the longest: so the sums are the figure's, and tell of nothing that is set
    apart.
    """
    found: dict[str, list[list[int]]] = {}
    for code, answered in answers.items():
        days = Counter(max(1, ceil(minutes / A_WORKING_DAY)) for minutes, _missed in answered)
        if days:
            days[max(days)] += agencies[code]["answered"] - days.total()
            found[code] = [list(pair) for pair in sorted(days.items())]
    return found


def _answers_kept(answers: Mapping[str, list[tuple[int, int]]]) -> dict[str, int]:
    """By agency: how many were answered, and no date that their citizen was given had passed."""
    kept = {code: sum(not missed for _minutes, missed in answered) for code, answered in answers.items()}
    return {code: number for code, number in kept.items() if number}


def tells_apart(period: Period, cut_off: datetime) -> bool:
    """Of those set apart only whole years tell: see ``set_apart``."""
    return period.kind == "yearly" and cut_off >= period.end


def row_of(story: Story, kind: Kind, span: Span) -> Iterator[Entry]:
    """A case's row in the register: of a month all that was received in it, as it stands at the cut-off; of a year
    what is pending at its end. What is set apart at the cut-off has none."""
    if not story.is_there:
        return
    if kind == "yearly":
        yield from _pending(story, span.end, span.cut_off)
    elif span.start <= story.opened_at < span.end and not story.apart(span.cut_off):
        yield from entry(story, span.cut_off)


def _pending(story: Story, until: datetime, cut_off: datetime) -> Iterator[Entry]:
    standing = story.standing(until)
    if standing is not None and standing.status != CLOSED and not story.apart(until) and not story.apart(cut_off):
        yield from entry(story, until)


def register(period: Period, cut_off: datetime) -> Gathered:
    """The register alone, read from the diary again: of those cases alone that may stand in it."""
    span, _former = spans(period, cut_off)
    among = begun_in(span.start, span.end) if period.kind == "monthly" else open_at(span.end)
    return Gathered(row for story in stories(cut_off, among=among) for row in row_of(story, period.kind, span))


class RegisterDiffers(Exception):
    """The diary no longer gives the register that was frozen."""


def frozen_register(snapshot: Snapshot) -> Gathered:
    """The rows of a snapshot's register, read from the diary again. Raises ``RegisterDiffers``."""
    rows = register(parse(snapshot.kind, snapshot.period), snapshot.cut_off)
    if (len(rows), rows.digest) != (snapshot.register_rows, snapshot.register_digest):
        raise RegisterDiffers
    return rows


def _numbered(rows: list[Entry]) -> list[Entry]:
    """In their order, with the numbers by which people know the cases."""
    numbers = tracking_numbers([row.case_id for row in rows])
    return [replace(row, number=numbers[row.case_id]) for row in in_order(rows)]


def _numbers(now: Count, period: Period) -> dict[str, Any]:
    return {
        "national": _sorted(now.national),
        "agencies": _by_agency(now),
        "kinds": _rows(now.kinds),
        "channels": _rows(now.channels),
        "categories": _rows(now.categories),
        "governorates": _rows(now.governorates),
        "months": [[month.name, now.by_month[index]] for index, month in enumerate(period.months())],
    }


def _by_agency(now: Count) -> dict[str, dict[str, int]]:
    """The unit for sensitive requests has no row: what was ordinary when it was counted and lies there since somebody
    was shut out of it stands in the complaints unit's, as it would if nobody else were free."""
    rows: dict[str, Figures] = {}
    codes = _codes()
    for pk, figures in now.agencies.items():
        rows.setdefault(codes[pk], Figures()).update(figures)
    return _rows(rows)


def _codes() -> dict[int, str]:
    """In which row each agency stands."""
    agencies = list(Agency.objects.values_list("pk", "code", "role"))
    unit = next((code for _pk, code, role in agencies if role == AgencyRole.CENTRAL_UNIT), "")
    return {pk: unit if role == AgencyRole.SENSITIVE_UNIT else code for pk, code, role in agencies}


def _rows(found: Mapping[str, Figures]) -> dict[str, dict[str, int]]:
    rows = {code: _sorted(figures) for code, figures in found.items()}
    return {code: figures for code, figures in rows.items() if figures}


def _sorted(figures: Figures) -> dict[str, int]:
    """Without zeros: one that was reached by adding and taking away would tell that something was."""
    return {measure: number for measure, number in sorted(figures.items()) if number}


def _names(now: Count, rows: Gathered, oldest: list[Entry]) -> dict[str, Any]:
    """Every agency that takes cases, also one without any; the posts that hold a row; the kinds.

    A kind that has become sensitive keeps its name while ordinary cases of it are counted or stand in a row.
    """
    agencies = Agency.objects.exclude(role=AgencyRole.SENSITIVE_UNIT).order_by("code")
    posts = rows.posts | {row.post_id for row in oldest if row.post_id is not None}
    holders = rows.holders | {row.holder_id for row in oldest if row.holder_id is not None}
    named = {*now.kinds, *rows.kinds, *(row.kind for row in oldest)}
    kinds = RequestKind.objects.filter(Q(sensitive=False) | Q(code__in=named))
    return {
        "agencies": {agency.code: {"id": agency.pk, "role": agency.role, **agency.name} for agency in agencies},
        "people": _people(holders),
        "posts": {str(pk): name for pk, name in Post.objects.filter(pk__in=posts).values_list("pk", "name")},
        "kinds": {kind.code: {"position": kind.position, **kind.name} for kind in kinds},
        "categories": _categories(set(now.categories), {kind.code: kind.position for kind in kinds}),
        "governorates": _governorates(set(now.governorates)),
    }


def _people(wanted: Collection[int]) -> dict[str, dict[str, str]]:
    """The holders of rows by their ids, as they are called now: a register keeps naming whoever held a case then."""
    found: dict[str, dict[str, str]] = {}
    for person in User.objects.filter(pk__in=wanted) if len(wanted) < MANY else User.objects.all():
        if person.pk in wanted:
            found[str(person.pk)] = {language: person.name.get(language) or person.username for language in languages()}
    return found


def _categories(counted: Collection[str], positions: Mapping[str, int]) -> dict[str, Any]:
    """Those of which something is counted, as they are called with what they lie under, in the order of their trees."""
    named: dict[str, Any] = {}
    kinds = {code.partition(".")[0] for code in counted}
    for kind, tree in known_trees(kinds).items() if kinds else ():
        for place, each in enumerate(tree.categories):
            if (code := as_value(kind, each.key)) in counted:
                words = {language: tree.in_words(each.key, language) for language in languages()}
                named[code] = {"position": [positions.get(kind, 0), place], **words}
    return named


def _governorates(counted: Collection[str]) -> dict[str, Any]:
    """Those of which something is counted, as they are called now, in the order of the gazetteer."""
    named = [each for each in gazetteer().governorates if each.key in counted] if counted else []
    return {each.key: {"position": place, **each.name} for place, each in enumerate(named)}
