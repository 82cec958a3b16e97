"""A caller's requests are found by the row of the search, which has what stands for their phone number too."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0065_calls"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_by_phone"),
        migrations.RemoveField(model_name="person", name="phone_blind"),
    ]
