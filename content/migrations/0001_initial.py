"""Pages, agencies on the site, knowledge and forms, as a new installation has them."""

import content.forms.blocks
import content.pages.door
import content.pages.models
import content.pages.news
import django.db.models.deletion
import permissions.now
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

from permissions.migration_operations import CreateModels


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('permissions', '0001_initial'),
        ('viewflow', '0015_task_scheduled'),
        ('wagtail_localize', '0016_rename_page_revision_translationlog_revision'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        CreateModels(
            [
                migrations.CreateModel(
                    name='AgencyContact',
                    fields=[
                        ('agency', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='contact', serialize=False, to='permissions.agency')),
                        ('telephone', models.CharField(blank=True, max_length=40)),
                        ('website', models.CharField(blank=True, max_length=200)),
                        ('email', models.CharField(blank=True, max_length=200)),
                        ('hours', models.JSONField(default=dict)),
                        ('address', models.JSONField(default=dict)),
                        ('changed_at', models.DateTimeField()),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='AgencyPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('agency', models.SlugField(max_length=40, verbose_name='agency')),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='what it does')),
                        ('services', wagtail.fields.StreamField([('service', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name of the service', 'max_length': 120}), 1: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'In a sentence or two', 'max_length': 600, 'required': False}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': 'The service’s name in exports and for machines. Choose it once: answers are kept under it.', 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$'}), 3: ('wagtail.blocks.StructBlock', [[('label', 0), ('text', 1), ('key', 2)]], {})}, verbose_name='services')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 10), ('questions', 14), ('terms', 17), ('ladder', 18), ('run_by', 19), ('retention', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty where the ladder says it.', 'label': 'When', 'max_length': 60, 'required': False}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('0', 'The liaison officer’s time'), ('1', 'The time at level 1'), ('2', 'The time at level 2')], 'help_text': 'It changes by itself when another ladder is published.', 'label': 'Time from the escalation ladder', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 9: ('wagtail.blocks.StructBlock', [[('when', 5), ('level', 6), ('heading', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 13: ('wagtail.blocks.StructBlock', [[('question', 11), ('answer', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 16: ('wagtail.blocks.StructBlock', [[('term', 15), ('text', 3)]], {}), 17: ('wagtail.blocks.ListBlock', (16,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 18: ('content.pages.blocks.UsualLadderBlock', (), {}), 19: ('content.pages.blocks.RunByBlock', (), {}), 20: ('content.pages.blocks.RetentionBlock', (), {})}, verbose_name='more about it, and how to reach it')),
                    ],
                    options={
                        'verbose_name': 'page of an agency',
                        'verbose_name_plural': 'pages of agencies',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='Arriving',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('name', models.CharField(max_length=300)),
                        ('length', models.PositiveBigIntegerField(help_text='In bytes.')),
                        ('offset', models.PositiveBigIntegerField(default=0, help_text='Bytes that are on the disk.')),
                        ('waits_for', models.CharField(blank=True, max_length=80)),
                        ('storage_key', models.CharField(blank=True, max_length=200)),
                        ('begun_at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'file on its way',
                        'verbose_name_plural': 'files on their way',
                        'default_permissions': (),
                        'indexes': [models.Index(fields=['begun_at'], name='arriving_begun')],
                    },
                ),
                migrations.CreateModel(
                    name='ArticlePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(help_text='Shown with the article in the results of a search.', max_length=600, verbose_name='the answer in short')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 10), ('questions', 14), ('terms', 17), ('ladder', 18), ('run_by', 19), ('retention', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty where the ladder says it.', 'label': 'When', 'max_length': 60, 'required': False}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('0', 'The liaison officer’s time'), ('1', 'The time at level 1'), ('2', 'The time at level 2')], 'help_text': 'It changes by itself when another ladder is published.', 'label': 'Time from the escalation ladder', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 9: ('wagtail.blocks.StructBlock', [[('when', 5), ('level', 6), ('heading', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 13: ('wagtail.blocks.StructBlock', [[('question', 11), ('answer', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 16: ('wagtail.blocks.StructBlock', [[('term', 15), ('text', 3)]], {}), 17: ('wagtail.blocks.ListBlock', (16,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 18: ('content.pages.blocks.UsualLadderBlock', (), {}), 19: ('content.pages.blocks.RunByBlock', (), {}), 20: ('content.pages.blocks.RetentionBlock', (), {})}, verbose_name='body')),
                        ('also', models.CharField(blank=True, help_text='Words that people search for and that the article does not use.', max_length=400, verbose_name='also found by')),
                        ('is_offered', models.BooleanField(default=True, help_text='Forms offer it as an answer. Untick it where the article says how to write a request.', verbose_name='offered before a request is sent')),
                    ],
                    options={
                        'verbose_name': 'article of the knowledge base',
                        'verbose_name_plural': 'articles of the knowledge base',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='DirectoryPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ],
                    options={
                        'verbose_name': 'directory of agencies',
                        'verbose_name_plural': 'directories of agencies',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='FilingPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(max_length=600, verbose_name='introduction')),
                    ],
                    options={
                        'verbose_name': 'page of the forms',
                        'verbose_name_plural': 'pages of the forms',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='FormPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('kind', models.SlugField(help_text='What a citizen opens with this form.', max_length=40, verbose_name='kind of request')),
                        ('heading', models.CharField(help_text='Above the form: File a complaint.', max_length=120, verbose_name='headline')),
                        ('summary', models.CharField(help_text='Shown with the link to this form.', max_length=120, verbose_name='line under the name')),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                        ('questions', wagtail.fields.StreamField([('agency', 8), ('subject', 9), ('text', 9), ('place', 17), ('area', 20), ('files', 17), ('concerns', 21), ('contact', 23), ('confidential', 21), ('category', 9), ('for_other', 31), ('with_others', 36), ('short_text', 41), ('long_text', 41), ('choice', 46), ('choices', 46), ('yes_no', 47), ('date', 51), ('number', 54), ('money', 54), ('phone_number', 55), ('email_address', 55), ('national_number', 55), ('body', 56), ('service', 56), ('photo', 59), ('video', 61), ('voice', 62), ('consent', 65), ('group', 78), ('step', 82), ('words', 85), ('exit', 89)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 1: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Hint under the question', 'max_length': 500, 'required': False}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('contains_any', 'any of the words'), ('one_of', 'one of'), ('none_of', 'none of'), ('given', 'any value'), ('missing', 'no value'), ('at_least', 'at least'), ('at_most', 'at most')], 'label': 'Test'}), 3: ('wagtail.blocks.TextBlock', (), {'default': '', 'help_text': 'One a line: an answer as people read it, a number, or a day as 2026-11-25.', 'label': 'Values', 'max_length': 2000, 'required': False, 'rows': 2}), 4: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'required': 'Choose a step or an exit.'}, 'help_text': 'A later step or an exit of this form: its title or its key.', 'label': 'Go to', 'max_length': 200, 'regex': '^[^\\r\\n]+$'}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'form_classname': 'w-hidden', 'max_length': 200, 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('test', 2), ('values', 3), ('to', 4), ('words', 5)]], {}), 7: ('wagtail.blocks.ListBlock', (6,), {'default': [], 'help_text': 'After this page the first that holds counts. Without any, the next page follows.', 'label': 'Go to, by the answer', 'max_num': 12}), 8: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('routes', 7)]], {}), 9: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('all', 'All of these hold'), ('any', 'One of these is enough')], 'label': 'Together'}), 11: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'required': 'Choose a question.'}, 'help_text': 'An earlier question of this form: its words or its key.', 'label': 'Question', 'max_length': 200, 'regex': '^[^\\r\\n]+$'}), 12: ('wagtail.blocks.StructBlock', [[('question', 11), ('test', 2), ('values', 3), ('words', 5)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'default': [], 'label': 'Tests', 'max_num': 12}), 14: ('wagtail.blocks.StructBlock', [[('together', 10), ('tests', 13)]], {'help_text': 'Without a test it is always shown.', 'label': 'Shown if'}), 15: ('wagtail.blocks.BooleanBlock', (), {'label': 'Must be answered', 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('together', 10), ('tests', 13)]], {'label': 'Must be answered if'}), 17: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16)]], {}), 18: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'Ask for the place in words, too', 'required': False}), 19: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'It is found by the outlines that were taken in, and a map is there where the operator has named one. The position is kept only where the citizen says so.', 'label': 'Offer to find it by the device’s position, and on a map', 'required': False}), 20: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('ask_words', 18), ('ask_position', 19)]], {}), 21: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14)]], {}), 22: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'A name is never obligatory.', 'label': 'Ask for the name too', 'required': False}), 23: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('ask_name', 22)]], {}), 24: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('parent', 'I am their parent'), ('guardian', 'I am their guardian'), ('lawyer', 'I am their lawyer'), ('agent', 'They have authorised me'), ('relative', 'I am a relative'), ('carer', 'I care for them'), ('neighbour', 'I am a neighbour'), ('other', 'Another relation')], 'label': 'What they may be to the other'}), 25: ('wagtail.blocks.BooleanBlock', (), {'label': 'Ask for the other’s national number, too', 'required': False}), 26: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'Or why they can’t: a child, someone ill, someone missing.', 'label': 'Ask whether the other agrees', 'required': False}), 27: ('wagtail.blocks.MultipleChoiceBlock', [], {'choices': [('parent', 'I am their parent'), ('guardian', 'I am their guardian'), ('lawyer', 'I am their lawyer'), ('agent', 'They have authorised me'), ('relative', 'I am a relative'), ('carer', 'I care for them'), ('neighbour', 'I am a neighbour'), ('other', 'Another relation')], 'help_text': 'They attach a file, which is shown to nobody who may not know the names.', 'label': 'Who is asked for what proves it', 'required': False}), 28: ('wagtail.blocks.BooleanBlock', (), {'label': 'Nobody of those files without it', 'required': False}), 29: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Question for what proves it', 'max_length': 200, 'required': False}), 30: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Hint under it', 'max_length': 500, 'required': False}), 31: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('relations', 24), ('ask_number', 25), ('ask_consent', 26), ('proof_from', 27), ('proof_needed', 28), ('proof_label', 29), ('proof_help', 30)]], {}), 32: ('wagtail.blocks.CharBlock', (), {'label': 'Question that asks for another (Is there a further one?)', 'max_length': 200}), 33: ('wagtail.blocks.CharBlock', (), {'label': 'What one of them is called (Person)', 'max_length': 120}), 34: ('wagtail.blocks.IntegerBlock', (), {'default': 5, 'label': 'How many at most', 'max_value': 10, 'min_value': 2}), 35: ('wagtail.blocks.BooleanBlock', (), {'label': 'Ask for their national numbers, too', 'required': False}), 36: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('more', 32), ('each', 33), ('most', 34), ('ask_number', 35)]], {}), 37: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Example', 'max_length': 120, 'required': False}), 38: ('wagtail.blocks.DecimalBlock', (), {'decimal_places': 0, 'label': 'Not shorter than (characters)', 'min_value': 1, 'required': False}), 39: ('wagtail.blocks.DecimalBlock', (), {'decimal_places': 0, 'label': 'Not longer than (characters)', 'min_value': 1, 'required': False}), 40: ('wagtail.blocks.RegexBlock', (), {'default': '', 'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': 'The name of the answer in exports. Empty: it’s made from the words. Once the form is published it stays, whatever the words become.', 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 41: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('shortest', 38), ('longest', 39), ('key', 40)]], {'group': 'Your own question'}), 42: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'max_length': 200}), 43: ('wagtail.blocks.RegexBlock', (), {'default': '', 'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': 'The answer’s name in exports. Empty: it’s made from the words.', 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 44: ('wagtail.blocks.StructBlock', [[('label', 42), ('key', 43)]], {}), 45: ('wagtail.blocks.ListBlock', (44,), {'default': [{'key': '', 'label': ''}, {'key': '', 'label': ''}], 'label': 'Answers', 'max_num': 40, 'min_num': 2}), 46: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('options', 45), ('shown_if', 14), ('required', 15), ('required_if', 16), ('routes', 7), ('key', 40)]], {'group': 'Your own question'}), 47: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('routes', 7), ('key', 40)]], {'group': 'Your own question'}), 48: ('wagtail.blocks.DateBlock', (), {'label': 'Not before', 'required': False}), 49: ('wagtail.blocks.DateBlock', (), {'label': 'Not after', 'required': False}), 50: ('wagtail.blocks.BooleanBlock', (), {'label': 'Only a day that is not after today', 'required': False}), 51: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('earliest', 48), ('latest', 49), ('past', 50), ('key', 40)]], {'group': 'Your own question'}), 52: ('wagtail.blocks.DecimalBlock', (), {'label': 'Not below', 'required': False}), 53: ('wagtail.blocks.DecimalBlock', (), {'label': 'Not above', 'required': False}), 54: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('least', 52), ('most', 53), ('routes', 7), ('key', 40)]], {'group': 'Your own question'}), 55: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('key', 40)]], {'group': 'Your own question'}), 56: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('key', 40)]], {'group': 'Your own question'}), 57: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many at most', 'max_value': 10, 'min_value': 1}), 58: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'On a phone. Photos that were taken before cannot be chosen there then.', 'label': 'Open the camera at once', 'required': False}), 59: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('most', 57), ('camera', 58), ('key', 40)]], {'group': 'Your own question'}), 60: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'On a phone. Videos that were taken before cannot be chosen there then.', 'label': 'Open the camera at once', 'required': False}), 61: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('most', 57), ('camera', 60), ('key', 40)]], {'group': 'Your own question'}), 62: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('most', 57), ('key', 40)]], {'group': 'Your own question'}), 63: ('wagtail.blocks.CharBlock', (), {'label': 'What people agree to, as a sentence', 'max_length': 200}), 64: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Its full text', 'max_length': 2000, 'required': False}), 65: ('wagtail.blocks.StructBlock', [[('label', 63), ('help_text', 64), ('shown_if', 14), ('key', 40)]], {'group': 'Your own question'}), 66: ('wagtail.blocks.CharBlock', (), {'label': 'What it is about (Child)', 'max_length': 120}), 67: ('wagtail.blocks.CharBlock', (), {'label': 'Question that asks for another (Is there another child?)', 'max_length': 200}), 68: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('shortest', 38), ('longest', 39), ('key', 40)]], {}), 69: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('options', 45), ('shown_if', 14), ('required', 15), ('required_if', 16), ('routes', 7), ('key', 40)]], {}), 70: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('routes', 7), ('key', 40)]], {}), 71: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('earliest', 48), ('latest', 49), ('past', 50), ('key', 40)]], {}), 72: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('least', 52), ('most', 53), ('routes', 7), ('key', 40)]], {}), 73: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('example', 37), ('key', 40)]], {}), 74: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('shown_if', 14), ('required', 15), ('required_if', 16), ('key', 40)]], {}), 75: ('wagtail.blocks.StreamBlock', [[('short_text', 68), ('choice', 69), ('yes_no', 70), ('date', 71), ('number', 72), ('money', 72), ('phone_number', 73), ('national_number', 73), ('body', 74)]], {'label': 'Questions'}), 76: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many times at most', 'max_value': 10, 'min_value': 2}), 77: ('wagtail.blocks.RegexBlock', (), {'default': '', 'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': 'Answers are kept as child_1_name, child_2_name. Empty: it’s made from the words.', 'label': 'Key', 'max_length': 16, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 78: ('wagtail.blocks.StructBlock', [[('label', 66), ('help_text', 1), ('more', 67), ('questions', 75), ('shown_if', 14), ('most', 76), ('key', 77)]], {'group': 'Your own question'}), 79: ('wagtail.blocks.CharBlock', (), {'label': 'Title of the step', 'max_length': 120}), 80: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Text under the title', 'max_length': 500, 'required': False}), 81: ('wagtail.blocks.RegexBlock', (), {'default': '', 'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': 'Answers lead here by this name. Empty: it’s made from the words.', 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$', 'required': False}), 82: ('wagtail.blocks.StructBlock', [[('label', 79), ('help_text', 80), ('shown_if', 14), ('key', 81)]], {'group': 'Between the questions'}), 83: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Heading', 'max_length': 200, 'required': False}), 84: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'max_length': 2000}), 85: ('wagtail.blocks.StructBlock', [[('label', 83), ('help_text', 84), ('shown_if', 14)]], {'group': 'Between the questions'}), 86: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 200}), 87: ('wagtail.blocks.RegexBlock', (), {'default': '', 'error_messages': {'invalid': 'Write the address of a page here from its / on, or one of another site from https on.'}, 'help_text': 'Of a page here, as /ar/file/rights/, or of another site; each language may have its own.', 'label': 'Address', 'max_length': 300, 'regex': '^(/(?![/\\\\])|https:/{2}\\w)\\S*$', 'required': False}), 88: ('wagtail.blocks.CharBlock', (), {'default': '', 'label': 'Text of the link', 'max_length': 120, 'required': False}), 89: ('wagtail.blocks.StructBlock', [[('label', 86), ('help_text', 84), ('shown_if', 14), ('link', 87), ('link_words', 88), ('key', 81)]], {'group': 'Between the questions'})}, default=content.forms.blocks.first_questions, verbose_name='questions')),
                        ('send_label', models.CharField(max_length=40, verbose_name='words on the button')),
                        ('opens_at', models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='open from')),
                        ('closes_at', models.DateTimeField(blank=True, help_text='Empty: without an end.', null=True, verbose_name='open until')),
                        ('archived', models.BooleanField(default=False, help_text='Nobody files through it any more. Its address says so and leads on; what was sent goes on.', verbose_name='archived')),
                        ('notes', wagtail.fields.StreamField([('note', 2)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 2: ('wagtail.blocks.StructBlock', [[('tone', 0), ('text', 1)]], {})}, verbose_name='notes beside the form')),
                        ('instead', models.ForeignKey(blank=True, help_text='Of an archived form. Without one, the forms that are open are offered.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page to go to instead')),
                    ],
                    options={
                        'verbose_name': 'form',
                        'verbose_name_plural': 'forms',
                    },
                    bases=(content.pages.door.Door, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='FormReview',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('form', models.UUIDField(db_index=True, help_text='The translation key of its pages.')),
                        ('act', models.CharField(choices=[('publish', 'published'), ('end', 'taken off the site')], max_length=10)),
                        ('state', models.CharField(choices=[('waiting', 'waits for a second editor'), ('agreed', 'agreed by two editors'), ('sent_back', 'sent back'), ('withdrawn', 'withdrawn'), ('taken_back', 'taken back')], default='waiting', max_length=12)),
                        ('ready_at', models.DateTimeField()),
                        ('words', models.TextField(blank=True)),
                        ('decided_at', models.DateTimeField(null=True)),
                        ('reason', models.TextField(blank=True)),
                        ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('ready_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back_by', to='content.formreview')),
                    ],
                    options={
                        'ordering': ['-pk'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('form',), name='form_review_one_waiting')],
                    },
                ),
                migrations.CreateModel(
                    name='HomePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('hero_title', models.CharField(max_length=120, verbose_name='headline')),
                        ('hero_text', models.TextField(max_length=400, verbose_name='under the headline')),
                        ('file_title', models.CharField(max_length=60, verbose_name='filing: title')),
                        ('file_text', models.CharField(max_length=160, verbose_name='filing: line under the title')),
                        ('follow_title', models.CharField(max_length=60, verbose_name='following: title')),
                        ('follow_text', models.CharField(max_length=160, verbose_name='following: line under the title')),
                        ('call_hours', models.CharField(blank=True, help_text='Shown with the number only.', max_length=160, verbose_name='call centre: hours')),
                        ('call_number', models.CharField(blank=True, max_length=40, verbose_name='call centre: number')),
                        ('email', models.EmailField(blank=True, help_text='Where people write who cannot use the form. Shown on pages of text.', max_length=254, verbose_name='email')),
                        ('announcement', models.CharField(blank=True, help_text='A sentence at the top of every page. Empty: none.', max_length=240, verbose_name='announcement')),
                        ('announcement_tone', models.CharField(blank=True, choices=[('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], default='plain', max_length=10, verbose_name='announcement: tone')),
                        ('announced_from', models.DateTimeField(blank=True, help_text='Empty: at once.', null=True, verbose_name='shown from')),
                        ('announced_until', models.DateTimeField(blank=True, help_text='Empty: until you take it away.', null=True, verbose_name='shown until')),
                        ('is_announced', models.BooleanField(default=False, editable=False, help_text='Whether it was shown when the clock last looked.')),
                        ('maintenance', models.BooleanField(default=False, help_text='Visitors read that work is being done, and can neither file nor follow. The staff go on working.', verbose_name='the public pages are closed for maintenance')),
                        ('stairs_title', models.CharField(max_length=120, verbose_name='what happens after filing: title')),
                        ('stairs', wagtail.fields.StreamField([('stair', 4)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty where the ladder says it.', 'label': 'When', 'max_length': 60, 'required': False}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('0', 'The liaison officer’s time'), ('1', 'The time at level 1'), ('2', 'The time at level 2')], 'help_text': 'It changes by itself when another ladder is published.', 'label': 'Time from the escalation ladder', 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 4: ('wagtail.blocks.StructBlock', [[('when', 0), ('level', 1), ('heading', 2), ('text', 3)]], {})}, verbose_name='what happens after filing')),
                        ('agencies_title', models.CharField(max_length=60, verbose_name='agencies: title')),
                        ('run_by', models.CharField(blank=True, help_text='A sentence in the foot of every page.', max_length=200, verbose_name='who runs the platform')),
                    ],
                    options={
                        'verbose_name': 'home page',
                        'verbose_name_plural': 'home pages',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='KnowledgePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ],
                    options={
                        'verbose_name': 'knowledge base',
                        'verbose_name_plural': 'knowledge bases',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='NewsItemPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('day', models.DateField(default=content.pages.news.today, verbose_name='day')),
                        ('intro', models.TextField(max_length=600, verbose_name='in short')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 10), ('questions', 14), ('terms', 17), ('ladder', 18), ('run_by', 19), ('retention', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty where the ladder says it.', 'label': 'When', 'max_length': 60, 'required': False}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('0', 'The liaison officer’s time'), ('1', 'The time at level 1'), ('2', 'The time at level 2')], 'help_text': 'It changes by itself when another ladder is published.', 'label': 'Time from the escalation ladder', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 9: ('wagtail.blocks.StructBlock', [[('when', 5), ('level', 6), ('heading', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 13: ('wagtail.blocks.StructBlock', [[('question', 11), ('answer', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 16: ('wagtail.blocks.StructBlock', [[('term', 15), ('text', 3)]], {}), 17: ('wagtail.blocks.ListBlock', (16,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 18: ('content.pages.blocks.UsualLadderBlock', (), {}), 19: ('content.pages.blocks.RunByBlock', (), {}), 20: ('content.pages.blocks.RetentionBlock', (), {})}, verbose_name='body')),
                    ],
                    options={
                        'verbose_name': 'piece of news',
                        'verbose_name_plural': 'news',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='NewsPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ],
                    options={
                        'verbose_name': 'list of news',
                        'verbose_name_plural': 'lists of news',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='OfUse',
                    fields=[
                        ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='of_use', serialize=False, to='content.articlepage')),
                        ('yes', models.PositiveIntegerField(default=0, verbose_name='it was of use')),
                        ('no', models.PositiveIntegerField(default=0, verbose_name='it was not')),
                        ('spared', models.PositiveIntegerField(default=0, verbose_name='sent no request after it')),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='ReviewPage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64)),
                        ('former_digest', models.CharField(blank=True, max_length=64)),
                        ('done_at', models.DateTimeField(null=True)),
                        ('former', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='content.formpage')),
                        ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='content.formreview')),
                        ('revision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailcore.revision')),
                    ],
                    options={
                        'ordering': ['pk'],
                        'default_permissions': (),
                        'constraints': [models.UniqueConstraint(fields=('review', 'page'), name='review_page_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SearchEntry',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('form', 'form'), ('service', 'service'), ('article', 'article'), ('guide', 'guide to a request'), ('question', 'question'), ('agency', 'agency'), ('page', 'page'), ('news', 'news')], max_length=10)),
                        ('anchor', models.CharField(blank=True, help_text='Where on the page it is.', max_length=80)),
                        ('title', models.CharField(max_length=255)),
                        ('summary', models.TextField(blank=True)),
                        ('title_forms', models.TextField(help_text='The forms of the words of the title, between blanks.')),
                        ('forms', models.TextField(help_text='The same of all its words, those of the title too.')),
                        ('spellings', models.TextField(help_text='Its words as they are spelled, for slips of a finger.')),
                        ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='search_entries', to=settings.WAGTAIL_PAGE_MODEL)),
                    ],
                    options={
                        'default_permissions': (),
                    },
                ),
                migrations.CreateModel(
                    name='SearchPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                        ('synonyms', models.TextField(blank=True, help_text='One group a line, words or phrases with commas between: passport, جواز سفر, باسبورت. A search for one also finds the others. The lines of the page in the first language hold for all languages.', verbose_name='words that mean the same')),
                    ],
                    options={
                        'verbose_name': 'search page',
                        'verbose_name_plural': 'search pages',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='StandardPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                        ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 10), ('questions', 14), ('terms', 17), ('ladder', 18), ('run_by', 19), ('retention', 20)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'default': '', 'help_text': 'Leave it empty where the ladder says it.', 'label': 'When', 'max_length': 60, 'required': False}), 6: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('0', 'The liaison officer’s time'), ('1', 'The time at level 1'), ('2', 'The time at level 2')], 'help_text': 'It changes by itself when another ladder is published.', 'label': 'Time from the escalation ladder', 'required': False}), 7: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 8: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 9: ('wagtail.blocks.StructBlock', [[('when', 5), ('level', 6), ('heading', 7), ('text', 8)]], {}), 10: ('wagtail.blocks.ListBlock', (9,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 12: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 13: ('wagtail.blocks.StructBlock', [[('question', 11), ('answer', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 15: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 16: ('wagtail.blocks.StructBlock', [[('term', 15), ('text', 3)]], {}), 17: ('wagtail.blocks.ListBlock', (16,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 18: ('content.pages.blocks.UsualLadderBlock', (), {}), 19: ('content.pages.blocks.RunByBlock', (), {}), 20: ('content.pages.blocks.RetentionBlock', (), {})}, verbose_name='body')),
                        ('foot', models.CharField(blank=True, choices=[('', 'not in the foot'), ('platform', 'the platform'), ('rights', 'your rights')], default='', max_length=10, verbose_name='link in the foot')),
                    ],
                    options={
                        'verbose_name': 'page of text',
                        'verbose_name_plural': 'pages of text',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='TopicPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('intro', models.TextField(blank=True, max_length=600, verbose_name='introduction')),
                    ],
                    options={
                        'verbose_name': 'topic of the knowledge base',
                        'verbose_name_plural': 'topics of the knowledge base',
                    },
                    bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='Upload',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('storage_key', models.CharField(max_length=200, unique=True)),
                        ('name', models.CharField(max_length=200)),
                        ('content_type', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField(help_text='In bytes.')),
                        ('sha256', models.CharField(max_length=64)),
                        ('state', models.CharField(choices=[('pending', 'waiting for its form'), ('filed', 'belongs to a case'), ('going', 'waited too long and is being removed')], default='pending', max_length=10)),
                        ('filed_under', models.CharField(blank=True, max_length=80)),
                        ('waits_for', models.CharField(blank=True, max_length=80)),
                        ('virus_check', models.CharField(blank=True, choices=[('', 'no scanner was there to ask'), ('waiting', 'is still being checked for viruses'), ('clean', 'no virus was found'), ('infected', 'a virus was found; it is kept apart')], default='', max_length=10)),
                        ('virus', models.CharField(blank=True, help_text='What the scanner calls it.', max_length=100)),
                        ('preparation', models.CharField(blank=True, choices=[('', 'it is kept as it came through'), ('waiting', 'is being prepared'), ('ready', 'is ready'), ('unreadable', 'could not be read')], default='', max_length=10)),
                        ('original', models.CharField(blank=True, max_length=200)),
                        ('came_as', models.CharField(blank=True, max_length=64)),
                        ('seconds', models.PositiveIntegerField(db_default=0, default=0, help_text='How long a recording is; 0 as long as it was not prepared.')),
                        ('silent', models.BooleanField(db_default=False, default=False, help_text='A voice in which nothing can be heard.')),
                        ('thumbnail', models.CharField(blank=True, max_length=200)),
                        ('tries', models.PositiveSmallIntegerField(default=0)),
                        ('taken_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('seen_at', models.DateTimeField(default=permissions.now.now, help_text='When it was last sent along with its form.')),
                    ],
                    options={
                        'verbose_name': 'upload',
                        'verbose_name_plural': 'uploads',
                        'default_permissions': (),
                        'indexes': [models.Index(condition=models.Q(('state', 'filed'), _negated=True), fields=['seen_at'], name='upload_waiting'), models.Index(condition=models.Q(('state', 'pending')), fields=['waits_for'], name='upload_of_form'), models.Index(condition=models.Q(('virus_check', 'waiting')), fields=['created_at'], name='upload_unchecked'), models.Index(condition=models.Q(('preparation', 'waiting')), fields=['created_at'], name='upload_unprepared')],
                    },
                ),
                migrations.CreateModel(
                    name='WebhookCall',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=32, unique=True)),
                        ('webhook', models.CharField(help_text='The address that is called.', max_length=500)),
                        ('what', models.CharField(choices=[('published', 'published'), ('unpublished', 'taken away'), ('moved', 'moved')], max_length=12)),
                        ('page', models.JSONField(default=dict, help_text='Its id, type, language, title and address, as everybody may read them.')),
                        ('created_at', models.DateTimeField()),
                        ('available_at', models.DateTimeField(help_text='Not before this time; also moved on by a failed attempt.')),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('done_at', models.DateTimeField(null=True)),
                        ('failed_at', models.DateTimeField(help_text='When it was given up; ``problem`` says why.', null=True)),
                        ('problem', models.CharField(blank=True, help_text='A code: why the last attempt came to nothing.', max_length=20)),
                    ],
                    options={
                        'verbose_name': 'webhook call',
                        'verbose_name_plural': 'webhook calls',
                        'default_permissions': (),
                        'indexes': [models.Index(condition=models.Q(('done_at__isnull', True), ('failed_at__isnull', True)), fields=['available_at', 'id'], name='webhook_to_be_called')],
                    },
                ),
            ]
        ),
    ]
