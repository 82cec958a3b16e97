"""Every date of the screens is Amman's: a zone that somebody chose while there was a choice is chosen no more."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def nobodys_own(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("wagtailusers", "UserProfile").objects.exclude(current_time_zone="").update(current_time_zone="")


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0011_nobody_takes_calls"),
        ("wagtailusers", "0008_userprofile_avatar"),
    ]

    operations = [migrations.RunPython(nobodys_own, migrations.RunPython.noop)]
