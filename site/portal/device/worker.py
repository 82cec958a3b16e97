"""The service worker: two lines made here, which name the scripts of this release and what they need to know of it.

Each release names other files, so that a browser sees another worker, installs it and lets go of the former one.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.forms.uploads import Attachments
from content.pages.selectors import ShownDoor, doors, home_in, site_links
from permissions.platform.called import offered_languages, platform_name
from permissions.writing import clock_words
from workflows.cases.models import RequestKind

SCRIPTS: Final = (
    *("app", "app-sending", "app-store", "challenge", "device", "device-list", "forms-agency", "forms-area"),
    *("forms-conditions", "forms-count", "forms-draft", "forms-files", "forms-fold", "forms-hints", "forms-offline"),
    *("forms-places", "forms-resumable", "forms-services", "forms-voice", "idb", "insaf", "moment", "push", "shared"),
    *("track", "voice-change"),
)
"""What public pages run, also those that load only when they are needed: offline nothing can be fetched."""
HELP: Final = ("questions", "help", "reply-times", "how-we-work")
"""The pages right under home that help: read offline, too."""


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """Asked for anew at each visit: what is kept of it elsewhere would keep a former release alive."""
    languages = offered_languages()
    said = {
        "files": list(_files()),
        "pages": [address for language in languages for address in _pages(language)],
        "forms": {language: _forms(language) for language in languages},
        "languages": {language: _words(language) for language in languages},
        "shared": {"most": Attachments.most, "bytes": Attachments.most_bytes},
    }
    release = hashlib.sha256(json.dumps(said).encode() + static("js/worker.js").encode()).hexdigest()[:12]
    told = json.dumps({"release": release, **said}, ensure_ascii=False, sort_keys=True)
    lines = f'import {{ serve }} from "{static("js/worker.js")}";\nserve({told});\n'
    response = HttpResponse(lines, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@cache
def _files() -> tuple[str, ...]:
    """The static files without which no page looks or works as it should."""
    names = [f"js/{name}.js" for name in SCRIPTS]
    return tuple(static(name) for name in ["sheets/public.css", "icons/mark.svg", "vendor/tus/tus.min.js", *names])


def _pages(language: str) -> list[str]:
    """What is there offline before anybody has opened it."""
    links = site_links(language)
    with override(language):
        own = [reverse("offline"), reverse("device"), reverse("shared"), reverse("track")]
    return [links.home, *own, *(links.by_slug[slug].url for slug in HELP if slug in links.by_slug)]


def _forms(language: str) -> list[str]:
    """What can be filled in offline before anybody has opened it; kept of the languages that somebody reads."""
    with override(language):
        return [door.url for door in ordinary_doors(language)]


def ordinary_doors(language: str) -> list[ShownDoor]:
    """The forms that may lie on a device: of sealed requests nothing ever does."""
    home = home_in(language)
    sealed = set(RequestKind.objects.filter(sensitive=True).values_list("code", flat=True))
    return [door for door in doors(home) if door.kind not in sealed] if home is not None else []


def locale_of_browsers(language: str) -> str:
    """By which a browser writes days as the platform does: months of the Levant."""
    return str(settings.LOCALES.get(language, language)).replace("_001", "-GB").replace("_", "-")


def _words(language: str) -> dict[str, Any]:
    """What the worker says by itself, where no page of ours is open."""
    with override(language):
        return {
            "offline": reverse("offline"),
            "device": reverse("device"),
            "shared": reverse("shared"),
            "track": reverse("track"),
            "locale": locale_of_browsers(language),
            "clock": clock_words(),
            "direction": "rtl" if get_language_bidi() else "ltr",
            "away": _("You are offline. This is the page as of {when}."),
            "way": _("What is on this device"),
            "platform": platform_name(),
            "sent": _("A request that waited on this device was sent. Open the list to see its number and code."),
        }
