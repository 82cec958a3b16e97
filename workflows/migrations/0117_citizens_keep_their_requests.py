"""An erasure at the wish of whoever filed it may be answered by nobody of the staff: they said themselves that it is not."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("workflows", "0116_joined_cases_are_proved"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="erasurerequest",
            name="erasure_agreed_by_another",
        ),
        migrations.AddConstraint(
            model_name="erasurerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed", False), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        ("agreed", False),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", True),
                        ("wish", "citizen"),
                    ),
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
