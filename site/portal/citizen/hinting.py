"""What is found for somebody who is about to send a form: by what was learned, among the articles, among their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from workflows.suggestions.bodies import Fit, fit_before_filing, other_fit
from workflows.suggestions.models import About
from workflows.suggestions.selectors import surely_measured
from workflows.suggestions.services import note_offered

MOST_ALIKE: Final = 2
MOST_LOOKED_AT: Final = 20
"""Open requests of one person: those that changed last."""
ABOUT: Final = {"agency": About.BODY, "category": About.CATEGORY}


def look(request: HttpRequest, typed: Typed) -> Hints:
    """All that fits what was typed. It is counted, and nothing of the text is kept or written down anywhere."""
    names, rules = {"agency": bodies_called, "category": categories_called}, Rules(at=now())
    offers, taken = [], ""
    for asked in (name for name in ABOUT if name in typed.asks):
        called = names[asked](typed, rules)
        fit = _fit(asked, typed, called, rules)
        if fit is None:
            continue
        if typed.taken == (asked, fit.code):
            note_offered(ABOUT[asked], by="citizens", taken=True)
            taken = called[fit.code]
            continue
        given = typed.given[asked]
        if fit.code != given:
            choice = Choice(fit.code, called[fit.code])
            offers.append(Offer(asked, choice, fit.because, fit.place, fit.learned, called.get(given, "")))
            if offers[-1].told not in typed.hinted:
                note_offered(ABOUT[asked], by="citizens", taken=False)
    told = sorted(typed.hinted | {offer.told for offer in offers})
    return Hints(tuple(offers), tuple(_answers(typed)), tuple(_alike(request, typed.text)), taken, tuple(told))


def may_be_for(state: State) -> tuple[list[PublicBody], list[PublicBody]]:
    """For which other body a case is, where that is certain; and all others."""
    case = state.case
    names = {body.code: body for body in public_bodies(case.language) if body.code != case.agency.code}
    if is_hidden(case) or not f"{case.subject}{state.statement()}".strip():
        return [], list(names.values())
    called = {code: f"{body.name} {body.also}" for code, body in names.items()}
    fit = other_fit(state, Rules(at=now()), among=called)
    fits = [names[fit.code]] if fit is not None else []
    return fits, [body for body in names.values() if body not in fits]


def bodies_called(typed: Typed, _rules: Rules) -> dict[str, str]:
    """The public bodies that take requests, by code: no other is ever suggested."""
    rows = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).values_list("code", "name")
    return {code: in_language(name, typed.language) for code, name in rows}


def categories_called(typed: Typed, rules: Rules) -> dict[str, str]:
    """The categories that may be chosen for the kind, by key."""
    found = rules.categories(typed.kind)
    return {} if found is None else {each.key: found[0].in_words(each.key) for each in found[0].chosen_from}


def _fit(name: str, typed: Typed, called: Mapping[str, str], rules: Rules) -> Fit | None:
    if name == "agency":
        return fit_before_filing(typed.written, rules, among=called)
    found = surely_measured(About.CATEGORY, typed.text, language=typed.language, kind=typed.kind, among=called)
    return next((Fit(each.code, each.because, learned=True) for each in found[:1] if each.sure), None)


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
