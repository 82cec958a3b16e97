"""What is found for somebody who is about to send a form: by what was learned, among the articles, among their own."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Locale

from content.forms.fields import PublicBody, public_bodies
from content.forms.hints import Alike, Answer, Choice, Hints, Offer, Typed
from content.knowledge.answering import answering
from permissions.agencies.models import Agency, AgencyRole
from permissions.citizens.sessions import citizen_of
from permissions.now import now
from permissions.translated_text import in_language
from portal.citizen.proof import proved_here, still_opens
from portal.citizen.shown import status_words
from workflows.cases.identity import is_hidden
from workflows.cases.joining import open_and_plain
from workflows.cases.rules import Rules
from workflows.cases.state import State
from workflows.suggestions.alike import alike
from workflows.suggestions.models import About
from workflows.suggestions.selectors import surely_measured
from workflows.suggestions.services import note_offered
from workflows.suggestions.weights import Suggestion

MOST_ALIKE: Final = 2
MOST_LOOKED_AT: Final = 20
"""Open requests of one person: those that changed last."""
ABOUT: Final = {"agency": About.BODY, "category": About.CATEGORY}


def look(request: HttpRequest, typed: Typed) -> Hints:
    """All that fits what was typed. It is counted, and nothing of the text is kept or written down anywhere."""
    names = {"agency": bodies_called, "category": categories_called}
    offers, taken = [], ""
    for asked in (name for name in ABOUT if name in typed.asks):
        called = names[asked](typed)
        found = _found(asked, typed, called)
        if typed.taken[0] == asked and typed.taken[1] in [each.code for each in found]:
            note_offered(ABOUT[asked], by="citizens", taken=True)
            taken = called[typed.taken[1]]
            continue
        offer = offer_of(asked, found, called, typed.given[asked])
        if offer is not None:
            offers.append(offer)
            if offer.told not in typed.hinted:
                note_offered(ABOUT[asked], by="citizens", taken=False)
    told = sorted(typed.hinted | {offer.told for offer in offers})
    return Hints(tuple(offers), tuple(_answers(typed)), tuple(_alike(request, typed.text)), taken, tuple(told))


def offer_of(name: str, found: Sequence[Suggestion], called: Mapping[str, str], given: str) -> Offer | None:
    """What is said of one question: nothing where no word speaks for anything; of what stands there already nothing,
    unless something else is sure.
    """
    if not found or found[0].code == given or not (found[0].sure or found[0].because):
        return None
    if given and not found[0].sure:
        return None
    choices = tuple(Choice(each.code, called[each.code]) for each in found if each.code != given)
    because = found[0].because if found[0].sure else ()
    return Offer(name, choices, found[0].sure, because, called.get(given, ""))


def may_be_for(state: State) -> tuple[list[PublicBody], list[PublicBody]]:
    """For which other bodies a case may be by its words, where that was ever measured as sure; and all others."""
    case = state.case
    names = {body.code: body for body in public_bodies(case.language) if body.code != case.agency.code}
    text = "" if is_hidden(case) else f"{case.subject}\n{state.statement()}"
    found = surely_measured(About.BODY, text, language=case.language, among=names) if text.strip() else []
    fits = [names[each.code] for each in found]
    return fits, [body for body in names.values() if body not in fits]


def bodies_called(typed: Typed) -> dict[str, str]:
    """The public bodies that take requests, by code: no other is ever suggested."""
    return _bodies(typed.language)


def _bodies(language: str) -> dict[str, str]:
    rows = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).values_list("code", "name")
    return {code: in_language(name, language) for code, name in rows}


def categories_called(typed: Typed) -> dict[str, str]:
    """The categories that may be chosen for the kind, by key."""
    found = Rules(at=now()).categories(typed.kind)
    return {} if found is None else {each.key: found[0].in_words(each.key) for each in found[0].chosen_from}


def _found(name: str, typed: Typed, codes: Collection[str]) -> list[Suggestion]:
    kind = typed.kind if ABOUT[name] == About.CATEGORY else ""
    return surely_measured(ABOUT[name], typed.text, language=typed.language, kind=kind, among=codes)


def _answers(typed: Typed) -> Sequence[Answer]:
    locale = Locale.objects.filter(language_code=typed.language).first()
    return answering(typed.text, locale) if locale is not None else ()


def _alike(request: HttpRequest, text: str) -> Iterator[Alike]:
    """Open requests of whoever asks that say much the same: what opens here without a secret, none hidden."""
    proved = set(proved_here(request))
    for case in alike(text, open_and_plain(citizen_of(request), proved, most=MOST_LOOKED_AT))[:MOST_ALIKE]:
        if case.tracking in proved and not still_opens(request, case):
            continue
        address = reverse("follow", args=[case.tracking])
        adding = f"{reverse('follow_act', args=[case.tracking, 'add'])}?instead"
        yield Alike(case.tracking, case.title, status_words(case), address, adding)
