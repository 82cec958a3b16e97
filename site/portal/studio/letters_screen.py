"""The letters: what each topic says now, whether an owner changed it, and the way to change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from permissions.translated_text import direction_of, languages
from portal.studio.letter_form import previewed
from portal.studio.letter_recipients import RECIPIENTS
from portal.studio.screen import OwnerScreen, title_of
from workflows.cases.errors import NotAllowed
from workflows.notifications.when_to_tell import LETTERS
from workflows.notifications.wording.checks import FIELD_WORDS
from workflows.notifications.wording.definition import Wording
from workflows.notifications.wording.delivered import TOPICS, delivered, parts
from workflows.notifications.wording.in_force import WORDINGS
from workflows.notifications.wording.placeholders import as_shown
from workflows.processes.letters import is_own, prefix_of
from workflows.versions.models import Subject, Version, VersionStatus
from workflows.versions.selectors import history


class LettersScreen(OwnerScreen):
    """All topics, those that an owner changed marked."""

    template_name = "studio/letters.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        versions = Version.objects.filter(subject=Subject.LETTER).exclude(status=VersionStatus.RETIRED)
        found = list(versions.select_related("drafted_by").order_by("number"))
        now = {each.key: each for each in found if each.status == VersionStatus.PUBLISHED}
        drafts = [each for each in found if each.status == VersionStatus.DRAFT]
        topics = [
            {
                "key": topic,
                "title": TOPICS.get(topic, topic),
                "readers": [part.title for part in parts(topic) if not part.undated],
                "now": now.get(topic),
                "drafts": [draft for draft in drafts if draft.key == topic],
            }
            for topic in LETTERS
        ]
        own = [
            {
                "key": key,
                "title": title_of(now.get(key) or next(draft for draft in drafts if draft.key == key)),
                "readers": [RECIPIENTS[prefix_of(key)]],
                "now": now.get(key),
                "drafts": [draft for draft in drafts if draft.key == key],
            }
            for key in sorted({each.key for each in found if is_own(each.key)})
        ]
        return self.show({"topics": topics, "own": own})


class LetterScreen(OwnerScreen):
    """One topic: its letters as they are now, how they land, and a draft that begins from them."""

    template_name = "studio/letter.html"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        versions = list(history(Subject.LETTER, key).select_related("drafted_by"))
        if key not in LETTERS and not (is_own(key) and versions):
            raise NotAllowed
        current = next((each for each in versions if each.status == VersionStatus.PUBLISHED), None)
        wording = WORDINGS.of(current) if current is not None else WORDINGS.parse(delivered(key))
        context = {
            "key": key,
            "title": TOPICS.get(key) or title_of(current or versions[0]),
            "own": is_own(key),
            "now": current,
            "versions": versions,
            "drafts": [(each, title_of(each)) for each in versions if each.status == VersionStatus.DRAFT],
            "letters": _letters(key, wording),
            "previewed": previewed(key),
        }
        return self.show(context)


def _letters(topic: str, wording: Wording) -> list[dict[str, Any]]:
    """Each letter with its fields in each language, as owners read them."""
    return [
        {
            "title": part.title,
            "rows": [
                (FIELD_WORDS[field], [_said(part.name, field, language, wording) for language in languages()])
                for field in part.fields
            ],
        }
        for part in parts(topic)
    ]


def _said(part: str, field: str, language: str, wording: Wording) -> dict[str, str]:
    words = wording.words(part, language)
    text = as_shown(words.said(field), language) if words is not None else ""
    return {"language": language, "direction": direction_of(language), "text": text}
