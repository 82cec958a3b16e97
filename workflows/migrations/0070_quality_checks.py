"""The check of a sample of closed cases."""

import django.db.models.deletion
import workflows.cases.models.quality
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0034_those_who_take_calls'),
        ('workflows', '0069_case_copies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='QualityRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('percent', models.PositiveSmallIntegerField(default=5)),
                ('least', models.PositiveSmallIntegerField(default=5)),
                ('most', models.PositiveSmallIntegerField(default=100)),
                ('criteria', models.JSONField(default=workflows.cases.models.quality.criteria)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='QualitySample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.CharField(help_text='2026-10.', max_length=7, unique=True)),
                ('seed', models.CharField(max_length=64)),
                ('percent', models.PositiveSmallIntegerField()),
                ('closed', models.PositiveIntegerField()),
                ('criteria', models.JSONField()),
                ('drawn_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-month'],
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='QualityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answers', models.JSONField(default=dict)),
                ('judged_at', models.DateTimeField(null=True)),
                ('agency', models.ForeignKey(help_text='That closed it.', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quality_checks', to='workflows.case')),
                ('judged_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='workflows.qualitysample')),
            ],
            options={
                'default_permissions': (),
                'indexes': [models.Index(condition=models.Q(('judged_at__isnull', True)), fields=['sample'], name='quality_to_judge')],
                'constraints': [models.UniqueConstraint(fields=('sample', 'case'), name='quality_case_once')],
            },
        ),
    ]
