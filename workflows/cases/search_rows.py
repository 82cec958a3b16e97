"""What the row says by which a case is found: written with each act, and made anew for cases of before there were rows.

Of an ordinary case whose citizen is not hidden all that was written stands there; of any other its number, and what
stands for the citizen's address and phone. One that is made confidential later has its row made anew in the same act.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Min

from permissions import many_rows
from permissions.arabic import fold
from workflows.cases.change import Change
from workflows.cases.columns import differs
from workflows.cases.identity import is_hidden
from workflows.cases.models import Answer, Case, CaseStatus, CaseTag, Message, OtherPerson, Person, Work
from workflows.search import rows
from workflows.search.models import CaseWords
from workflows.search.tokens import (
    HIDDEN,
    OF_PEOPLE,
    WhoFiled,
    of_contacts,
    of_number,
    of_people,
    of_place,
    of_tag,
    of_texts,
    written,
)
from workflows.transactions.turn import write_transaction

OPEN: Final = "open"
"""How a case stands that is neither answered nor closed, as a search narrows by it."""


@dataclass(slots=True)
class Said:
    """What is known of a case from which its words are taken."""

    texts: list[str] = field(default_factory=list)
    who: WhoFiled = field(default_factory=WhoFiled)
    tags: list[int] = field(default_factory=list)

    def tokens_of(self, case: Case) -> Iterator[str]:
        """All that stands in the row of a case."""
        yield from of_number(case.tracking)
        if case.erased_at is not None:
            return
        if is_hidden(case):
            yield from of_contacts(self.who.contacts, HIDDEN)
            return
        yield from of_texts((case.subject, case.place, *self.texts))
        yield from of_place(case.place)
        yield from of_people(self.who)
        yield from map(of_tag, self.tags)


def found_in_lists_by(case: Case) -> str:
    """Of a case whose citizen is hidden its number alone: no list of anybody's tells by a word what it is about."""
    words = "" if is_hidden(case) else f" {case.subject} {case.place}"
    return fold(f"{number_alone(case)}{words}")


def moved_by(changes: Sequence[Change]) -> frozenset[int]:
    """The cases that may lie with other bodies than before, or stand otherwise. Asked before their rows are written."""
    return frozenset(
        change.case.pk
        for change in changes
        if change.case.pk is not None
        and (
            differs(change.case, "agency", "status") or any(differs(work, "agency", "done_at") for work in change.works)
        )
    )


def write_found_by(changes: Sequence[Change], moved: Collection[int]) -> None:
    """One statement for cases that are new and one for all others; none where nothing was said and nothing moved."""
    opened = {change.case.pk: _opened(change) for change in changes if change.submission is not None}
    states = {change.case.pk: change.state for change in changes}
    texts: dict[int, list[str]] = defaultdict(list)
    for change in changes:
        if change.words and change.submission is None and not is_hidden(change.case):
            texts[change.case.pk] += [words.text for words in change.words]
    for pk, said in opened.items():
        said.texts += texts.pop(pk, [])
    if opened:
        rows.insert([_row(states[pk].case, said, states[pk].agency_ids) for pk, said in opened.items()])
    tags = {change.case.pk: change.tagged for change in changes if change.tagged and not is_hidden(change.case)}
    more = [pk for pk in states if pk not in opened and (pk in texts or pk in moved or pk in tags)]
    if more:
        now_at = ((pk, states[pk]) for pk in more if pk in moved)
        at = {pk: _at(state.case, state.agency_ids) for pk, state in now_at}
        added = {pk: (*of_texts(texts[pk]), *map(of_tag, tags.get(pk, ()))) for pk in more}
        rows.add([rows.More(pk, at.get(pk), written(tokens)) for pk, tokens in added.items()])
    reached = [
        change.case.pk for change in changes if change.reached or change.untagged or change.hides or change.shows
    ]
    if reached:
        # What stood for an address that is none of theirs any more, or for a tag, goes. A case without a row is left to
        # its turn.
        _make(list(CaseWords.objects.filter(pk__in=reached).values_list("pk", flat=True)))


def _opened(change: Change) -> Said:
    given = change.submission
    if given is None:
        raise ValueError("it opened no case")
    who = WhoFiled((given.name, *(each.name for each in given.others)), (given.email, given.phone))
    return Said([*(each.shown for each in given.answers), *(words.text for words in change.words)], who)


def _row(case: Case, said: Said, agency_ids: Iterable[int]) -> CaseWords:
    return CaseWords(case_id=case.pk, at=_at(case, agency_ids), words=written(said.tokens_of(case)))


def _at(case: Case, agency_ids: Iterable[int]) -> str:
    over = case.status in (CaseStatus.ANSWERED, CaseStatus.CLOSED)
    state = str(case.status) if over else OPEN
    hidden = is_hidden(case) or case.erased_at is not None
    return rows.at(agency_ids, kind=case.kind.code, state=state, hidden=hidden)


