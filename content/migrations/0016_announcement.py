"""An announcement on every page, and the switch that closes the public pages."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0015_news'),
    ]

    operations = [
        migrations.AddField(
            model_name='homepage',
            name='announced_from',
            field=models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='shown from'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='announced_until',
            field=models.DateTimeField(blank=True, help_text='Empty: until you take it away.', null=True, verbose_name='shown until'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='announcement',
            field=models.CharField(blank=True, help_text='A sentence at the top of every page. Empty: none.', max_length=240, verbose_name='announcement'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='announcement_tone',
            field=models.CharField(blank=True, choices=[('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], default='plain', max_length=10, verbose_name='announcement: tone'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='is_announced',
            field=models.BooleanField(default=False, editable=False, help_text='Whether it was shown when the clock last looked.'),
        ),
        migrations.AddField(
            model_name='homepage',
            name='maintenance',
            field=models.BooleanField(default=False, help_text='Visitors read that work is being done, and can neither file nor follow. The staff go on working.', verbose_name='the public pages are closed for maintenance'),
        ),
    ]
