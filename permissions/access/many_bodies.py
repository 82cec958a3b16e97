"""Many bodies at once as a list has them: new ones are made, others renamed and moved; and what cannot be, row by row.

A move alone may be impossible where several together are not, so the tree is looked at as it would be in the end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from permissions.access.charge import must_manage_all
from permissions.access.errors import BodyRefused, refusals
from permissions.access.tree import MOST_GENERATIONS, NewBody, Tree, check_name, cleaned_name
from permissions.actors import Actor
from permissions.agencies.models import Agency, AgencyRole
from permissions.arabic import fold
from permissions.audit.services import NewEntry, append
from permissions.now import now
from permissions.translated_text import in_language


def write_bodies(wanted: Sequence[NewBody], *, actor: Actor) -> None:
    """Let the tree have these bodies, with these names and places; what is there and not named stays. All or none.

    A few statements for any number. Raises ``BodyRefused`` with the first sentence of ``refused_bodies``.
    """
    must_manage_all(actor)
    with transaction.atomic():
        tree = Tree.locked()
        refused = refused_in(tree, wanted)
        if refused:
            raise BodyRefused(refused[min(refused)][0])
        before = {each.code: (dict(each.name), each.parent_id) for each in tree.by_code.values()}
        made = _make(tree, [each for each in wanted if each.code not in before])
        kept = [each for each in wanted if each.code in before]
        changed: list[Agency] = []
        for each in kept:
            agency = tree.by_code[each.code]
            above = tree.by_code[each.parent].pk if each.parent else None
            if (agency.name, agency.parent_id) != (cleaned_name(each.name), above):
                agency.name, agency.parent_id = cleaned_name(each.name), above
                changed.append(agency)
        Agency.objects.bulk_update(changed, ["name", "parent"], batch_size=500)
        entries = [_entry("body_made", each, {"name": each.name, **_above(each.parent_id, tree)}) for each in made]
        entries += [entry for each in changed for entry in _changes(each, *before[each.code], tree)]
        append(entries, actor=actor, at=now())


def refused_bodies(wanted: Sequence[NewBody]) -> dict[int, list[str]]:
    """Why some of them cannot be so, in sentences, by their place in ``wanted``."""
    with transaction.atomic():
        return refused_in(Tree.locked(), wanted)


def refused_in(tree: Tree, wanted: Sequence[NewBody]) -> dict[int, list[str]]:
    """The same, where the tree is at hand."""
    found = _Final.of(tree, wanted)
    refused: dict[int, list[str]] = {}
    seen: set[str] = set()
    for place, each in enumerate(wanted):
        if each.code in seen:
            refused[place] = [_("The code “%(code)s” is in the list twice.") % {"code": each.code[:50]}]
            continue
        seen.add(each.code)
        if against := found.against(each):
            refused[place] = against
    return refused


@dataclass(slots=True)
class _Final:
    """The tree as it would be: the code above each, who has a name (folded), and which bodies are not as they were."""

    tree: Tree
    above: dict[str, str]
    called: Mapping[str, set[str]]
    changed: set[str]
    depths: dict[str, int]

    @classmethod
    def of(cls, tree: Tree, wanted: Sequence[NewBody]) -> _Final:
        above = {each.code: tree.code_of(each.parent_id) for each in tree.by_code.values()}
        names = {each.code: dict(each.name) for each in tree.by_code.values() if not each.has_closed}
        changed = set()
        for each in reversed(wanted):  # of two of one code the first counts; the second is refused
            name = cleaned_name(each.name)
            if (names.get(each.code), above.get(each.code)) != (name, each.parent):
                changed.add(each.code)
            names[each.code], above[each.code] = name, each.parent
        called: defaultdict[str, set[str]] = defaultdict(set)
        for code, name in names.items():
            for words in name.values():
                called[fold(words)].add(code)
        return cls(tree, above, called, changed, {})

    def against(self, wanted: NewBody) -> list[str]:
        """Why it cannot be so, in sentences; of what stays as it is nothing is asked."""
        if wanted.code not in self.changed:
            return []
        there = self.tree.by_code.get(wanted.code)
        return refusals(
            lambda: self._check_code(wanted, there),
            lambda: self._check_name(wanted),
            lambda: self._check_place(wanted, there),
        )

    def _check_code(self, wanted: NewBody, there: Agency | None) -> None:
        if there is None:
            self.tree.check_code(wanted.code)
        elif there.has_closed:
            raise BodyRefused(_("It has closed already."))

    def _check_name(self, wanted: NewBody) -> None:
        for words in check_name(wanted.name, BodyRefused).values():
            if self.called[fold(words)] - {wanted.code}:
                raise BodyRefused(
                    _("There is an agency called “%(name)s” already. People could not tell them apart.")
                    % {"name": words}
                )

    def _check_place(self, wanted: NewBody, there: Agency | None) -> None:
        if not wanted.parent:
            self._check_depth(wanted.code)
            return
        if wanted.parent not in self.above:
            raise BodyRefused(_("There is no agency with the code “%(code)s”.") % {"code": wanted.parent[:50]})
        above = self.tree.by_code.get(wanted.parent)
        unit = there is not None and there.role != AgencyRole.PUBLIC_BODY
        if unit or (above is not None and above.role != AgencyRole.PUBLIC_BODY):
            raise BodyRefused(_("The platform’s own units stand beside the tree of agencies."))
        moved = there is None or self.tree.code_of(there.parent_id) != wanted.parent
        if moved and above is not None and (above.closes_on is not None or not above.active):
            raise BodyRefused(_("“%(body)s” closes. Choose another one.") % {"body": in_language(above.name)})
        if wanted.code in self._line(wanted.code):
            raise BodyRefused(_("An agency cannot stand below itself, or below one that stands below it."))
        self._check_depth(wanted.code)

    def _check_depth(self, code: str) -> None:
        if not self.depths:
            self._measure()
        if self.depths[code] > MOST_GENERATIONS:
            raise BodyRefused(
                _("The tree has at most %(count)d levels: who answers to whom is not asked any further up.")
                % {"count": MOST_GENERATIONS}
            )

    def _measure(self) -> None:
        """Of each code, how many generations the longest line through it has that ends with a body below it."""
        self.depths = dict.fromkeys(self.above, 1)
        for code in self.above:
            line = list(self._line(code))
            for each in (code, *line):
                self.depths[each] = max(self.depths.get(each, 1), len(line) + 1)

    def _line(self, code: str) -> Iterator[str]:
        """The codes above one, nearest first; in a circle each of them once."""
        seen: set[str] = set()
        code = self.above.get(code, "")
        while code and code not in seen:
            seen.add(code)
            yield code
            code = self.above.get(code, "")


def _make(tree: Tree, wanted: Sequence[NewBody]) -> list[Agency]:
    """Those that are not there, generation by generation."""
    made: list[Agency] = []
    left = list(wanted)
    calendar = tree.calendar
    while left:
        ready = [each for each in left if not each.parent or each.parent in tree.by_code]
        new = Agency.objects.bulk_create(
            Agency(
                code=each.code,
                name=cleaned_name(each.name),
                email=each.email,
                calendar=calendar,
                parent=tree.by_code[each.parent] if each.parent else None,
            )
            for each in ready
        )
        tree.add(new)
        made += new
        left = [each for each in left if each.code not in tree.by_code]
    return made


def _changes(agency: Agency, name: Mapping[str, str], parent_id: int | None, tree: Tree) -> Iterator[NewEntry]:
    if agency.name != name:
        yield _entry("body_renamed", agency, {"before": name, "name": agency.name})
    if agency.parent_id != parent_id:
        said = {"before": tree.code_of(parent_id), **_above(agency.parent_id, tree)}
        yield _entry("body_moved", agency, said)


def _above(parent_id: int | None, tree: Tree) -> dict[str, str]:
    return {"above": tree.code_of(parent_id)} if parent_id is not None else {}


def _entry(verb: str, agency: Agency, said: Mapping[str, object]) -> NewEntry:
    return NewEntry(verb, "body", agency.pk, {"agency": agency.code, **said})
