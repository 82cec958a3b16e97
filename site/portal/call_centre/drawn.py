"""How the form of a request and the requests of a caller are drawn on the screen of a call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

from content.forms.page import FormPage
from content.forms.round import Round
from permissions.translated_text import in_language
from portal.call_centre.forms import LetterForm
from workflows.calls.models import Call
from workflows.calls.selectors import Told, permit_to_add
from workflows.cases.models import RequestKind
from workflows.cases.outcome_words import outcome_words
from workflows.notifications.transports import ready_transports


def drawn_form(request: HttpRequest, page: FormPage, this: Round, letter: LetterForm | None) -> SafeString:
    """The form in the language of the caller, with what is said to them first."""
    language = page.locale.language_code
    script = RequestKind.objects.filter(code=page.kind).values_list("script", flat=True).first() or {}
    context = {
        "page": page,
        "form": this.form,
        "round": this,
        "token_name": "form_token",
        "sealed": this.sealed,
        "whole": True,
        "letters_by": ready_transports(),
        "map_tiles": "",
        "script": in_language(script, language) if script else "",
        "letter": letter,
        "language": language,
    }
    with override(language):
        return render_to_string("call_centre/form.html", context, request)


def told(call: Call, each: Told) -> dict[str, Any]:
    """What a caller may be told of one request, in words."""
    case = each.case
    return {
        "case": case,
        "name": each.name,
        "kind": str(case.kind),
        "agency": str(case.agency),
        "outcome": outcome_words(case.kind.code, case.outcome) if case.outcome else "",
        "said": each.said,
        "is_open": each.is_open,
        "permit": permit_to_add(call, case.tracking),
    }