def number_alone(case: Case) -> str:
    """By what lists find a case of which nothing else may be told."""
    return fold(f"{case.tracking} {case.tracking.replace('-', '')}")


def found_by_number(case_ids: Sequence[int]) -> None:
    """The rows of cases that were erased just now: no word leads to them any more. Of those that have one."""
    _make(list(CaseWords.objects.filter(pk__in=case_ids).values_list("pk", flat=True)))


AT_ONCE: Final = 200
"""Cases whose rows are made in one commit."""


def make_anew(case_ids: Sequence[int]) -> None:
    """The rows of some cases, from all that is kept of them, in one commit."""
    with write_transaction():
        # Nobody adds words meanwhile that would find no row.
        _make(list(Case.objects.select_for_update().filter(pk__in=case_ids).values_list("pk", flat=True)))


def _make(case_ids: Sequence[int]) -> None:
    cases = list(Case.objects.filter(pk__in=case_ids).select_related("kind"))
    said: dict[int, Said] = defaultdict(Said)
    names: dict[int, list[str]] = defaultdict(list)
    contacts: dict[int, tuple[str, ...]] = {}
    for person in Person.objects.filter(case__in=case_ids):
        names[person.case_id].append(person.name)
        contacts[person.case_id] = (person.email, person.phone)
    for other in OtherPerson.objects.filter(case__in=case_ids):
        names[other.case_id].append(other.name)
    # Of the others no word stands in the row, and none is decrypted for it.
    worded = [case.pk for case in cases if not is_hidden(case)]
    for answer in Answer.objects.filter(case__in=worded):
        said[answer.case_id].texts.append(answer.shown)
    for message in Message.objects.filter(case__in=worded):
        said[message.case_id].texts.append(message.text)
    for pk, tag_id in CaseTag.objects.filter(case__in=case_ids).values_list("case_id", "tag"):
        said[pk].tags.append(tag_id)
    at: dict[int, set[int]] = {case.pk: {case.agency_id} for case in cases}
    for pk, agency_id in Work.objects.filter(case__in=case_ids, done_at=None).values_list("case_id", "agency_id"):
        at[pk].add(agency_id)
    for pk in at:
        said[pk].who = WhoFiled(tuple(names[pk]), contacts.get(pk, ()))
    rows.replace([_row(case, said[case.pk], at[case.pk]) for case in cases])


def key_anew(cases: Sequence[Case]) -> int:
    """What stands for people's names, addresses and phones in the rows of locked cases, under the newest key; how many
    rows were otherwise. Their words stay as they are."""
    found = list(CaseWords.objects.filter(pk__in=[case.pk for case in cases]))
    by_id = {case.pk: case for case in cases}
    names: dict[int, list[str]] = defaultdict(list)
    contacts: dict[int, tuple[str, ...]] = {}
    unreadable: set[int] = set()
    for model in (Person, OtherPerson):
        for person in model.objects.filter(case__in=list(by_id)):
            person.case = by_id[person.case_id]
            names[person.case_id].append(person.name)
            if isinstance(person, Person):
                contacts[person.case_id] = (person.email, person.phone)
            if not person.is_readable:
                unreadable.add(person.case_id)
    changed = []
    for row in found:
        if row.pk in unreadable:
            continue
        case, tokens = by_id[row.pk], row.tokens
        who = WhoFiled(tuple(names[row.pk]), contacts.get(row.pk, ()))
        of_them = of_contacts(who.contacts, HIDDEN) if is_hidden(case) else of_people(who)
        kept = [token for token in tokens if not token.startswith(OF_PEOPLE)]
        words = written((*kept, *of_them))
        if set(words.split()) != set(tokens):
            row.words = words
            changed.append(row)
    if changed:
        many_rows.update(CaseWords, ["words"], changed)
    return len(changed)


def make_missing() -> int:
    """The rows of the next cases of before there were rows, and how many that were; the newest come first."""
    case_ids = without_row()
    if case_ids:
        make_anew(case_ids)
    return len(case_ids)


PATIENCE: Final = 60.0
"""Seconds; the rest is rung for again."""


def make_missing_for_a_while() -> None:
    """As many as a minute allows: what the queue does after an upgrade, until there are none."""
    until = time.monotonic() + PATIENCE
    while make_missing() and time.monotonic() < until:
        pass


def forget_all() -> None:
    """No case is found by any word until its row is made anew."""
    with write_transaction():
        CaseWords.objects.all().delete()


def is_incomplete() -> bool:
    """Whether a case of before there were rows still has none. Two statements, each of one row of an index."""
    return bool(without_row())


def without_row() -> Sequence[int]:
    """The next cases of before there were rows, the newest first; two statements.

    Rows are made from the newest case down, and each new case has one: what has none is older than all that have.
    """
    oldest = CaseWords.objects.aggregate(least=Min("pk"))["least"]
    older = Case.objects.all() if oldest is None else Case.objects.filter(pk__lt=oldest)
    return list(older.order_by("-pk").values_list("pk", flat=True)[:AT_ONCE])
