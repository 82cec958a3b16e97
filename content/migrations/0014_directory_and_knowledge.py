"""The directory of bodies and the knowledge base."""

import content.pages.models
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0013_resumable_uploads'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('agency', models.SlugField(max_length=40, verbose_name='agency')),
                ('intro', models.TextField(blank=True, max_length=600, verbose_name='what it does')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {})}, verbose_name='services, and how to reach it')),
            ],
            options={
                'verbose_name': 'page of an agency',
                'verbose_name_plural': 'pages of agencies',
            },
            bases=(content.pages.models.SameForAll, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(help_text='Shown with the article in the results of a search.', max_length=600, verbose_name='the answer in short')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {})}, verbose_name='body')),
                ('also', models.CharField(blank=True, help_text='Words that people search for and that the article does not use.', max_length=400, verbose_name='also found by')),
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
            name='FoundBy',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='found_by', serialize=False, to='content.articlepage')),
                ('title', models.TextField()),
                ('words', models.TextField()),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='OfUse',
            fields=[
                ('article', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='of_use', serialize=False, to='content.articlepage')),
                ('yes', models.PositiveIntegerField(default=0, verbose_name='it was of use')),
                ('no', models.PositiveIntegerField(default=0, verbose_name='it was not')),
            ],
            options={
                'default_permissions': (),
            },
        ),
    ]
