"""People, agencies, rights and the audit chain, as a new installation has them."""

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import permissions.platform.called
import permissions.translated_text
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from permissions.audit import triggers
from permissions.migration_operations import CreateModels


def add_head(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The audit chain has one head, which each entry moves."""
    head = apps.get_model("permissions", "AuditHead")
    head.objects.using(schema_editor.connection.alias).get_or_create(pk=1)


def add_triggers(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The database refuses to change what was written."""
    triggers.create(schema_editor.connection)


def remove_triggers(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                        ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                        ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                        ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                        ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                        ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                        ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                        ('name', permissions.translated_text.TranslatedTextField(blank=True, default=dict, verbose_name='name')),
                        ('phone', models.CharField(blank=True, max_length=32, verbose_name='phone')),
                        ('extension', models.CharField(blank=True, help_text='At the telephone exchange: its calls come to their screen.', max_length=16, verbose_name='extension')),
                        ('switched_off_at', models.DateTimeField(editable=False, null=True, verbose_name='switched off last')),
                        ('arabic_digits', models.BooleanField(default=False, verbose_name='Arabic numerals in Arabic')),
                        ('hijri', models.BooleanField(default=False, verbose_name='Hijri date beside each date')),
                        ('held_back', models.BooleanField(default=False, editable=False, verbose_name='waits for the other first administrator')),
                        ('factor_since', models.DateTimeField(editable=False, null=True, verbose_name='has a second factor since')),
                        ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                        ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                    ],
                    options={
                        'verbose_name': 'person',
                        'verbose_name_plural': 'people',
                        'constraints': [models.CheckConstraint(condition=models.Q(('is_superuser', False)), name='user_is_never_superuser'), models.UniqueConstraint(condition=models.Q(('extension', ''), _negated=True), fields=('extension',), name='extension_of_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('starts', models.DateTimeField(verbose_name='from')),
                        ('ends', models.DateTimeField(verbose_name='until')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'absence',
                        'verbose_name_plural': 'absences',
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='absence_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='Agency',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                        ('name', permissions.translated_text.TranslatedTextField(verbose_name='name')),
                        ('role', models.CharField(choices=[('public_body', 'public body'), ('central_unit', 'complaints unit'), ('sensitive_unit', 'unit for sensitive requests')], default='public_body', max_length=20, verbose_name='role')),
                        ('calendar', models.SlugField(default=permissions.platform.called.calendar_of_the_country, help_text='Key of a published calendar.', verbose_name='working calendar')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email')),
                        ('active', models.BooleanField(default=True, verbose_name='takes new cases')),
                        ('closes_on', models.DateField(blank=True, help_text='The first day on which it is not an agency any more.', null=True, verbose_name='closes on')),
                        ('closed_at', models.DateTimeField(blank=True, help_text='When nothing was left with it.', null=True, verbose_name='closed')),
                        ('heir', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency', verbose_name='agency that takes over')),
                        ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='departments', to='permissions.agency')),
                    ],
                    options={
                        'verbose_name': 'agency',
                        'verbose_name_plural': 'agencies',
                        'ordering': ['code'],
                        'permissions': [('view_case', 'view_case'), ('work_case', 'work_case'), ('view_every_case', 'view_every_case'), ('work_every_case', 'work_every_case'), ('handle_sensitive', 'handle_sensitive'), ('open_identity', 'open_identity'), ('publish_rules', 'publish_rules'), ('edit_pages', 'edit_pages'), ('manage_people', 'manage_people'), ('manage_body', 'manage_body'), ('read_audit', 'read_audit'), ('read_reports', 'read_reports'), ('take_calls', 'take_calls'), ('erase_case', 'erase_case')],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('role', 'public_body'), _negated=True), fields=('role',), name='agency_one_of_each_unit')],
                    },
                ),
                migrations.CreateModel(
                    name='Area',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.SlugField(max_length=40, unique=True, verbose_name='key')),
                        ('name', permissions.translated_text.TranslatedTextField(verbose_name='name')),
                        ('position', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                        ('closes_on', models.DateField(blank=True, help_text='The first day on which it cannot be chosen any more.', null=True, verbose_name='closed from')),
                        ('outline', models.JSONField(blank=True, help_text='The coordinates of a GeoJSON MultiPolygon.', null=True)),
                        ('under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='districts', to='permissions.area')),
                    ],
                    options={
                        'verbose_name': 'governorate or district',
                        'verbose_name_plural': 'governorates and districts',
                        'ordering': ['position', 'key'],
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='AuditCheck',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('count', models.BigIntegerField()),
                        ('problems', models.PositiveIntegerField()),
                    ],
                    options={
                        'get_latest_by': ('at', 'id'),
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('sequence', models.BigIntegerField(primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('actor_kind', models.CharField(max_length=10)),
                        ('verb', models.CharField(max_length=40)),
                        ('subject', models.CharField(help_text='What was touched: case, version, role …', max_length=40)),
                        ('subject_id', models.BigIntegerField()),
                        ('data', models.JSONField(default=dict)),
                        ('seal', models.CharField(help_text="HMAC-SHA-256 over the former seal and this entry's digest.", max_length=64)),
                        ('actor_user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'audit entry',
                        'verbose_name_plural': 'audit entries',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['subject', 'subject_id'], name='audit_by_subject'), models.Index(fields=['at'], name='audit_by_time'), models.Index(fields=['verb', 'at'], name='audit_by_verb'), models.Index(fields=['actor_user', 'at'], name='audit_by_person'), models.Index(fields=['actor_kind', 'at'], name='audit_by_actor')],
                    },
                ),
                migrations.CreateModel(
                    name='AuditHead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('count', models.BigIntegerField(default=0)),
                        ('seal', models.CharField(default='', max_length=64)),
                    ],
                    options={
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='audit_head_is_one_row')],
                    },
                ),
                migrations.CreateModel(
                    name='Citizen',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(blank=True, max_length=254, verbose_name='email')),
                        ('phone', models.CharField(blank=True, max_length=32, verbose_name='phone')),
                        ('name', models.CharField(blank=True, max_length=200, verbose_name='name')),
                        ('national_number', models.CharField(blank=True, max_length=40, verbose_name='national number')),
                        ('issuer', models.CharField(blank=True, max_length=200)),
                        ('subject', models.CharField(blank=True, max_length=255)),
                        ('proved_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('signed_in_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'citizen',
                        'verbose_name_plural': 'citizens',
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('email', ''), _negated=True), fields=('email',), name='citizen_once_by_email'), models.UniqueConstraint(condition=models.Q(('phone', ''), _negated=True), fields=('phone',), name='citizen_once_by_phone'), models.UniqueConstraint(condition=models.Q(('subject', ''), _negated=True), fields=('issuer', 'subject'), name='citizen_once_proved'), models.CheckConstraint(condition=models.Q(('email', ''), ('phone', ''), ('subject', ''), _negated=True), name='citizen_can_sign_in_again'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), ('national_number', ''), ('proved_at__isnull', True), ('subject', '')), models.Q(models.Q(('subject', ''), _negated=True), ('proved_at__isnull', False)), _connector='OR'), name='citizen_name_is_proved')],
                    },
                ),
                migrations.CreateModel(
                    name='Count',
                    fields=[
                        ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                        ('count', models.IntegerField()),
                        ('ends_at', models.DateTimeField(help_text='From then on it counts for nothing.')),
                    ],
                    options={
                        'verbose_name': 'count of a limit',
                        'verbose_name_plural': 'counts of limits',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['ends_at'], name='limit_count_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='Role',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.SlugField(max_length=40, unique=True, verbose_name='code')),
                        ('name', permissions.translated_text.TranslatedTextField(verbose_name='name')),
                        ('rights', models.JSONField(default=list, verbose_name='rights')),
                        ('held_at', models.JSONField(default=list, verbose_name='can be held at')),
                        ('delegable', models.BooleanField(default=False, verbose_name='can be delegated')),
                        ('demands_factor', models.BooleanField(default=True, verbose_name='demands a second factor')),
                    ],
                    options={
                        'verbose_name': 'role',
                        'verbose_name_plural': 'roles',
                        'ordering': ['code'],
                        'default_permissions': (),
                    },
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
                        'constraints': [models.UniqueConstraint(fields=('role', 'agency'), name='role_once_per_agency')],
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
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts'))), name='delegation_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('giver', models.F('deputy')), _negated=True), name='delegation_to_another')],
                    },
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
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='role_holding_ends_after_it_starts')],
                    },
                ),
                migrations.CreateModel(
                    name='Emergency',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('reason', models.TextField()),
                        ('at', models.DateTimeField()),
                        ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.roleatagency')),
                        ('holding', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='emergency', to='permissions.roleholding')),
                    ],
                    options={
                        'verbose_name': 'role given in an emergency',
                        'verbose_name_plural': 'roles given in emergencies',
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('user', models.F('given_by')), _negated=True), name='emergency_for_another'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='emergency_has_a_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='Post',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('level', models.PositiveSmallIntegerField(verbose_name='level')),
                        ('name', permissions.translated_text.TranslatedTextField(verbose_name='name')),
                        ('closed_at', models.DateTimeField(blank=True, help_text='The diary names it for good; nobody sits in it any more.', null=True)),
                        ('agency', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posts', to='permissions.agency')),
                        ('brings', models.ForeignKey(blank=True, help_text='Whoever sits in the post holds it, for as long as they do.', null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='posts', to='permissions.roleatagency', verbose_name='role')),
                    ],
                    options={
                        'verbose_name': 'post',
                        'verbose_name_plural': 'posts',
                        'ordering': ['agency', 'level'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('agency', 'level'), name='post_one_per_level')],
                    },
                ),
                migrations.CreateModel(
                    name='Holding',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='rank')),
                        ('starts', models.DateTimeField(verbose_name='from')),
                        ('ends', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holdings', to=settings.AUTH_USER_MODEL)),
                        ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holdings', to='permissions.post')),
                    ],
                    options={
                        'verbose_name': 'holding of a post',
                        'verbose_name_plural': 'holdings of posts',
                        'default_permissions': (),
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gt', models.F('starts')), _connector='OR'), name='holding_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('ends__isnull', True)), fields=('post', 'user'), name='holding_once_while_open')],
                    },
                ),
                migrations.CreateModel(
                    name='LoginElsewhere',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issuer', models.CharField(max_length=200)),
                        ('subject', models.CharField(max_length=255)),
                        ('linked_at', models.DateTimeField()),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='login_elsewhere', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'account at another service',
                        'verbose_name_plural': 'accounts at another service',
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('issuer', 'subject'), name='login_elsewhere_opens_one')],
                    },
                ),
                migrations.CreateModel(
                    name='Look',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField()),
                        ('kind', models.CharField(max_length=20)),
                        ('case_id', models.BigIntegerField(help_text='The case that it is about; this floor knows no cases.', null=True)),
                        ('subject', models.CharField(help_text='What kind of thing: case, file, report, screen …', max_length=20)),
                        ('subject_id', models.BigIntegerField(default=0)),
                        ('detail', models.CharField(help_text='The route of a screen; of a name that nobody has, a keyed digest.', max_length=64)),
                        ('once', models.CharField(help_text='What is noted once within its span bears one of these.', max_length=64, unique=True)),
                        ('digest', models.CharField(help_text='HMAC-SHA-256 of all the above, in hex.', max_length=64)),
                        ('sealed_in', models.BigIntegerField(help_text='The entry of the audit trail that seals it.', null=True)),
                        ('user', models.ForeignKey(help_text='Of a failed login: its account.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'row of the log of access',
                        'verbose_name_plural': 'log of access',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['at', 'id'], name='look_by_time'), models.Index(fields=['user', 'at'], name='look_by_person'), models.Index(fields=['kind', 'at'], name='look_by_kind'), models.Index(condition=models.Q(('case_id__isnull', False)), fields=['case_id', 'at'], name='look_by_case'), models.Index(fields=['sealed_in', 'id'], name='look_by_seal')],
                    },
                ),
                migrations.CreateModel(
                    name='NamedAccess',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case_id', models.BigIntegerField()),
                        ('works', models.BooleanField(default=False, verbose_name='works it')),
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
                    name='OneTimeLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('purpose', models.CharField(choices=[('first_administrator', 'to be one of the first two administrators'), ('account', 'to begin with an account'), ('password', 'to choose a new password'), ('factor', 'to set up a new second factor')], max_length=40)),
                        ('digest', models.CharField(help_text='SHA-256 of the token, in hex.', max_length=64, unique=True)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField(help_text='Earlier than it was made for where another took its place.')),
                        ('used_at', models.DateTimeField(null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='one_time_links', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'one-time link',
                        'verbose_name_plural': 'one-time links',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['purpose', 'user'], name='one_time_link_by_purpose')],
                    },
                ),
                migrations.CreateModel(
                    name='Party',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('case_id', models.BigIntegerField()),
                        ('level', models.PositiveSmallIntegerField(null=True, verbose_name='level')),
                        ('agency', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='permissions.agency')),
                        ('because_of', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
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
                migrations.CreateModel(
                    name='Platform',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', permissions.translated_text.TranslatedTextField(verbose_name='name')),
                        ('authority', models.JSONField(blank=True, default=dict, help_text='Language to words; empty: as the home page says.', verbose_name='who runs it')),
                        ('languages', models.JSONField(blank=True, default=list, help_text='Codes, the first one first; empty: all.', verbose_name='languages of the public pages')),
                        ('time_zone', models.CharField(blank=True, help_text='Empty: as the operator has set.', max_length=60, verbose_name='time zone')),
                        ('country', models.CharField(blank=True, help_text="Empty: that of a calendar's time zone.", max_length=2, verbose_name='country of the holidays')),
                        ('calendar', models.SlugField(blank=True, help_text='Key of a published calendar; empty: as agencies begin.', verbose_name='calendar of the country')),
                        ('emergency_numbers', models.JSONField(blank=True, default=dict, help_text='Codes of EmergencyNumber to telephone numbers.', verbose_name='emergency numbers')),
                    ],
                    options={
                        'verbose_name': 'platform',
                        'verbose_name_plural': 'platform',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Proposal',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('act', models.CharField(max_length=20)),
                        ('data', models.JSONField()),
                        ('people', models.JSONField()),
                        ('rights', models.JSONField()),
                        ('at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('confirmed', 'confirmed'), ('refused', 'refused'), ('withdrawn', 'withdrawn'), ('expired', 'expired')], default='', max_length=10)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'proposal',
                        'verbose_name_plural': 'proposals',
                        'default_permissions': (),
                        'indexes': [models.Index(condition=models.Q(('outcome', '')), fields=['expires_at'], name='proposal_still_waiting')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('decided_by__isnull', True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), ('outcome', 'withdrawn'), _connector='OR'), name='proposal_decided_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='proposal_outcome_has_its_time')],
                    },
                ),
                migrations.CreateModel(
                    name='ProvedAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('email', 'email'), ('phone', 'phone')], max_length=5)),
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
                migrations.CreateModel(
                    name='RowProof',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('table', models.CharField(max_length=63)),
                        ('row', models.BigIntegerField()),
                        ('salt', models.CharField(blank=True, max_length=32)),
                        ('digest', models.CharField(blank=True, help_text='HMAC-SHA-256 in hex; empty: the row is gone.', max_length=64)),
                        ('mac', models.CharField(blank=True, help_text='Of all the others, while they are not sealed.', max_length=64)),
                        ('sealed', models.CharField(blank=True, max_length=64)),
                        ('sealed_in', models.BigIntegerField(default=0, help_text='The entry of the audit trail; 0: none yet.')),
                    ],
                    options={
                        'default_permissions': (),
                        'indexes': [models.Index(condition=models.Q(('mac', ''), _negated=True), fields=['id'], name='proof_waits_for_its_seal')],
                        'constraints': [models.UniqueConstraint(fields=('table', 'row'), name='proof_once_for_a_row')],
                    },
                ),
                migrations.CreateModel(
                    name='SignInCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=32, unique=True)),
                        ('kind', models.CharField(choices=[('email', 'email'), ('phone', 'phone')], max_length=5)),
                        ('address', models.CharField(max_length=254)),
                        ('language', models.CharField(max_length=10)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('expires_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'sign-in code',
                        'verbose_name_plural': 'sign-in codes',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['expires_at'], name='sign_in_code_ends')],
                    },
                ),
                migrations.CreateModel(
                    name='StaffSession',
                    fields=[
                        ('id', models.CharField(max_length=32, primary_key=True, serialize=False)),
                        ('key', models.CharField(max_length=40)),
                        ('device', models.CharField(help_text='Kind of browser and of machine, as two codes: firefox/linux.', max_length=40)),
                        ('began_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(help_text='Some minutes ago, at most.')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='staff_sessions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'session of the staff',
                        'verbose_name_plural': 'sessions of the staff',
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='Tally',
                    fields=[
                        ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('count', models.BigIntegerField()),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='ToldElsewhere',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('to', models.CharField(max_length=6, unique=True)),
                        ('count', models.BigIntegerField(default=0, help_text='Up to which entry.')),
                        ('at', models.DateTimeField(help_text='That of the last head that was told.', null=True)),
                        ('stamped', models.BigIntegerField(default=0, help_text='Entries of the last head that was stamped.')),
                        ('problem', models.CharField(blank=True, max_length=200)),
                        ('failing_since', models.DateTimeField(null=True)),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
            ]
        ),
        migrations.RunPython(add_head, migrations.RunPython.noop),
        migrations.RunPython(add_triggers, remove_triggers),
    ]
