"""A lost secret: a letter with a link is asked for, and the link makes a new one. The web's pages, for machines."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from content.forms.limited import network_behind
from permissions.limits.asking import ask, ask_all
from permissions.limits.catalogue import CODES, SHORT_LINKS, SHORT_LINKS_IN_ALL
from permissions.limits.challenges import Answer
from portal.api import problems, shapes
from portal.api.problems import Problem, errors_of
from portal.citizen.lost_code import LostForm
from workflows.cases.errors import NotPossible
from workflows.cases.models import Case
from workflows.cases.renewing import lost_by_link, renew_code
from workflows.cases.tracking import renewals_of, secret_of
from workflows.notifications.short_links import MOST, opened_by
from workflows.notifications.to_addresses import ask_for_link
from workflows.transactions.turn import write_transaction

OVER: Final = _("It was used, is older than 30 minutes, or was not copied in full. Ask for a new link.")


def ask_for_new_code(request: HttpRequest, given: shapes.NumberAndAddress, answer: Answer) -> shapes.Asked:
    """Have a link sent where number and address belong to one ordinary request; nobody learns whether they do."""
    asked = ask(CODES, network_behind(request), answer=answer)
    if not asked.may:
        raise Problem(problems.LIMITED, asked=asked)
    typed = QueryDict(mutable=True)
    typed.update(given.model_dump())
    form = LostForm(typed)
    if not form.is_valid():
        raise Problem(problems.INVALID, errors=errors_of(form.errors.items()))
    language = get_language() or "ar"
    with write_transaction():
        ask_for_link(form.cleaned_data["tracking"], form.kind, form.cleaned_data["address"], language=language)
    return shapes.Asked(
        said=_now(
            "If this address was given with this request, a link to a new code is on its way there. It is good once, "
            "for 30 minutes. Until you use it the old code stays as it is."
        )
    )


def code_made_new(request: HttpRequest, link: str, answer: Answer) -> tuple[Case, str]:
    """The case of a letter's link, or of a text message's short one, and its new secret; the former one is over."""
    said = link.strip().rstrip("/").rpartition("/")[2]
    lost = lost_by_link(said if len(said) > MOST else _long_for(request, said, answer))
    if lost is None:
        raise Problem(problems.LINK_OVER, OVER)
    case = lost.case
    try:
        renew_code(case, by=lost)
    except NotPossible:  # another has pressed first
        raise Problem(problems.LINK_OVER, OVER) from None
    case.refresh_from_db()
    return case, secret_of(case, renewal=renewals_of(case))


def _long_for(request: HttpRequest, code: str, answer: Answer) -> str:
    """What the long link says for which a short one stands; "" for none. Guesses count with those of the page."""
    asked = ask_all([(SHORT_LINKS, network_behind(request)), (SHORT_LINKS_IN_ALL, "")], answer=answer)
    if not asked.may:
        raise Problem(problems.LIMITED, asked=asked)
    address = opened_by(code)
    if address is None:
        return ""
    asked.never_happened()
    return urlsplit(address).path.rstrip("/").rpartition("/")[2]
