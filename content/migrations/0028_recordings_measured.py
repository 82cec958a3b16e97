"""How long a recording is, and whether anything can be heard in it; forms ask whether the other agrees."""

import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0023_times_from_the_ladder"),
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
                    ("agency", 7),
                    ("subject", 8),
                    ("text", 8),
                    ("place", 16),
                    ("area", 19),
                    ("files", 16),
                    ("concerns", 20),
                    ("contact", 22),
                    ("confidential", 20),
                    ("category", 8),
                    ("for_other", 30),
                    ("with_others", 35),
                    ("short_text", 40),
                    ("long_text", 40),
                    ("choice", 45),
                    ("choices", 45),
                    ("yes_no", 46),
                    ("date", 50),
                    ("number", 53),
                    ("money", 53),
                    ("phone_number", 54),
                    ("email_address", 54),
                    ("national_number", 54),
                    ("body", 55),
                    ("service", 55),
                    ("photo", 58),
                    ("video", 60),
                    ("voice", 61),
                    ("consent", 64),
                    ("group", 77),
                    ("step", 81),
                    ("words", 84),
                    ("exit", 88),
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
                            "help_text": "One a line: the answer’s key or its words, a number, or a day as 2026-11-25.",
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
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The key of a later step, or of an exit.",
                            "label": "Go to",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
                    ),
                    5: ("wagtail.blocks.StructBlock", [[("test", 2), ("values", 3), ("to", 4)]], {}),
                    6: (
                        "wagtail.blocks.ListBlock",
                        (5,),
                        {
                            "default": [],
                            "help_text": "After this page the first that holds counts. Without any, the next page follows.",
                            "label": "Go to, by the answer",
                            "max_num": 12,
                        },
                    ),
                    7: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1), ("routes", 6)]], {}),
                    8: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1)]], {}),
                    9: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [("all", "All of these hold"), ("any", "One of these is enough")],
                            "label": "Together",
                        },
                    ),
                    10: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The key of an earlier question. Of the others it is agency, area, category, concerns, place or confidential.",
                            "label": "Question",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
                    ),
                    11: ("wagtail.blocks.StructBlock", [[("question", 10), ("test", 2), ("values", 3)]], {}),
                    12: ("wagtail.blocks.ListBlock", (11,), {"default": [], "label": "Tests", "max_num": 12}),
                    13: (
                        "wagtail.blocks.StructBlock",
                        [[("together", 9), ("tests", 12)]],
                        {"help_text": "Without a test it is always shown.", "label": "Shown if"},
                    ),
                    14: ("wagtail.blocks.BooleanBlock", (), {"label": "Must be answered", "required": False}),
                    15: (
                        "wagtail.blocks.StructBlock",
                        [[("together", 9), ("tests", 12)]],
                        {"label": "Must be answered if"},
                    ),
                    16: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 0), ("help_text", 1), ("shown_if", 13), ("required", 14), ("required_if", 15)]],
                        {},
                    ),
                    17: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"default": True, "label": "Ask for the place in words, too", "required": False},
                    ),
                    18: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "It is found by the outlines that were taken in, and a map is there where the operator has named one. The position is kept only where the citizen says so.",
                            "label": "Offer to find it by the device’s position, and on a map",
                            "required": False,
                        },
                    ),
                    19: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("ask_words", 17),
                                ("ask_position", 18),
                            ]
                        ],
                        {},
                    ),
                    20: ("wagtail.blocks.StructBlock", [[("label", 0), ("help_text", 1), ("shown_if", 13)]], {}),
                    21: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "A name is never obligatory.",
                            "label": "Ask for the name too",
                            "required": False,
                        },
                    ),
                    22: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("ask_name", 21),
                            ]
                        ],
                        {},
                    ),
                    23: (
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
                    24: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Ask for the other’s national number, too", "required": False},
                    ),
                    25: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "Or why they can’t: a child, someone ill, someone missing.",
                            "label": "Ask whether the other agrees",
                            "required": False,
                        },
                    ),
                    26: (
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
                    27: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Nobody of those files without it", "required": False},
                    ),
                    28: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Question for what proves it", "max_length": 200, "required": False},
                    ),
                    29: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Hint under it", "max_length": 500, "required": False},
                    ),
                    30: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("relations", 23),
                                ("ask_number", 24),
                                ("ask_consent", 25),
                                ("proof_from", 26),
                                ("proof_needed", 27),
                                ("proof_label", 28),
                                ("proof_help", 29),
                            ]
                        ],
                        {},
                    ),
                    31: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Question that asks for another (Is there a further one?)", "max_length": 200},
                    ),
                    32: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "What one of them is called (Person)", "max_length": 120},
                    ),
                    33: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 5, "label": "How many at most", "max_value": 10, "min_value": 2},
                    ),
                    34: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Ask for their national numbers, too", "required": False},
                    ),
                    35: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("more", 31),
                                ("each", 32),
                                ("most", 33),
                                ("ask_number", 34),
                            ]
                        ],
                        {},
                    ),
                    36: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The answer's name in exports and for machines. Choose it once: answers are kept under it.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
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
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("shortest", 38),
                                ("longest", 39),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    41: ("wagtail.blocks.CharBlock", (), {"label": "Answer", "max_length": 200}),
                    42: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "The answer's name for machines.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
                    ),
                    43: ("wagtail.blocks.StructBlock", [[("label", 41), ("key", 42)]], {}),
                    44: (
                        "wagtail.blocks.ListBlock",
                        (43,),
                        {
                            "default": [{"key": "", "label": ""}, {"key": "", "label": ""}],
                            "label": "Answers",
                            "max_num": 40,
                            "min_num": 2,
                        },
                    ),
                    45: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("options", 44),
                                ("routes", 6),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    46: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("routes", 6),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    47: ("wagtail.blocks.DateBlock", (), {"label": "Not before", "required": False}),
                    48: ("wagtail.blocks.DateBlock", (), {"label": "Not after", "required": False}),
                    49: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {"label": "Only a day that is not after today", "required": False},
                    ),
                    50: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("earliest", 47),
                                ("latest", 48),
                                ("past", 49),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    51: ("wagtail.blocks.DecimalBlock", (), {"label": "Not below", "required": False}),
                    52: ("wagtail.blocks.DecimalBlock", (), {"label": "Not above", "required": False}),
                    53: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("least", 51),
                                ("most", 52),
                                ("routes", 6),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    54: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    56: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 3, "label": "How many at most", "max_value": 10, "min_value": 1},
                    ),
                    57: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "On a phone. Photos that were taken before cannot be chosen there then.",
                            "label": "Open the camera at once",
                            "required": False,
                        },
                    ),
                    58: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("most", 56),
                                ("camera", 57),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    59: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "On a phone. Videos that were taken before cannot be chosen there then.",
                            "label": "Open the camera at once",
                            "required": False,
                        },
                    ),
                    60: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("most", 56),
                                ("camera", 59),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    61: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("most", 56),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    62: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "What people agree to, as a sentence", "max_length": 200},
                    ),
                    63: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Its full text", "max_length": 2000, "required": False},
                    ),
                    64: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 62), ("help_text", 63), ("shown_if", 13), ("key", 36)]],
                        {"group": "Your own question"},
                    ),
                    65: ("wagtail.blocks.CharBlock", (), {"label": "What it is about (Child)", "max_length": 120}),
                    66: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Question that asks for another (Is there another child?)", "max_length": 200},
                    ),
                    67: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "Answers are kept as child_1_name, child_2_name.",
                            "label": "Key",
                            "max_length": 16,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
                    ),
                    68: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"default": 3, "label": "How many times at most", "max_value": 10, "min_value": 2},
                    ),
                    69: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("shortest", 38),
                                ("longest", 39),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("options", 44),
                                ("routes", 6),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("routes", 6),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("earliest", 47),
                                ("latest", 48),
                                ("past", 49),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                                ("least", 51),
                                ("most", 52),
                                ("routes", 6),
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
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                                ("example", 37),
                            ]
                        ],
                        {},
                    ),
                    75: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 0),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("required", 14),
                                ("required_if", 15),
                                ("key", 36),
                            ]
                        ],
                        {},
                    ),
                    76: (
                        "wagtail.blocks.StreamBlock",
                        [
                            [
                                ("short_text", 69),
                                ("choice", 70),
                                ("yes_no", 71),
                                ("date", 72),
                                ("number", 73),
                                ("money", 73),
                                ("phone_number", 74),
                                ("national_number", 74),
                                ("body", 75),
                            ]
                        ],
                        {"label": "Questions"},
                    ),
                    77: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 65),
                                ("help_text", 1),
                                ("shown_if", 13),
                                ("more", 66),
                                ("key", 67),
                                ("most", 68),
                                ("questions", 76),
                            ]
                        ],
                        {"group": "Your own question"},
                    ),
                    78: ("wagtail.blocks.CharBlock", (), {"label": "Title of the step", "max_length": 120}),
                    79: (
                        "wagtail.blocks.TextBlock",
                        (),
                        {"default": "", "label": "Text under the title", "max_length": 500, "required": False},
                    ),
                    80: (
                        "wagtail.blocks.RegexBlock",
                        (),
                        {
                            "error_messages": {
                                "invalid": "Small Latin letters, digits and _ only, and a letter first: visited_before."
                            },
                            "help_text": "Questions lead here by this name.",
                            "label": "Key",
                            "max_length": 40,
                            "regex": "^[a-z][a-z0-9_]*$",
                        },
                    ),
                    81: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 78), ("help_text", 79), ("shown_if", 13), ("key", 80)]],
                        {"group": "Between the questions"},
                    ),
                    82: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Heading", "max_length": 200, "required": False},
                    ),
                    83: ("wagtail.blocks.TextBlock", (), {"label": "Text", "max_length": 2000}),
                    84: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 82), ("help_text", 83), ("shown_if", 13)]],
                        {"group": "Between the questions"},
                    ),
                    85: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 200}),
                    86: (
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
                    87: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"default": "", "label": "Text of the link", "max_length": 120, "required": False},
                    ),
                    88: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("label", 85),
                                ("help_text", 83),
                                ("shown_if", 13),
                                ("key", 80),
                                ("link", 86),
                                ("link_words", 87),
                            ]
                        ],
                        {"group": "Between the questions"},
                    ),
                },
                verbose_name="questions",
            ),
        ),
    ]
