from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0009_ready_answers_of_refusals")]

    operations = [
        migrations.CreateModel(
            name="StorageIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=64)),
            ],
            options={"default_permissions": ()},
        ),
    ]
