"""The recorder's part for access: who is shut out of a case, and who reads it by name."""

from __future__ import annotations

from collections.abc import Sequence

from permissions.access.accused import shut_places
from permissions.access.models import NamedAccess, Party
from workflows.cases.change import Change


def write_access(changes: Sequence[Change]) -> None:
    """Who is shut out of cases, and who reads one by name: most changes touch neither, and ask for no statement."""
    cleared = [party.pk for change in changes for party in change.cleared if party.pk is not None]
    if cleared:
        Party.objects.filter(pk__in=cleared).delete()
    for change in changes:
        for party in change.accused:
            party.case_id = change.case.pk
        for reader in change.readers:
            reader.case_id = change.case.pk
    # In bulk one that was set and taken off again was never written.
    gone = {id(party) for change in changes for party in change.cleared}
    accused = [party for change in changes for party in change.accused if id(party) not in gone]
    if accused:
        Party.objects.bulk_create(accused)
    touched = [party for change in changes for party in (*change.accused, *change.cleared)]
    people = {each for party in touched if (each := party.user_id or party.because_of_id) is not None}
    if people:
        shut_places(people)
    _write_readers(list({id(reader): reader for change in changes for reader in change.readers}.values()))


def _write_readers(readers: Sequence[NamedAccess]) -> None:
    for reader in readers:
        if reader.pk is not None:
            NamedAccess.objects.filter(pk=reader.pk).update(ends=reader.ends)
    new = [reader for reader in readers if reader.pk is None]
    if new:
        NamedAccess.objects.bulk_create(new)
