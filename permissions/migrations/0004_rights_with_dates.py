"""Roles are held for spans of time, can be lent and come with posts; single cases have readers and parties."""

from __future__ import annotations

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('permissions', '0003_holding_once_while_open'),
    ]

    operations = [
        migrations.AddField(
            model_name='role',
            name='delegable',
            field=models.BooleanField(default=False, verbose_name='can be delegated'),
        ),
        migrations.AddField(
            model_name='role',
            name='held_at',
            field=models.JSONField(default=list, verbose_name='can be held at'),
        ),
        migrations.CreateModel(
            name='RoleAtAgency',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='permissions.agency')),
                ('group', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='role_at_agency', to='auth.group')),
                ('role', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='permissions.role')),
            ],
            options={
                'verbose_name': 'role at an agency',
                'verbose_name_plural': 'roles at agencies',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateTimeField(verbose_name='from')),
                ('ends', models.DateTimeField(verbose_name='until')),
                ('deputy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_received', to=settings.AUTH_USER_MODEL)),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations_given', to=settings.AUTH_USER_MODEL)),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='delegations', to='permissions.roleatagency', verbose_name='role')),
            ],
            options={
                'verbose_name': 'delegation',
                'verbose_name_plural': 'delegations',
                'ordering': ['giver', 'starts', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='post',
            name='brings',
            field=models.ForeignKey(blank=True, help_text='Whoever sits in the post holds it, for as long as they do.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='posts', to='permissions.roleatagency', verbose_name='role'),
        ),
        migrations.CreateModel(
            name='RoleHolding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts', models.DateTimeField(verbose_name='from')),
                ('ends', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to='permissions.roleatagency', verbose_name='role')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_holdings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'role of a person',
                'verbose_name_plural': 'roles of people',
                'ordering': ['user', 'starts', 'id'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='NamedAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_id', models.BigIntegerField()),
                ('starts', models.DateTimeField(verbose_name='from')),
                ('ends', models.DateTimeField(verbose_name='until')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_accesses', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'access to a single case',
                'verbose_name_plural': 'accesses to single cases',
                'default_permissions': (),
                'indexes': [models.Index(fields=['case_id'], name='named_access_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='named_access_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_id', models.BigIntegerField()),
                ('level', models.PositiveSmallIntegerField(null=True, verbose_name='level')),
                ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'party to a case',
                'verbose_name_plural': 'parties to cases',
                'default_permissions': (),
                'indexes': [models.Index(fields=['case_id'], name='party_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('agency__isnull', True), ('level__isnull', True), ('user__isnull', False)), models.Q(('agency__isnull', False), ('user__isnull', True)), _connector='OR'), name='party_person_or_agency')],
            },
        ),
        migrations.AddConstraint(
            model_name='roleatagency',
            constraint=models.UniqueConstraint(fields=('role', 'agency'), name='role_once_per_agency'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='delegation_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('giver', models.F('deputy')), _negated=True), name='delegation_to_another'),
        ),
        migrations.AddConstraint(
            model_name='roleholding',
            constraint=models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='role_holding_ends_after_it_starts'),
        ),
    ]
