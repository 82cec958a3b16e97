"""What was learned from past requests has a table."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('workflows', '0047_letters_as_citizens_choose'),
    ]

    operations = [
        migrations.CreateModel(
            name='Suggester',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(choices=[('body', 'agency'), ('category', 'category')], max_length=8)),
                ('kind', models.CharField(blank=True, default='', max_length=40)),
                ('language', models.CharField(max_length=2)),
                ('learned_at', models.DateTimeField()),
                ('examples', models.PositiveIntegerField(default=0)),
                ('first', models.FloatField(default=0)),
                ('among_three', models.FloatField(default=0)),
                ('sure_right', models.FloatField(default=0)),
                ('sure_share', models.FloatField(default=0)),
                ('weights', models.JSONField(null=True)),
            ],
            options={
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('about', 'kind', 'language'), name='suggester_once')],
            },
        ),
    ]
