from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def begin(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Ratings say now whether their citizen got what they needed: the queue makes the rows of all cases anew."""
    newest = apps.get_model("workflows", "Occurrence").objects.filter(verb="rated").aggregate(newest=models.Max("case"))
    if newest["newest"] is not None:
        making = apps.get_model("workflows", "MakingAnew").objects
        if not making.filter(before__gt=newest["newest"]).exists():
            making.all().delete()
            making.create(before=newest["newest"] + 1)


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0159_open_blocks"),
    ]

    operations = [
        migrations.AddField(
            model_name="occurrence",
            name="solved",
            field=models.CharField(blank=True, db_default="", help_text="Of a rating: see Solved.", max_length=6),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop, elidable=True),
    ]
