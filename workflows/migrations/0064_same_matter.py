"""Requests about the same matter: linked, and answered together; tags of an agency."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0032_areas'),
        ('workflows', '0063_one_act_for_many'),
    ]

    operations = [
        migrations.CreateModel(
            name='CaseLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('relation', models.CharField(choices=[('related', 'related to'), ('duplicate', 'the same as'), ('merged', 'answered with')], max_length=10)),
                ('at', models.DateTimeField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='case',
            name='lead',
            field=models.ForeignKey(db_index=False, help_text='With which it is answered, as long as it is not; null for most.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followers', to='workflows.case'),
        ),
        migrations.AddField(
            model_name='case',
            name='leads',
            field=models.BooleanField(default=False, help_text='Others are answered with it: only then are they asked for.'),
        ),
        migrations.AddField(
            model_name='work',
            name='follows',
            field=models.BooleanField(default=False, help_text='Its case is answered with another: nobody acts on it, and its count rests.'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('lead__isnull', False)), fields=['lead'], name='case_by_lead'),
        ),
        migrations.AddField(
            model_name='caselink',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='workflows.case'),
        ),
        migrations.AddField(
            model_name='caselink',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='linked', to='workflows.case'),
        ),
        migrations.AddConstraint(
            model_name='caselink',
            constraint=models.UniqueConstraint(fields=('case', 'other'), name='case_linked_once'),
        ),
        migrations.CreateModel(
            name='Tag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('folded', models.CharField(max_length=80)),
                ('active', models.BooleanField(default=True)),
                ('agency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency')),
            ],
            options={
                'ordering': ['folded'],
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('agency', 'folded'), name='tag_once_at_an_agency')],
            },
        ),
        migrations.CreateModel(
            name='CaseTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='workflows.case')),
                ('tag', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='workflows.tag')),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('case', 'tag'), name='case_tagged_once')],
            },
        ),
    ]
