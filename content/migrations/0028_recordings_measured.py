"""How long a recording is, and whether anything can be heard in it; forms ask whether the other agrees."""

import content.forms.blocks
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0024_form_reviews"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="seconds",
            field=models.PositiveIntegerField(
                db_default=0, default=0, help_text="How long a recording is; 0 as long as it was not prepared."
            ),
        ),
        migrations.AddField(
            model_name="upload",
            name="silent",
            field=models.BooleanField(
                db_default=False, default=False, help_text="A voice in which nothing can be heard."
            ),
        ),
        migrations.AlterField(
            model_name="formpage",
            name="questions",
            field=wagtail.fields.StreamField(
                [
                    ("agency", 8),
                    ("subject", 9),
                    ("text", 9),
                    ("place", 17),
                    ("area", 20),
                    ("files", 17),
                    ("concerns", 21),
                    ("contact", 23),
                    ("confidential", 21),
                    ("category", 9),
                    ("for_other", 31),
                    ("with_others", 36),
                    ("short_text", 41),
                    ("long_text", 41),
                    ("choice", 46),
                    ("choices", 46),
                    ("yes_no", 47),
                    ("date", 51),
                    ("number", 54),
                    ("money", 54),
                    ("phone_number", 55),
                    ("email_address", 55),
                    ("national_number", 55),
                    ("body", 56),
                    ("service", 56),
                    ("photo", 59),
                    ("video", 61),
                    ("voice", 62),
                    ("consent", 65),
                    ("group", 78),
                    ("step", 82),
                    ("words", 85),
                    ("exit", 89),
                ],
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Question", "max_length": 200}),
                    1: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Hint under the question", "max_length": 500, "required": False},
                    ),
                    2: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("contains_any", "any of the words"),
                                ("one_of", "one of"),
                                ("none_of", "none of"),
                                ("given", "any value"),
                                ("missing", "no value"),
                                ("at_least", "at least"),
                                ("at_most", "at most"),
                            ],
                            "label": "Test",
                        },
                    ),
                    3: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {
                            "default": "",
                            "help_text": "One a line: an answer as people read it, a number, or a day as 2026-11-25.",
                            "label": "Values",
                            "max_length": 2000,
                            "required": False,
                            "rows": 2,
                        },
                    ),
                    4: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {"required": "Choose a step or an exit."},
                            "help_text": "A later step or an exit of this form: its title or its key.",
                            "label": "Go to",
                            "max_length": 200,
                            "regex": "^[^\\r\\n]+$",
                        },
                    ),
                    5: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "form_classname": "w-hidden", "max_length": 200, "required": False},
                    ),
                    6: ("wagtail.blocks.StructBlock", [[("test", 2), ("values", 3), ("to", 4), ("words", 5)]], {}),
                    7: (
                        "wagtail.blocks.ListBlock",
                        (6,),
                        {
                            "default": [],
                            "help_text": "After this page the first that holds counts. Without any, the next page follows.",
                            "label": "Go to, by the answer",
                            "max_num": 12,
                        },
                    ),
                    8: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1), ("routes", 7)]], {}),
                    9: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1)]], {}),
                    10: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [("all", "All of these hold"), ("any", "One of these is enough")],
                            "label": "Together",
                        },
                    ),
                    11: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {"required": "Choose a question."},
                            "help_text": "An earlier question of this form: its words or its key.",
                            "label": "Question",
                            "max_length": 200,
                            "regex": "^[^\\r\\n]+$",
                        },
                    ),
                    12: (
                        "wagtail.blocks.StructBlock",
                        [[("question", 11), ("test", 2), ("values", 3), ("words", 5)]],
                        {},
                    ),
                    13: ("wagtail.blocks.ListBlock", (12,), {"default": [], "label": "Tests", "max_num": 12}),
                    14: (
                        "wagtail.blocks.StructBlock",
                        [[("together", 10), ("tests", 13)]],
                        {"help_text": "Without a test it is always shown.", "label": "Shown if"},
                    ),
                    15: ("wagtail.blocks.BooleanBlock", (), {"label": "Must be answered", "required": False}),
                    16: (
                        "wagtail.blocks.StructBlock",
                        [[("together", 10), ("tests", 13)]],
                        {"label": "Must be answered if"},
                    ),
                    17: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 0), ("help_text", 1), ("shown_if", 14), ("required", 15), ("required_if", 16)]],
                        {},
                    ),
                    18: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"default": True, "label": "Ask for the place in words, too", "required": False},
                    ),
                    19: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "It is found by the outlines that were taken in, and a map is there where the operator has named one. The position is kept only where the citizen says so.",
                            "label": "Offer to find it by the device’s position, and on a map",
                            "required": False,
                        },
                    ),
                    20: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("ask_words", 18),
                                ("ask_position", 19),
                            ]
                        ],
                        {},
                    ),
                    21: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1), ("shown_if", 14)]], {}),
                    22: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "A name is never obligatory.",
                            "label": "Ask for the name too",
                            "required": False,
                        },
                    ),
                    23: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("ask_name", 22),
                            ]
                        ],
                        {},
                    ),
                    24: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("parent", "I am their parent"),
                                ("guardian", "I am their guardian"),
                                ("lawyer", "I am their lawyer"),
                                ("agent", "They have authorised me"),
                                ("relative", "I am a relative"),
                                ("carer", "I care for them"),
                                ("neighbour", "I am a neighbour"),
                                ("other", "Another relation"),
                            ],
                            "label": "What they may be to the other",
                        },
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Ask for the other’s national number, too", "required": False},
                    ),
                    26: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "Or why they can’t: a child, someone ill, someone missing.",
                            "label": "Ask whether the other agrees",
                            "required": False,
                        },
                    ),
                    27: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("parent", "I am their parent"),
                                ("guardian", "I am their guardian"),
                                ("lawyer", "I am their lawyer"),
                                ("agent", "They have authorised me"),
                                ("relative", "I am a relative"),
                                ("carer", "I care for them"),
                                ("neighbour", "I am a neighbour"),
                                ("other", "Another relation"),
                            ],
                            "help_text": "They attach a file, which is shown to nobody who may not know the names.",
                            "label": "Who is asked for what proves it",
                            "required": False,
                        },
                    ),
                    28: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Nobody of those files without it", "required": False},
                    ),
                    29: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Question for what proves it", "max_length": 200, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Hint under it", "max_length": 500, "required": False},
                    ),
                    31: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("relations", 24),
                                ("ask_number", 25),
                                ("ask_consent", 26),
                                ("proof_from", 27),
                                ("proof_needed", 28),
                                ("proof_label", 29),
                                ("proof_help", 30),
                            ]
                        ],
                        {},
                    ),
                    32: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Question that asks for another (Is there a further one?)", "max_length": 200},
                    ),
                    33: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "What one of them is called (Person)", "max_length": 120},
                    ),
                    34: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 5, "label": "How many at most", "max_value": 10, "min_value": 2},
                    ),
                    35: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Ask for their national numbers, too", "required": False},
                    ),
                    36: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("more", 32),
                                ("each", 33),
                                ("most", 34),
                                ("ask_number", 35),
                            ]
                        ],
                        {},
                    ),
                    37: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Example", "max_length": 120, "required": False},
                    ),
                    38: (
                        "wagtail.blocks.DecimalBlock",
                        (),
                        {
                            "decimal_places": 0,
                            "label": "Not shorter than (characters)",
                            "min_value": 1,
                            "required": False,
                        },
                    ),
                    39: (
                        "wagtail.blocks.DecimalBlock",
                        (),
                        {
                            "decimal_places": 0,
                            "label": "Not longer than (characters)",
                            "min_value": 1,
                            "required": False,
                        },
                    ),
                    40: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "default": "",
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The name of the answer in exports. Empty: it’s made from the words. Once the form is published it stays, whatever the words become.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                            "required": False,
                        },
                    ),
                    41: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("shortest", 38),
                                ("longest", 39),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    42: ("wagtail.blocks.CharBlock", (), {"label": "Answer", "max_length": 200}),
                    43: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "default": "",
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The answer’s name in exports. Empty: it’s made from the words.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                            "required": False,
                        },
                    ),
                    44: ("wagtail.blocks.StructBlock", [[("label", 42), ("key", 43)]], {}),
                    45: (
                        "wagtail.blocks.ListBlock",
                        (44,),
                        {
                            "default": [{"key": "", "label": ""}, {"key": "", "label": ""}],
                            "label": "Answers",
                            "max_num": 40,
                            "min_num": 2,
                        },
                    ),
                    46: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("options", 45),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    47: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    48: ("wagtail.blocks.DateBlock", (), {"label": "Not before", "required": False}),
                    49: ("wagtail.blocks.DateBlock", (), {"label": "Not after", "required": False}),
                    50: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Only a day that is not after today", "required": False},
                    ),
                    51: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("earliest", 48),
                                ("latest", 49),
                                ("past", 50),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    52: ("wagtail.blocks.DecimalBlock", (), {"label": "Not below", "required": False}),
                    53: ("wagtail.blocks.DecimalBlock", (), {"label": "Not above", "required": False}),
                    54: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("least", 52),
                                ("most", 53),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    55: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    56: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    57: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 3, "label": "How many at most", "max_value": 10, "min_value": 1},
                    ),
                    58: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "On a phone. Photos that were taken before cannot be chosen there then.",
                            "label": "Open the camera at once",
                            "required": False,
                        },
                    ),
                    59: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("most", 57),
                                ("camera", 58),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    60: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "On a phone. Videos that were taken before cannot be chosen there then.",
                            "label": "Open the camera at once",
                            "required": False,
                        },
                    ),
                    61: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("most", 57),
                                ("camera", 60),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    62: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("most", 57),
                                ("key", 40),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    63: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "What people agree to, as a sentence", "max_length": 200},
                    ),
                    64: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Its full text", "max_length": 2000, "required": False},
                    ),
                    65: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 63), ("help_text", 64), ("shown_if", 14), ("key", 40)]],
                        {"group": "Your own question"},
                    ),
                    66: ("wagtail.blocks.CharBlock", (), {"label": "What it is about (Child)", "max_length": 120}),
                    67: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Question that asks for another (Is there another child?)", "max_length": 200},
                    ),
                    68: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("shortest", 38),
                                ("longest", 39),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    69: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("options", 45),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    70: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    71: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("earliest", 48),
                                ("latest", 49),
                                ("past", 50),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    72: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("least", 52),
                                ("most", 53),
                                ("routes", 7),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    73: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("example", 37),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    74: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 14),
                                ("required", 15),
                                ("required_if", 16),
                                ("key", 40),
                            ]
                        ],
                        {},
                    ),
                    75: (
                        "wagtail.blocks.StreamBlock",
                        [
                            [
                                ("short_text", 68),
                                ("choice", 69),
                                ("yes_no", 70),
                                ("date", 71),
                                ("number", 72),
                                ("money", 72),
                                ("phone_number", 73),
                                ("national_number", 73),
                                ("body", 74),
                            ]
                        ],
                        {"label": "Questions"},
                    ),
                    76: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 3, "label": "How many times at most", "max_value": 10, "min_value": 2},
                    ),
                    77: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "default": "",
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "Answers are kept as child_1_name, child_2_name. Empty: it’s made from the words.",
                            "label": "Key",
                            "max_length": 16,
                            "regex": "^[a-z][a-z0-9_]*$",
                            "required": False,
                        },
                    ),
                    78: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 66),
                                ("help_text", 1),
                                ("more", 67),
                                ("questions", 75),
                                ("shown_if", 14),
                                ("most", 76),
                                ("key", 77),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    79: ("wagtail.blocks.CharBlock", (), {"label": "Title of the step", "max_length": 120}),
                    80: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Text under the title", "max_length": 500, "required": False},
                    ),
                    81: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "default": "",
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "Answers lead here by this name. Empty: it’s made from the words.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                            "required": False,
                        },
                    ),
                    82: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 79), ("help_text", 80), ("shown_if", 14), ("key", 81)]],
                        {"group": "Between the questions"},
                    ),
                    83: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Heading", "max_length": 200, "required": False},
                    ),
                    84: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 2000}),
                    85: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 83), ("help_text", 84), ("shown_if", 14)]],
                        {"group": "Between the questions"},
                    ),
                    86: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                    87: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "default": "",
                            "error_messages": {
                                "invalid": "Write the address of a page here from its / on, or one of another site from https on."
                            },
                            "help_text": "Of a page here, as /ar/file/rights/, or of another site; each language may have its own.",
                            "label": "Address",
                            "max_length": 300,
                            "regex": "^(/(?![/\\\\])|https:/{2}\\w)\\S*$",
                            "required": False,
                        },
                    ),
                    88: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Text of the link", "max_length": 120, "required": False},
                    ),
                    89: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 86),
                                ("help_text", 84),
                                ("shown_if", 14),
                                ("link", 87),
                                ("link_words", 88),
                                ("key", 81),
                            ]
                        ],
                        {"group": "Between the questions"},
                    ),
                },
                default=content.forms.blocks.first_questions,
                verbose_name="questions",
            ),
        ),
    ]
