from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forget_entries(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """ماء has another form than ما: ``set_up``, which comes with every upgrade, indexes all pages anew."""
    apps.get_model("content", "SearchEntry").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0040_phrases_that_mean_the_same")]
    operations = [migrations.RunPython(forget_entries, migrations.RunPython.noop)]
