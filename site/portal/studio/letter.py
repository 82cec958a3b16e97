"""The words of letters as owners see them: line by line, and in a form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portal.studio.edited import EditedSubject, ListOfItsOwn
from portal.studio.letter_form import LetterForm
from portal.studio.lines import Line, name_line
from workflows.notifications.wording.checks import FIELD_WORDS
from workflows.notifications.wording.definition import FIELDS
from workflows.notifications.wording.delivered import title_of_part
from workflows.notifications.wording.in_force import WORDINGS
from workflows.notifications.wording.placeholders import as_shown
from workflows.versions.models import Subject


def lines(definition: Any) -> Iterator[Line]:
    """Its name, and each field of each letter in each language."""
    wording = WORDINGS.read(definition)
    if wording is None:
        return
    yield name_line(definition)
    named = dict(settings.LANGUAGES)
    for part, said in wording.letters.items():
        for field in FIELDS:
            for language, words in said.items():
                if text := words.said(field):
                    label = _now("%(part)s · %(field)s · %(language)s") % {
                        "part": title_of_part(part),
                        "field": FIELD_WORDS[field],
                        "language": named.get(language, language),
                    }
                    yield Line(f"{part} {field} {language}", label, as_shown(text, language))


LETTERS = EditedSubject(
    subject=Subject.LETTER,
    title=_("Letter"),
    lines=lines,
    form=LetterForm,
    applies=_("It applies from the next letter on; what was sent stays as it is."),
    own_list=ListOfItsOwn("studio:letters", _("Letters")),
)
