from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workflows", "0033_kinds_described_and_in_order")]

    operations = [
        migrations.AddIndex(
            model_name="outboxentry",
            index=models.Index(
                fields=["id"], condition=Q(delivered_at__isnull=False) & ~Q(problem=""), name="outbox_came_back"
            ),
        ),
    ]
