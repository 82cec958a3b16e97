"""Words of danger as owners see them: kinds, phrases and lists of words, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from permissions.isolated import isolated_words
from permissions.platform.models import EmergencyNumber
from permissions.translated_text import in_language, joined
from portal.studio.danger_form import DangerForm, written_in, written_phrase
from portal.studio.edited import EditedSubject
from portal.studio.lines import BETWEEN, Line, name_line
from workflows.cases.models import RequestKind
from workflows.versions.models import Subject


def lines(definition: Any) -> Iterator[Line]:
    """The kinds with their phrases, then the words of each list."""
    yield name_line(definition)
    lists = {each["key"]: in_language(each["name"]) or each["key"] for each in definition.get("lists", [])}
    request_kinds = {kind.code: str(kind) for kind in RequestKind.objects.all()}
    for kind in definition.get("kinds", []):
        yield from _of_kind(kind, lists, request_kinds)
    for each in definition.get("lists", []):
        for written, words in each["words"].items():
            if words:
                label = _now("Words for “%(list)s”, %(written)s") % {
                    "list": lists[each["key"]],
                    "written": written_in(written),
                }
                yield Line(f"list {each['key']} {written}", label, BETWEEN.join(words), items=tuple(words))


def _of_kind(kind: Any, lists: Mapping[str, str], request_kinds: Mapping[str, str]) -> Iterator[Line]:
    part, code = in_language(kind["title"]) or kind["code"], kind["code"]
    phrases = tuple(written_phrase(phrase, lists) for phrase in kind["phrases"])
    count = ngettext("%(count)d phrase", "%(count)d phrases", len(phrases)) % {"count": len(phrases)}
    yield Line(f"{code} phrases", _now("Recognised by"), BETWEEN.join(phrases) or count, part=part, items=phrases)
    to = request_kinds.get(kind["request_kind"], kind["request_kind"])
    yield Line(f"{code} form", _now("Leads to the form"), to, part=part)
    numbers = joined(_number(each) for each in kind["numbers"])
    yield Line(f"{code} numbers", _now("Numbers that are shown"), numbers or _now("none"), part=part)
    for language, called in settings.LANGUAGES:
        if said := kind["sentence"].get(language):
            label = _now("What the citizen reads, in %(language)s") % {"language": called}
            yield Line(f"{code} sentence {language}", label, isolated_words(said), part=part)


def _number(code: str) -> str:
    return str(EmergencyNumber(code).label) if code in EmergencyNumber.values else code


DANGER = EditedSubject(
    subject=Subject.DANGER,
    title=pgettext_lazy("subject", "Words of danger"),
    lines=lines,
    form=DangerForm,
    applies=_(
        "New requests are checked against it. A citizen who writes about danger can choose the protected "
        "form; all other such requests go to the complaints unit first."
    ),
    ending=_("Danger is no longer recognised: every request goes to the agency that it names."),
    part="kind",
    changed=lambda before, after: "",
)
