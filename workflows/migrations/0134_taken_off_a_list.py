"""Requests that are listed no more for whoever signs in with one address."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0131_recordings_and_consent'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListingOptOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(help_text='HMAC-SHA-256 in hex of the address, under the key of the case.', max_length=64)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case')),
            ],
            options={
                'verbose_name': 'request taken off a list',
                'verbose_name_plural': 'requests taken off a list',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('case', 'digest'), name='listing_opt_out_once')],
            },
        ),
    ]
