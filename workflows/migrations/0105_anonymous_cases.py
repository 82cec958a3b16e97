from typing import Any

from django.db import migrations, models


def mark(apps: Any, _schema_editor: Any) -> None:
    """Of a case of before it is told by who filed it."""
    people = apps.get_model("workflows", "Person").objects.filter(name="", email="", phone="", national_number="")
    apps.get_model("workflows", "Case").objects.filter(pk__in=people.values("case_id")).update(anonymous=True)


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0101_own_data"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="anonymous",
            field=models.BooleanField(
                default=False, help_text="Whoever filed it left neither a name nor an address, and was not signed in."
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
