"""What is said of a routing table's rules beside them: what is wrong with their order, how often each decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeGuard

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from permissions.arabic import fold
from permissions.now import now
from permissions.translated_text import in_language, joined, listed
from permissions.writing import local, written_number
from portal.admin_screens.condition_words import Offered, in_words
from workflows.cases.designation import kinds_worked_by
from workflows.cases.models import RequestKind
from workflows.cases.routed import DAYS, hits, not_taken
from workflows.facts.conditions import AllOf, Condition, When, facts_in
from workflows.facts.fact import Fact
from workflows.routing.analysis import NOTHING_SAID, Analysis, Finding, analyse
from workflows.routing.cutting import Known
from workflows.routing.definition import Table
from workflows.routing.publishable import TABLES
from workflows.versions.models import Subject

FEW: Final = 4
"""Values that a sentence names."""
ALWAYS_THERE: Final = ("kind", "channel", "language", "track")
"""Facts that every case has."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about a rule. ``bad``: it must be looked at. ``do``: what the button ``button`` beside it does."""

    sentence: str
    bad: bool = False
    do: str = ""
    button: str = ""


def few_values(when: AllOf) -> AllOf:
    """The same with the first values of each test, so that it is read at a glance."""
    return AllOf(
        tuple(replace(test, values=(*test.values[:FEW], "…")) if _is_long(test) else test for test in when.conditions)
    )


def _is_long(test: When) -> TypeGuard[Condition]:
    return isinstance(test, Condition) and len(test.values) > FEW


def _under(fact: Fact) -> Mapping[str, tuple[str, ...]]:
    """Of a fact that is a tree all that lies under each entry."""
    found: dict[str, tuple[str, ...]] = {}
    for entry, path in (fact.paths() if fact.paths is not None else {}).items():
        for above in path[:-1]:
            found[above] = (*found.get(above, ()), entry)
    return found


class Found:
    """``through``: whether the rules are looked through for what is wrong with them, and not only counted."""

    def __init__(self, key: str, raws: Sequence[Mapping[str, Any]], offered: Offered, *, through: bool) -> None:
        self._key, self._raws, self._offered, self.through = key, raws, offered, through

    @cached_property
    def _worked(self) -> list[RequestKind]:
        return list(RequestKind.objects.filter(code__in=kinds_worked_by(Subject.ROUTING, self._key)))

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kinds that the table works, by their codes."""
        return {kind.code: in_language(kind.name) for kind in self._worked}

    @cached_property
    def hits(self) -> Mapping[str, int] | None:
        """How many cases each rule decided of late; None where these are sensitive: they are in no number."""
        if not self._worked or any(kind.sensitive for kind in self._worked):
            return None
        return hits(self._key)

    @cached_property
    def _table(self) -> Table | None:
        return TABLES.read({"format": 2, "name": {}, "rules": list(self._raws)}) if self.through else None

    @cached_property
    def _analysis(self) -> Analysis:
        table = self._table
        if table is None:
            return Analysis((), ())
        fell = not_taken(self._key) if self.hits is not None else ()
        today = local(now()).date()
        return analyse(table, self._known(table), fold=fold, today=today, hits=self.hits or None, fell=fell)

    def _known(self, table: Table) -> Mapping[str, Known]:
        found = {}
        for name in {test.fact for rule in table.rules for test in facts_in(rule.when)} | {"agency"}:
            fact = self._offered.fact(name)
            if fact is None:
                continue
            labels = self._offered.labels(name)
            codes = None if labels is None else tuple(labels)
            if name == "kind" and self.kinds:
                codes = tuple(self.kinds)
            found[name] = Known(fact.type, codes, _under(fact), always=name in ALWAYS_THERE)
        return found

    @cached_property
    def _by_rule(self) -> Mapping[int, list[Finding]]:
        found: dict[int, list[Finding]] = {}
        for finding in self._analysis.findings:
            found.setdefault(finding.rule, []).append(finding)
        return found

    def of(self, place: int) -> list[Said]:
        """What is to be said of a rule, by its place from 0."""
        return [self._said(finding) for finding in self._by_rule.get(place, ())]

    @property
    def bad(self) -> list[tuple[int, str]]:
        """Place from 1 and key of each rule that must be looked at."""
        bad = (place for place, found in self._by_rule.items() if any(self._said(each).bad for each in found))
        return [(place + 1, self._raws[place]["key"]) for place in sorted(bad)]

    def _said(self, finding: Finding) -> Said:
        told = {
            "rules": self._named(finding.others),
            "what": in_words(few_values(finding.share), self._offered),
            "values": listed(finding.values),
            "days": DAYS,
        }
        above = f"above:{finding.rule}:{finding.others[0]}" if finding.others else ""
        move = _("Move it above them")
        match finding.sign:
            case "dead":
                return Said(
                    _("It never decides: all of it is taken by %(rules)s.") % told, bad=True, do=above, button=move
                )
            case "partly" if finding.share != NOTHING_SAID:
                sentence = _("Part of it goes elsewhere by %(rules)s: %(what)s.")
                return Said(sentence % told, do=above, button=_("Move it above that one"))
            case "partly":
                return Said(_("Part of it goes elsewhere by %(rules)s.") % told, do=above, button=move)
            case "join":
                return Said(_("One fact alone tells it from %(rules)s, and both go to the same place.") % told)
            case "gone":
                return Said(_("No longer there: %(values)s.") % told, bad=True)
            case "over":
                return Said(_("Its days are over."), bad=True)
            case "never":
                return Said(_("Nothing can fit it: its conditions exclude each other."), bad=True)
            case "not_hit":
                return Said(_("It decided nothing in %(days)d days.") % told)
            case "unclear":
                return Said(_("It has too many “or” to be looked through."))

    def _named(self, places: Iterable[int]) -> str:
        rules = ((place, in_language(self._raws[place].get("name", {}))) for place in places)
        return joined(_("rule %(place)d (%(name)s)") % {"place": place + 1, "name": name} for place, name in rules)

    @property
    def untaken(self) -> list[str]:
        """What no rule takes, a sentence each, with the cases of late."""
        return [self._untaken(in_words(each.what, self._offered), each.cases) for each in self._analysis.untaken]

    def _untaken(self, what: str, cases: int) -> str:
        what = what or _("everything")
        if self.hits is None or not cases:
            return what
        return _("%(what)s: %(count)s requests in %(days)d days") % {
            "what": what,
            "count": written_number(cases),
            "days": DAYS,
        }

    @property
    def whole(self) -> bool:
        """Whether all that no rule takes is said."""
        return self._analysis.whole
