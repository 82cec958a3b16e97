"""News, the e-mail address of those who run the platform, and where it is shown."""

import content.pages.models
import content.pages.news
import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0014_directory_and_knowledge'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewsItemPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('day', models.DateField(default=content.pages.news.today, verbose_name='day')),
                ('intro', models.TextField(max_length=600, verbose_name='in short')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17), ('run_by', 18)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {}), 18: ('content.pages.blocks.RunByBlock', (), {})}, verbose_name='body')),
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
        migrations.AddField(
            model_name='homepage',
            name='email',
            field=models.EmailField(blank=True, help_text='Where people write who cannot use the form. Shown on pages of text.', max_length=254, verbose_name='e-mail'),
        ),
        migrations.AlterField(
            model_name='agencypage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17), ('run_by', 18)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {}), 18: ('content.pages.blocks.RunByBlock', (), {})}, verbose_name='services, and how to reach it'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17), ('run_by', 18)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {}), 18: ('content.pages.blocks.RunByBlock', (), {})}, verbose_name='body'),
        ),
        migrations.AlterField(
            model_name='standardpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('text', 1), ('note', 4), ('stairs', 9), ('questions', 13), ('terms', 16), ('ladder', 17), ('run_by', 18)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': 'Heading', 'max_length': 120, 'template': 'pages/blocks/heading.html'}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'icon': 'pilcrow', 'label': 'Text', 'template': 'pages/blocks/text.html'}), 2: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('plain', 'to know'), ('look', 'take care'), ('late', 'warning'), ('done', 'good news')], 'label': 'Tone'}), 3: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('tone', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'When', 'max_length': 60}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'What happens', 'max_length': 80}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'In a sentence', 'max_length': 240}), 8: ('wagtail.blocks.StructBlock', [[('when', 5), ('heading', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'icon': 'order', 'label': 'Steps', 'template': 'pages/blocks/stairs.html'}), 10: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 160}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'link', 'ol', 'ul'], 'label': 'Answer'}), 12: ('wagtail.blocks.StructBlock', [[('question', 10), ('answer', 11)]], {}), 13: ('wagtail.blocks.ListBlock', (12,), {'icon': 'help', 'label': 'Questions and answers', 'template': 'pages/blocks/questions.html'}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Term', 'max_length': 120}), 15: ('wagtail.blocks.StructBlock', [[('term', 14), ('text', 3)]], {}), 16: ('wagtail.blocks.ListBlock', (15,), {'icon': 'list-ul', 'label': 'Terms', 'template': 'pages/blocks/terms.html'}), 17: ('content.pages.blocks.UsualLadderBlock', (), {}), 18: ('content.pages.blocks.RunByBlock', (), {})}, verbose_name='body'),
        ),
    ]
