"""The services of the bodies, as their pages tell them, and those that editors bring as a list."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from content.directory.blocks import LONGEST_NAME, LONGEST_TEXT
from content.directory.models import AgencyPage, DirectoryPage
from content.directory.selectors import in_directory
from content.forms.keys import KEY_LENGTH, KEY_PATTERN
from content.forms.service_asked import Service
from content.pages.translation import is_original, lacks_translation, publish_translation
from permissions.access.decide import may
from permissions.access.errors import OutOfReach, Refused
from permissions.access.selectors import held_by
from permissions.actors import Actor
from permissions.agencies.rights import EDIT_PAGES
from permissions.arabic import in_order
from permissions.people.models import User
from permissions.translated_text import first_language, in_language, language_name, languages


def services_in(language: str) -> Iterable[Service]:
    """Those on published pages of bodies that take requests, by body; two queries."""
    bodies = {body.code: body for body in in_directory().filter(active=True)}
    pages = AgencyPage.objects.live().filter(locale__language_code=language, agency__in=bodies)
    for page in in_order(pages, lambda each: in_language(bodies[each.agency].name, language)):
        of = in_language(bodies[page.agency].name, language)
        for service in page.services:
            yield Service(page.agency, service.value["key"], service.value["label"], of)


@dataclass(frozen=True, slots=True)
class WrittenService:
    """A service of the body ``code`` by its ``key``. ``names`` and ``texts``: words by language."""

    code: str
    key: str
    names: Mapping[str, str]
    texts: Mapping[str, str]


class ServicesRefused(Refused):
    """What cannot be so."""


def service_languages() -> tuple[str, ...]:
    """The languages that have a directory, the one that pages are translated from first."""
    there = set(DirectoryPage.objects.live().values_list("locale__language_code", flat=True))
    return tuple(sorted(there & set(languages()), key=lambda language: language != first_language()))


def services_written() -> list[WrittenService]:
    """All on published pages of bodies that take requests, by code, in the order of their pages."""
    return [service for _code, pages in sorted(_pages().items()) for service in _services_on(pages)]


def refused_services(services: Sequence[WrittenService]) -> dict[int, list[str]]:
    """Why some of them cannot be so, in sentences, by their place in ``services``."""
    bodies, pages = set(in_directory().filter(active=True).values_list("code", flat=True)), _pages()
    of_pages: dict[str, list[str]] = {}
    refused: dict[int, list[str]] = {}
    before: set[tuple[str, str]] = set()
    for place, service in enumerate(services):
        faults = _faults(service)
        if service.code not in bodies:
            faults.insert(0, _("There is no agency with the code “%(code)s”.") % {"code": service.code[:50]})
        elif service.code not in of_pages:
            keys = {other.key for other in services if other.code == service.code}
            of_pages[service.code] = _page_faults(pages.get(service.code, {}), keys)
        if (service.code, service.key) in before:
            faults.append(_("This agency has the key “%(key)s” in the list twice.") % {"key": service.key[:50]})
        before.add((service.code, service.key))
        faults += of_pages.get(service.code, [])
        if faults:
            refused[place] = faults
    return refused


def write_services(services: Sequence[WrittenService], *, actor: Actor) -> int:
    """Publish these services on the pages of their bodies, beside those that are there. Returns how many bodies have
    others now. Each page has the version before in its history.

    Raises ``ServicesRefused`` with the first sentence of ``refused_services``; ``OutOfReach`` for others than editors.
    """
    if actor.user_id is not None and not may(held_by(actor.user_id), EDIT_PAGES, None):
        raise OutOfReach
    refused = refused_services(services)
    if refused:
        raise ServicesRefused(refused[min(refused)][0])
    by_body: dict[str, dict[str, WrittenService]] = {}
    there = {(service.code, service.key): service for service in services_written()}
    for service in services:
        if there.get((service.code, service.key)) != service:
            by_body.setdefault(service.code, {})[service.key] = service
    user = None if actor.user_id is None else User.objects.get(pk=actor.user_id)
    with transaction.atomic():
        pages = _pages()
        for code, changed in by_body.items():
            _publish(code, pages.get(code, {}), changed, user)
    return len(by_body)


Pages = Mapping[str, AgencyPage]
"""The pages of one body by language."""


def _pages() -> dict[str, dict[str, AgencyPage]]:
    """Of bodies that take requests, by their codes; pages that nobody published too."""
    codes = in_directory().filter(active=True).values("code")
    found: dict[str, dict[str, AgencyPage]] = {}
    for page in AgencyPage.objects.filter(agency__in=codes).select_related("locale"):
        found.setdefault(page.agency, {})[page.locale.language_code] = page
    return found


def _services_on(pages: Pages) -> Iterator[WrittenService]:
    """Those of the page that the others are translated from, with what these say of them."""
    words = {
        language: {service.value["key"]: service.value for service in page.services}
        for language, page in pages.items()
        if page.live
    }
    code = next(iter(pages.values())).agency
    for key in dict.fromkeys(key for language in service_languages() for key in words.get(language, {})):
        names, texts = (
            {language: of[key][name] for language, of in words.items() if key in of and of[key][name]}
            for name in ("label", "text")
        )
        yield WrittenService(code, key, names, texts)


def _faults(service: WrittenService) -> list[str]:
    """What is wrong with its words and its key."""
    faults = []
    if len(service.key) > KEY_LENGTH or not re.fullmatch(KEY_PATTERN, service.key):
        faults.append(_("Small Latin letters, digits and _ only, and a letter first: visited_before."))
    asked = service_languages()
    faults += [
        _("Enter the name in %(language)s.") % {"language": language_name(language)}
        for language in asked
        if not service.names.get(language)
    ]
    if service.texts and any(language not in service.texts for language in asked):
        faults.append(_("Enter the sentence in every language, or in none."))
    return faults + [
        _("“%(words)s…” is longer than %(most)s characters.") % {"words": text[:20], "most": most}
        for texts, most in ((service.names, LONGEST_NAME), (service.texts, LONGEST_TEXT))
        for text in texts.values()
        if len(text) > most
    ]


def _page_faults(pages: Pages, keys: Collection[str]) -> list[str]:
    """Why services of these keys cannot be published on the pages of a body: something else would be published with
    them."""
    first, *others = service_languages()
    original = pages.get(first)
    faults = [
        _("The page in %(language)s is locked, or something on it isn’t published. Settle that first.")
        % {"language": language_name(language)}
        for language, page in pages.items()
        if not page.live or page.has_unpublished_changes or page.locked
    ]
    if pages and (
        original is None
        or not is_original(original)
        or any(page.translation_key != original.translation_key for page in pages.values())
    ):
        return [*faults, _("The pages of this agency aren’t translations of each other. Edit its services there.")]
    if original is None:
        return faults
    beside = [service for service in _services_on(pages) if service.key not in keys]
    return faults + [
        _("The page in %(language)s isn’t fully translated. Finish its translation first.")
        % {"language": language_name(language)}
        for language in others
        if language not in pages
        or lacks_translation(original, language, but_below="services.")
        or any(language not in service.names for service in beside)
    ]


def _publish(code: str, pages: Pages, services: Mapping[str, WrittenService], user: User | None) -> None:
    first, *others = service_languages()
    page = pages.get(first) or _new_page(code, first)
    blocks = list(page.services.get_prep_value())
    at = {block["value"]["key"]: block for block in blocks}
    for key, service in services.items():
        value = {"label": service.names[first], "text": service.texts.get(first, ""), "key": key}
        if key in at:
            at[key]["value"] = value
        else:
            at[key] = {"type": "service", "id": str(uuid4()), "value": value}
            blocks.append(at[key])
    page.services = json.dumps(blocks)
    page.save_revision(user=user, log_action=True).publish(user=user)
    written = {service.key: service for service in (*_services_on({**pages, first: page}), *services.values())}
    for language in others:
        words = {
            f"services.{block['id']}.{name}": text
            for key, block in at.items()
            for name, text in (
                ("label", written[key].names.get(language, "")),
                ("text", written[key].texts.get(language, "")),
            )
            if text
        }
        publish_translation(page, language, words, user=user)


def _new_page(code: str, language: str) -> AgencyPage:
    directory = DirectoryPage.objects.live().get(locale__language_code=language)
    page = AgencyPage(agency=code, locale=directory.locale)
    directory.add_child(instance=page)
    return page
