
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0011_forms_that_editors_build'),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='came_as',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='upload',
            name='original',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='upload',
            name='preparation',
            field=models.CharField(blank=True, choices=[('', 'it is kept as it came through'), ('waiting', 'is being prepared'), ('ready', 'is ready'), ('unreadable', 'could not be read')], default='', max_length=10),
        ),
        migrations.AddField(
            model_name='upload',
            name='taken_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='upload',
            name='thumbnail',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='upload',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(condition=models.Q(('preparation', 'waiting')), fields=['created_at'], name='upload_unprepared'),
        ),
    ]
