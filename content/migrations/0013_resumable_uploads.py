
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0012_recordings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Arriving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=300)),
                ('length', models.PositiveBigIntegerField(help_text='In bytes.')),
                ('offset', models.PositiveBigIntegerField(default=0, help_text='Bytes that are on the disk.')),
                ('waits_for', models.CharField(blank=True, max_length=80)),
                ('storage_key', models.CharField(blank=True, max_length=200)),
                ('begun_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'file on its way',
                'verbose_name_plural': 'files on their way',
                'default_permissions': (),
                'indexes': [models.Index(fields=['begun_at'], name='arriving_begun')],
            },
        ),
    ]
