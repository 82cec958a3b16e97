"""Routing tables as owners see them: in words, line by line, and which form they are edited in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency
from permissions.translated_text import in_language, listed
from portal.admin_screens.condition_words import Offered, in_words
from portal.studio.edited import EditedSubject
from portal.studio.lines import Line, name_line
from portal.studio.routing_form import RoutingForm, named_agency
from portal.studio.routing_grid import days_in_words
from portal.studio.routing_rule import newest
from workflows.facts.conditions import parse_when
from workflows.routing.definition import NAMED
from workflows.routing.priority import Priority
from workflows.versions.models import Subject


def lines(definition: Any) -> Iterator[Line]:
    """How it reads words, and its rules in their order."""
    definition, offered = newest(definition), Offered()
    yield name_line(definition)
    reading = definition.get("reading")
    weighed = _now("whole words; the subject before the text; words of two agencies go to the complaints unit")
    if reading and reading.get("weighing", 1) > 1:
        weighed = _now("%(weighed)s; a place ends where its name ends") % {"weighed": weighed}
    yield Line(
        "reading", _now("How words are read"), weighed if reading else _now("any part of a word, wherever it stands")
    )
    for language, words in (reading or {}).get("place_words", {}).items():
        named = {"language": dict(settings.LANGUAGES).get(language, language)}
        title = _now("Words before a place (%(language)s)") % named
        yield Line(f"places {language}", title, listed(words))
    names = {agency.code: str(agency) for agency in Agency.objects.all()} | {NAMED: named_agency()}
    for place, rule in enumerate(definition.get("rules", []), 1):
        conditions = in_words(parse_when(rule["when"]), offered) or _now("always")
        target = names.get(rule["to"]["agency"], rule["to"]["agency"])
        words = f"{conditions} {_arrow()} {target}"
        if priority := rule["to"].get("priority"):
            label = dict(Priority.choices).get(priority, priority)
            words = _now("%(rule)s, with the priority %(priority)s") % {"rule": words, "priority": listed([label])}
        if days := days_in_words(rule):
            words = _now("%(rule)s, %(days)s") % {"rule": words, "days": days}
        name = in_language(rule["name"])
        yield Line(f"rule {rule['key']}", name, words, place)
        if note := rule.get("note"):
            title = _now("Note of the rule %(rule)s") % {"rule": listed([name])}
            yield Line(f"note {rule['key']}", title, note, naming=True)


def _arrow() -> str:
    """From the reader's start to the reader's end."""
    return "←" if get_language_bidi() else "→"


TABLES = EditedSubject(
    subject=Subject.ROUTING,
    title=_("Routing table"),
    lines=lines,
    form=RoutingForm,
    newest=newest,
    look=RoutingForm.look,
    applies=_("It applies from the next request and the next action on; running counts keep their date."),
)
