"""What requests of before missed: counted from their diary, part by part; their rows of figures follow in the queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby, islice
from operator import itemgetter
from typing import NamedTuple

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions import many_rows
from workflows.figures.row import BY_CLOCK, ESCALATED, LIMIT_PASSED, REMINDED, promises_of

AT_ONCE = 1_000
COLUMNS = ("missed", "missed_since", "missed_inside", "missed_inside_since")


class Counted(NamedTuple):
    """The columns of a case, or the counts of a piece of its work: historical rows of what is encrypted cannot be made."""

    id: int
    missed: int
    missed_since: datetime | None
    missed_inside: int
    missed_inside_since: datetime | None


def counted(apps: Apps) -> Iterator[Counted]:
    """The cases that missed anything; streams, in the order of their ids."""
    acts = apps.get_model("workflows", "CaseEvent").objects.filter(
        models.Q(verb__in=(ESCALATED, REMINDED), actor_kind=BY_CLOCK) | models.Q(verb=LIMIT_PASSED)
    )
    told = acts.order_by("case_id", "number").values_list("case_id", "verb", "actor_kind", "at", "data")
    for case_id, events in groupby(told.iterator(chunk_size=AT_ONCE), key=itemgetter(0)):
        promises = promises_of((verb, by, at, data) for _case_id, verb, by, at, data in events)
        if any(promises):
            yield Counted(case_id, *promises)


def count_again(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Of each case what its diary says."""
    case, work = apps.get_model("workflows", "Case"), apps.get_model("workflows", "Work")
    rows = counted(apps)
    while some := {row.id: row for row in islice(rows, AT_ONCE)}:
        many_rows.update(case, COLUMNS, list(some.values()))
        there = work.objects.filter(done_at=None, case__in=some).values_list("pk", "case_id")
        works = [some[case_id]._replace(id=pk) for pk, case_id in there]
        if works:
            many_rows.update(work, ("missed", "missed_inside"), works)
    newest = apps.get_model("workflows", "Standing").objects.aggregate(newest=models.Max("case"))["newest"]
    making = apps.get_model("workflows", "MakingAnew").objects
    if newest is not None and not making.filter(before__gt=newest).exists():
        making.all().delete()
        making.create(before=newest + 1)


class Migration(migrations.Migration):
    dependencies = [("workflows", "0147_promises_missed")]

    operations = [migrations.RunPython(count_again, migrations.RunPython.noop, elidable=True)]
