"""The board of an agency is counted by the index alone, its promises missed too."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0153_what_citizens_needed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='work',
            name='work_inbox',
        ),
        migrations.AddIndex(
            model_name='work',
            index=models.Index(condition=models.Q(('done_at__isnull', True), ('waits', False)), fields=['agency', 'track', 'due', 'id'], include=('case', 'guarded', 'follows', 'holder', 'assignee', 'kind', 'step', 'reached_at', 'paused_at', 'level', 'missed', 'missed_inside'), name='work_inbox'),
        ),
    ]
