"""The question whether a request is about someone who works at the body can stand in a form."""

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('content', '0002_forms'),
    ]

    operations = [
        migrations.AlterField(
            model_name='formpage',
            name='questions',
            field=wagtail.fields.StreamField([('agency', 2), ('subject', 2), ('text', 2), ('place', 4), ('files', 4), ('concerns', 2), ('contact', 6), ('short_text', 8), ('long_text', 8), ('choice', 13), ('choices', 13), ('yes_no', 8), ('date', 8), ('number', 16)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 1: ('wagtail.blocks.TextBlock', (), {'default': '', 'label': 'Hint under the question', 'max_length': 500, 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1)]], {}), 3: ('wagtail.blocks.BooleanBlock', (), {'label': 'Must be answered', 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('required', 3)]], {}), 5: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'A name is never obligatory.', 'label': 'Ask for the name too', 'required': False}), 6: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('required', 3), ('ask_name', 5)]], {}), 7: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': "The answer's name in exports and for machines. Choose it once: answers are kept under it.", 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$'}), 8: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('required', 3), ('key', 7)]], {'group': 'Your own question'}), 9: ('wagtail.blocks.CharBlock', (), {'label': 'Answer', 'max_length': 200}), 10: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Small Latin letters, digits and _ only, and a letter first: visited_before.'}, 'help_text': "The answer's name for machines.", 'label': 'Key', 'max_length': 40, 'regex': '^[a-z][a-z0-9_]*$'}), 11: ('wagtail.blocks.StructBlock', [[('label', 9), ('key', 10)]], {}), 12: ('wagtail.blocks.ListBlock', (11,), {'label': 'Answers', 'max_num': 40, 'min_num': 2}), 13: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('required', 3), ('key', 7), ('options', 12)]], {'group': 'Your own question'}), 14: ('wagtail.blocks.DecimalBlock', (), {'label': 'Not below', 'required': False}), 15: ('wagtail.blocks.DecimalBlock', (), {'label': 'Not above', 'required': False}), 16: ('wagtail.blocks.StructBlock', [[('label', 0), ('help_text', 1), ('required', 3), ('key', 7), ('least', 14), ('most', 15)]], {'group': 'Your own question'})}, verbose_name='questions'),
        ),
    ]
