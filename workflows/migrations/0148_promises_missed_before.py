"""What requests of before missed: counted from their diary, part by part; their rows of figures follow in the queue."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from workflows.figures.row import BY_CLOCK, ESCALATED, LIMIT_PASSED, REMINDED, promises_of

AT_ONCE = 1_000
COLUMNS = ("missed", "missed_since", "missed_inside", "missed_inside_since")


def counted(apps: Apps) -> Iterator[Any]:
    """The cases that missed anything, with their columns; streams, in the order of their ids."""
    case = apps.get_model("workflows", "Case")
    acts = apps.get_model("workflows", "CaseEvent").objects.filter(
        models.Q(verb__in=(ESCALATED, REMINDED), actor_kind=BY_CLOCK) | models.Q(verb=LIMIT_PASSED)
    )
    told = acts.order_by("case_id", "number").values_list("case_id", "verb", "actor_kind", "at", "data")
    for case_id, events in groupby(told.iterator(chunk_size=AT_ONCE), key=itemgetter(0)):
        promises = promises_of((verb, by, at, data) for _case_id, verb, by, at, data in events)
        if any(promises):
            yield case(pk=case_id, **dict(zip(COLUMNS, promises, strict=True)))


def count_again(apps: Apps, _editor: BaseDatabaseSchemaEditor | None) -> None:
    """Of each case what its diary says."""
    rows = counted(apps)
    while some := list(islice(rows, AT_ONCE)):
        apps.get_model("workflows", "Case").objects.bulk_update(some, COLUMNS)
        _on_open_work(apps, {row.pk: row for row in some})
    newest = apps.get_model("workflows", "Standing").objects.aggregate(newest=models.Max("case"))["newest"]
    making = apps.get_model("workflows", "MakingAnew").objects
    if newest is not None and not making.filter(before__gt=newest).exists():
        making.all().delete()
        making.create(before=newest + 1)


def _on_open_work(apps: Apps, cases: dict[int, Any]) -> None:
    works = list(apps.get_model("workflows", "Work").objects.filter(done_at=None, case__in=cases).only("case"))
    for work in works:
        work.missed, work.missed_inside = cases[work.case_id].missed, cases[work.case_id].missed_inside
    apps.get_model("workflows", "Work").objects.bulk_update(works, ("missed", "missed_inside"))


class Migration(migrations.Migration):
    dependencies = [("workflows", "0147_promises_missed")]

    operations = [migrations.RunPython(count_again, migrations.RunPython.noop, elidable=True)]
