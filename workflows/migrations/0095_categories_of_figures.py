from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Rows of cases with a category named the kind twice: the queue makes all of them anew, part by part."""
    rows = apps.get_model("workflows", "Standing").objects.filter(category__contains=".")
    newest = rows.aggregate(newest=models.Max("case"))["newest"]
    if newest is not None:
        making = apps.get_model("workflows", "MakingAnew").objects
        if not making.filter(before__gt=newest).exists():
            making.all().delete()
            making.create(before=newest + 1)


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0094_dashboards"),
    ]

    operations = [
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
