from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0112_relay_addresses"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("assigned", "A request was assigned to me"),
                    ("arrived", "A request has come to me"),
                    ("escalated", "A request was escalated to me"),
                    ("due", "A date is near, or has passed"),
                    ("citizen", "A citizen wrote"),
                    ("consulted", "A statement between agencies"),
                    ("quality", "The quality of an answer was checked"),
                    ("mentioned", "A colleague mentioned me"),
                    ("watched", "Something changed on a request that I watch"),
                    ("draft", "A draft of the rules waits for a second person"),
                    ("access", "Identities, erasing, readers by name, and what is lent to me"),
                    ("job", "Work or a file that I asked for is done"),
                    ("report", "A report that is sent to me"),
                    ("threshold", "A figure crossed a threshold of mine"),
                ],
                max_length=10,
            ),
        ),
        migrations.RemoveConstraint(
            model_name="erasurerequest",
            name="erasure_answered_by_another",
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", False), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(
                            ("agreed", False),
                            models.Q(("answered_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="erasure_agreed_by_another",
            ),
        ),
    ]
