"""When a citizen last proved an address by a code: by it requests are listed for whoever signs in with it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0045_emergency_numbers'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProvedAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('email', 'e-mail'), ('phone', 'phone')], max_length=5)),
                ('proved_at', models.DateTimeField()),
                ('digest', models.CharField(help_text='HMAC-SHA-256 in hex, by a key outside of the database.', max_length=64)),
                ('announced_at', models.DateTimeField(help_text='When a message went there: requests are shown to whoever signs in with it.', null=True)),
                ('citizen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proved_addresses', to='permissions.citizen')),
            ],
            options={
                'verbose_name': 'proved address',
                'verbose_name_plural': 'proved addresses',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('citizen', 'kind'), name='proved_address_once')],
            },
        ),
    ]
