"""By what the e-mail address of whoever filed is found again, as the phone number is."""

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from permissions.blind import WHO_FILED, blind

AT_ONCE = 2_000


def find_by_address(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of those who have filed before."""
    person = apps.get_model("workflows", "Person")
    waiting = []
    for row in person.objects.exclude(email="").only("pk", "email").iterator(chunk_size=AT_ONCE):
        row.email_blind = blind(row.email, WHO_FILED)
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            person.objects.bulk_update(waiting, ["email_blind"])
            waiting = []
    person.objects.bulk_update(waiting, ["email_blind"])


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0077_suspected_spam"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="email_blind",
            field=models.CharField(
                blank=True,
                default="",
                help_text="The same of the address.",
                max_length=64,
            ),
            preserve_default=False,
        ),
        migrations.RunPython(find_by_address, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("email_blind", ""), _negated=True), fields=["email_blind"], name="person_by_email"
            ),
        ),
    ]
