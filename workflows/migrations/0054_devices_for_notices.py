"""Devices that asked for notices about a case have a table."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0052_steering_of_suggestions"),
    ]

    operations = [
        migrations.CreateModel(
            name='PushDevice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('endpoint', models.CharField(help_text='Whoever knows this address could ring there.', max_length=1000)),
                ('public_key', models.CharField(help_text='p256dh, in Base64 for addresses.', max_length=100)),
                ('secret', models.CharField(help_text='auth, in Base64 for addresses.', max_length=40)),
                ('language', models.CharField(max_length=10)),
                ('mark', models.CharField(max_length=128)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='In a row.')),
                ('created_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='push_devices', to='workflows.case')),
            ],
            options={
                'verbose_name': 'device for notices',
                'verbose_name_plural': 'devices for notices',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('case', 'endpoint'), name='push_device_once')],
            },
        ),
    ]
