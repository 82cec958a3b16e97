"""What the site keeps of its own, as a new installation has it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from permissions.migration_operations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('permissions', '0001_initial'),
        ('workflows', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='Edition',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.BigIntegerField()),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='KeptDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('act', models.SlugField(max_length=20)),
                        ('branch', models.CharField(blank=True, max_length=140)),
                        ('typed', models.TextField(help_text='JSON of the fields by their names, encrypted.')),
                        ('kept_at', models.DateTimeField(db_index=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'draft of an officer',
                        'verbose_name_plural': 'drafts of officers',
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('case', 'user', 'act', 'branch'), name='kept_draft_one_a_form')],
                    },
                ),
                migrations.CreateModel(
                    name='LinkAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=2000, unique=True)),
                        ('asked_at', models.DateTimeField()),
                        ('problem', models.CharField(blank=True, max_length=20)),
                        ('times', models.PositiveSmallIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': 'answer of another site',
                        'verbose_name_plural': 'answers of other sites',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='OpenPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seen_at', models.DateTimeField(db_index=True)),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='open_pages', to='workflows.case')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'open page of a request',
                        'verbose_name_plural': 'open pages of requests',
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('case', 'user'), name='open_page_one_a_reader')],
                    },
                ),
                migrations.CreateModel(
                    name='Pulse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40, unique=True)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='ReadyAnswer',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(help_text='Random: ids in turn would count what others write.', max_length=12, unique=True)),
                        ('title', models.CharField(max_length=120)),
                        ('kind', models.SlugField(blank=True, max_length=40)),
                        ('act', models.SlugField(blank=True, max_length=20)),
                        ('language', models.CharField(blank=True, max_length=12)),
                        ('outcome', models.CharField(blank=True, max_length=20)),
                        ('text', models.TextField()),
                        ('ground', models.SlugField(blank=True, default='', max_length=40)),
                        ('rule', models.CharField(blank=True, default='', max_length=300)),
                        ('instead', models.TextField(blank=True, default='')),
                        ('category', models.SlugField(blank=True, default='', max_length=40)),
                        ('used', models.PositiveIntegerField(default=0)),
                        ('changed_at', models.DateTimeField()),
                        ('agency', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='permissions.agency')),
                        ('assignee', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('tag', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='workflows.tag')),
                    ],
                    options={
                        'verbose_name': 'ready answer',
                        'verbose_name_plural': 'ready answers',
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('owner__isnull', True), ('agency__isnull', True), _connector='OR'), name='ready_of_one')],
                    },
                ),
                migrations.CreateModel(
                    name='ReadyUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='portal.readyanswer')),
                        ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='workflows.case')),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60, verbose_name='name')),
                        ('asked', models.JSONField(default=dict, help_text='By the names that an address has; several values in a list.')),
                        ('changed_at', models.DateTimeField()),
                        ('removed_at', models.DateTimeField(null=True)),
                        ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='permissions.agency')),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'saved view',
                        'verbose_name_plural': 'saved views',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='SentSheet',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sheet', models.SlugField(max_length=20)),
                        ('key', models.SlugField(blank=True, max_length=40)),
                        ('sent_at', models.DateTimeField()),
                        ('language', models.CharField(help_text='Of the sentences in it.', max_length=12)),
                        ('name', models.CharField(help_text='What the file is called where it came from.', max_length=200)),
                        ('digest', models.CharField(help_text='SHA-256 of the file, in hex.', max_length=64)),
                        ('rows', models.JSONField(default=list)),
                        ('notes', models.JSONField(default=list)),
                        ('judged', models.JSONField(default=list)),
                        ('judged_digest', models.CharField(help_text='Of what was shown: nothing else is carried out.', max_length=64)),
                        ('state', models.CharField(choices=[('looked_at', 'to look at'), ('waiting', 'waits for its turn'), ('writing', 'is being written'), ('inviting', 'links are being sent'), ('done', 'done'), ('failed', 'not done')], default='looked_at', max_length=10)),
                        ('taken_at', models.DateTimeField(null=True)),
                        ('said', models.TextField(blank=True, help_text='Why it was not done, or what else is to be known.')),
                        ('letters', models.JSONField(default=list, help_text='People (ids) whose link has not been sent yet.')),
                        ('letters_due', models.PositiveIntegerField(default=0)),
                        ('letters_unsent', models.PositiveIntegerField(default=0)),
                        ('draft', models.BigIntegerField(help_text='The version that it became.', null=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'spreadsheet that was sent',
                        'verbose_name_plural': 'spreadsheets that were sent',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='StorageIdentity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.CharField(max_length=64)),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
            ]
        ),
    ]
