"""What conditions may ask of a case, in the words that owners read, and what each fact can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from permissions.agencies.models import Agency, AgencyRole
from permissions.translated_text import in_language
from workflows.cases.models import Channel, Outcome, RequestKind, Track

FACTS = {
    "kind": _("kind of request"),
    "channel": _("channel"),
    "language": _("language of the citizen"),
    "track": _("track"),
    "agency": _("agency that the citizen named"),
    "place": _("place"),
    "where": _("place, or the words where no place is given"),
    "subject_text": _("words of the subject and the text"),
    "outcome": _("outcome so far"),
}


def _kinds() -> dict[str, str]:
    return {code: in_language(name) for code, name in RequestKind.objects.values_list("code", "name")}


def _bodies() -> dict[str, str]:
    found = Agency.objects.filter(active=True, role=AgencyRole.PUBLIC_BODY).order_by("code")
    return {agency.code: str(agency) for agency in found}


VALUES: Mapping[str, Callable[[], Mapping[str, str]]] = {
    "kind": _kinds,
    "channel": lambda: {code: str(label) for code, label in Channel.choices},
    "language": lambda: {code: str(label) for code, label in settings.LANGUAGES},
    "track": lambda: {code: str(label) for code, label in Track.choices},
    "agency": _bodies,
    "outcome": lambda: {code: str(label) for code, label in Outcome.choices},
}
"""What the facts can be that people choose and do not write."""
