"""Each request among a citizen's own has a digest under the key of its case; those of before get theirs here.

One whose case has no key yet gives it one, as an act on it would. One whose key cannot be read stays without, opens
nothing, and is named by ``verify``.
"""

from collections.abc import Collection
from contextlib import suppress
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from permissions.encrypted import Unreadable
from permissions.envelope import master_name, new_key, unwrap, wrap
from workflows.cases.models.joined import digest_of_joined
from workflows.cases.models.key import ABOUT

AT_ONCE = 500


def prove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor | None) -> None:
    joined = apps.get_model("workflows", "JoinedCase")
    after = 0
    while rows := list(joined.objects.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        keys = _keys(apps.get_model("workflows", "CaseKey"), {row.case_id for row in rows})
        for row in rows:
            if row.case_id in keys:
                row.digest = digest_of_joined(
                    keys[row.case_id], citizen=row.citizen_id, case=row.case_id, at=row.joined_at
                )
        joined.objects.bulk_update(rows, ["digest"])
        after = rows[-1].pk


def _keys(case_key: Any, case_ids: Collection[int]) -> dict[int, bytes]:
    there = dict(case_key.objects.filter(case_id__in=case_ids).values_list("case_id", "wrapped"))
    keys = {}
    for case_id in sorted(case_ids):
        if case_id in there:
            with suppress(Unreadable):
                keys[case_id] = unwrap(there[case_id], ABOUT.format(case_id))
        else:
            keys[case_id] = new_key()
            wrapped = wrap(keys[case_id], ABOUT.format(case_id))
            case_key.objects.create(case_id=case_id, wrapped=wrapped, master=master_name())
    return keys


class Migration(migrations.Migration):
    dependencies = [("workflows", "0113_taken_back_and_told")]

    operations = [
        migrations.AddField(
            model_name="joinedcase",
            name="digest",
            field=models.CharField(
                default="", help_text="HMAC-SHA-256 in hex, under the key of the case.", max_length=64
            ),
            preserve_default=False,
        ),
        migrations.RunPython(prove, migrations.RunPython.noop, elidable=True),
    ]
