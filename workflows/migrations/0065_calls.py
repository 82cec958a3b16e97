"""Calls of the call centre, the script of a kind, and by what a phone number is found again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from permissions.blind import WHO_FILED, blind

AT_ONCE = 2_000


def find_by_phone(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Of those who have filed before."""
    person = apps.get_model("workflows", "Person")
    waiting = []
    for row in person.objects.exclude(phone="").only("pk", "phone").iterator(chunk_size=AT_ONCE):
        row.phone_blind = blind(row.phone, WHO_FILED)
        waiting.append(row)
        if len(waiting) == AT_ONCE:
            person.objects.bulk_update(waiting, ["phone_blind"])
            waiting = []
    person.objects.bulk_update(waiting, ["phone_blind"])


class Migration(migrations.Migration):

    dependencies = [
        ("workflows", "0064_same_matter"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(help_text='Random, for addresses.', max_length=32, unique=True)),
                ('channel', models.CharField(choices=[('web', 'website'), ('app', 'phone app'), ('call', 'call centre'), ('walk_in', 'visit in person'), ('letter', 'letter on paper'), ('api', 'machine'), ('import', 'import')], max_length=10)),
                ('caller', models.CharField(blank=True, max_length=64)),
                ('number', models.TextField(blank=True)),
                ('exchange', models.CharField(blank=True, max_length=100)),
                ('recording', models.CharField(blank=True, max_length=100)),
                ('rang_at', models.DateTimeField(null=True)),
                ('began_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, choices=[('taker', 'by the call-taker'), ('exchange', 'by the exchange'), ('next', 'by the next call'), ('time', 'by itself, after half an hour'), ('missed', 'nobody answered it')], max_length=10)),
                ('purpose', models.CharField(blank=True, choices=[('filed', 'filed a request'), ('added', 'added to a request'), ('asked', 'asked how a request stands'), ('information', 'asked for information'), ('elsewhere', 'wanted another service'), ('silent', 'nobody spoke, or the line broke'), ('other', 'something else')], max_length=12)),
                ('draft', models.TextField(blank=True)),
                ('draft_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'call',
                'verbose_name_plural': 'calls',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='CallCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('filed', 'filed in it'), ('added', 'added to in it'), ('proved', 'opened in it by number and code')], max_length=6)),
                ('event_number', models.PositiveIntegerField(default=0)),
            ],
            options={
                'verbose_name': 'request in a call',
                'verbose_name_plural': 'requests in calls',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='person',
            name='phone_blind',
            field=models.CharField(blank=True, help_text='What stands for the phone number, to find it again (permissions.blind).', max_length=64),
        ),
        migrations.AddField(
            model_name='requestkind',
            name='script',
            field=models.JSONField(blank=True, default=dict, help_text='Language to what a call-taker says before and while they ask.', verbose_name='script'),
        ),
        migrations.AlterField(
            model_name='case',
            name='channel',
            field=models.CharField(choices=[('web', 'website'), ('app', 'phone app'), ('call', 'call centre'), ('walk_in', 'visit in person'), ('letter', 'letter on paper'), ('api', 'machine'), ('import', 'import')], max_length=10, verbose_name='channel'),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(condition=models.Q(('phone_blind', ''), _negated=True), fields=['phone_blind'], name='person_by_phone'),
        ),
        migrations.AddField(
            model_name='call',
            name='taker',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='callcase',
            name='call',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='workflows.call'),
        ),
        migrations.AddField(
            model_name='callcase',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['taker', '-began_at'], name='call_by_taker'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(fields=['began_at'], name='call_by_time'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('began_at', None), ('ended_at', None)), fields=['taker'], name='call_ringing'),
        ),
        migrations.AddIndex(
            model_name='call',
            index=models.Index(condition=models.Q(('draft_at__isnull', False)), fields=['draft_at'], name='call_by_draft'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(condition=models.Q(('began_at__isnull', False), ('ended_at__isnull', True)), fields=('taker',), name='call_one_open'),
        ),
        migrations.AddConstraint(
            model_name='call',
            constraint=models.UniqueConstraint(condition=models.Q(('exchange', ''), _negated=True), fields=('exchange',), name='call_once_per_exchange'),
        ),
        migrations.AddConstraint(
            model_name='callcase',
            constraint=models.UniqueConstraint(fields=('call', 'case', 'what', 'event_number'), name='call_case_once'),
        ),
        migrations.RunPython(find_by_phone, migrations.RunPython.noop),
    ]
