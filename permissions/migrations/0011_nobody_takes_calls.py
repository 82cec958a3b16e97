"""The right to open cases for callers goes, until there is a screen on which somebody could; so do its grants."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

RIGHT = "take_calls"


def take_it_from_all(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    role = apps.get_model("permissions", "Role")
    for each in role.objects.all():
        if RIGHT in each.rights:
            each.rights = [right for right in each.rights if right != RIGHT]
            each.save(update_fields=["rights"])
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="permissions", content_type__model="agency", codename=RIGHT
    )
    apps.get_model("guardian", "GroupObjectPermission").objects.filter(permission__in=permission).delete()
    permission.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("permissions", "0010_sessions_end_with_the_account"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("guardian", "0001_initial"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="agency",
            options={
                "default_permissions": (),
                "ordering": ["code"],
                "permissions": [
                    ("view_case", "Can read the agency's cases"),
                    ("work_case", "Can work the agency's cases"),
                    ("view_every_case", "Can read ordinary cases of every agency"),
                    ("work_every_case", "Can work ordinary cases of every agency"),
                    ("handle_sensitive", "Can read and work sensitive cases of the agency"),
                    ("open_identity", "Can open the identity on a sensitive or confidential case"),
                    ("publish_rules", "Can draft and publish ladders, routing and settings of kinds"),
                    ("edit_pages", "Can edit pages and forms"),
                    ("manage_people", "Can manage people, posts and roles"),
                    ("read_audit", "Can read the audit trail"),
                    ("read_reports", "Can read the national reports"),
                ],
                "verbose_name": "agency",
                "verbose_name_plural": "agencies",
            },
        ),
        migrations.RunPython(take_it_from_all, migrations.RunPython.noop),
    ]
