"""A right of its own for those who manage the people of one body."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('permissions', '0021_roles_that_demand_a_factor'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='agency',
            options={'default_permissions': (), 'ordering': ['code'], 'permissions': [('view_case', 'view_case'), ('work_case', 'work_case'), ('view_every_case', 'view_every_case'), ('work_every_case', 'work_every_case'), ('handle_sensitive', 'handle_sensitive'), ('open_identity', 'open_identity'), ('publish_rules', 'publish_rules'), ('edit_pages', 'edit_pages'), ('manage_people', 'manage_people'), ('manage_body', 'manage_body'), ('read_audit', 'read_audit'), ('read_reports', 'read_reports')], 'verbose_name': 'agency', 'verbose_name_plural': 'agencies'},
        ),
    ]
